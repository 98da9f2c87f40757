import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CertificateState, RejectionCode } from '../../../core/certificate-states.ts';
import { declarationVersion } from '../../../core/declaration.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import { addressOf, call, type Operation, type Result } from './http.ts';
import { itemsOf, paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { sealingInterval } from './sealing.ts';

export type Certificate = Result<'GET /certificates/{id}'>;
export type CertificateSummary = Result<'GET /certificates'>['items'][number];
export type { CertificateState } from '../../../core/certificate-states.ts';
/** What is worth a look in an application, or forbids its submission. */
export type Warning = Certificate['warnings'][number];

/** Its applicant may write it anew. */
export const isEditable = (state: CertificateState): boolean =>
  state === 'draft' || state === 'not_issued' || state === 'changes_requested';

/** It can be rendered, revoked and replaced. */
export const isInForce = (state: CertificateState): boolean =>
  state === 'issued' || state === 'verified' || state === 'disputed';
/** As a list asks for them. */
export const inForce = 'issued,verified,disputed';

type ListQuery = NonNullable<Operations['GET /certificates']['query']>;
export type CertificateFilter = Pick<
  ListQuery,
  'state' | 'kind' | 'q' | 'chamber' | 'destination' | 'since' | 'until' | 'forwarded'
>;

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

/** The document that it certifies. */
export const certifiedAddress = (id: string): string =>
  addressOf('GET /certificates/{id}/document', { path: { id } });

const renditionFile: Operation = 'GET /certificates/{id}/renditions/{renditionId}';
export const renditionAddress = (id: string, renditionId: string): string =>
  addressOf(renditionFile, { path: { id, renditionId } });

/** What a print says that it is. */
export type RenditionKind = NonNullable<
  NonNullable<Operations['POST /certificates/{id}/renditions']['query']>['kind']
>;

interface WantedRendition {
  readonly id: string;
  readonly kind: RenditionKind;
}

export const makeRendition = ({ id, kind }: WantedRendition, idempotencyKey: string) =>
  call('POST /certificates/{id}/renditions', { path: { id }, query: { kind }, idempotencyKey });

export const issueCertificate = (id: string, idempotencyKey: string) =>
  call('POST /certificates/{id}/issuance', { path: { id }, idempotencyKey });

interface Rejection {
  readonly id: string;
  readonly code: RejectionCode;
  readonly reason: string;
}

export const rejectCertificate = ({ id, code, reason }: Rejection, idempotencyKey: string) =>
  call('POST /certificates/{id}/rejection', { path: { id }, body: { code, reason }, idempotencyKey });

interface Application {
  readonly chamberId: string;
  readonly application: { readonly [name: string]: unknown };
}

export const applyForCertificate = (body: Application, idempotencyKey: string) =>
  call('POST /certificates', { body, idempotencyKey });

/** @param version the one that was read: another since then is not written over */
export const saveApplication = ({
  id,
  version,
  ...body
}: Application & { readonly id: string; readonly version: number }) =>
  call('PUT /certificates/{id}', { path: { id }, body, ifMatch: version });

interface SubmittedApplication {
  readonly id: string;
  /** In which the declaration was read and accepted. */
  readonly language: SpokenLanguage;
}

export const submitApplication = ({ id, language }: SubmittedApplication, idempotencyKey: string) =>
  call('POST /certificates/{id}/submission', {
    path: { id },
    body: { declaration: { accepted: true, version: declarationVersion, language } },
    idempotencyKey,
  });

export const abandonApplication = (id: string, idempotencyKey: string) =>
  call('POST /certificates/{id}/abandonment', { path: { id }, idempotencyKey });

export type RevocationReason = Operations['POST /certificates/{id}/revocation']['body']['reason'];
export const revocationReasons: readonly RevocationReason[] = [
  'issuedInError',
  'dataIncorrect',
  'goodsNotShipped',
  'fraud',
  'replaced',
  'requestedByApplicant',
];

interface Revocation {
  readonly id: string;
  readonly reason: RevocationReason;
  /** Takes its place; null: none does. */
  readonly successorId: string | null;
}

export const revokeCertificate = ({ id, reason, successorId }: Revocation, idempotencyKey: string) =>
  call('POST /certificates/{id}/revocation', {
    path: { id },
    body: { reason, ...(successorId !== null && { successorId }) },
    idempotencyKey,
  });
