import type { ReactNode } from 'react';
import { SealedIcon } from './icons.tsx';
import classes from './notice.module.css';

/** A sentence that must not be missed, without anything having gone wrong. */
export function Notice({
  tone,
  children,
}: {
  /** `good`: all is as it should be. */
  readonly tone: 'still' | 'wait' | 'good';
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.notice} data-tone={tone}>
      {tone === 'good' && <SealedIcon size={20} />}
      <div className={classes.words}>{children}</div>
    </div>
  );
}

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** It stands for the whole page, so its title is the page's heading. */
  readonly isPage?: boolean;
  readonly children?: ReactNode;
}

/** Where there is nothing yet: what would be here, and how it comes. */
export function Empty({ icon, title, isPage = false, children }: EmptyProps) {
  const Heading = isPage ? 'h1' : 'p';
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>{icon}</span>
      <Heading className={classes.emptyTitle}>{title}</Heading>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
