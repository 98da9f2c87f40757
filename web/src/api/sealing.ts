import { queryOptions } from '@tanstack/react-query';
import { isLive } from '../live/live-state.ts';
import { call, type Result } from './http.ts';
import type { Sealing } from './schema.ts';

export type { Sealing } from './schema.ts';

/**
 * While something waits for its seal and nobody tells when it has it, it is asked for again, in milliseconds; then no
 * more.
 */
export const sealingInterval = (sealings: readonly (Sealing | null | undefined)[]): number | false =>
  !isLive() && sealings.some((sealing) => sealing != null && sealing.state !== 'final') ? 2_000 : false;

export type SealingStatus = Result<'GET /sealing'>;
export type FailedAct = SealingStatus['failedActs']['latest'][number];

/** What waits grows without anybody telling: it is looked at again every so often. */
const lookedAtMs = 5_000;

export const sealingStatusQuery = queryOptions({
  queryKey: ['sealing'],
  queryFn: ({ signal }) => call('GET /sealing', { signal }),
  refetchInterval: lookedAtMs,
});
