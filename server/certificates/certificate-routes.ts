import { z } from 'zod';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { createGroupedRead } from '../database/grouped-read.ts';
import { etagOf } from '../http/if-match.ts';
import { pageOf } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { createViewingService, requireDownload } from '../sharing/index.ts';
import { hideSchema, redact } from '../verification/index.ts';
import {
  certificateItemSchema,
  certificateParams,
  certificateSchema,
  draftBody,
  listQuery,
} from './certificate-schemas.ts';
import { createCertificateService } from './certificate-service.ts';
import { certificateViews } from './certificate-views.ts';
import { findIssued, recordIdBytes } from './credential-service.ts';
import { certificatePage } from './list-views.ts';
import { submissionBody } from './submissions/submissions-declaration.ts';

const tag = 'Certificates';

/** The certificate as it is now, with its ETag. */
export async function certificateReply(
  trx: Trx,
  { codeLists }: Pick<AppContext, 'codeLists'>,
  status: number,
  id: string,
  more: { receipts?: readonly string[] } = {},
): Promise<Reply> {
  const certificate = await certificateViews.one(trx, id, codeLists);
  return { status, headers: { etag: etagOf(certificate.version) }, body: { ...certificate, ...more } };
}

/** Applying and reading. */
export function createApplicationRoutes(
  context: Pick<AppContext, 'database' | 'recorder' | 'operator' | 'codeLists' | 'now'>,
): Route[] {
  const service = createCertificateService(context);
  const readOne = createGroupedRead(
    context.database,
    async (trx, ids) =>
      new Map((await certificateViews.written(trx, ids, context.codeLists)).map((it) => [it.id, it])),
  );
  const viewing = createViewingService(context);
  return [
    route({
      method: 'post',
      path: '/certificates',
      tag,
      summary: 'Apply for a certificate of origin: a draft, which may be incomplete',
      access: 'certificate:apply',
      body: draftBody,
      idempotent: true,
      responses: { 201: { description: 'The draft.', schema: certificateSchema } },
      handler: ({ body, principal, write }) =>
        write(async (trx) => {
          const id = await service.apply(trx, principal, body);
          const reply = await certificateReply(trx, context, 201, id);
          return { ...reply, headers: { ...reply.headers, location: `/api/v1/certificates/${id}` } };
        }),
    }),
    route({
      method: 'get',
      path: '/certificates',
      tag,
      summary: 'Certificates that are yours to see, the latest first',
      access: 'certificate:read',
      query: listQuery,
      responses: { 200: { description: 'A page.', schema: pageOf(certificateItemSchema) } },
      handler: async ({ query, principal, read }) => ({
        status: 200,
        body: await read((trx) => certificatePage(trx, principal, query)),
      }),
    }),
    route({
      method: 'get',
      path: '/certificates/{id}',
      tag,
      summary: 'A certificate',
      access: 'certificate:read',
      params: certificateParams,
      responses: {
        200: { description: 'The certificate; its ETag counts changes.', schema: certificateSchema },
      },
      handler: async ({ path, principal, read }) => {
        const certificate = await readOne(principal, path.id.toLowerCase());
        if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
        const parties = [certificate.applicant.id, certificate.chamber.id];
        // Most read what is their own, which this finds out without asking the database again.
        if (certificate.handedOn || !parties.includes(principal.organisationId)) {
          await read((trx) =>
            viewing.viewed(trx, principal, { recordId: recordIdBytes(certificate.recordId) }),
          );
        }
        return { status: 200, headers: { etag: etagOf(certificate.version) }, json: certificate.json };
      },
    }),
    route({
      method: 'put',
      path: '/certificates/{id}',
      tag,
      summary: 'Write a draft, or one that was not issued, anew (If-Match)',
      access: 'certificate:apply',
      conditional: true,
      params: certificateParams,
      body: draftBody,
      responses: { 200: { description: 'The draft.', schema: certificateSchema } },
      handler: ({ path, body, principal, header, write }) =>
        write(async (trx) => {
          await service.update(trx, principal, path.id, body, header('if-match'));
          return certificateReply(trx, context, 200, path.id);
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/submission',
      idempotent: true,
      tag,
      summary: 'Submit a complete draft to the chamber, with the declaration that it is true',
      access: 'certificate:apply',
      params: certificateParams,
      body: submissionBody,
      responses: { 200: { description: 'The certificate, submitted.', schema: certificateSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          await service.submit(trx, principal, path.id, body.declaration);
          return certificateReply(trx, context, 200, path.id);
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/{id}/abandonment',
      idempotent: true,
      tag,
      summary: 'Abandon an application that is a draft, was returned or was not issued: for good',
      access: 'certificate:apply',
      params: certificateParams,
      responses: { 200: { description: 'The certificate, abandoned.', schema: certificateSchema } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          await service.abandon(trx, principal, path.id);
          return certificateReply(trx, context, 200, path.id);
        }),
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/credential',
      tag,
      summary: 'The signed credential, whole or with fields hidden',
      access: 'certificate:read',
      params: certificateParams,
      query: z.strictObject({ hide: hideSchema }),
      responses: {
        200: {
          description: 'An SD-JWT (W3C Verifiable Credential 2.0).',
          mediaType: 'application/vc+sd-jwt',
        },
      },
      handler: ({ path, query, principal, read }) =>
        read(async (trx) => {
          const certificate = await findIssued(trx, path.id);
          await requireDownload(trx, principal, certificate.recordId);
          const shown = redact(certificate.credential, query.hide);
          await viewing.viewed(trx, principal, certificate);
          return {
            status: 200,
            headers: { 'content-type': 'application/vc+sd-jwt' },
            stream: oneChunk(Buffer.from(shown, 'latin1')),
          };
        }),
    }),
  ];
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
