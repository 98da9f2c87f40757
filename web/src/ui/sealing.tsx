import type { Sealing as SealedState } from '../api/sealing.ts';
import { useFormat, useText } from '../text/text.tsx';
import { SealedIcon, WaitingIcon, WrongIcon } from './icons.tsx';
import classes from './sealing.module.css';

interface SealingProps {
  readonly sealing: SealedState;
  /** The day alone, in a column that is named for it. */
  readonly isShort?: boolean;
}

/** "Sealed on 12 May 2026, 14:03", or that it is on its way. */
export function Sealing({ sealing, isShort = false }: SealingProps) {
  const text = useText();
  const format = useFormat();
  if (sealing.state === 'final' && sealing.sealedAt !== null) {
    return (
      <span className={classes.sealing} data-tone="good" data-short={isShort}>
        <SealedIcon size={16} />
        {isShort ? format.date(sealing.sealedAt) : text.sealing.sealedOn(format.dateTime(sealing.sealedAt))}
      </span>
    );
  }
  const hasFailed = sealing.state === 'failed';
  return (
    <span
      className={classes.sealing}
      data-tone={hasFailed ? 'bad' : 'wait'}
      title={text.sealing.states[sealing.state]}
    >
      {hasFailed ? <WrongIcon size={16} /> : <WaitingIcon size={16} />}
      {hasFailed ? text.sealing.failed : text.sealing.beingSealed}
    </span>
  );
}
