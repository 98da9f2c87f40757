import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { changedRecordSchema, recordView } from '../audit/index.ts';
import type { AppContext } from '../context.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../http/time-cursor.ts';
import { createReaderKeys } from '../sharing/index.ts';
import { closeRecord, ownersReasons } from './closing-service.ts';
import { createHandoverService } from './handover-service.ts';
import { handoverStore } from './handover-store.ts';
import {
  changedHandoverSchema,
  handoverSchema,
  handoverStates,
  handoverView,
  handoverViews,
} from './handover-views.ts';
import { renewKey } from './key-renewal.ts';
import { mostRecordsOffered } from './offering.ts';
import { partWishSchema } from './part.ts';

const tag = 'Handovers';
const params = z.strictObject({ id: z.uuid() });
const recordParams = z.strictObject({ recordId: RecordId.schema });

const offerShape = {
  to: z.uuid().meta({ description: 'The organisation that is to become the owner.' }),
  message: lineOfText(500).optional(),
  expiresAt: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Until when the offer stands: 14 days unless said, at most 90.' }),
};
const offerBody = z.strictObject({
  ...offerShape,
  part: partWishSchema.optional().meta({
    description: 'Of a pouch: what is to go into a pouch of its own, which is made once this is accepted.',
  }),
});
const severalBody = z.strictObject({
  ...offerShape,
  records: z.array(RecordId.schema).min(1).max(mostRecordsOffered),
});
const wishOf = ({ to, message, expiresAt }: Omit<z.output<typeof severalBody>, 'records'>) => ({
  ...{ to, message: message ?? '' },
  expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
});

const listQuery = z.strictObject({
  ...pageQuery(timeCursorSchema),
  box: z.enum(['incoming', 'outgoing', 'all']).default('all'),
  state: z.enum(handoverStates).optional(),
});

export function createHandoverRoutes(
  context: Parameters<typeof createHandoverService>[0] & Pick<AppContext, 'documentStores'>,
): Route[] {
  const service = createHandoverService(context, createReaderKeys(context.keyring));
  const { now } = context;
  const answered = { 200: { description: 'As it is now.', schema: changedHandoverSchema } };
  return [
    route({
      method: 'post',
      path: '/records/{recordId}/handovers',
      tag,
      summary: 'Offer a certificate, a pouch with its certificates, or a part of a pouch to its next owner',
      access: 'record:handover',
      idempotent: true,
      params: recordParams,
      body: offerBody,
      responses: { 201: { description: 'Offered.', schema: changedHandoverSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const wish = { ...wishOf(body), part: body.part };
          const { id, receipts } = await service.offer(trx, principal, [path.recordId], wish);
          return {
            status: 201,
            headers: { location: `/api/v1/handovers/${id}` },
            body: { ...(await handoverView(trx, id, now())), receipts },
          };
        }),
    }),

    route({
      method: 'post',
      path: '/handovers',
      tag,
      summary: 'Offer several certificates and pouches to their next owner at once, all or none',
      access: 'record:handover',
      idempotent: true,
      body: severalBody,
      responses: { 201: { description: 'Offered.', schema: changedHandoverSchema } },
      handler: ({ principal, body, write }) =>
        write(async (trx) => {
          const { id, receipts } = await service.offer(trx, principal, body.records, wishOf(body));
          return {
            status: 201,
            headers: { location: `/api/v1/handovers/${id}` },
            body: { ...(await handoverView(trx, id, now())), receipts },
          };
        }),
    }),

    route({
      method: 'get',
      path: '/handovers',
      tag,
      summary: 'Handovers from and to us, and those we may make for an owner, the latest first',
      access: 'record:handover',
      query: listQuery,
      responses: { 200: { description: 'A page.', schema: pageOf(handoverSchema) } },
      handler: async ({ principal, query, read }) => {
        const { after, limit, box, state } = query;
        const body = await read(async (trx) => {
          const found = await handoverStore.list(trx, {
            ...{ organisationId: principal.organisationId, box, state, limit, now: now() },
            after: after === undefined ? undefined : fromTimeCursor(after),
          });
          const { rows, next } = toPage(found, limit, toTimeCursor);
          return { items: await handoverViews(trx, rows), next };
        });
        return { status: 200, body };
      },
    }),

    route({
      method: 'get',
      path: '/handovers/{id}',
      tag,
      summary: 'A handover that we are a party to',
      access: 'record:handover',
      params,
      responses: { 200: { description: 'The handover.', schema: handoverSchema } },
      handler: async ({ path, read }) => ({
        status: 200,
        body: await read((trx) => handoverView(trx, path.id, now())),
      }),
    }),

    route({
      method: 'post',
      path: '/handovers/{id}/acceptance',
      idempotent: true,
      tag,
      summary: 'Accept: the records are ours from now on',
      access: 'record:handover',
      params,
      responses: answered,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { receipts } = await service.accept(trx, principal, path.id);
          return { status: 200, body: { ...(await handoverView(trx, path.id, now())), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/handovers/{id}/signature',
      idempotent: true,
      tag,
      summary: 'Sign what the recipient has accepted, as the owner that holds its keys itself',
      access: 'record:handover',
      params,
      responses: answered,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { receipts } = await service.sign(trx, principal, path.id);
          return { status: 200, body: { ...(await handoverView(trx, path.id, now())), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/handovers/{id}/rejection',
      idempotent: true,
      tag,
      summary: 'Reject what we were offered',
      access: 'record:handover',
      params,
      body: z.strictObject({ reason: lineOfText(500).optional() }).default({}),
      responses: answered,
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { receipts } = await service.reject(trx, principal, path.id, body.reason ?? '');
          return { status: 200, body: { ...(await handoverView(trx, path.id, now())), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/handovers/{id}/withdrawal',
      idempotent: true,
      tag,
      summary: 'Withdraw what we offered',
      access: 'record:handover',
      params,
      responses: answered,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { receipts } = await service.withdraw(trx, principal, path.id);
          return { status: 200, body: { ...(await handoverView(trx, path.id, now())), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/key-renewal',
      idempotent: true,
      tag,
      summary: 'Put a record of ours on a fresh key of our own',
      access: 'record:handover',
      params: recordParams,
      responses: { 200: { description: 'On its new key.', schema: changedRecordSchema } },
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { receipts } = await renewKey(trx, context, principal, path.recordId);
          return { status: 200, body: { ...(await recordView(trx, path.recordId)), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/closure',
      idempotent: true,
      tag,
      summary: 'Close a record of ours for good',
      access: 'record:handover',
      params: recordParams,
      body: z.strictObject({
        reason: z.enum(ownersReasons),
        surrenderedTo: lineOfText(200).optional().meta({
          description:
            'Of what is surrendered: the office or bank that it was surrendered to. It stands in the trail.',
        }),
      }),
      responses: { 200: { description: 'Closed.', schema: changedRecordSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { receipts } = await closeRecord(trx, context, principal, path.recordId, body);
          return { status: 200, body: { ...(await recordView(trx, path.recordId)), receipts } };
        }),
    }),
  ];
}
