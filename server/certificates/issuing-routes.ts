import type { AppContext } from '../context.ts';
import { type Route, route } from '../http/route.ts';
import { certificateReply } from './certificate-routes.ts';
import {
  certificateParams,
  certificateSchema,
  changedCertificateSchema,
  type IssuanceOutcome,
  issuancesBody,
  issuancesSchema,
  rejectionBody,
  revocationBody,
} from './certificate-schemas.ts';
import { createCertificateService } from './certificate-service.ts';
import { createIssuingService, type Outcome } from './issuing-service.ts';
import { createRevocationService } from './revocation-service.ts';

const tag = 'Certificates';

/** What a chamber decides. */
export function createIssuingRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>,
): Route[] {
  const service = createCertificateService(context);
  const issuing = createIssuingService(context);
  const revocation = createRevocationService(context);
  return [
    route({
      method: 'post',
      path: '/certificates/{id}/issuance',
      tag,
      summary: 'Issue a submitted certificate',
      access: 'certificate:issue',
      params: certificateParams,
      idempotent: true,
      responses: { 200: { description: 'The certificate, issued.', schema: changedCertificateSchema } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          const [outcome] = await issuing.issue(trx, principal, [path.id]);
          if (outcome === undefined || 'problem' in outcome)
            throw outcome?.problem ?? new Error('No outcome.');
          return certificateReply(trx, 200, path.id, { receipts: [outcome.issued.receipt] });
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/issuances',
      tag,
      summary: 'Issue up to 500 submitted certificates at once',
      access: 'certificate:issue',
      body: issuancesBody,
      idempotent: true,
      responses: {
        200: { description: 'What became of each, in the order of the ids.', schema: issuancesSchema },
      },
      handler: ({ body, principal, write }) =>
        write(async (trx) => {
          const outcomes = await issuing.issue(trx, principal, body.ids);
          return { status: 200, body: { outcomes: outcomes.map(toAnswer) } };
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/rejection',
      tag,
      summary: 'Refuse a submitted certificate; the applicant may change it and submit again',
      access: 'certificate:issue',
      params: certificateParams,
      body: rejectionBody,
      responses: { 200: { description: 'The certificate, not issued.', schema: certificateSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          await service.reject(trx, principal, path.id, body.reason);
          return certificateReply(trx, 200, path.id);
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/revocation',
      tag,
      summary: 'Revoke an issued certificate for good, with or without a successor',
      access: 'certificate:issue',
      params: certificateParams,
      body: revocationBody,
      idempotent: true,
      responses: {
        200: { description: 'The certificate, revoked or superseded.', schema: changedCertificateSchema },
      },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          const { reason, successorId } = body;
          const receipts = await revocation.revoke(trx, principal, path.id, { reason, successorId });
          return certificateReply(trx, 200, path.id, { receipts });
        }),
    }),
  ];
}

function toAnswer(outcome: Outcome): IssuanceOutcome {
  if ('problem' in outcome) {
    const { code, message, errors } = outcome.problem;
    return {
      id: outcome.id,
      ok: false,
      problem: { code, title: message, ...(errors.length > 0 && { errors: [...errors] }) },
    };
  }
  const { id, issuedAt, ...rest } = outcome.issued;
  return { id, ok: true, certificate: { ...rest, issuedAt: issuedAt.toISOString() } };
}
