import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { checkIfMatch, etagOf } from '../http/if-match.ts';
import { type Reply, type Route, type RouteRequest, route } from '../http/route.ts';
import { createReaderKeys, createViewingService } from '../sharing/index.ts';
import type { BuildRecordBundle } from '../verification/index.ts';
import { descriptionSchema, maximumDocumentBytes, readMediaType, toDescription } from './document.ts';
import { recordOrRemove, storeFile } from './document-content.ts';
import { createDocumentService, type NewVersion } from './document-service.ts';
import {
  changedDocumentSchema,
  documentHistory,
  documentHistorySchema,
  documentView,
} from './document-views.ts';
import { createDownloadRoutes } from './download-routes.ts';
import { createUploadRoutes } from './uploads/upload-routes.ts';

const tag = 'Documents';
const params = z.strictObject({ id: z.uuid() });
const upload = { mediaTypes: ['*/*'], maximumBytes: maximumDocumentBytes };

export type DocumentContext = Pick<
  AppContext,
  'database' | 'keyring' | 'recorder' | 'operator' | 'content' | 'scanner' | 'sealer' | 'logger' | 'now'
>;

export function createDocumentRoutes(
  context: DocumentContext,
  { buildRecordBundle }: { readonly buildRecordBundle: BuildRecordBundle },
): Route[] {
  const service = createDocumentService(context, createReaderKeys(context.keyring));

  const viewing = createViewingService(context);

  type Upload = RouteRequest<unknown, unknown, typeof upload, 'pouch:write'>;

  /** Encrypted and stored as it arrives, then recorded in one transaction. */
  const add = async ({ principal, body, write }: Upload, added: NewVersion): Promise<Reply> => {
    const of = { documentId: added.document.id, version: added.version };
    const file = await storeFile(context, body, of);
    return recordOrRemove(context.content, file.cid, (recorded) =>
      write(async (trx) => {
        const { receipts } = await service.record(trx, principal, added, file);
        const view = await documentView(trx, added.document.id);
        recorded();
        return { status: 201, headers: { etag: etagOf(view.revision) }, body: { ...view, receipts } };
      }, file.digest),
    );
  };

  return [
    route({
      method: 'post',
      path: '/pouches/{id}/documents',
      tag,
      summary: 'Add a document to a pouch; the body is the file',
      access: 'pouch:write',
      idempotent: true,
      params,
      query: descriptionSchema,
      body: upload,
      responses: { 201: { description: 'Added.', schema: changedDocumentSchema } },
      handler: async (request) => {
        const { principal, path, query, read } = request;
        const mediaType = readMediaType(request.header('content-type'));
        const described = toDescription(query, 'query');
        const document = await read((trx) => service.prepareDocument(trx, principal, path.id, described));
        return add(request, { document, version: 1, mediaType });
      },
    }),

    route({
      method: 'post',
      path: '/documents/{id}/versions',
      tag,
      summary: 'Add a new version of a document (If-Match); the body is the file',
      access: 'pouch:write',
      idempotent: true,
      conditional: true,
      params,
      body: upload,
      responses: { 201: { description: 'Added.', schema: changedDocumentSchema } },
      handler: async (request) => {
        const { principal, path, read, header } = request;
        const mediaType = readMediaType(header('content-type'));
        const next = await read((trx) => service.prepareVersion(trx, principal, path.id));
        try {
          checkIfMatch(header('if-match'), next.document.revision);
        } catch (refusal) {
          // A retry comes with what was read before the first try. Whether it is one is known when the file has come.
          const digest = await digestOf(request.body);
          return request.write(() => Promise.reject(refusal), digest);
        }
        return add(request, { ...next, mediaType });
      },
    }),

    route({
      method: 'get',
      path: '/documents/{id}',
      tag,
      summary: 'A document with all its versions, and who got which',
      access: 'pouch:read',
      params,
      responses: { 200: { description: 'Its ETag counts changes.', schema: documentHistorySchema } },
      handler: async ({ path, principal, read }) => {
        const body = await read(async (trx) => {
          const { recordId, history } = await documentHistory(trx, path.id);
          await viewing.viewed(trx, principal, { recordId });
          return history;
        });
        return { status: 200, headers: { etag: etagOf(body.revision) }, body };
      },
    }),

    route({
      method: 'put',
      path: '/documents/{id}',
      tag,
      summary:
        'Say anew what a document is called, what kind it is, and under which label it lies (If-Match)',
      access: 'pouch:write',
      conditional: true,
      params,
      body: descriptionSchema,
      responses: { 200: { description: 'As it is now.', schema: changedDocumentSchema } },
      handler: ({ principal, path, body, header, write }) =>
        write(async (trx) => {
          const described = toDescription(body, 'body');
          const { receipts } = await service.describe(trx, principal, path.id, described, header('if-match'));
          const view = await documentView(trx, path.id);
          return { status: 200, headers: { etag: etagOf(view.revision) }, body: { ...view, receipts } };
        }),
    }),

    ...createDownloadRoutes(context, { service, buildRecordBundle }),
    ...createUploadRoutes(context),
  ];
}

async function digestOf(source: Readable): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for await (const part of source) hash.update(part);
  return hash.digest();
}
