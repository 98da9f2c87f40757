import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CertificateKind } from '../../../core/certificate-kind.ts';
import { call, type Input, type Result } from './http.ts';

export type DeskItem = Result<'GET /desk'>['items'][number];
export type DeskCase = Result<'GET /certificates/{id}/case'>;
export type Officer = Result<'GET /desk/officers'>['items'][number];

export const deskViews = ['open', 'new', 'mine', 'waiting', 'overdue'] as const;
export type DeskView = (typeof deskViews)[number];
export const isDeskView = (value: string | null): value is DeskView =>
  deskViews.some((view) => view === value);

export interface Queue {
  /** Whoever waits longest first. */
  readonly items: readonly DeskItem[];
  /** There are more than these. */
  readonly hasMore: boolean;
}

/** As many as an officer could ever look at in a day; asked for 200 at a time. */
const mostPages = 5;
const everyMs = 10_000;

/** Of all views of the queue; the counts as well. */
export const queueKey = ['certificates', 'queue'] as const;

/** What was submitted to us, as one of the views shows it: all, or of one kind. */
export const queueQuery = (view: DeskView, kind?: CertificateKind) =>
  queryOptions({
    queryKey: [...queueKey, view, kind],
    queryFn: async ({ signal }): Promise<Queue> => {
      const items: DeskItem[] = [];
      let after: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const found = await call('GET /desk', { query: { view, kind, limit: 200, after }, signal });
        items.push(...found.items);
        if (found.next === null) return { items, hasMore: false };
        after = found.next;
      }
      return { items, hasMore: true };
    },
    refetchInterval: everyMs,
  });

/** How many are in each view, counted up to `countedUpTo`. */
export const countsQuery = queryOptions({
  queryKey: [...queueKey, 'counts'],
  queryFn: ({ signal }) => call('GET /desk/counts', { signal }),
  refetchInterval: everyMs,
  placeholderData: keepPreviousData,
});
export const countedUpTo = 1_000;

export const officersQuery = queryOptions({
  queryKey: ['users', 'officers'],
  queryFn: ({ signal }) => call('GET /desk/officers', { signal }),
});

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'case'],
    queryFn: ({ signal }) => call('GET /certificates/{id}/case', { path: { id }, signal }),
  });

export const assignmentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'assignments'],
    queryFn: ({ signal }) => call('GET /certificates/{id}/assignments', { path: { id }, signal }),
  });

/** @param officerId null: it is put back for anybody to take */
export const assign = async (
  { id, officerId }: { readonly id: string; readonly officerId: string | null },
  idempotencyKey: string,
): Promise<void> => {
  if (officerId === null) await call('DELETE /certificates/{id}/assignment', { path: { id } });
  else
    await call('POST /certificates/{id}/assignment', { path: { id }, body: { officerId }, idempotencyKey });
};

export const recommend = (id: string, idempotencyKey: string) =>
  call('POST /certificates/{id}/recommendation', { path: { id }, body: {}, idempotencyKey });

export type IssuanceOutcome = Result<'POST /certificates/issuances'>['outcomes'][number];

export const issueCertificates = (ids: readonly string[], idempotencyKey: string) =>
  call('POST /certificates/issuances', { body: { ids }, idempotencyKey });

export type DeskFigures = Result<'GET /desk/figures'>;

/** Of the last days, today among them. */
export const figuresQuery = (days: number) =>
  queryOptions({
    queryKey: ['certificates', 'figures', days],
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
      return call('GET /desk/figures', { query: { from }, signal });
    },
  });

export type ChamberSettings = Result<'GET /chamber-settings'>;
export type SettingsChange = Input<'PUT /chamber-settings'>['body'];

export const settingsQuery = queryOptions({
  queryKey: ['organisations', 'chamber-settings'],
  queryFn: ({ signal }) => call('GET /chamber-settings', { signal }),
});

export const saveSettings = (body: SettingsChange) => call('PUT /chamber-settings', { body });
