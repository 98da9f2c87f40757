import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { acceptUndertaking, refuseUndertaking, type Undertaking } from '../api/undertakings.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './undertakings.module.css';

/** The chamber accepts it, or refuses it with a reason; also, from then on, one that it had accepted. */
export function ChamberActs({ undertaking: { id, state, exporter } }: { readonly undertaking: Undertaking }) {
  const text = useText();
  const { undertakings: words } = text;
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const accepting = useAct(acceptUndertaking);
  const refusing = useAct(refuseUndertaking, () => setRefusing(false));
  const close = (): void => {
    refusing.forget();
    setRefusing(false);
  };
  return (
    <div className={classes.acts}>
      {state === 'given' && (
        <Button
          size="sm"
          loading={accepting.isActing}
          aria-label={words.acceptOf(exporter.legalName)}
          onClick={() => accepting.act(id)}
        >
          {words.accept}
        </Button>
      )}
      <Button
        size="sm"
        variant="default"
        disabled={accepting.isActing}
        aria-label={words.refuseOf(exporter.legalName)}
        onClick={() => setRefusing(true)}
      >
        {words.refuse}
      </Button>
      <ProblemAlert problem={accepting.problem} />
      <FormDialog
        title={words.refuseOf(exporter.legalName)}
        submit={words.refuse}
        isOpen={isRefusing}
        onClose={close}
        isActing={refusing.isActing}
        canSubmit={reason.trim() !== ''}
        problem={problemBeside(refusing.problem, ['/reason'])}
        onSubmit={() => refusing.act({ id, reason: reason.trim().replace(/\s+/g, ' ') })}
      >
        <Textarea
          data-autofocus
          label={words.reason}
          description={words.reasonLead}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={fieldProblem(refusing.problem, '/reason', text)}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormDialog>
    </div>
  );
}
