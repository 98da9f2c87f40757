import type { Change, Submission } from '../api/submissions.ts';
import { placeOf } from '../certificates/field-place.ts';
import { pathOf } from '../certificates/warning-words.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { boxOf, shownValue } from './change-words.ts';
import classes from './desk.module.css';

/** What the applicant changed since the chamber saw it last, box by box, and why it was rejected then. */
export function Differences({ submissions }: { readonly submissions: readonly Submission[] }) {
  const words = useText().desk.differences;
  const [latest, before] = submissions;
  if (latest === undefined || latest.comparedWith === null) return null;
  const reason = before?.rejection ?? null;
  return (
    <section className={classes.differences} aria-label={words.title}>
      <h3>{words.title}</h3>
      {reason !== null && <p className={classes.lastReason}>{words.lastReason(reason.reason, reason.by)}</p>}
      {latest.changes.length === 0 ? (
        <Notice tone="still">{words.none}</Notice>
      ) : (
        <dl className={classes.changes}>
          {latest.changes.toSorted(byBox).map((change) => (
            <Row key={change.pointer} change={change} />
          ))}
        </dl>
      )}
    </section>
  );
}

/** In the order in which the sheet below is read; what stands in no box last. */
const byBox = (a: Change, b: Change): number => (boxOf(a.pointer) ?? 9) - (boxOf(b.pointer) ?? 9);

function Row({ change }: { readonly change: Change }) {
  const text = useText();
  const words = text.desk.differences;
  const format = useFormat();
  const box = boxOf(change.pointer);
  const shown = (value: unknown) => shownValue(change.pointer, value, text, format);
  return (
    <div>
      <dt>
        <strong>{box === null ? words.beside : words.box(box)}</strong>{' '}
        {placeOf(pathOf(change.pointer), text)}
      </dt>
      <dd>
        {change.kind !== 'added' && (
          <del>
            <span className="visually-hidden">{words.before}: </span>
            {shown(change.before) || words.nothing}
          </del>
        )}
        {change.kind === 'removed' ? (
          <span className={classes.kind}>{words.kinds.removed}</span>
        ) : (
          <ins>
            <span className="visually-hidden">{words.after}: </span>
            {shown(change.after) || words.nothing}
          </ins>
        )}
      </dd>
    </div>
  );
}
