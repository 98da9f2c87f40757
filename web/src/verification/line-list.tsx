import { Button } from '@mantine/core';
import { useState } from 'react';
import type { VerifiedLine } from '../../../core/verify-trail-export.ts';
import { useFormat, useText } from '../text/text.tsx';
import { sentenceOf } from '../trail/event-words.ts';
import { ChevronIcon } from '../ui/icons.tsx';
import { Mark } from '../ui/mark.tsx';
import { Section } from '../ui/page.tsx';
import { tones } from './tones.ts';
import { Checks } from './verdict-view.tsx';
import classes from './verification.module.css';

/** A trail may have a hundred thousand: so many are shown, and as many more at a time. */
const SHOWN = 100;

/** The lines of a trail, what is wrong first, each with what it stands on below it. */
export function LineList({ lines }: { readonly lines: readonly VerifiedLine[] }) {
  const { verdicts: words } = useText();
  const format = useFormat();
  const [most, setMost] = useState(SHOWN);
  if (lines.length === 0) return null;
  const bad = lines.filter(({ outcome }) => outcome !== 'valid');
  const good = lines.filter(({ outcome }) => outcome === 'valid');
  const left = lines.length - most;
  return (
    <Section title={words.lines}>
      <ol className={classes.parts}>
        {[...bad, ...good].slice(0, most).map((line) => (
          <li key={`${line.recordId} ${line.sequence}`}>
            <LineItem {...line} />
          </li>
        ))}
      </ol>
      {left > 0 && (
        <div className="screen-only">
          <Button variant="default" size="sm" onClick={() => setMost(most + SHOWN)}>
            {words.moreLines(format.number(left))}
          </Button>
        </div>
      )}
    </Section>
  );
}

function LineItem({ type, time, name, who, outcome, checks }: VerifiedLine) {
  const text = useText();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const title = outcome === 'valid' ? text.verify.checkStatus.ok : text.verify.outcomes[outcome];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.part}>
        <ChevronIcon size={14} />
        <span className={classes.line}>
          <bdi>{sentenceOf(type, who ?? text.trail.bySystem, null, text)}</bdi>
          <span className={classes.quiet}>{format.inLine([name, format.dateTime(time)])}</span>
        </span>
        <Mark tone={tones[outcome]}>{title}</Mark>
      </summary>
      {isOpen && (
        <div className={classes.partBody}>
          <Checks checks={checks} />
        </div>
      )}
    </details>
  );
}
