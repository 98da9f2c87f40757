import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { documentNameSchema, giveOut, readMediaType, recordOrRemove, storeFile } from '../documents/index.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { pouchStore } from '../pouches/index.ts';
import { attachmentStore } from './attachment-store.ts';
import { attachmentSchema, limits } from './message.ts';
import { attachmentView } from './message-views.ts';
import { requireFullReader } from './readers.ts';
import { openKey, openName, sealKey, sealName } from './sealed.ts';

const tag = 'Messages';

/** Files of messages: encrypted and scanned as documents are, and no documents of the pouch. */
export function createAttachmentRoutes(
  context: Pick<AppContext, 'sealer' | 'content' | 'scanner' | 'now'>,
): Route[] {
  const { sealer, content, now } = context;
  return [
    route({
      method: 'post',
      path: '/pouches/{id}/message-attachments',
      tag,
      summary: 'Upload a file for a message that is to be written; the body is the file',
      access: 'pouch:converse',
      idempotent: true,
      params: z.strictObject({ id: z.uuid() }),
      query: z.strictObject({ name: documentNameSchema }),
      body: { mediaTypes: ['*/*'], maximumBytes: limits.attachmentBytes },
      responses: {
        201: { description: 'Kept for a day, until a message names it.', schema: attachmentSchema },
      },
      handler: async ({ principal, path, query, body, header, read, write }) => {
        const mediaType = readMediaType(header('content-type'));
        const { organisationId } = principal;
        const recordId = await read(async (trx) => {
          const pouch = await pouchStore.find(trx, path.id);
          if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
          await requireFullReader(trx, principal, pouch.recordId);
          if ((await attachmentStore.countWaiting(trx, organisationId)) >= limits.waiting)
            throw problem('limit_reached', {
              limit: limits.waiting,
              what: 'files that wait for their message',
            });
          return pouch.recordId;
        });
        const id = randomUUID();
        const file = await storeFile(context, body, { documentId: id, version: 1 });
        return recordOrRemove(content, file.cid, (recorded) =>
          write(async (trx) => {
            await requireFullReader(trx, principal, recordId);
            const place = { organisationId, id };
            const attachment = {
              ...{ ...place, recordId, mediaType, size: file.size, cid: file.cid, createdAt: now() },
              ...{ digest: Buffer.from(file.digest), sealedName: sealName(sealer, place, query.name) },
              sealedKey: sealKey(sealer, place, file.key),
            };
            await attachmentStore.insert(trx, attachment);
            recorded();
            return { status: 201, body: attachmentView(sealer, attachment) };
          }, file.digest),
        );
      },
    }),

    route({
      method: 'get',
      path: '/messages/{id}/attachments/{attachmentId}/content',
      tag,
      summary: 'Download an attachment of a message',
      access: 'pouch:read',
      params: z.strictObject({ id: z.uuid(), attachmentId: z.uuid() }),
      responses: {
        200: { description: 'The file, as what it was uploaded, or as bytes.', mediaType: '*/*' },
      },
      handler: async ({ path, read }) => {
        const found = await read((trx) => attachmentStore.find(trx, path.id, path.attachmentId));
        if (found === undefined) throw problem('not_found', { what: 'attachment' });
        const { id, cid, digest, size, mediaType } = found;
        const file = { cid, digest, size, key: openKey(sealer, found, found.sealedKey) };
        const name = openName(sealer, found, found.sealedName);
        return giveOut(content, { of: { documentId: id, version: 1 }, file, name, mediaType });
      },
    }),
  ];
}
