import { queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';
import type { Scope } from './session.ts';

/** Others act meanwhile: asked for again every so often, in milliseconds. */
const othersActMs = 10_000;
/** How many of a kind the first page shows. */
const shown = 5;

/** Lists of which the first items are here; where there is a `next`, there are more. */
export interface Home {
  readonly offered: Result<'GET /handovers'>;
  readonly offering: Result<'GET /handovers'>;
  readonly refused: Result<'GET /certificates'>;
  readonly drafts: Result<'GET /certificates'>;
  readonly submitted: Result<'GET /certificates'>;
  readonly latest: Result<'GET /certificates'>;
}

const nothing = { items: [], next: null };

/** The first of everything that may need this person, by what they may do. */
export const homeQuery = (scopes: readonly Scope[]) => {
  const may = (scope: Scope) => scopes.includes(scope);
  return queryOptions({
    queryKey: ['home', scopes],
    queryFn: async ({ signal }): Promise<Home> => {
      const certificates = (state?: string) =>
        call('GET /certificates', { query: { limit: shown, ...(state !== undefined && { state }) }, signal });
      const handovers = (box: 'incoming' | 'outgoing') =>
        call('GET /handovers', { query: { limit: shown, box, state: 'offered' }, signal });
      const [offered, offering, refused, drafts, submitted, latest] = await Promise.all([
        may('record:handover') ? handovers('incoming') : nothing,
        may('record:handover') ? handovers('outgoing') : nothing,
        may('certificate:apply') ? certificates('not_issued,changes_requested') : nothing,
        may('certificate:apply') ? certificates('draft') : nothing,
        may('certificate:apply') || may('certificate:issue') ? certificates('submitted') : nothing,
        may('certificate:read') ? certificates() : nothing,
      ]);
      return { offered, offering, refused, drafts, submitted, latest };
    },
    refetchInterval: othersActMs,
  });
};
