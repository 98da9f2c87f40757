import { z } from 'zod';
import { proofBundleSchema } from '../../core/bundle.ts';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { type Reply, type Route, type RouteRequest, route } from '../http/route.ts';
import { createReaderKeys } from '../sharing/index.ts';
import type { BuildRecordBundle } from '../verification/index.ts';
import {
  documentNameSchema,
  documentTypeSchema,
  downloadHeaders,
  maximumDocumentBytes,
  readMediaType,
} from './document.ts';
import { openFile, recordOrRemove, storeFile } from './document-content.ts';
import { createDocumentService, type NewVersion, saltOf } from './document-service.ts';
import { changedDocumentSchema, documentView } from './document-views.ts';

const tag = 'Documents';
const params = z.strictObject({ id: z.uuid() });
const versionParams = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().min(1).max(1_000_000),
});
const upload = { mediaTypes: ['*/*'], maximumBytes: maximumDocumentBytes };

export function createDocumentRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'operator' | 'content' | 'now'>,
  { buildRecordBundle }: { readonly buildRecordBundle: BuildRecordBundle },
): Route[] {
  const { content } = context;
  const service = createDocumentService(context, createReaderKeys(context.keyring));

  type Upload = RouteRequest<unknown, unknown, typeof upload, 'pouch:write'>;

  /** Encrypted and stored as it arrives, then recorded in one transaction. */
  const add = async ({ principal, body, write }: Upload, added: NewVersion): Promise<Reply> => {
    const of = { documentId: added.document.id, version: added.version };
    const file = await storeFile(content, body, of);
    return recordOrRemove(content, file.cid, (recorded) =>
      write(async (trx) => {
        const { receipts } = await service.record(trx, principal, added, file);
        const reply = { status: 201, body: { ...(await documentView(trx, added.document.id)), receipts } };
        recorded();
        return reply;
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
      query: z.strictObject({ name: documentNameSchema, type: documentTypeSchema.default('other') }),
      body: upload,
      responses: { 201: { description: 'Added.', schema: changedDocumentSchema } },
      handler: async (request) => {
        const { principal, path, query, read } = request;
        const mediaType = readMediaType(request.header('content-type'));
        const document = await read((trx) => service.prepareDocument(trx, principal, path.id, query));
        return add(request, { document, version: 1, mediaType });
      },
    }),

    route({
      method: 'post',
      path: '/documents/{id}/versions',
      tag,
      summary: 'Add a new version of a document; the body is the file',
      access: 'pouch:write',
      idempotent: true,
      params,
      body: upload,
      responses: { 201: { description: 'Added.', schema: changedDocumentSchema } },
      handler: async (request) => {
        const { principal, path, read } = request;
        const mediaType = readMediaType(request.header('content-type'));
        const next = await read((trx) => service.prepareVersion(trx, principal, path.id));
        return add(request, { ...next, mediaType });
      },
    }),

    route({
      method: 'get',
      path: '/documents/{id}/versions/{version}/content',
      tag,
      summary: 'Download a version of a document',
      access: 'pouch:read',
      params: versionParams,
      responses: {
        200: { description: 'The file, as what it was uploaded, or as bytes.', mediaType: '*/*' },
      },
      handler: async ({ principal, path, read, write }) => {
        const { document, version, file } = await read(async (trx) => {
          const found = await service.readable(trx, principal, path.id, path.version);
          return { ...found, file: await service.open(trx, principal, found.version) };
        });
        const opened = await openFile(content, version, file);
        try {
          return await write(async (trx) => {
            await service.recordDownload(trx, principal, version);
            return {
              status: 200,
              headers: downloadHeaders(document.name, version.mediaType, version.size),
              stream: opened.stream,
            };
          });
        } catch (error) {
          await opened.close();
          throw error;
        }
      },
    }),

    route({
      method: 'get',
      path: '/documents/{id}/versions/{version}/proof',
      tag,
      summary: 'Proof bundle of a version of a document',
      access: 'pouch:read',
      params: versionParams,
      responses: {
        200: {
          description: 'The bundle: who recorded this file when, to be checked offline.',
          schema: proofBundleSchema,
        },
      },
      handler: async ({ principal, path, read }) => ({
        status: 200,
        body: await read(async (trx) => {
          const { version } = await service.readable(trx, principal, path.id, path.version);
          const subject = {
            type: 'document' as const,
            sequence: version.eventSequence,
            salt: saltOf(version),
          };
          return buildRecordBundle(trx, RecordId.of(version.recordId), { subject });
        }),
      }),
    }),
  ];
}
