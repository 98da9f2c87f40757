import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';

export type OrganisationSummary = Result<'GET /organisations'>['items'][number];
export type Role = OrganisationSummary['role'];

export type Organisation = Result<'GET /organisations/{id}'>;
export type IssuingKey = Organisation['issuingKeys'][number];
export type NewOrganisation = Operations['POST /organisations']['body'];
export type RegisteredRole = NewOrganisation['role'];

interface DirectoryFilter {
  readonly name: string | undefined;
  readonly role: Role | undefined;
}

export const organisationsQuery = (filter: DirectoryFilter) =>
  infiniteQueryOptions({
    queryKey: ['organisations', filter],
    queryFn: ({ signal, pageParam }) =>
      call('GET /organisations', { query: { ...filter, after: pageParam }, signal }),
    ...paging,
    placeholderData: keepPreviousData,
  });

/** Those whom nobody vouches for, and whom we may vouch for. */
export const notVouchedQuery = infiniteQueryOptions({
  queryKey: ['organisations', 'not vouched'],
  queryFn: ({ signal, pageParam }) =>
    call('GET /organisations', { query: { vouched: 'no', after: pageParam }, signal }),
  ...paging,
});

/** For choosing one: the first that have this in their name, as far as it is typed. */
export const organisationsNamedQuery = (typed: string) => {
  const name = typed.trim();
  return queryOptions({
    queryKey: ['organisations', 'named', name],
    queryFn: ({ signal }) =>
      call('GET /organisations', { query: { limit: 20, ...(name !== '' && { name }) }, signal }),
    placeholderData: (previous) => previous,
  });
};

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

export const registerOrganisation = (organisation: NewOrganisation, idempotencyKey: string) =>
  call('POST /organisations', { body: organisation, idempotencyKey });

export const vouchFor = (id: string, idempotencyKey: string) =>
  call('POST /organisations/{id}/voucher', { path: { id }, idempotencyKey });

export const rotateIssuingKey = (id: string, idempotencyKey: string) =>
  call('POST /organisations/{id}/key-rotation', { path: { id }, idempotencyKey });

interface AccreditationEnd {
  readonly id: string;
  /** RFC 3339; null: now. */
  readonly at: string | null;
}

export const endAccreditation = ({ id, at }: AccreditationEnd, idempotencyKey: string) =>
  call('POST /organisations/{id}/accreditation-end', {
    path: { id },
    body: at === null ? {} : { at },
    idempotencyKey,
  });
