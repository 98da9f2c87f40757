import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Undertaking, withdrawUndertaking } from '../api/undertakings.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { GiveDialog } from './give-dialog.tsx';
import classes from './undertakings.module.css';

/** The exporter gives it again before it ends, or withdraws it. */
export function ExporterActs({ undertaking }: { readonly undertaking: Undertaking }) {
  const { undertakings: words } = useText();
  const [dialog, setDialog] = useState<'renew' | 'withdraw' | null>(null);
  const close = (): void => {
    withdrawing.forget();
    setDialog(null);
  };
  const withdrawing = useAct(withdrawUndertaking, () => setDialog(null));
  const { id, chamber, state } = undertaking;
  return (
    <div className={classes.acts}>
      {state === 'accepted' && (
        <Button
          size="sm"
          variant="default"
          aria-label={words.renewOf(chamber.legalName)}
          onClick={() => setDialog('renew')}
        >
          {words.renew}
        </Button>
      )}
      <Button
        size="sm"
        variant="subtle"
        aria-label={words.withdrawOf(chamber.legalName)}
        onClick={() => setDialog('withdraw')}
      >
        {words.withdraw}
      </Button>
      {dialog === 'renew' && <GiveDialog renewed={undertaking} onClose={close} />}
      <FormDialog
        title={words.withdrawOf(chamber.legalName)}
        submit={words.withdraw}
        isOpen={dialog === 'withdraw'}
        onClose={close}
        isActing={withdrawing.isActing}
        problem={withdrawing.problem}
        onSubmit={() => withdrawing.act(id)}
      >
        <p style={{ margin: 0 }}>{words.withdrawLead}</p>
      </FormDialog>
    </div>
  );
}
