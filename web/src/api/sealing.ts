import { isLive } from '../live/live-state.ts';
import type { Sealing } from './schema.ts';

export type { Sealing } from './schema.ts';

/**
 * While something waits for its seal and nobody tells when it has it, it is asked for again, in milliseconds; then no
 * more.
 */
export const sealingInterval = (sealings: readonly (Sealing | null | undefined)[]): number | false =>
  !isLive() && sealings.some((sealing) => sealing != null && sealing.state !== 'final') ? 2_000 : false;
