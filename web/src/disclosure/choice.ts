import { createContext, useContext } from 'react';

/** Which fields a copy hides, while somebody chooses. */
export interface Choice {
  /** Paths that may be hidden. */
  readonly hideable: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly setHidden: (paths: readonly string[], isHidden: boolean) => void;
}

export const verificationCode = 'verificationCode';

export const ChoiceContext = createContext<Choice | null>(null);

export function useChoice(): Choice {
  const choice = useContext(ChoiceContext);
  if (choice === null) throw new Error('Nothing is chosen here.');
  return choice;
}

/** The code is hidden with any other field, and by itself when somebody wants it. */
export function withCode(chosen: ReadonlySet<string>, hideable: ReadonlySet<string>): ReadonlySet<string> {
  return chosen.size > 0 && hideable.has(verificationCode) ? new Set([...chosen, verificationCode]) : chosen;
}
