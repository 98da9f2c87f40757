import type { AppContext } from '../../context.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { createRevocationService } from '../after-issuing/revocation-service.ts';
import { certificateReply } from '../certificate-routes.ts';
import {
  certificateParams,
  certificateSchema,
  changedCertificateSchema,
  type IssuanceOutcome,
  issuancesBody,
  issuancesSchema,
  rejectionBody,
  revocationBody,
} from '../certificate-schemas.ts';
import { createCertificateService } from '../certificate-service.ts';
import { createIssuingRequests } from './issuing-requests.ts';
import { createIssuingService, type IssuedCertificate } from './issuing-service.ts';

const tag = 'Certificates';

/** What a chamber decides. */
export function createIssuingRoutes(
  context: Pick<
    AppContext,
    'database' | 'keyring' | 'recorder' | 'domain' | 'documentStores' | 'vocabulary' | 'codeLists' | 'now'
  >,
): Route[] {
  const service = createCertificateService(context);
  const issuing = createIssuingService(context);
  const issueOne = createIssuingRequests(context, issuing);
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
      handler: ({ path, principal, header }) =>
        issueOne({ principal, certificateId: path.id, idempotencyKey: header('idempotency-key') }),
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
          const wishes = body.ids.map((id) => ({ id, officer: principal.name, officerId: principal.id }));
          const outcomes = await issuing.issue(trx, principal.organisationId, wishes);
          return {
            status: 200,
            body: { outcomes: outcomes.map((outcome, at) => toAnswer(body.ids[at] ?? '', outcome)) },
          };
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/rejection',
      idempotent: true,
      tag,
      summary: 'Refuse a submitted certificate; the applicant may change it and submit again',
      access: 'certificate:issue',
      params: certificateParams,
      body: rejectionBody,
      responses: { 200: { description: 'The certificate, not issued.', schema: certificateSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          await service.reject(trx, principal, path.id, body);
          return certificateReply(trx, context, 200, path.id);
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
          return certificateReply(trx, context, 200, path.id, { receipts });
        }),
    }),
  ];
}

function toAnswer(id: string, outcome: IssuedCertificate | Problem): IssuanceOutcome {
  if (outcome instanceof Problem) {
    const { code, message, parameters, errors } = outcome;
    return {
      id,
      ok: false,
      problem: { code, title: message, parameters, ...(errors.length > 0 && { errors: [...errors] }) },
    };
  }
  const { receiptsOfReplaced: _, issuedAt, ...certificate } = outcome;
  return { id, ok: true, certificate: { ...certificate, issuedAt: issuedAt.toISOString() } };
}
