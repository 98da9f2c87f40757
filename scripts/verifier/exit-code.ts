import type { Outcome } from '../../core/verdict.ts';

const REFUSED: readonly Outcome[] = ['invalid', 'revoked', 'superseded', 'closed', 'expired'];
/** Whether what has this outcome must not be accepted. */
export const refused = (outcome: Outcome): boolean => REFUSED.includes(outcome);

/** Of several files, the worst: 1 when one must not be accepted, else 2 when one cannot be judged yet. */
export function exitCodeOf(outcomes: Iterable<Outcome>): 0 | 1 | 2 {
  const all = new Set(outcomes);
  if ([...all].some(refused)) return 1;
  return [...all].every((outcome) => outcome === 'valid') ? 0 : 2;
}
