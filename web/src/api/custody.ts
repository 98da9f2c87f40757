import { queryOptions } from '@tanstack/react-query';
import { call, type Input, type Result } from './http.ts';

export type Custody = Result<'GET /key-holders'>;
export type Holder = Custody['holders'][number];

const askCustody = (signal?: AbortSignal): Promise<Custody> =>
  call('GET /key-holders', signal === undefined ? {} : { signal });

/** Who holds one's organisation's keys. It is told of as what concerns an organisation. */
export const custodyQuery = queryOptions({
  queryKey: ['organisations', 'key-holders'],
  queryFn: ({ signal }) => askCustody(signal),
});

export const fetchCustody = (): Promise<Custody> => askCustody();

export const enrolHolder = (body: Input<'POST /key-holders'>['body'], idempotencyKey: string) =>
  call('POST /key-holders', { body, idempotencyKey });

export const addOwnerKeys = (
  { id, owners }: { readonly id: string; readonly owners: readonly string[] },
  idempotencyKey: string,
) => call('POST /key-holders/{id}/owner-keys', { path: { id }, body: { owners }, idempotencyKey });

export const confirmHolder = (id: string, idempotencyKey: string) =>
  call('POST /key-holders/{id}/confirmation', { path: { id }, idempotencyKey });

export const endHolder = (id: string) => call('DELETE /key-holders/{id}', { path: { id } });

/** Puts a record of ours on a fresh key of our own. */
export const renewKey = (recordId: string, idempotencyKey: string) =>
  call('POST /records/{recordId}/key-renewal', { path: { recordId }, idempotencyKey });
