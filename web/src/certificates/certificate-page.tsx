import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { type Certificate, certificateQuery, isInForce } from '../api/certificates.ts';
import { recordQuery } from '../api/records.ts';
import { useMay, useMe } from '../app/session.tsx';
import { KeepingPanel } from '../archive/keeping-panel.tsx';
import { CertifiedPanel } from '../certified/certified-panel.tsx';
import { KindSheet } from '../certified/kind-sheet.tsx';
import { CorrespondencePanel } from '../correspondence/correspondence-panel.tsx';
import { EvidencePanel } from '../evidence/evidence-panel.tsx';
import { ClosingPanel } from '../handovers/closing-panel.tsx';
import { ControlPanel } from '../handovers/control-panel.tsx';
import { HandoverPanel } from '../handovers/handover-panel.tsx';
import { CertificateJourney } from '../journey/journey.tsx';
import { RenewalPanel } from '../keys/renewal-panel.tsx';
import { AccessPanel } from '../sharing/access-panel.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { AfterTrail } from '../trail/after-trail.tsx';
import { Trail } from '../trail/trail.tsx';
import { Columns } from '../ui/columns.tsx';
import { Code, Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Sealing } from '../ui/sealing.tsx';
import { ApplicationDetails } from './application-details.tsx';
import { CertificateStateMark } from './certificate-state.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { ExaminationPanel } from './examination-panel.tsx';
import { ApplicationActions } from './form/application-actions.tsx';
import { LegalisationsPanel } from './legalisations-panel.tsx';
import classes from './panels.module.css';
import { RenditionsPanel } from './renditions-panel.tsx';
import { ReplacementButton } from './replacement-button.tsx';
import { RevocationPanel } from './revocation-panel.tsx';
import { WarningsList } from './warnings-list.tsx';

export function CertificatePage() {
  const { id = '' } = useParams();
  const query = useQuery(certificateQuery(id));
  return (
    <QueryView query={query} lines={12} isPage>
      {(certificate) => (
        <AfterTrail key={id} recordId={certificate.recordId}>
          <CertificateView certificate={certificate} />
        </AfterTrail>
      )}
    </QueryView>
  );
}

function CertificateView({ certificate }: { readonly certificate: Certificate }) {
  const text = useText();
  const { organisation } = useMe();
  const mayDecide = useMay('certificate:issue') && certificate.chamber.id === organisation.id;
  const { number, kind, state, sealing, recordId, issuedAt, submittedAt, chamber, applicant } = certificate;
  // Whoever was shown the certificate was not shown what led to it.
  const isParty = [applicant.id, chamber.id].includes(organisation.id);
  const application = { by: applicant.legalName, at: submittedAt ?? '' };
  const certification = issuedAt === null ? null : { chamber: chamber.legalName, date: issuedAt };
  return (
    <Page
      title={number ?? text.certified.ones[kind]}
      mark={<CertificateStateMark state={state} />}
      lead={sealing === null ? text.certificates.notIssued : <Sealing sealing={sealing} />}
      parent={{ to: '/certificates', name: text.certificates.title }}
      actions={
        <>
          <ApplicationActions certificate={certificate} />
          <ReplacementButton certificate={certificate} />
        </>
      }
    >
      {certificate.recordId !== null && <CopyNotice recordId={certificate.recordId} />}
      <CertificateJourney certificate={certificate} />
      <Columns
        main={
          <>
            <WarningsList warnings={certificate.warnings} />
            <KindSheet goods={certificate.application} number={number} certification={certification} />
            {isParty && kind === 'origin' && <ApplicationDetails goods={certificate.application} />}
          </>
        }
        below={
          recordId !== null && (
            <Section title={text.trail.title}>
              <Trail recordId={recordId} {...(submittedAt !== null && { application })} />
            </Section>
          )
        }
        side={
          <>
            <div className="screen-only">
              {recordId !== null && <ExaminationPanel certificate={certificate} />}
            </div>
            <CorrespondencePanel certificate={certificate} />
            {mayDecide && state === 'submitted' && (
              <div className="screen-only">
                <DecisionPanel id={certificate.id} />
              </div>
            )}
            <Section title={text.certificates.facts}>
              <CertificateFacts certificate={certificate} />
            </Section>
            <div className="screen-only">
              {isParty && <EvidencePanel certificateId={certificate.id} />}
              {recordId !== null && kind === 'document' && (
                <CertifiedPanel id={certificate.id} recordId={recordId} />
              )}
              {recordId !== null && kind === 'origin' && (
                <RenditionsPanel
                  id={certificate.id}
                  recordId={recordId}
                  issuerId={chamber.id}
                  isInForce={isInForce(state)}
                  mayDownload={certificate.verificationCode !== null}
                />
              )}
              {recordId !== null && <AccessPanel recordId={recordId} />}
              {recordId !== null && <OwnersPanel recordId={recordId} number={certificate.number} />}
              {recordId !== null && <LegalisationsPanel certificate={certificate} />}
              {recordId !== null && <KeepingPanel recordId={recordId} />}
              {mayDecide && isInForce(state) && <RevocationPanel id={certificate.id} />}
            </div>
          </>
        }
      />
    </Page>
  );
}

function CertificateFacts({ certificate }: { readonly certificate: Certificate }) {
  const text = useText();
  const format = useFormat();
  const words = text.certificates;
  const {
    recordId,
    applicant,
    chamber,
    submittedAt,
    issuedAt,
    verificationCode,
    decision,
    successorId,
    replacesId,
    expiresAt,
  } = certificate;
  const record = useQuery({ ...recordQuery(recordId ?? ''), enabled: recordId !== null });
  const on = (time: string | null) => (time === null ? null : format.dateTime(time));
  return (
    <Facts
      facts={[
        [words.applicant, applicant.legalName],
        [words.chamber, chamber.legalName],
        [words.owner, record.data?.owner.legalName ?? null],
        [words.submittedOn, on(submittedAt)],
        [words.issuedOn, on(issuedAt)],
        [text.afterIssuing.expiresOn, expiresAt === null ? null : format.date(expiresAt)],
        [words.code, verificationCode === null ? null : <Code key="code">{verificationCode}</Code>],
        [words.decision, decision === null ? null : <ReasonWords key="reason" reason={decision.reason} />],
        [
          text.afterIssuing.replaces,
          replacesId === null ? null : (
            <Anchor key="replaced" component={Link} to={`/certificates/${replacesId}`}>
              {text.afterIssuing.seeReplaced}
            </Anchor>
          ),
        ],
        [
          words.replacedBy,
          successorId === null ? null : (
            <Anchor key="successor" component={Link} to={`/certificates/${successorId}`}>
              {words.seeSuccessor}
            </Anchor>
          ),
        ],
      ]}
    />
  );
}

function ReasonWords({ reason }: { readonly reason: string }) {
  return <span className={classes.sentence}>{useText().reasons[reason] ?? reason}</span>;
}

/** Who reads it and does not hold the original is told so, and who does. */
function CopyNotice({ recordId }: { readonly recordId: string }) {
  const { handovers: words } = useText();
  const { organisation } = useMe();
  const { data: record } = useQuery(recordQuery(recordId));
  const isReader = organisation.role !== 'chamber' && record !== undefined;
  if (!isReader || record.owner.id === organisation.id) return null;
  return <Notice tone="still">{words.copy(record.owner.legalName)}</Notice>;
}

/** Handing a single certificate over and closing it, for its owner. */
function OwnersPanel({ recordId, number }: { readonly recordId: string; readonly number: string | null }) {
  const { organisation } = useMe();
  const mayHandOver = useMay('record:handover');
  const { data: record } = useQuery(recordQuery(recordId));
  const isOwner = record?.owner.id === organisation.id && record.status === 'active';
  if (!isOwner || !mayHandOver) return null;
  return (
    <>
      <HandoverPanel recordId={recordId} />
      <ControlPanel recordId={recordId} name={number ?? ''} />
      <RenewalPanel recordId={recordId} />
      <ClosingPanel recordId={recordId} />
    </>
  );
}
