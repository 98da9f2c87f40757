import { type MouseEvent, useEffect, useRef } from 'react';
import type { Warning } from '../../api/certificates.ts';
import { useText } from '../../text/text.tsx';
import { placeOf } from '../field-place.ts';
import { pathOf, warningWords } from '../warning-words.ts';
import type { Mistake } from './find-mistakes.ts';
import classes from './form.module.css';
import { fieldId, sentenceOf } from './form-context.tsx';

interface MistakesSummaryProps {
  readonly mistakes: readonly Mistake[];
  /** Rules of the day or of the chamber that forbid it as it is. */
  readonly forbidding: readonly Warning[];
}

/** All that keeps the application from being submitted, each a link to its field. Read out when it comes. */
export function MistakesSummary({ mistakes, forbidding }: MistakesSummaryProps) {
  const text = useText();
  const summary = useRef<HTMLElement>(null);
  useEffect(() => summary.current?.focus(), []);
  const all = [
    ...mistakes.map((mistake) => ({ path: mistake.path, said: sentenceOf(mistake, text) })),
    ...forbidding.map((warning) => ({
      path: pathOf(warning.pointer),
      said: `${warningWords(warning, text)} ${text.rules.source(warning.source)}`,
    })),
  ];
  return (
    <section ref={summary} tabIndex={-1} className={classes.summary} aria-labelledby="mistakes">
      <h2 id="mistakes">{text.application.incomplete(all.length)}</h2>
      <ul>
        {all.map(({ path, said }) => (
          <li key={`${path} ${said}`}>
            <a href={`#${fieldId(path)}`} onClick={(event) => goTo(event, path)}>
              {placeOf(path, text)}
            </a>
            {': '}
            {said}
          </li>
        ))}
      </ul>
    </section>
  );
}

function goTo(event: MouseEvent, path: string): void {
  event.preventDefault();
  // What has no field of its own (an identifier of a copied party) is found at the next one above it.
  for (let above = path; above !== ''; above = above.slice(0, Math.max(0, above.lastIndexOf('.')))) {
    const field = document.getElementById(fieldId(above));
    if (field === null) continue;
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
    return;
  }
}
