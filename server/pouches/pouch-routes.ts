import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { etagOf } from '../http/if-match.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../http/time-cursor.ts';
import { toBytes } from '../records/bytes.ts';
import { createViewingService } from '../sharing/index.ts';
import { coverSchema } from './pouch.ts';
import { createPouchService } from './pouch-service.ts';
import { pouchStore } from './pouch-store.ts';
import {
  changedPouchSchema,
  pouchSchema,
  pouchSummaries,
  pouchSummarySchema,
  pouchView,
} from './pouch-views.ts';

const tag = 'Pouches';
const params = z.strictObject({ id: z.uuid() });

const named = z.strictObject({ title: lineOfText(200), cover: coverSchema.default({}) });

const listQuery = z.strictObject({
  ...pageQuery(timeCursorSchema),
  box: z.enum(['owned', 'shared', 'all']).default('all'),
  state: z.enum(['active', 'closed']).optional(),
  q: lineOfText(100)
    .optional()
    .meta({ description: 'Part of the title or of what is written on the cover.' }),
});

export function createPouchRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'operator' | 'domain' | 'now'>,
): Route[] {
  const service = createPouchService(context);
  const viewing = createViewingService(context);
  return [
    route({
      method: 'post',
      path: '/pouches',
      tag,
      summary: 'Make a pouch',
      access: 'pouch:write',
      idempotent: true,
      body: named.extend({
        replaces: RecordId.schema.optional().meta({
          description:
            'A pouch of ours that it takes the place of, as when the key of that one is lost. The trail of that one says so.',
        }),
      }),
      responses: { 201: { description: 'Made.', schema: changedPouchSchema } },
      handler: ({ principal, body, write }) =>
        write(async (trx) => {
          const { id, receipts } = await service.create(trx, principal, body);
          return {
            status: 201,
            headers: { location: `/api/v1/pouches/${id}` },
            body: { ...(await pouchView(trx, id, principal)), receipts },
          };
        }),
    }),

    route({
      method: 'get',
      path: '/pouches',
      tag,
      summary: 'Pouches that I own or that are shared with me, the latest first',
      access: 'pouch:read',
      query: listQuery,
      responses: { 200: { description: 'A page.', schema: pageOf(pouchSummarySchema) } },
      handler: async ({ principal, query, read }) => {
        const { after, limit, box, state, q } = query;
        const body = await read(async (trx) => {
          const found = await pouchStore.list(trx, {
            ...{ organisationId: principal.organisationId, box, state, q, limit },
            after: after === undefined ? undefined : fromTimeCursor(after),
          });
          const { rows, next } = toPage(found, limit, toTimeCursor);
          return { items: await pouchSummaries(trx, rows), next };
        });
        return { status: 200, body };
      },
    }),

    route({
      method: 'get',
      path: '/pouches/{id}',
      tag,
      summary: 'A pouch with its certificates and documents',
      access: 'pouch:read',
      params,
      responses: {
        200: { description: 'The pouch; its ETag counts changes of its cover.', schema: pouchSchema },
      },
      handler: async ({ principal, path, read }) => {
        const body = await read(async (trx) => {
          const view = await pouchView(trx, path.id, principal);
          if (!view.access.owner) await viewing.viewed(trx, principal, { recordId: toBytes(view.recordId) });
          return view;
        });
        return { status: 200, headers: { etag: etagOf(body.revision) }, body };
      },
    }),

    route({
      method: 'put',
      path: '/pouches/{id}',
      tag,
      summary: 'Write title and cover of a pouch of mine anew (If-Match)',
      access: 'pouch:write',
      conditional: true,
      params,
      body: named,
      responses: { 200: { description: 'As it is now.', schema: changedPouchSchema } },
      handler: ({ principal, path, body, header, write }) =>
        write(async (trx) => {
          const { receipts } = await service.changeCover(trx, principal, path.id, body, header('if-match'));
          const view = await pouchView(trx, path.id, principal);
          return { status: 200, headers: { etag: etagOf(view.revision) }, body: { ...view, receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/pouches/{id}/certificates',
      tag,
      summary: 'Put a certificate of mine into a pouch of mine',
      access: 'pouch:write',
      idempotent: true,
      params,
      body: z.strictObject({ certificateId: z.uuid() }),
      responses: { 201: { description: 'Added.', schema: changedPouchSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { receipts } = await service.addCertificate(trx, principal, path.id, body.certificateId);
          return { status: 201, body: { ...(await pouchView(trx, path.id, principal)), receipts } };
        }),
    }),
  ];
}
