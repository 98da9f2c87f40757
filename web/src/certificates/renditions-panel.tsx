import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { makeRendition, renditionAddress, renditionsQuery } from '../api/certificates.ts';
import { proofAddress, recordQuery } from '../api/records.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './panels.module.css';

interface RenditionsPanelProps {
  readonly id: string;
  readonly recordId: string;
  readonly issuerId: string;
  readonly isInForce: boolean;
}

/** The certificate as files: PDFs that carry their proof, and the proof alone. Its owner and its chamber make them. */
export function RenditionsPanel({ id, recordId, issuerId, isInForce }: RenditionsPanelProps) {
  const { certificates: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const { data: record } = useQuery(recordQuery(recordId));
  const mayMake = isInForce && [record?.owner.id, issuerId].includes(organisation.id);
  const query = useQuery(renditionsQuery(id));
  const making = useAct(makeRendition);
  return (
    <Section
      title={words.pdfs}
      actions={
        mayMake && (
          <Button size="xs" variant="default" loading={making.isActing} onClick={() => making.act(id)}>
            {words.makePdf}
          </Button>
        )
      }
    >
      <p className={classes.lead}>{words.pdfLead}</p>
      <ProblemAlert problem={making.problem} />
      <QueryView query={query} lines={1}>
        {({ items }) => (
          <ul className={classes.files}>
            {items.length === 0 && <li className={classes.quiet}>{words.noPdf}</li>}
            {items.map((rendition) => (
              <li key={rendition.id}>
                <DownloadLink address={renditionAddress(id, rendition.id)}>{words.downloadPdf}</DownloadLink>
                <span className={classes.quiet}>
                  {format.dateTime(rendition.createdAt)}, {format.fileSize(rendition.length)}
                </span>
              </li>
            ))}
            <li>
              <DownloadLink address={proofAddress(recordId)}>{words.proof}</DownloadLink>
              <span className={classes.quiet}>JSON</span>
            </li>
          </ul>
        )}
      </QueryView>
    </Section>
  );
}
