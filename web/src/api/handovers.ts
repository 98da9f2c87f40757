import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { isLive } from '../live/live-state.ts';
import { call, type Result } from './http.ts';
import { itemsOf, paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { sealingInterval } from './sealing.ts';

export type Handover = Result<'GET /handovers'>['items'][number];
export type Box = 'incoming' | 'outgoing';

/** Others act on handovers: asked for again every so often, in milliseconds, unless it is told as it happens. */
const othersActMs = (): number | false => (isLive() ? false : 10_000);

export const handoversQuery = (box: Box) =>
  infiniteQueryOptions({
    queryKey: ['handovers', box],
    queryFn: ({ signal, pageParam }) => call('GET /handovers', { query: { box, after: pageParam }, signal }),
    ...paging,
    refetchInterval: ({ state }) => {
      const sealings = state.data === undefined ? [] : itemsOf(state.data).map(({ chain }) => chain);
      return sealingInterval(sealings) || othersActMs();
    },
  });

export const fetchHandover = (id: string) => call('GET /handovers/{id}', { path: { id } });

/** What we have offered and nobody has answered yet, or waits for our signature. */
export const openOffersQuery = queryOptions({
  queryKey: ['handovers', 'open offers'],
  queryFn: async ({ signal }) => {
    const states = ['offered', 'agreed'] as const;
    const pages = await Promise.all(
      states.map((state) =>
        call('GET /handovers', { query: { box: 'outgoing', state, limit: 200 }, signal }),
      ),
    );
    return pages.flatMap(({ items }) => items);
  },
  refetchInterval: othersActMs,
});

type Offer = Operations['POST /records/{recordId}/handovers']['body'] & { readonly recordId: string };

/** All of a record, or what is chosen of a pouch, which goes into a pouch of its own once it is accepted. */
export const offerHandover = ({ recordId, ...body }: Offer, idempotencyKey: string) =>
  call('POST /records/{recordId}/handovers', { path: { recordId }, body, idempotencyKey });

/** Several at once, all or none. */
export const offerSeveral = (body: Operations['POST /handovers']['body'], idempotencyKey: string) =>
  call('POST /handovers', { body, idempotencyKey });

type ControlWish = Operations['POST /records/{recordId}/control-statements']['body'] & {
  readonly recordId: string;
};

export const stateControl = ({ recordId, ...body }: ControlWish, idempotencyKey: string) =>
  call('POST /records/{recordId}/control-statements', { path: { recordId }, body, idempotencyKey });

export const acceptHandover = (id: string, idempotencyKey: string) =>
  call('POST /handovers/{id}/acceptance', { path: { id }, idempotencyKey });

/** What the other side has accepted is theirs once we, who keep our keys, have signed. */
export const signHandover = (id: string, idempotencyKey: string) =>
  call('POST /handovers/{id}/signature', { path: { id }, idempotencyKey });

interface Rejection {
  readonly id: string;
  readonly reason: string;
}

export const rejectHandover = ({ id, reason }: Rejection, idempotencyKey: string) =>
  call('POST /handovers/{id}/rejection', {
    path: { id },
    body: reason === '' ? {} : { reason },
    idempotencyKey,
  });

export const withdrawHandover = (id: string, idempotencyKey: string) =>
  call('POST /handovers/{id}/withdrawal', { path: { id }, idempotencyKey });

/** Several, each by itself: one that cannot be answered any more is no reason not to answer the others. */
export async function answerSeveral(
  { ids, answer }: { readonly ids: readonly string[]; readonly answer: 'accept' | 'reject' },
  idempotencyKey: string,
): Promise<void> {
  const problems: unknown[] = [];
  for (const id of ids) {
    const key = `${idempotencyKey}-${id}`;
    const done = answer === 'accept' ? acceptHandover(id, key) : rejectHandover({ id, reason: '' }, key);
    await done.catch((problem: unknown) => problems.push(problem));
  }
  if (problems.length > 0) throw problems[0];
}
