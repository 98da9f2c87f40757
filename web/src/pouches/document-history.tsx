import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { historyQuery } from '../api/documents.ts';
import { type PouchDocument, versionAddress, versionProofAddress } from '../api/pouches.ts';
import { kindOf } from '../evidence/file-kind.ts';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { QueryView } from '../ui/query-view.tsx';
import type { Shown } from './document-preview.tsx';
import classes from './pouch.module.css';

interface DocumentHistoryProps {
  readonly document: PouchDocument;
  readonly recordId: string;
  readonly mayDownload: boolean;
  readonly onShow: (version: Shown['version']) => void;
}

/** All versions, who added each, and who has got it; asked for once somebody wants to know. */
export function DocumentHistory({
  document: { id, name, latest },
  recordId,
  mayDownload,
  onShow,
}: DocumentHistoryProps) {
  const { pouches: words, evidence, ui } = useText();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({ ...historyQuery(id, recordId), enabled: isOpen });
  return (
    <details className={classes.versions} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{latest.version > 1 ? words.versions : words.readers}</summary>
      {isOpen && (
        <QueryView query={query} lines={2}>
          {({ versions }) => (
            <ol className={classes.history}>
              {versions.map(({ version, mediaType, size, addedBy, addedAt, readBy }) => (
                <li key={version}>
                  <p>
                    {mayDownload && kindOf({ name, mediaType }) !== 'other' ? (
                      <button
                        type="button"
                        aria-label={evidence.show(`${name}, ${words.version(version)}`)}
                        onClick={() => onShow({ version, mediaType, size })}
                      >
                        {words.version(version)}
                      </button>
                    ) : (
                      words.version(version)
                    )}
                    {` · ${format.fileSize(size)}`}
                    {mayDownload && (
                      <>
                        {' · '}
                        <DownloadLink
                          address={versionAddress(id, version)}
                          label={words.downloadFile(`${name}, ${words.version(version)}`)}
                        >
                          {ui.download}
                        </DownloadLink>
                        {' · '}
                        <DownloadLink
                          address={versionProofAddress(id, version)}
                          label={words.downloadProof(`${name}, ${words.version(version)}`)}
                        >
                          {words.proof}
                        </DownloadLink>
                      </>
                    )}
                  </p>
                  <p className={classes.quiet}>
                    {words.addedBy(addedBy.legalName, format.dateTime(addedAt))}
                  </p>
                  <p className={classes.quiet}>
                    {readBy.length === 0
                      ? words.readByNobody
                      : readBy
                          .map(({ organisation, at }) =>
                            words.readBy(organisation.legalName, format.dateTime(at)),
                          )
                          .join(' ')}
                  </p>
                </li>
              ))}
            </ol>
          )}
        </QueryView>
      )}
    </details>
  );
}
