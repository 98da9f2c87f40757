import { useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { enrolBrowser } from './enrol.ts';
import classes from './keys.module.css';
import { PasskeyProblem } from './passkey-problem.ts';

interface NewHolderDialogProps {
  readonly kind: 'browser' | 'passkey';
  /** Until now the server holds them. */
  readonly isFirst: boolean;
  readonly onClose: () => void;
}

/** Makes keys here, after it was said what that means. */
export function NewHolderDialog({ kind, isFirst, onClose }: NewHolderDialogProps) {
  const text = useText();
  const { keys: words } = text;
  const me = useMe();
  const mayConfirm = useMay('organisation:administer');
  const isPasskey = kind === 'passkey';
  const [name, setName] = useState(() =>
    (isPasskey ? words.defaultPasskey(me.name) : words.defaultName(me.name)).slice(0, 100),
  );
  const keeper = { personId: me.id, organisationId: me.organisation.id };
  const making = useAct(async (wish: string, idempotencyKey: string) => {
    if (!isPasskey) return enrolBrowser({ keeper, name: wish }, idempotencyKey);
    const { enrolPasskey } = await import('./passkey.ts');
    return enrolPasskey({ keeper, name: wish }, idempotencyKey);
  }, onClose);
  const failure = making.problem instanceof PasskeyProblem ? making.problem.why : undefined;
  return (
    <FormDialog
      title={isPasskey ? words.createPasskey : words.create}
      submit={mayConfirm ? words.createIt : words.proposeIt}
      isOpen
      onClose={onClose}
      onSubmit={() => making.act(name.trim())}
      isActing={making.isActing}
      canSubmit={name.trim() !== ''}
      problem={failure === undefined ? problemBeside(making.problem, ['/name']) : null}
    >
      <ul className={classes.points}>
        <li>{isPasskey ? words.passkeyStays : words.stays}</li>
        <li>{isPasskey ? words.passkeyLost : words.lost}</li>
        {!mayConfirm && <li>{words.proposed}</li>}
      </ul>
      {isFirst && mayConfirm && <Notice tone="wait">{words.first}</Notice>}
      {failure !== undefined && (
        <div role="alert">
          <Notice tone="wait">{failure === 'no-prf' ? words.noPrf : words.noPasskey}</Notice>
        </div>
      )}
      <TextField
        data-autofocus
        label={words.name}
        description={words.nameLead}
        required
        maxLength={100}
        value={name}
        problem={making.problem}
        place="/name"
        onType={setName}
      />
    </FormDialog>
  );
}
