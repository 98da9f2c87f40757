import { Autocomplete, Button, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ClosingReason, closeRecord, sharesQuery } from '../api/records.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';

const reasons: readonly ClosingReason[] = ['acquitted', 'surrendered', 'switchedToPaper'];

/** For the owner of a record that has done its work. */
export function ClosingPanel({ recordId }: { readonly recordId: string }) {
  const text = useText();
  const { closing: words } = text;
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<ClosingReason>();
  const [surrenderedTo, setSurrenderedTo] = useState('');
  const closing = useAct(closeRecord, () => setOpen(false));
  const to = reason === 'surrendered' ? surrenderedTo.trim() : '';
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
        problem={problemBeside(closing.problem, ['/surrenderedTo'])}
        onSubmit={() =>
          reason !== undefined && closing.act({ recordId, reason, ...(to !== '' && { surrenderedTo: to }) })
        }
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
        {reason === 'surrendered' && (
          <ToField
            recordId={recordId}
            value={surrenderedTo}
            error={fieldProblem(closing.problem, '/surrenderedTo', text)}
            onChange={setSurrenderedTo}
          />
        )}
        <Notice tone="wait">{words.warning}</Notice>
      </FormDialog>
    </Section>
  );
}

interface ToFieldProps {
  readonly recordId: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** To whom: one of those that see it, or anybody else by name. */
function ToField({ recordId, ...field }: ToFieldProps) {
  const { closing: words } = useText();
  const { organisation } = useMe();
  const { data } = useQuery(sharesQuery(recordId));
  const names = (data?.items ?? [])
    .filter((one) => one.organisation.id !== organisation.id)
    .map((one) => one.organisation.legalName);
  return (
    <Autocomplete
      label={words.to}
      description={words.toLead}
      maxLength={200}
      data={[...new Set(names)]}
      {...field}
    />
  );
}
