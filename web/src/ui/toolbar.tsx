import type { ReactNode } from 'react';
import classes from './toolbar.module.css';

/** Search and filters above a list; on a telephone as many in a row as it holds. */
export function Toolbar({ children }: { readonly children: ReactNode }) {
  return <search className={classes.toolbar}>{children}</search>;
}
