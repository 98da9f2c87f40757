import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';

export type CodeList = Result<'GET /codes'>['items'][number]['list'];
export type FoundCode = Result<'GET /codes/{list}'>['items'][number];

/** Lists change with a start of the server alone. */
const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/** Which lists there are. */
export const codeListsQuery = () =>
  queryOptions({
    queryKey: ['codes'],
    queryFn: async ({ signal }) => (await call('GET /codes', { signal })).items,
    ...kept,
  });

/** The best entries of a list for what was typed, by code or name. */
export const codesQuery = (list: CodeList, q: string) =>
  queryOptions({
    queryKey: ['codes', list, q],
    queryFn: ({ signal }) =>
      call('GET /codes/{list}', { path: { list }, query: q === '' ? {} : { q }, signal }),
    placeholderData: keepPreviousData,
    staleTime: kept.staleTime,
  });
