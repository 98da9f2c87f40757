import { type MouseEvent, useEffect, useRef } from 'react';
import { type Text, useText } from '../../text/text.tsx';
import type { Mistake } from './find-mistakes.ts';
import classes from './form.module.css';
import { fieldId, labelOf, sentenceOf } from './form-context.tsx';

/** All that keeps the application from being submitted, each a link to its field. Read out when it comes. */
export function MistakesSummary({ mistakes }: { readonly mistakes: readonly Mistake[] }) {
  const text = useText();
  const summary = useRef<HTMLElement>(null);
  useEffect(() => summary.current?.focus(), []);
  return (
    <section ref={summary} tabIndex={-1} className={classes.summary} aria-labelledby="mistakes">
      <h2 id="mistakes">{text.application.incomplete(mistakes.length)}</h2>
      <ul>
        {mistakes.map((mistake) => (
          <li key={mistake.path}>
            <a href={`#${fieldId(mistake.path)}`} onClick={(event) => goTo(event, mistake.path)}>
              {placeOf(mistake.path, text)}
            </a>
            {': '}
            {sentenceOf(mistake, text)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `Consignee, City`; `Item 2, HS code`. */
function placeOf(path: string, text: Text): string {
  const [first = '', second = ''] = path.split('.');
  const label = labelOf(path, text);
  if (first === 'items' && second !== '') return `${text.application.item(Number(second) + 1)}, ${label}`;
  return path.includes('.') && ['consignor', 'consignee', 'onBehalfOf'].includes(first)
    ? `${text.application.fields[first] ?? first}, ${label}`
    : label;
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
