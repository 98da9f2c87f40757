import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { addressOf, call, type Result } from './http.ts';
import { itemsOf, paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { sealingInterval } from './sealing.ts';

export type PouchSummary = Result<'GET /pouches'>['items'][number];
export type Pouch = Result<'GET /pouches/{id}'>;
export type PouchDocument = Pouch['documents'][number];

export const pouchesQuery = (filter: { readonly q: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['pouches', filter],
    queryFn: ({ signal, pageParam }) =>
      call('GET /pouches', { query: { ...filter, after: pageParam }, signal }),
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : sealingInterval(itemsOf(state.data).map(({ sealing }) => sealing)),
  });

/** Those that something can be put into. */
export const ownPouchesQuery = queryOptions({
  queryKey: ['pouches', 'own'],
  queryFn: ({ signal }) =>
    call('GET /pouches', { query: { box: 'owned', state: 'active', limit: 200 }, signal }),
});

export const pouchQuery = (id: string) =>
  queryOptions({
    queryKey: ['pouches', id],
    queryFn: ({ signal }) => call('GET /pouches/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => sealingInterval([state.data?.sealing]),
  });

type NewPouch = Operations['POST /pouches']['body'];

export const makePouch = (body: NewPouch, idempotencyKey: string) =>
  call('POST /pouches', { body, idempotencyKey });

/** @param language of the summary in it */
export const archiveAddress = (id: string, language: 'en' | 'nl' | 'fr' | 'ar' | 'zh'): string =>
  addressOf('GET /pouches/{id}/archive', { path: { id }, query: { language } });

interface NewCover {
  readonly id: string;
  /** The revision that was read. */
  readonly revision: number;
  readonly title: string;
  readonly cover: Pouch['cover'];
}

export const changeCover = ({ id, revision, title, cover }: NewCover) =>
  call('PUT /pouches/{id}', { path: { id }, body: { title, cover }, ifMatch: revision });

export const addCertificate = (
  { pouchId, certificateId }: { pouchId: string; certificateId: string },
  idempotencyKey: string,
) =>
  call('POST /pouches/{id}/certificates', { path: { id: pouchId }, body: { certificateId }, idempotencyKey });

export const versionAddress = (id: string, version: number): string =>
  addressOf('GET /documents/{id}/versions/{version}/content', { path: { id, version } });

export const versionProofAddress = (id: string, version: number): string =>
  addressOf('GET /documents/{id}/versions/{version}/proof', { path: { id, version } });
