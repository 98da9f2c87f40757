import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { renewKey } from '../api/custody.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';

interface RenewalPanelProps {
  readonly recordId: string;
  /** What else can be done about a key, under it. */
  readonly children?: ReactNode;
}

/** For the owner of a record: a fresh key of its own for it. */
export function RenewalPanel({ recordId, children }: RenewalPanelProps) {
  const { renewal: words } = useText().keys;
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  const renewing = useAct(renewKey, () => {
    setOpen(false);
    setDone(true);
  });
  return (
    <Section title={words.title}>
      <p style={{ margin: '0 0 12px', color: 'var(--text-quiet)', fontSize: '0.875rem' }}>{words.lead}</p>
      {isDone && <Notice tone="good">{words.done}</Notice>}
      <Button size="xs" variant="default" mt={isDone ? 'sm' : 0} onClick={() => setOpen(true)}>
        {words.start}
      </Button>
      {children}
      <FormDialog
        title={words.dialog}
        submit={words.start}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={renewing.isActing}
        problem={renewing.problem}
        onSubmit={() => renewing.act(recordId)}
      >
        <p style={{ margin: 0 }}>{words.dialogLead}</p>
      </FormDialog>
    </Section>
  );
}
