import type { ReactNode } from 'react';
import classes from './columns.module.css';

/** The thing itself, and beside it what one does with it; on narrow screens one above the other. */
export function Columns({ main, side }: { readonly main: ReactNode; readonly side: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>{main}</div>
      <div className={classes.stack}>{side}</div>
    </div>
  );
}
