import type { SpokenLanguage } from '../../core/spoken-languages.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../http/problem.ts';

export const undertakingStates = [
  'given',
  'accepted',
  'refused',
  'withdrawn',
  'replaced',
  'expired',
] as const;
export type UndertakingState = (typeof undertakingStates)[number];

/** What was done about it after it was given. */
export const undertakingActs = [
  'accepted',
  'refused',
  'withdrawn',
  'replaced',
  'signatory_removed',
] as const satisfies Tables['undertaking_acts']['act'][];
export type UndertakingAct = (typeof undertakingActs)[number];

/** A person of the exporter who may sign applications. */
export interface Signatory {
  readonly id: string;
  readonly name: string;
}

/** What an exporter undertakes towards a chamber for a year, with those who may sign for it. */
export interface Undertaking {
  readonly id: string;
  readonly exporterId: string;
  readonly chamberId: string;
  readonly state: UndertakingState;
  readonly version: string;
  readonly language: SpokenLanguage;
  readonly text: string;
  /** As they were named; see `signatoriesOf`. */
  readonly signatories: readonly Signatory[];
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly endsAt: Date;
  /** What was done about it, the first first. */
  readonly history: readonly {
    readonly act: UndertakingAct;
    readonly by: string;
    /** RFC 3339 */
    readonly at: string;
    readonly reason: string | null;
    readonly signatoryId: string | null;
  }[];
}

/** Most undertakings that an exporter may give one chamber in a year. */
export const mostAYear = 50;
export const mostSignatories = 50;

/** So long before its end an undertaking can be renewed without losing what is left of it. */
const renewableMs = 90 * 24 * 3600 * 1000;

/**
 * A year after it is given; of 29 February, until 1 March. Renewed in the last 90 days of the one that stands, a year
 * after that one ends: who renews in time loses no day.
 * @param standing when the one ends that the chamber has accepted and that is not over
 */
export function endOf(givenAt: Date, standing?: Date): Date {
  const left = standing === undefined ? 0 : standing.getTime() - givenAt.getTime();
  const end = new Date(standing !== undefined && left > 0 && left <= renewableMs ? standing : givenAt);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end;
}

/** Who may sign now. */
export const signatoriesOf = ({
  signatories,
  history,
}: Pick<Undertaking, 'signatories' | 'history'>): readonly Signatory[] =>
  signatories.filter(({ id }) => history.every(({ signatoryId }) => signatoryId !== id));

const words: Readonly<Record<UndertakingAct, string>> = {
  accepted: 'accepting',
  refused: 'refusing',
  withdrawn: 'withdrawing',
  replaced: 'replacing',
  signatory_removed: 'removing a signatory',
};

/** A chamber accepts what nobody decided; all else is possible as long as it may still count. @throws wrong_state */
export function checkState(state: UndertakingState, act: UndertakingAct): void {
  const isPossible = state === 'given' || (state === 'accepted' && act !== 'accepted');
  if (!isPossible) throw problem('wrong_state', { what: 'undertaking', state, act: words[act] });
}
