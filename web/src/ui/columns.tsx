import type { ReactNode } from 'react';
import classes from './columns.module.css';

interface ColumnsProps {
  readonly main: ReactNode;
  readonly side: ReactNode;
  /** Below the main part; on narrow screens after the side. */
  readonly below?: ReactNode;
}

/** The thing itself, and beside it what one does with it; on narrow screens one after the other. */
export function Columns({ main, side, below }: ColumnsProps) {
  return (
    <div className={classes.columns}>
      <div className={classes.stack} data-area="main">
        {main}
      </div>
      <div className={classes.stack} data-area="side">
        {side}
      </div>
      <div className={classes.stack} data-area="below">
        {below}
      </div>
    </div>
  );
}
