import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { confirm, examine } from '../api/after-issuing.ts';
import type { Certificate } from '../api/certificates.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './panels.module.css';

/** What customs of the destination find next, or what the chamber says to a dispute. Nothing for anybody else. */
export function ExaminationPanel({ certificate }: { readonly certificate: Certificate }) {
  const { organisation } = useMe();
  const isCustoms = useMay('certificate:examine');
  const isIssuer = useMay('certificate:issue') && certificate.chamber.id === organisation.id;
  const { state } = certificate;
  if (isCustoms && ['issued', 'verified', 'disputed'].includes(state))
    return <CustomsPanel certificate={certificate} />;
  return isIssuer && state === 'disputed' ? <DisputedPanel id={certificate.id} /> : null;
}

function CustomsPanel({ certificate: { id, state } }: { readonly certificate: Certificate }) {
  const { afterIssuing: words } = useText();
  const [asking, setAsking] = useState<'disputed' | 'refused' | null>(null);
  const { act, isActing, problem, forget } = useAct(examine, () => setAsking(null));
  const find = (finding: 'verified' | 'acquitted') => (
    <Button loading={isActing} onClick={() => act({ id, finding: { finding } })}>
      {words.find[finding]}
    </Button>
  );
  const askFor = (finding: 'disputed' | 'refused') => (
    <Button variant="default" disabled={isActing} onClick={() => setAsking(finding)}>
      {words.find[finding]}
    </Button>
  );
  return (
    <Section title={words.examination}>
      <p className={classes.lead}>{words.examinationLead}</p>
      <ProblemAlert problem={asking === null ? problem : null} />
      <Group gap="sm">
        {state === 'issued' && find('verified')}
        {state === 'issued' && askFor('disputed')}
        {state === 'verified' && find('acquitted')}
        {state === 'disputed' && askFor('refused')}
      </Group>
      {asking !== null && (
        <ReasonDialog
          title={words.find[asking]}
          lead={words.reasonLead}
          isActing={isActing}
          problem={problem}
          onClose={() => {
            forget();
            setAsking(null);
          }}
          onSubmit={(reason) => act({ id, finding: { finding: asking, reason } })}
        />
      )}
    </Section>
  );
}

function DisputedPanel({ id }: { readonly id: string }) {
  const { afterIssuing: words } = useText();
  const [isOpen, setOpen] = useState(false);
  const { act, isActing, problem } = useAct(confirm, () => setOpen(false));
  return (
    <Section title={words.disputed}>
      <p className={classes.lead}>{words.disputedLead}</p>
      <Button onClick={() => setOpen(true)}>{words.confirm}</Button>
      {isOpen && (
        <ReasonDialog
          title={words.confirm}
          lead={words.reasonLead}
          isActing={isActing}
          problem={problem}
          onClose={() => setOpen(false)}
          onSubmit={(reason) => act({ id, reason })}
        />
      )}
    </Section>
  );
}

interface ReasonDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly isActing: boolean;
  readonly problem: Error | null;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => void;
}

function ReasonDialog({ title, lead, isActing, problem, onClose, onSubmit }: ReasonDialogProps) {
  const { afterIssuing: words } = useText();
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <FormDialog
      title={title}
      submit={title}
      isOpen
      onClose={onClose}
      onSubmit={() => onSubmit(given)}
      isActing={isActing}
      canSubmit={given !== ''}
      problem={problem}
    >
      <Textarea
        data-autofocus
        label={words.reason}
        description={lead}
        autosize
        minRows={3}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
