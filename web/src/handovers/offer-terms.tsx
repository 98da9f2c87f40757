import { TextInput } from '@mantine/core';
import { useFormat, useText } from '../text/text.tsx';
import { endOfDay } from '../ui/end-of-day.ts';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';

/** What goes with an offer, if anything. */
export interface Terms {
  readonly message: string;
  /** The last day on which it stands, `2026-05-12`; empty: as long as offers do. */
  readonly lastDay: string;
}

export const noTerms: Terms = { message: '', lastDay: '' };

/** As an offer is sent: what is empty is left out. */
export function sentTerms({ message, lastDay }: Terms): { message?: string; expiresAt?: string } {
  const said = message.trim();
  const expiresAt = endOfDay(lastDay);
  return { ...(said !== '' && { message: said }), ...(expiresAt !== undefined && { expiresAt }) };
}

/** What is not said beside the fields below. */
export const problemBesideTerms = (problem: Error | null): Error | null =>
  problemBeside(problem, ['/message', '/expiresAt']);

interface OfferTermsProps {
  readonly terms: Terms;
  readonly onChange: (terms: Terms) => void;
  /** Why the offer was refused. */
  readonly problem: Error | null;
}

/** Word to the other side, and until when the offer stands: both may be left empty. */
export function OfferTerms({ terms, onChange, problem }: OfferTermsProps) {
  const text = useText();
  const format = useFormat();
  const { handovers: words } = text;
  const ends = endOfDay(terms.lastDay);
  return (
    <>
      <TextInput
        label={words.message}
        description={words.messageLead}
        maxLength={500}
        value={terms.message}
        error={fieldProblem(problem, '/message', text)}
        onChange={(event) => onChange({ ...terms, message: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={words.lastDay}
        description={ends === undefined ? words.lastDayLead : words.standsUntil(format.dateTime(ends))}
        value={terms.lastDay}
        error={fieldProblem(problem, '/expiresAt', text)}
        onChange={(event) => onChange({ ...terms, lastDay: event.currentTarget.value })}
      />
    </>
  );
}
