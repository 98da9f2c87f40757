import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';
import { paging } from './paging.ts';

export type OrganisationSummary = Result<'GET /organisations'>['items'][number];
export type Role = OrganisationSummary['role'];

export const organisationsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['organisations'],
    queryFn: ({ signal, pageParam }) => call('GET /organisations', { query: { after: pageParam }, signal }),
    ...paging,
  });

/** For choosing one: the first that have this in their name. */
export const organisationsNamedQuery = (name: string) =>
  queryOptions({
    queryKey: ['organisations', 'named', name],
    queryFn: ({ signal }) =>
      call('GET /organisations', { query: { limit: 20, ...(name !== '' && { name }) }, signal }),
    placeholderData: (previous) => previous,
  });

export const organisationQuery = (id: string) =>
  queryOptions({
    queryKey: ['organisations', id],
    queryFn: ({ signal }) => call('GET /organisations/{id}', { path: { id }, signal }),
    staleTime: 600_000,
  });

/** Those who issue. A country has some tens of them: one page. */
export const chambersQuery = queryOptions({
  queryKey: ['organisations', 'chambers'],
  queryFn: ({ signal }) => call('GET /organisations', { query: { role: 'chamber', limit: 200 }, signal }),
  staleTime: 600_000,
});
