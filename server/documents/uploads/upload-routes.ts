import type { Readable } from 'node:stream';
import { z } from 'zod';
import { noScanner } from '../../content/scanner.ts';
import type { AppContext } from '../../context.ts';
import { checkIfMatch } from '../../http/if-match.ts';
import { Problem, problem } from '../../http/problem.ts';
import { type Reply, type Route, route } from '../../http/route.ts';
import { invalidField } from '../../http/validate.ts';
import { createReaderKeys } from '../../sharing/index.ts';
import { maximumDocumentBytes, toDescription } from '../document.ts';
import { recordOrRemove, storeFile } from '../document-content.ts';
import { createDocumentService } from '../document-service.ts';
import { changedDocumentSchema, documentView } from '../document-views.ts';
import { newDocumentUploadSchema, newVersionUploadSchema, uploadSchema } from './upload.ts';
import { createUploadService } from './upload-service.ts';
import type { Upload } from './upload-store.ts';

const tag = 'Documents';
const params = z.strictObject({ id: z.uuid() });

type Context = Pick<
  AppContext,
  'database' | 'keyring' | 'recorder' | 'content' | 'scanner' | 'sealer' | 'logger' | 'now'
>;

/** Documents in parts: begin, send parts each where the last one ended, complete. */
export function createUploadRoutes(context: Context): Route[] {
  const documents = createDocumentService(context, createReaderKeys(context.keyring));
  const service = createUploadService(context);
  return [
    route({
      method: 'post',
      path: '/pouches/{id}/uploads',
      tag,
      summary: 'Begin to add a document in parts',
      access: 'pouch:write',
      idempotent: true,
      params,
      body: newDocumentUploadSchema,
      responses: { 201: { description: 'Begun.', schema: uploadSchema } },
      handler: ({ principal, path, body: { size, mediaType, ...said }, write }) =>
        write(async (trx) => {
          const described = toDescription(said, 'body');
          const document = await documents.prepareDocument(trx, principal, path.id, described);
          return begun(await service.begin(trx, principal, { document, version: 1, mediaType }, size));
        }),
    }),

    route({
      method: 'post',
      path: '/documents/{id}/uploads',
      tag,
      summary: 'Begin to add a new version of a document in parts (If-Match)',
      access: 'pouch:write',
      idempotent: true,
      conditional: true,
      params,
      body: newVersionUploadSchema,
      responses: { 201: { description: 'Begun.', schema: uploadSchema } },
      handler: ({ principal, path, body: { size, mediaType }, header, write }) =>
        write(async (trx) => {
          const next = await documents.prepareVersion(trx, principal, path.id);
          checkIfMatch(header('if-match'), next.document.revision);
          return begun(await service.begin(trx, principal, { ...next, mediaType }, size));
        }),
    }),

    route({
      method: 'get',
      path: '/uploads/{id}',
      tag,
      summary: 'How much of an upload has come',
      access: 'pouch:write',
      params,
      responses: { 200: { description: 'The upload.', schema: uploadSchema } },
      handler: async ({ path, read }) => toReply(200, await read((trx) => service.find(trx, path.id))),
    }),

    route({
      method: 'patch',
      path: '/uploads/{id}',
      tag,
      summary: 'Send the next part; Upload-Offset says where it begins, and what came of a broken one stays',
      access: 'pouch:write',
      params,
      body: { mediaTypes: ['application/octet-stream'], maximumBytes: maximumDocumentBytes },
      responses: { 200: { description: 'How much has come now.', schema: uploadSchema } },
      handler: async ({ path, body, header, read, write }) => {
        const offset = readOffset(header('upload-offset'));
        const upload = await read((trx) => service.open(trx, path.id, offset));
        // What is in parts cannot be scanned: the whole is, when it is complete.
        const part = await storeFile(
          { content: context.content, scanner: noScanner },
          asFarAsItCame(body, upload.size - upload.received),
          { documentId: upload.id, version: upload.parts + 1 },
        );
        return recordOrRemove(context.content, part.cid, (recorded) =>
          write(async (trx) => {
            const reply = toReply(200, await service.addPart(trx, upload, part));
            recorded();
            return reply;
          }),
        );
      },
    }),

    route({
      method: 'post',
      path: '/uploads/{id}/completion',
      tag,
      summary: 'All parts have come: it becomes a document, or a version of one',
      access: 'pouch:write',
      idempotent: true,
      params,
      responses: { 201: { description: 'Added.', schema: changedDocumentSchema } },
      handler: async ({ principal, path, read, write }) => {
        const { upload, source } = await read((trx) => service.whole(trx, path.id));
        // A retry gets its first answer, and only then is it known that there is one.
        if (upload.endedAt !== null) return write((trx) => service.end(trx, path.id).then(never));
        const { documentId, version, mediaType } = upload;
        const file = await storeFile(context, source, { documentId, version });
        const reply = await recordOrRemove(context.content, file.cid, (recorded) =>
          write(async (trx) => {
            await service.end(trx, path.id);
            const added = { document: { ...upload, id: documentId }, version, mediaType };
            const { receipts } = await documents.record(trx, principal, added, file);
            const body = { ...(await documentView(trx, documentId)), receipts };
            recorded();
            return { status: 201, body };
          }),
        );
        await sweep();
        return reply;
      },
    }),

    route({
      method: 'delete',
      path: '/uploads/{id}',
      tag,
      summary: 'Give an upload up',
      access: 'pouch:write',
      params,
      responses: { 204: { description: 'Given up.' } },
      handler: async ({ path, write }) => {
        const reply = await write(async (trx) => {
          await service.end(trx, path.id);
          return { status: 204 };
        });
        await sweep();
        return reply;
      },
    }),
  ];

  /** What could not be removed now is removed later. */
  async function sweep(): Promise<void> {
    await service
      .sweep()
      .catch((err: unknown) => context.logger.warn({ err }, 'parts of ended uploads stay'));
  }
}

const never = (): never => {
  throw new Error('An upload that has ended was ended again.');
};

const toReply = (status: number, upload: Upload): Reply => ({
  status,
  headers: { 'upload-offset': String(upload.received) },
  body: {
    id: upload.id,
    documentId: upload.documentId,
    size: upload.size,
    offset: upload.received,
    expiresAt: upload.expiresAt.toISOString(),
  } satisfies z.input<typeof uploadSchema>,
});

function begun(upload: Upload): Reply {
  const reply = toReply(201, upload);
  return { ...reply, headers: { ...reply.headers, location: `/api/v1/uploads/${upload.id}` } };
}

function readOffset(header: string | undefined): number {
  if (header !== undefined && /^\d{1,15}$/.test(header)) return Number(header);
  throw invalidField('/Upload-Offset', 'Send how many bytes have come already.', 'header');
}

/** What arrived before the connection broke is a part too. @throws body_too_large above what the upload has room for */
async function* asFarAsItCame(body: Readable, room: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  try {
    for await (const part of body) {
      seen += part.length;
      if (seen > room) throw problem('body_too_large', { limit: room });
      yield part;
    }
  } catch (error) {
    if (seen > room || (error instanceof Problem && error.code === 'body_too_large')) throw error;
  }
}
