import { Anchor, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type Certificate, certificateQuery, isEditable } from '../../api/certificates.ts';
import { undertakingRequirementQuery } from '../../api/undertakings.ts';
import { useMay, useMe } from '../../app/session.tsx';
import { useText } from '../../text/text.tsx';
import { UnknownIcon } from '../../ui/icons.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Loading, QueryView } from '../../ui/query-view.tsx';
import { CertificateStateMark } from '../certificate-state.tsx';
import { AbandonButton } from './abandon-button.tsx';
import { ApplicationForm } from './application-form.tsx';
import classes from './form.module.css';
import { useFormMemory } from './form-memory.ts';
import { useWishes, WishesSummary } from './wishes.tsx';

/** `/certificates/:id/edit` */
export function EditApplicationPage() {
  const { id = '' } = useParams();
  const text = useText();
  const { organisation } = useMe();
  const mayApply = useMay('certificate:apply');
  const client = useQueryClient();
  const memory = useFormMemory(id);
  const query = useQuery(certificateQuery(id));
  const [reading, setReading] = useState(0);
  const readAgain = async () => {
    memory.forget();
    await client.refetchQueries({ queryKey: certificateQuery(id).queryKey, exact: true });
    setReading((count) => count + 1);
  };
  return (
    <QueryView query={query} lines={12} isPage>
      {(certificate) =>
        mayApply && certificate.applicant.id === organisation.id ? (
          // Another form when another is read: what was typed into the one before is not mixed into it.
          <ApplicationView
            key={`${id} ${reading}`}
            certificate={certificate}
            onReadAgain={() => void readAgain()}
          />
        ) : (
          <Empty icon={<UnknownIcon size={36} />} title={text.ui.notPermitted.title} isPage>
            {text.ui.notPermitted.lead}
          </Empty>
        )
      }
    </QueryView>
  );
}

interface ApplicationViewProps {
  readonly certificate: Certificate;
  readonly onReadAgain: () => void;
}

function ApplicationView({ certificate, onReadAgain }: ApplicationViewProps) {
  const { application: words, certificates, certified, afterIssuing } = useText();
  const { id, kind, state, decision } = certificate;
  const isOpen = isEditable(state);
  // They stand above the form or in its first box: all below would jump when they come.
  const { isPending } = useWishes(certificate);
  const requirement = useQuery({ ...undertakingRequirementQuery(certificate.chamber.id), enabled: isOpen });
  if (isPending || requirement.isLoading) return <Loading lines={12} />;
  return (
    <Page
      title={kind === 'document' ? certified.editTitle : words.editTitle}
      mark={<CertificateStateMark state={state} />}
      lead={words.submitLead}
      parent={{ to: '/certificates', name: certificates.title }}
      actions={isOpen && <AbandonButton id={id} />}
    >
      {state === 'not_issued' && decision !== null && (
        <Notice tone="wait">
          <strong>{words.rejected(certificate.chamber.legalName)}</strong>
          <p className={classes.said}>{decision.reason}</p>
          <p className={classes.said}>{words.rejectedLead}</p>
        </Notice>
      )}
      {certificate.replacesId !== null && (
        <Notice tone="still">
          {afterIssuing.replacesLead}{' '}
          <Anchor component={Link} to={`/certificates/${certificate.replacesId}`} inherit underline="always">
            {afterIssuing.seeReplaced}
          </Anchor>
        </Notice>
      )}
      <WishesSummary certificate={certificate} />
      {isOpen ? (
        <ApplicationForm certificate={certificate} onReadAgain={onReadAgain} />
      ) : (
        <Notice tone="still">
          <Group gap="md">
            {words.closed}
            <Anchor component={Link} to={`/certificates/${id}`}>
              {words.toCertificate}
            </Anchor>
          </Group>
        </Notice>
      )}
    </Page>
  );
}
