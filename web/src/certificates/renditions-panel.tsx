import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { makeRendition, type RenditionKind, renditionAddress, renditionsQuery } from '../api/certificates.ts';
import { proofAddress, recordQuery } from '../api/records.ts';
import { issueToTradeTrust, tradeTrustAddress, tradeTrustQuery } from '../api/tradetrust.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { DisclosureLink } from '../disclosure/disclosure-link.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { TakenEarly } from '../ui/taken-early.tsx';
import classes from './panels.module.css';

interface RenditionsPanelProps {
  readonly id: string;
  readonly recordId: string;
  readonly issuerId: string;
  readonly isInForce: boolean;
  readonly mayDownload: boolean;
}

/**
 * The certificate as files: PDFs that carry their proof, and the proof alone. The original is for its owner and its
 * chamber; other readers get copies, which say whose it is.
 */
export function RenditionsPanel({ id, recordId, issuerId, isInForce, mayDownload }: RenditionsPanelProps) {
  const { certificates: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const { data: record } = useQuery(recordQuery(recordId));
  const isOwnerOrIssuer = [record?.owner.id, issuerId].includes(organisation.id);
  const mayCopy = mayDownload && ['active', 'closed'].includes(record?.status ?? '');
  const mayMake = isOwnerOrIssuer ? isInForce : mayCopy;
  const query = useQuery(renditionsQuery(id));
  const isMine = ({ kind }: { kind: RenditionKind }) => isOwnerOrIssuer || kind === 'copy';
  const making = useAct(makeRendition);
  // There is one original; a duplicate stands for one that was lost, and is the chamber's to give.
  const kinds: RenditionKind[] = !isOwnerOrIssuer
    ? ['copy']
    : [
        ...(query.data?.items.some(({ kind }) => kind === 'original') === false ? ['original' as const] : []),
        'copy',
        ...(organisation.id === issuerId ? ['duplicate' as const] : []),
      ];
  return (
    <Section title={words.pdfs}>
      <p className={classes.lead}>
        {words.pdfLead} {record !== undefined && !isOwnerOrIssuer && words.copyLead}
      </p>
      {mayDownload && <TakenEarly sealing={record?.sealing} />}
      <ProblemAlert problem={making.problem} />
      <QueryView query={query} lines={1}>
        {({ items, forTradeTrust }) => (
          <ul className={classes.files}>
            {items.filter(isMine).length === 0 && <li className={classes.quiet}>{words.noPdf}</li>}
            {items.filter(isMine).map((rendition) => (
              <li key={rendition.id}>
                <DownloadLink address={renditionAddress(id, rendition.id)}>
                  {words.downloadRendition[rendition.kind]}
                </DownloadLink>
                <span className={classes.quiet}>
                  {format.inLine([
                    format.dateTime(rendition.createdAt),
                    format.fileSize(rendition.length),
                    rendition.inControl !== null && words.copyOf(rendition.inControl.legalName),
                  ])}
                </span>
              </li>
            ))}
            <li>
              <DownloadLink address={proofAddress(recordId)}>{words.proof}</DownloadLink>
              <span className={classes.quiet}>JSON</span>
            </li>
            {forTradeTrust && (
              <li>
                <DownloadLink address={tradeTrustAddress(id)}>{words.tradeTrustFile}</DownloadLink>
                <span className={classes.quiet}>TradeTrust</span>
              </li>
            )}
            <DisclosureLink id={id} />
          </ul>
        )}
      </QueryView>
      {mayMake && (
        <div className={classes.acts}>
          {kinds.map((kind) => (
            <Button
              key={kind}
              size="xs"
              variant="default"
              loading={making.given?.kind === kind}
              disabled={making.isActing}
              onClick={() => making.act({ id, kind })}
            >
              {words.makeRendition[kind]}
            </Button>
          ))}
          {organisation.id === issuerId && query.data?.forTradeTrust === false && (
            <TradeTrustButton id={id} />
          )}
        </div>
      )}
    </Section>
  );
}

/** Of a chamber that has a domain for it. */
function TradeTrustButton({ id }: Pick<RenditionsPanelProps, 'id'>) {
  const { certificates: words } = useText();
  const { data } = useQuery(tradeTrustQuery);
  const { act, isActing, problem } = useAct(issueToTradeTrust);
  if (data === undefined || data.domain === null) return null;
  return (
    <>
      <Button size="xs" variant="default" loading={isActing} onClick={() => act(id)}>
        {words.issueToTradeTrust}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  );
}
