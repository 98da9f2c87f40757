import type { ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import classes from './facts.module.css';
import { Code, Facts } from './facts.tsx';
import { ChevronIcon } from './icons.tsx';

interface EvidenceProps {
  /** The statement itself opens what proves it. */
  readonly statement?: string;
  /** Whether it stands open from the start, e.g. because the address names it. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** What proves a statement, one click away: the chain stays out of sight until someone asks. */
export function Evidence({ statement, isOpen, children }: EvidenceProps) {
  const text = useText();
  return (
    <details className={classes.evidence} data-prose={statement !== undefined} open={isOpen}>
      <summary>
        {statement}
        <span>
          {text.ui.evidence}
          <ChevronIcon size={14} />
        </span>
      </summary>
      <div className={classes.evidenceBody}>{children}</div>
    </details>
  );
}

/** The values of a flat object under their own names; what is deeper, as JSON. */
export function EvidenceValues({ values }: { readonly values: object }) {
  const facts = Object.entries(values).map(([name, value]) => {
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return [name, <Code key={name}>{shown}</Code>] as const;
  });
  return <Facts facts={facts} />;
}

export function Json({ value, label }: { readonly value: unknown; readonly label: string }) {
  return (
    // Scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={classes.json} tabIndex={0} aria-label={label}>
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}
