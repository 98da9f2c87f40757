import type { Outcome } from '../../../core/verdict.ts';
import type { Tone } from '../ui/mark.tsx';

/** How a verdict looks, wherever one is shown. */
export const tones: Readonly<Record<Outcome, Tone>> = {
  valid: 'good',
  pending: 'wait',
  expired: 'wait',
  closed: 'still',
  superseded: 'bad',
  revoked: 'bad',
  indeterminate: 'wait',
  invalid: 'bad',
};
