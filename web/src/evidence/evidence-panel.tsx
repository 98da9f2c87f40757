import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Evidence, evidenceAddress, evidenceQuery } from '../api/evidence.ts';
import { submissionsQuery } from '../api/submissions.ts';
import { DeclarationNote } from '../certificates/declaration-note.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { DocumentIcon, DownloadIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './evidence.module.css';
import { PreviewDialog } from './preview-dialog.tsx';

/** What led to the certificate, for its applicant and its chamber: the evidence, and what was declared. */
export function EvidencePanel({ certificateId }: { readonly certificateId: string }) {
  const { evidence: words, pouches } = useText();
  const format = useFormat();
  const query = useQuery(evidenceQuery(certificateId));
  const submissions = useQuery(submissionsQuery(certificateId));
  const [shown, setShown] = useState<Evidence | null>(null);
  const latest = submissions.data?.items[0];
  return (
    <Section title={words.title}>
      <QueryView query={query} lines={2}>
        {(evidence) =>
          evidence.length === 0 ? (
            <p className={classes.quiet}>{words.none}</p>
          ) : (
            <ul className={classes.files} aria-label={words.list}>
              {evidence.map((one) => (
                <li key={one.id} className={classes.file}>
                  <DocumentIcon size={20} />
                  <div className={classes.fileWords}>
                    <button
                      type="button"
                      className={classes.fileName}
                      aria-label={words.show(one.name)}
                      onClick={() => setShown(one)}
                    >
                      {one.name}
                    </button>
                    <span className={classes.quiet}>
                      {format.inLine(
                        [pouches.documentTypes[one.type] ?? one.type, format.fileSize(one.size)],
                        ' · ',
                      )}
                    </span>
                  </div>
                  <span className={classes.download}>
                    <DownloadLink
                      address={evidenceAddress(certificateId, one.id)}
                      label={words.download(one.name)}
                    >
                      <DownloadIcon size={18} />
                    </DownloadLink>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {latest !== undefined && <DeclarationNote submission={latest} />}
      <PreviewDialog certificateId={certificateId} evidence={shown} onClose={() => setShown(null)} />
    </Section>
  );
}
