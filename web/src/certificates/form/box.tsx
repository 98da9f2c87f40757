import type { ReactNode } from 'react';
import classes from './form.module.css';

interface BoxProps {
  readonly number: string;
  readonly name: string;
  readonly children: ReactNode;
}

/** One box of the form, under the number that it has on the certificate. */
export function Box({ number, name, children }: BoxProps) {
  return (
    <section className={classes.box} aria-label={`${number} ${name}`}>
      <h2 className={classes.boxName}>
        <span className={classes.boxNumber}>{number}</span> {name}
      </h2>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
