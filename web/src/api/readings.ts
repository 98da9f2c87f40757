import { queryOptions } from '@tanstack/react-query';
import type { PouchRef } from './conversation.ts';
import { call, type Result } from './http.ts';

export type Readings = Result<'GET /pouches/{id}/reading-receipts'>;
export type Agreement = Readings['agreements'][number];
export type ReadingReceipt = Readings['receipts'][number];

export const readingsQuery = ({ id, recordId }: PouchRef) =>
  queryOptions({
    queryKey: ['readings', recordId],
    queryFn: ({ signal }) => call('GET /pouches/{id}/reading-receipts', { path: { id }, signal }),
  });

export const askReceipts = (
  { pouchId, organisationId }: { pouchId: string; organisationId: string },
  idempotencyKey: string,
) =>
  call('POST /pouches/{id}/reading-agreements', {
    path: { id: pouchId },
    body: { organisationId },
    idempotencyKey,
  });

export const agreeToReceipts = ({ id, scope }: { id: string; scope: 'pouch' | 'organisation' }) =>
  call('POST /reading-agreements/{id}/agreement', { path: { id }, body: { scope } });
export const refuseReceipts = (id: string) => call('POST /reading-agreements/{id}/refusal', { path: { id } });
export const endReceipts = (id: string) => call('POST /reading-agreements/{id}/ending', { path: { id } });
