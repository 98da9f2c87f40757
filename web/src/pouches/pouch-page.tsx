import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { archiveAddress, type Pouch, pouchQuery } from '../api/pouches.ts';
import { useMay } from '../app/session.tsx';
import { KeepingPanel } from '../archive/keeping-panel.tsx';
import { ClosingPanel } from '../handovers/closing-panel.tsx';
import { ControlPanel } from '../handovers/control-panel.tsx';
import { HandoverPanel } from '../handovers/handover-panel.tsx';
import { RecordJourney } from '../journey/journey.tsx';
import { RenewalPanel } from '../keys/renewal-panel.tsx';
import { MessagesSection } from '../messages/messages-section.tsx';
import { ReadingsPanel } from '../readings/readings-panel.tsx';
import { AccessPanel } from '../sharing/access-panel.tsx';
import { TasksSection } from '../tasks/tasks-section.tsx';
import { useLanguage } from '../text/text.tsx';
import { AfterTrail } from '../trail/after-trail.tsx';
import { Trail } from '../trail/trail.tsx';
import { Columns } from '../ui/columns.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Sealing } from '../ui/sealing.tsx';
import { CertificatesSection } from './certificates-section.tsx';
import { CoverSection } from './cover-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { PartsAround } from './parts-around.tsx';
import { PouchStateMark } from './pouch-state.tsx';
import { ReplacementDialog } from './replacement-dialog.tsx';

export function PouchPage() {
  const { id = '' } = useParams();
  const query = useQuery(pouchQuery(id));
  return (
    <QueryView query={query} lines={12} isPage>
      {(pouch) => (
        <AfterTrail key={id} recordId={pouch.recordId}>
          <PouchView pouch={pouch} />
        </AfterTrail>
      )}
    </QueryView>
  );
}

function PouchView({ pouch }: { readonly pouch: Pouch }) {
  const { text, format, code } = useLanguage();
  const mayHandOver = useMay('record:handover');
  const mayWrite = useMay('pouch:write');
  const { recordId, title, state, sealing, access } = pouch;
  const isOurs = access.owner && state === 'active';
  // Its owner, or who acts for it.
  const mayOffer = state === 'active' && (access.owner || access.rights.includes('offer'));
  return (
    <Page
      title={title}
      mark={<PouchStateMark state={state} />}
      lead={<Sealing sealing={sealing} />}
      parent={{ to: '/pouches', name: text.pouches.title }}
      actions={
        access.rights.includes('download') && (
          <DownloadLink address={archiveAddress(pouch.id, code)}>{text.pouches.downloadAll}</DownloadLink>
        )
      }
    >
      {access.seenUntil !== null && (
        <Notice tone="still">{text.pouches.handedOverOn(format.dateTime(access.seenUntil))}</Notice>
      )}
      {!access.owner && access.seenUntil === null && (
        <Notice tone="still">{text.handovers.copy(pouch.owner.legalName)}</Notice>
      )}
      <PartsAround pouch={pouch} />
      <RecordJourney recordId={recordId} now={{ owner: pouch.owner, status: state }} />
      <Columns
        main={
          <>
            <DocumentsSection pouch={pouch} />
            <CertificatesSection pouch={pouch} />
            <TasksSection pouch={pouch} />
            <MessagesSection pouch={pouch} />
          </>
        }
        below={
          <Section title={text.trail.title}>
            <Trail recordId={recordId} />
          </Section>
        }
        side={
          <>
            <CoverSection pouch={pouch} mayChange={isOurs && mayWrite} />
            <AccessPanel recordId={recordId} />
            {mayOffer && mayHandOver && <HandoverPanel recordId={recordId} pouch={pouch} />}
            {isOurs && mayHandOver && <ControlPanel recordId={recordId} name={title} />}
            {isOurs && mayHandOver && (
              <RenewalPanel recordId={recordId}>
                {mayWrite && pouch.replacedBy === null && <ReplacementDialog pouch={pouch} />}
              </RenewalPanel>
            )}
            {isOurs && mayHandOver && <ClosingPanel recordId={recordId} />}
            <KeepingPanel recordId={recordId} />
            <ReadingsPanel pouch={pouch} />
          </>
        }
      />
    </Page>
  );
}
