import { queryOptions } from '@tanstack/react-query';
import { call, type Input, type Result } from './http.ts';

/** A draft with the same words, which supersedes this certificate once it is issued. */
export const applyForReplacement = (id: string, idempotencyKey: string) =>
  call('POST /certificates/{id}/replacement', { path: { id }, idempotencyKey });

export type Legalisation = Result<'GET /certificates/{id}/legalisations'>['items'][number];
export type NewLegalisation = Input<'POST /certificates/{id}/legalisations'>['body'];

export const legalisationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'legalisations'],
    queryFn: ({ signal }) => call('GET /certificates/{id}/legalisations', { path: { id }, signal }),
  });

export const recordLegalisation = (
  { id, ...body }: NewLegalisation & { readonly id: string },
  idempotencyKey: string,
) => call('POST /certificates/{id}/legalisations', { path: { id }, body, idempotencyKey });

export type Finding = Input<'POST /certificates/{id}/examination'>['body'];

/** What customs of the country of destination find. */
export const examine = (
  { id, finding }: { readonly id: string; readonly finding: Finding },
  idempotencyKey: string,
) => call('POST /certificates/{id}/examination', { path: { id }, body: finding, idempotencyKey });

/** The chamber stands by what customs dispute. */
export const confirm = (
  { id, reason }: { readonly id: string; readonly reason: string },
  idempotencyKey: string,
) => call('POST /certificates/{id}/confirmation', { path: { id }, body: { reason }, idempotencyKey });
