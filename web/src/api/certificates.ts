import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { addressOf, call, type Operation, type Result } from './http.ts';
import { itemsOf, paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { sealingInterval } from './sealing.ts';

export type Certificate = Result<'GET /certificates/{id}'>;
export type CertificateSummary = Result<'GET /certificates'>['items'][number];
export type CertificateState = Certificate['state'];
type ListQuery = NonNullable<Operations['GET /certificates']['query']>;
export type CertificateFilter = Pick<ListQuery, 'state' | 'q'>;

export const certificatesQuery = (filter: CertificateFilter) =>
  infiniteQueryOptions({
    queryKey: ['certificates', filter],
    queryFn: ({ signal, pageParam }) =>
      call('GET /certificates', { query: { ...filter, after: pageParam }, signal }),
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data === undefined ? false : sealingInterval(itemsOf(state.data).map(({ sealing }) => sealing)),
  });

export const certificateQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id],
    queryFn: ({ signal }) => call('GET /certificates/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => sealingInterval([state.data?.sealing]),
  });

export const renditionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'renditions'],
    queryFn: ({ signal }) => call('GET /certificates/{id}/renditions', { path: { id }, signal }),
  });

const renditionFile: Operation = 'GET /certificates/{id}/renditions/{renditionId}';
export const renditionAddress = (id: string, renditionId: string): string =>
  addressOf(renditionFile, { path: { id, renditionId } });

export const makeRendition = (id: string, idempotencyKey: string) =>
  call('POST /certificates/{id}/renditions', { path: { id }, idempotencyKey });

export const issueCertificate = (id: string, idempotencyKey: string) =>
  call('POST /certificates/{id}/issuance', { path: { id }, idempotencyKey });

interface Rejection {
  readonly id: string;
  readonly reason: string;
}

export const rejectCertificate = ({ id, reason }: Rejection, idempotencyKey: string) =>
  call('POST /certificates/{id}/rejection', { path: { id }, body: { reason }, idempotencyKey });
