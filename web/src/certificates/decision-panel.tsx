import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { issueCertificate, rejectCertificate } from '../api/certificates.ts';
import { useAct } from '../api/use-act.ts';
import { RejectDialog } from '../desk/reject-dialog.tsx';
import { useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './panels.module.css';

/** A chamber's decision on a submitted application. */
export function DecisionPanel({ id }: { readonly id: string }) {
  const { certificates: words } = useText();
  const [isRejecting, setRejecting] = useState(false);
  const issuing = useAct(issueCertificate);
  const rejecting = useAct(rejectCertificate, () => setRejecting(false));
  return (
    <Section title={words.decide}>
      <p className={classes.lead}>{words.decideLead}</p>
      <ProblemAlert problem={issuing.problem} />
      <Group mt="sm" gap="sm">
        <Button loading={issuing.isActing} onClick={() => issuing.act(id)}>
          {words.issue}
        </Button>
        <Button variant="default" disabled={issuing.isActing} onClick={() => setRejecting(true)}>
          {words.reject}
        </Button>
      </Group>
      <RejectDialog
        isOpen={isRejecting}
        onClose={() => setRejecting(false)}
        isActing={rejecting.isActing}
        problem={rejecting.problem}
        onReject={(code, reason) => rejecting.act({ id, code, reason })}
      />
    </Section>
  );
}
