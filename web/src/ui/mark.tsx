import type { ReactNode } from 'react';
import classes from './mark.module.css';

/** `good` holds, `wait` is under way or undecided, `bad` does not hold, `still` is over or not begun. */
export type Tone = 'good' | 'wait' | 'bad' | 'still' | 'ink';

/** A state in one or two words. */
export function Mark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes.mark} data-tone={tone}>
      {children}
    </span>
  );
}
