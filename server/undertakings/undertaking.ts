import type { DeclarationLanguage } from '../../core/declaration.ts';
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
  readonly language: DeclarationLanguage;
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

/** A year after it is given; of 29 February, until 1 March. */
export function endOf(givenAt: Date): Date {
  const end = new Date(givenAt);
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
