import { Button, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { type ClosingReason, closeRecord } from '../api/records.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';

const reasons: readonly ClosingReason[] = ['acquitted', 'surrendered', 'switchedToPaper'];

/** For the owner of a record that has done its work. */
export function ClosingPanel({ recordId }: { readonly recordId: string }) {
  const { closing: words } = useText();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<ClosingReason>();
  const closing = useAct(closeRecord, () => setOpen(false));
  return (
    <Section title={words.title}>
      <p style={{ margin: '0 0 12px', color: 'var(--text-quiet)', fontSize: '0.875rem' }}>{words.lead}</p>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.start}
      </Button>
      <FormDialog
        title={words.dialogTitle}
        submit={words.title}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={closing.isActing}
        canSubmit={reason !== undefined}
        problem={closing.problem}
        onSubmit={() => reason !== undefined && closing.act({ recordId, reason })}
      >
        <Radio.Group
          label={words.reason}
          value={reason ?? null}
          onChange={(value) => setReason(reasons.find((known) => known === value))}
        >
          <Stack gap="xs" mt={6}>
            {reasons.map((known) => (
              <Radio key={known} value={known} label={words.reasons[known]} />
            ))}
          </Stack>
        </Radio.Group>
        <Notice tone="wait">{words.warning}</Notice>
      </FormDialog>
    </Section>
  );
}
