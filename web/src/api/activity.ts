import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { addressOf, call, type Result } from './http.ts';
import { itemsOf, paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { sealingInterval } from './sealing.ts';

export type Activity = Result<'GET /activity'>['items'][number];
export type ActivityFilter = Omit<NonNullable<Operations['GET /activity']['query']>, 'limit' | 'after'>;
export type Person = Result<'GET /activity/people'>['items'][number];

export const activityQuery = (filter: ActivityFilter) =>
  infiniteQueryOptions({
    queryKey: ['activity', filter],
    queryFn: ({ signal, pageParam }) =>
      call('GET /activity', { query: { ...filter, after: pageParam }, signal }),
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : sealingInterval(itemsOf(state.data).map(({ sealing }) => sealing)),
  });

/** Our own people and systems, those who have left among them. */
export const trailPeopleQuery = queryOptions({
  queryKey: ['activity', 'people'],
  queryFn: ({ signal }) => call('GET /activity/people', { signal }),
});

export const exportFormats = ['csv', 'json', 'pdf'] as const;
export const trailExportAddress = (format: (typeof exportFormats)[number], filter: ActivityFilter): string =>
  addressOf(`GET /activity/exports/${format}`, { query: filter });
