import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** A sentence that must not be missed, without anything having gone wrong. */
export function Notice({
  tone,
  children,
}: {
  readonly tone: 'still' | 'wait';
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.notice} data-tone={tone}>
      <div>{children}</div>
    </div>
  );
}

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Where there is nothing yet: what would be here, and how it comes. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>{icon}</span>
      <p className={classes.emptyTitle}>{title}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
