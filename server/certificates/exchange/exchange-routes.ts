import { z } from 'zod';
import type { AppContext } from '../../context.ts';
import { importUncefact } from '../../exchange/index.ts';
import { type Route, route } from '../../http/route.ts';
import { printable } from '../../http/text.ts';
import { createViewingService } from '../../sharing/index.ts';
import { certificateParams, certificateSchema, draftBody } from '../certificate-schemas.ts';
import { createCertificateService } from '../certificate-service.ts';
import { certificateViews } from '../certificate-views.ts';
import { type ExportFormat, exportCertificate, exportFormats } from './exchange-service.ts';
import { sourceStore } from './source-store.ts';

const tag = 'Certificates';

const notMappedSchema = z
  .array(z.strictObject({ pointer: z.string(), why: z.string() }))
  .meta({ description: 'What has no place in the other format, by JSON pointer, and why.' });

const document = z.record(z.string(), z.unknown());

const formatNames: Readonly<Record<ExportFormat, string>> = {
  uncefact: "UN/CEFACT's certificate of origin",
  traceability: 'CertificationOfOrigin of the W3C traceability vocabulary',
};

const headQuery = z.strictObject({
  head: z.enum(['own', 'received']).default('own').meta({
    description:
      'Who says it, and when: `received` gives the head of the document that the application was imported from, for the applicant, until it is issued.',
  }),
});

/** Applications from, and certificates as, documents in the words of others (docs/exchange.md). */
export function createExchangeRoutes(
  context: Pick<AppContext, 'recorder' | 'operator' | 'codeLists' | 'now'>,
): Route[] {
  const service = createCertificateService(context);
  const viewing = createViewingService(context);
  return [
    route({
      method: 'post',
      path: '/certificates/imports',
      tag,
      summary:
        "Apply with UN/CEFACT's certificate of origin: a draft of what it says of the goods and their journey",
      access: 'certificate:apply',
      idempotent: true,
      body: z.strictObject({
        chamberId: draftBody.shape.chamberId,
        format: z.literal('uncefact'),
        document: printable(document).refine(
          (it) => 'supplyChainConsignment' in it,
          'A document with supplyChainConsignment.',
        ),
      }),
      responses: {
        201: {
          description: 'The draft, and what of the document is not in it.',
          schema: z.strictObject({ certificate: certificateSchema, notMapped: notMappedSchema }),
        },
      },
      handler: ({ body, principal, write }) =>
        write(async (trx) => {
          const { application, notMapped } = importUncefact(body.document);
          const id = await service.apply(trx, principal, { chamberId: body.chamberId, application });
          const { organisationId: applicantId } = principal;
          await sourceStore.insert(trx, {
            certificateId: id,
            applicantId,
            document: body.document,
            at: context.now(),
          });
          return {
            status: 201,
            headers: { location: `/api/v1/certificates/${id}` },
            body: { certificate: await certificateViews.one(trx, id, context.codeLists), notMapped },
          };
        }),
    }),
    ...exportFormats.map((format) =>
      route({
        method: 'get',
        path: `/certificates/{id}/exports/${format}`,
        tag,
        summary: `The certificate as ${formatNames[format]}`,
        access: 'certificate:read',
        params: certificateParams,
        ...(format === 'uncefact' && { query: headQuery }),
        responses: {
          200: {
            description: 'The document, and what of the certificate is not in it.',
            schema: z.strictObject({ document, notMapped: notMappedSchema }),
          },
        },
        handler: ({ path, query, principal, read }) =>
          read(async (trx) => {
            const wanted = { format, received: query?.head === 'received' };
            const { certificate, ...exported } = await exportCertificate(trx, principal, path.id, wanted);
            await viewing.viewed(trx, principal, certificate);
            return { status: 200, body: exported };
          }),
      }),
    ),
  ];
}
