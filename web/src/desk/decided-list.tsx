import { Link } from 'react-router';
import { useText } from '../text/text.tsx';
import { Mark } from '../ui/mark.tsx';
import classes from './desk.module.css';
import type { Decided } from './use-decisions.ts';

const shown = 5;

/** The last decisions of this sitting, so that a slip is found at once. */
export function DecidedList({ decided }: { readonly decided: readonly Decided[] }) {
  const { desk } = useText();
  if (decided.length === 0) return null;
  return (
    <section className={classes.decided}>
      <h2>{desk.justNow}</h2>
      <ul>
        {decided.slice(0, shown).map(({ certificate: { id, applicant }, kind, number }) => (
          <li key={`${id} ${kind}`}>
            <Link to={`/certificates/${id}`}>{number ?? applicant.legalName}</Link>
            <Mark tone={kind === 'issue' ? 'good' : 'wait'}>{desk.outcomes[kind]}</Mark>
          </li>
        ))}
      </ul>
    </section>
  );
}
