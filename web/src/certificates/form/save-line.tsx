import { useText } from '../../text/text.tsx';
import { SealedIcon, WaitingIcon, WrongIcon } from '../../ui/icons.tsx';
import classes from './form.module.css';
import type { SaveState } from './use-application.ts';

/** Whether what was typed is with the server, in words. */
export function SaveLine({ state }: { readonly state: SaveState }) {
  const { application: words } = useText();
  const said: Readonly<Record<SaveState, string>> = {
    saved: words.saved,
    saving: words.saving,
    partly: words.partly,
    waiting: words.waiting,
    ended: words.sessionOver,
    changed: words.changed,
    refused: words.notSaved,
  };
  const tone = state === 'saved' ? 'good' : ['changed', 'refused'].includes(state) ? 'bad' : 'wait';
  const Icon = { good: SealedIcon, wait: WaitingIcon, bad: WrongIcon }[tone];
  return (
    <p className={classes.state} data-tone={state === 'saving' ? 'still' : tone} role="status">
      <Icon size={16} />
      {said[state]}
    </p>
  );
}
