import { z } from 'zod';
import type { AppContext } from '../../context.ts';
import { type Route, route } from '../../http/route.ts';
import { certificateReply } from '../certificate-routes.ts';
import { certificateParams, changedCertificateSchema, plainText } from '../certificate-schemas.ts';
import { createExaminationService } from './examination-service.ts';

const tag = 'Certificates';

const examinationBody = z.discriminatedUnion('finding', [
  z.strictObject({ finding: z.enum(['verified', 'acquitted']) }),
  z.strictObject({
    finding: z.enum(['disputed', 'refused']),
    reason: plainText(2_000).meta({ description: 'Read by whoever sees the certificate’s trail.' }),
  }),
]);

/** What customs of the country of destination find, and what the chamber says to it. */
export function createExaminationRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'codeLists' | 'now'>,
): Route[] {
  const service = createExaminationService(context);
  return [
    route({
      method: 'post',
      path: '/certificates/{id}/examination',
      tag,
      summary:
        'What customs of the country of destination find: verified or disputed; then acquitted, or refused',
      access: 'certificate:examine',
      params: certificateParams,
      body: examinationBody,
      idempotent: true,
      responses: { 200: { description: 'The certificate.', schema: changedCertificateSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          const reason = 'reason' in body ? body.reason : undefined;
          const receipts = await service.examine(trx, principal, path.id, {
            finding: body.finding,
            reason,
          });
          return certificateReply(trx, context, 200, path.id, { receipts });
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/confirmation',
      tag,
      summary: 'Stand by a certificate that customs dispute',
      access: 'certificate:issue',
      params: certificateParams,
      body: z.strictObject({ reason: plainText(2_000) }),
      idempotent: true,
      responses: { 200: { description: 'The certificate, verified.', schema: changedCertificateSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          const receipts = await service.confirm(trx, principal, path.id, body.reason);
          return certificateReply(trx, context, 200, path.id, { receipts });
        }),
    }),
  ];
}
