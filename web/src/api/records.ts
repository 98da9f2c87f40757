import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { addressOf, call, type Result } from './http.ts';
import { itemsOf, paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { sealingInterval } from './sealing.ts';

export type Record = Result<'GET /records/{recordId}'>;
export type TrailEvent = Result<'GET /records/{recordId}/trail'>['items'][number];
export type Share = Result<'GET /records/{recordId}/shares'>['items'][number];
export type Right = Share['rights'][number];

export const recordQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['records', recordId],
    queryFn: ({ signal }) => call('GET /records/{recordId}', { path: { recordId }, signal }),
    refetchInterval: ({ state }) => sealingInterval([state.data?.sealing]),
  });

export const trailQuery = (recordId: string) =>
  infiniteQueryOptions({
    queryKey: ['records', recordId, 'trail'],
    queryFn: ({ signal, pageParam }) =>
      call('GET /records/{recordId}/trail', {
        path: { recordId },
        query: { after: pageParam, limit: 200 },
        signal,
      }),
    ...paging,
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : sealingInterval(itemsOf(state.data).map(({ sealing }) => sealing)),
  });

export const sharesQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['records', recordId, 'shares'],
    queryFn: ({ signal }) => call('GET /records/{recordId}/shares', { path: { recordId }, signal }),
  });

export const proofAddress = (recordId: string): string =>
  addressOf('GET /records/{recordId}/proof', { path: { recordId } });

type Closing = Operations['POST /records/{recordId}/closure']['body'];
export type ClosingReason = Closing['reason'];

export const closeRecord = (
  { recordId, ...body }: Closing & { readonly recordId: string },
  idempotencyKey: string,
) => call('POST /records/{recordId}/closure', { path: { recordId }, body, idempotencyKey });

type NewShare = Operations['POST /records/{recordId}/shares']['body'] & { readonly recordId: string };

export const share = ({ recordId, ...body }: NewShare, idempotencyKey: string) =>
  call('POST /records/{recordId}/shares', { path: { recordId }, body, idempotencyKey });

export const endShare = ({ recordId, shareId }: { recordId: string; shareId: string }) =>
  call('DELETE /records/{recordId}/shares/{shareId}', { path: { recordId, shareId } });
