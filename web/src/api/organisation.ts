import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiBase, call, type Result } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';

export type Person = Result<'GET /users'>['items'][number];
export type NewPerson = Operations['POST /users']['body'];
export type ApiClient = Result<'GET /api-clients'>['items'][number];
export type MadeClient = Result<'POST /api-clients'>;
type NewClient = Operations['POST /api-clients']['body'];

export const peopleQuery = infiniteQueryOptions({
  queryKey: ['users'],
  queryFn: ({ signal, pageParam }) => call('GET /users', { query: { after: pageParam }, signal }),
  ...paging,
});

export const addPerson = (person: NewPerson, idempotencyKey: string) =>
  call('POST /users', { body: person, idempotencyKey });

export const endPerson = (id: string) => call('DELETE /users/{id}', { path: { id } });

export const clientsQuery = infiniteQueryOptions({
  queryKey: ['api-clients'],
  queryFn: ({ signal, pageParam }) => call('GET /api-clients', { query: { after: pageParam }, signal }),
  ...paging,
});

export const makeClient = (client: NewClient, idempotencyKey: string) =>
  call('POST /api-clients', { body: client, idempotencyKey });

export const endClient = (id: string) => call('DELETE /api-clients/{id}', { path: { id } });

/** A few at a time: sign-ins are many. */
export const organisationActsQuery = infiniteQueryOptions({
  queryKey: ['organisation-acts'],
  queryFn: ({ signal, pageParam }) =>
    call('GET /activity/organisation', { query: { limit: 10, after: pageParam }, signal }),
  ...paging,
});

/** Where a system gets its token and makes its calls. */
export const apiAddress = (): string => `${location.origin}${apiBase}`;
