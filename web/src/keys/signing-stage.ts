import type { Holder } from '../api/custody.ts';
import type { AskedAct } from './check-act.ts';
import type { PasskeyProblem } from './passkey-problem.ts';
import type { Distrust, ReadStatement } from './read-statement.ts';

/** What a person is asked or told about an act that is to be signed. */
export type Stage =
  | {
      readonly kind: 'confirm';
      readonly asked: AskedAct;
      readonly statements: readonly ReadStatement[];
      /** Of these it says for whom: the other party to a handover. */
      readonly party: string | null;
      readonly by: 'browser' | 'passkey';
      /** The statements are the same, and the passkey is asked for again. */
      readonly failure?: PasskeyProblem['why'];
    }
  /** Confirmed: it is being signed and handed in. */
  | { readonly kind: 'signing' }
  | { readonly kind: 'elsewhere'; readonly holders: readonly Holder[] }
  | { readonly kind: 'refused'; readonly why: Distrust; readonly evidence: unknown };

interface Open {
  readonly stage: Stage;
  readonly answer: (yes: boolean) => void;
}

/** One for the page: acts that come together wait for each other. */
const state = {
  open: null as Open | null,
  listeners: new Set<() => void>(),
  last: Promise.resolve() as Promise<unknown>,
};

function set(open: Open | null): void {
  state.open = open;
  for (const listener of state.listeners) listener();
}

export const signingStage = {
  subscribe: (listener: () => void) => {
    state.listeners.add(listener);
    return () => state.listeners.delete(listener);
  },
  read: (): Stage | null => state.open?.stage ?? null,
  answer: (yes: boolean): void => state.open?.answer(yes),
};

/** Shows it and waits for the answer. */
export const ask = (stage: Stage): Promise<boolean> =>
  new Promise((resolve) => set({ stage, answer: resolve }));

export const showSigning = (): void => set({ stage: { kind: 'signing' }, answer: () => undefined });
export const close = (): void => set(null);

/** One act after the other. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = state.last.then(work);
  state.last = turn.catch(() => undefined);
  return turn;
}
