import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { issueCertificate, rejectCertificate } from '../api/certificates.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

/** A chamber's decision on a submitted application. */
export function DecisionPanel({ id }: { readonly id: string }) {
  const { certificates: words } = useText();
  const [isRejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState('');
  const issuing = useAct(issueCertificate);
  const rejecting = useAct(rejectCertificate, () => setRejecting(false));
  return (
    <Section title={words.decide}>
      <p style={{ marginTop: 0, color: 'var(--text-quiet)' }}>{words.decideLead}</p>
      <ProblemAlert problem={issuing.problem} />
      <Group mt="sm" gap="sm">
        <Button loading={issuing.isActing} onClick={() => issuing.act(id)}>
          {words.issue}
        </Button>
        <Button variant="default" disabled={issuing.isActing} onClick={() => setRejecting(true)}>
          {words.reject}
        </Button>
      </Group>
      <FormDialog
        title={words.rejectTitle}
        submit={words.reject}
        isOpen={isRejecting}
        onClose={() => setRejecting(false)}
        isActing={rejecting.isActing}
        problem={rejecting.problem}
        onSubmit={() => rejecting.act({ id, reason })}
      >
        <Textarea
          label={words.rejectReason}
          description={words.rejectReasonLead}
          required
          withAsterisk={false}
          autosize
          minRows={3}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormDialog>
    </Section>
  );
}
