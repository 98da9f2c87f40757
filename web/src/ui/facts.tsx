import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Names with their values; a value of `null` is left out with its name. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A hash, an id: whole, to be copied, breaking where it must. */
export function Code({ children }: { readonly children: string }) {
  return <code className={classes.code}>{children}</code>;
}
