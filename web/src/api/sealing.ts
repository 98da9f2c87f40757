import type { Sealing } from './schema.ts';

export type { Sealing } from './schema.ts';

/** While something waits for its seal it is asked for again, in milliseconds; then no more. */
export const sealingInterval = (sealings: readonly (Sealing | null | undefined)[]): number | false =>
  sealings.some((sealing) => sealing != null && sealing.state !== 'final') ? 2_000 : false;
