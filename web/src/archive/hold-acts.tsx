import { Button } from '@mantine/core';
import { useState } from 'react';
import { hold, liftHold, type Retention } from '../api/retention.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { AskedButton } from '../ui/asked-button.tsx';
import { problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { TextField } from '../ui/text-field.tsx';

/** For administrators of whoever the record concerns. */
export function HoldActs({ retention }: { readonly retention: Retention }) {
  const text = useText();
  const { archive: words } = text;
  const { organisation } = useMe();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const close = () => setOpen(false);
  const holding = useAct(hold, close);
  const { recordId, holds, may } = retention;
  const own = holds.find((one) => one.organisation.id === organisation.id);
  if (own !== undefined) {
    return (
      <AskedButton
        size="xs"
        variant="default"
        name={words.lift}
        title={words.liftTitle}
        work={liftHold}
        given={{ recordId, id: own.id }}
      >
        {words.liftLead}
      </AskedButton>
    );
  }
  if (!may.hold) return null;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.hold}
      </Button>
      <FormDialog
        title={words.holdTitle}
        submit={words.hold}
        isOpen={isOpen}
        onClose={close}
        isActing={holding.isActing}
        canSubmit={reason.trim() !== ''}
        problem={problemBeside(holding.problem, ['/reason'])}
        onSubmit={() => holding.act({ recordId, reason: reason.trim() })}
      >
        <p style={{ margin: 0 }}>{words.holdLead}</p>
        <TextField
          label={words.holdReason}
          required
          maxLength={300}
          value={reason}
          problem={holding.problem}
          place="/reason"
          onType={setReason}
        />
      </FormDialog>
    </>
  );
}
