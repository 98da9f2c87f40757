import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import { undertakingVersion } from '../../../core/undertaking.ts';
import { call, type Result } from './http.ts';
import { paging } from './paging.ts';

export type Undertaking = Result<'GET /undertakings/{id}'>;
export type UndertakingState = Undertaking['state'];

/** Of one state, or all that one gave or was given. It is told of as what concerns an organisation. */
export const undertakingsQuery = (state?: UndertakingState) =>
  infiniteQueryOptions({
    queryKey: ['organisations', 'undertakings', state ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      call('GET /undertakings', { query: { state, after: pageParam }, signal }),
    ...paging,
  });

/** Whether this chamber takes applications under an undertaking alone, and whether one may submit to it. */
export const undertakingRequirementQuery = (chamberId: string) =>
  queryOptions({
    queryKey: ['organisations', 'undertakings', 'requirement', chamberId],
    queryFn: ({ signal }) => call('GET /undertaking-requirement', { query: { chamberId }, signal }),
  });

interface Giving {
  readonly chamberId: string;
  readonly signatories: readonly string[];
  /** In which the text was read. */
  readonly language: SpokenLanguage;
}

export const giveUndertaking = ({ chamberId, signatories, language }: Giving, idempotencyKey: string) =>
  call('POST /undertakings', {
    body: { chamberId, signatories, undertaking: { accepted: true, version: undertakingVersion, language } },
    idempotencyKey,
  });

export const acceptUndertaking = (id: string, idempotencyKey: string) =>
  call('POST /undertakings/{id}/acceptance', { path: { id }, idempotencyKey });

interface Refusal {
  readonly id: string;
  readonly reason: string;
}

export const refuseUndertaking = ({ id, reason }: Refusal, idempotencyKey: string) =>
  call('POST /undertakings/{id}/refusal', { path: { id }, body: { reason }, idempotencyKey });

export const withdrawUndertaking = (id: string, idempotencyKey: string) =>
  call('POST /undertakings/{id}/withdrawal', { path: { id }, idempotencyKey });

interface Removal {
  readonly id: string;
  readonly signatoryId: string;
}

export const removeSignatory = ({ id, signatoryId }: Removal) =>
  call('DELETE /undertakings/{id}/signatories/{signatoryId}', { path: { id, signatoryId } });
