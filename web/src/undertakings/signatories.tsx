import { Button } from '@mantine/core';
import { useState } from 'react';
import { removeSignatory, type Undertaking } from '../api/undertakings.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import classes from './undertakings.module.css';

interface SignatoriesProps {
  readonly undertaking: Undertaking;
  readonly mayRemove: boolean;
}

/** Who may sign, each to be removed by the exporter's administrators. */
export function Signatories({ undertaking: { id, signatories }, mayRemove }: SignatoriesProps) {
  const { undertakings: words } = useText();
  const [removed, setRemoved] = useState<Undertaking['signatories'][number] | null>(null);
  const removing = useAct(removeSignatory, () => setRemoved(null));
  const close = (): void => {
    removing.forget();
    setRemoved(null);
  };
  return (
    <>
      <ul className={classes.signatories} aria-label={words.signatories}>
        <li className={classes.quiet} aria-hidden="true">
          {words.signatories}
        </li>
        {signatories.length === 0 && <li className={classes.quiet}>{words.nobody}</li>}
        {signatories.map((signatory) => (
          <li key={signatory.id}>
            {signatory.name}
            {mayRemove && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={words.removeOf(signatory.name)}
                onClick={() => setRemoved(signatory)}
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FormDialog
        title={words.removeOf(removed?.name ?? '')}
        submit={words.remove}
        isOpen={removed !== null}
        onClose={close}
        isActing={removing.isActing}
        problem={removing.problem}
        onSubmit={() => removed !== null && removing.act({ id, signatoryId: removed.id })}
      >
        <p style={{ margin: 0 }}>{words.removeLead}</p>
      </FormDialog>
    </>
  );
}
