import { z } from 'zod';
import { type Principal, userStore } from '../access/index.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { findOrganisations } from '../organisations/index.ts';
import { pouchStore } from '../pouches/index.ts';
import { createAttachmentRoutes } from './attachment-routes.ts';
import { conversationSchema, messageSchema, messageWishSchema } from './message.ts';
import { createMessageService } from './message-service.ts';
import { messageStore } from './message-store.ts';
import { messageViews } from './message-views.ts';
import { fullReaders } from './readers.ts';

const tag = 'Messages';
const params = z.strictObject({ id: z.uuid() });
const cursorSchema = z.string().regex(/^\d{1,15}$/, 'the next of the page before');

/** What the parties to a pouch write to each other about it. */
export function createMessageRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'sealer' | 'content' | 'scanner' | 'now'>,
): Route[] {
  const { sealer } = context;
  const service = createMessageService(context);
  return [
    route({
      method: 'get',
      path: '/pouches/{id}/conversation',
      tag,
      summary: 'Who reads what is written about a pouch, and how much there is about each document',
      access: 'pouch:read',
      params,
      responses: { 200: { description: 'As of now.', schema: conversationSchema } },
      handler: ({ principal, path, read }) =>
        read(async (trx) => {
          const recordId = await recordOf(trx, path.id);
          const readers = await fullReaders(trx, recordId);
          const organisations = [...(await findOrganisations(trx, [...readers])).values()].sort((a, b) =>
            a.legalName.localeCompare(b.legalName),
          );
          const threads = await messageStore.threads(trx, recordId, personIn(principal));
          const mayWrite = principal.scopes.has('pouch:converse') && readers.has(principal.organisationId);
          const colleagues = mayWrite
            ? (await userStore.list(trx, { after: undefined, limit: 200 }))
                .filter(({ id }) => id !== principal.id)
                .map(({ id, name }) => ({ id, name }))
            : [];
          return { status: 200, body: { readers: organisations, colleagues, threads, mayWrite } };
        }),
    }),

    route({
      method: 'get',
      path: '/pouches/{id}/messages',
      tag,
      summary: 'Messages about a pouch and its documents that one may read, the latest first',
      access: 'pouch:read',
      params,
      query: z.strictObject({ ...pageQuery(cursorSchema), documentId: z.uuid().optional() }),
      responses: { 200: { description: 'A page.', schema: pageOf(messageSchema) } },
      handler: ({ principal, path, query, read }) =>
        read(async (trx) => {
          const { documentId, limit, after } = query;
          const recordId = await recordOf(trx, path.id);
          const before = after === undefined ? undefined : Number(after);
          const found = await messageStore.list(trx, personIn(principal), {
            ...{ recordId, documentId, before, limit: limit + 1 },
          });
          const { rows, next } = toPage(found, limit, ({ sequence }) => String(sequence));
          return { status: 200, body: { items: await messageViews(trx, sealer, rows), next } };
        }),
    }),

    route({
      method: 'post',
      path: '/pouches/{id}/messages',
      tag,
      summary: 'Write a message about a pouch or one of its documents, to all who see it or to some',
      access: 'pouch:converse',
      idempotent: true,
      params,
      body: messageWishSchema,
      responses: {
        201: {
          description: 'Written; the trail tells that it was, and not what.',
          schema: messageSchema.extend({ receipts: z.array(z.string()) }).meta({ id: 'WrittenMessage' }),
        },
      },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { id, recordId, receipts } = await service.write(trx, principal, path.id, body);
          const rows = await messageStore.list(trx, personIn(principal), { recordId, id, limit: 1 });
          const [message] = await messageViews(trx, sealer, rows);
          if (message === undefined) throw new Error(`Message ${id} is gone.`);
          return { status: 201, body: { ...message, receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/pouches/{id}/message-readings',
      tag,
      summary: 'One has read these messages',
      access: 'pouch:read',
      params,
      body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
      responses: { 204: { description: 'They count as read, for this person alone.' } },
      handler: ({ principal, path, body, write }) => {
        const userId = personIn(principal);
        if (userId === null) throw problem('forbidden', { needs: 'a person who is signed in' });
        return write(async (trx) => {
          const recordId = await recordOf(trx, path.id);
          const { organisationId } = principal;
          await messageStore.markRead(trx, { userId, organisationId }, recordId, body.ids);
          return { status: 204 };
        });
      },
    }),

    ...createAttachmentRoutes(context),
  ];
}

/** A system has no marks of what it has read. */
const personIn = ({ kind, id }: Principal): string | null => (kind === 'user' ? id : null);

async function recordOf(trx: Trx, pouchId: string): Promise<Buffer> {
  const pouch = await pouchStore.find(trx, pouchId);
  if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
  return pouch.recordId;
}
