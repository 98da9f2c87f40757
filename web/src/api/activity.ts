import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { call, type Result } from './http.ts';
import { itemsOf, paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { sealingInterval } from './sealing.ts';

export type Activity = Result<'GET /activity'>['items'][number];
export type ActivityFilter = Pick<
  NonNullable<Operations['GET /activity']['query']>,
  'organisation' | 'type' | 'since' | 'until'
>;

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
