import type { ReactNode } from 'react';
import classes from './toolbar.module.css';

/** Search and filters above a list; on a telephone in two columns. */
export function Toolbar({ children }: { readonly children: ReactNode }) {
  return <search className={classes.toolbar}>{children}</search>;
}
