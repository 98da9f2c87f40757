import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';

export type Retention = Result<'GET /records/{recordId}/retention'>;
export type Archived = Result<'GET /archive'>['items'][number];
export type RetentionSettings = Result<'GET /retention'>['settings'];
export type KeptUntil = NonNullable<Retention['kept']>;
export type ArchiveView = NonNullable<NonNullable<Operations['GET /archive']['query']>['view']>;

export const retentionQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['records', recordId, 'retention'],
    queryFn: ({ signal }) => call('GET /records/{recordId}/retention', { path: { recordId }, signal }),
  });

export const archiveQuery = (view: ArchiveView) =>
  infiniteQueryOptions({
    queryKey: ['records', 'archive', view],
    queryFn: ({ signal, pageParam }) => call('GET /archive', { query: { view, after: pageParam }, signal }),
    ...paging,
  });

export const retentionSettingsQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => call('GET /retention', { signal }),
});

export const saveRetention = (body: RetentionSettings) => call('PUT /retention/settings', { body });

export const hold = (
  { recordId, reason }: { readonly recordId: string; readonly reason: string },
  idempotencyKey: string,
) => call('POST /records/{recordId}/holds', { path: { recordId }, body: { reason }, idempotencyKey });

export const liftHold = ({ recordId, id }: { readonly recordId: string; readonly id: string }) =>
  call('DELETE /records/{recordId}/holds/{id}', { path: { recordId, id } });

export const askErasure = (recordId: string, idempotencyKey: string) =>
  call('POST /records/{recordId}/erasure', { path: { recordId }, idempotencyKey });

export const approveErasure = (recordId: string, idempotencyKey: string) =>
  call('POST /records/{recordId}/erasure/approval', { path: { recordId }, idempotencyKey });

export const withdrawErasure = (recordId: string) =>
  call('DELETE /records/{recordId}/erasure', { path: { recordId } });
