import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { toBytes } from '../records/bytes.ts';
import { seenRecord } from '../sharing/index.ts';
import { createRetentionService } from './retention-service.ts';
import { type Reader, type RetentionView, retentionSchema, retentionViews } from './retention-views.ts';
import { settingsStore } from './settings-store.ts';
import { lawTerms, termSchema, termTypeSchema } from './terms.ts';

const tag = 'Archive';
const params = z.strictObject({ recordId: RecordId.schema });
const changedSchema = retentionSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedRetention' });

const settingsSchema = z
  .strictObject({
    fourEyes: z.boolean().meta({ description: 'A second administrator approves an erasure.' }),
    waitingDays: z
      .int()
      .min(7)
      .max(365)
      .meta({ description: 'Between the moment when all readers are told and the erasure.' }),
    automatic: z
      .boolean()
      .meta({ description: 'What has ended is announced to be erased when it need no longer be kept.' }),
    terms: z
      .array(z.strictObject({ type: termTypeSchema, years: z.int().min(1).max(30) }))
      .max(50)
      .refine((all) => new Set(all.map(({ type }) => type)).size === all.length, 'each type once')
      .meta({ description: "The organisation's own terms; the longest counts." }),
  })
  .meta({ id: 'RetentionSettings' });

async function view(trx: Trx, recordId: RecordId, reader: Reader): Promise<RetentionView> {
  await seenRecord(trx, recordId);
  const [found] = await retentionViews(trx, [toBytes(recordId)], reader);
  if (found === undefined) throw new Error(`There is no record ${recordId}.`);
  return found;
}

/** How long records are kept, what forbids to erase them, and what is asked of their erasure. */
export function createRetentionRoutes(context: Pick<AppContext, 'keyring' | 'recorder' | 'now'>): Route[] {
  const service = createRetentionService(context);
  return [
    route({
      method: 'get',
      path: '/retention',
      tag,
      summary: 'How long documents are kept: what the law says, and our own terms',
      access: 'organisation:read',
      responses: {
        200: {
          description: 'All that are known here.',
          schema: z.strictObject({ law: z.array(termSchema), settings: settingsSchema }),
        },
      },
      handler: async ({ principal, read }) => {
        const settings = await read((trx) => settingsStore.find(trx, principal.organisationId));
        return { status: 200, body: { law: lawTerms, settings } };
      },
    }),

    route({
      method: 'put',
      path: '/retention/settings',
      tag,
      summary: 'How my organisation keeps and erases its records',
      access: 'organisation:administer',
      body: settingsSchema,
      responses: { 200: { description: 'The settings.', schema: settingsSchema } },
      handler: ({ principal, body, write }) =>
        write(async (trx) => {
          const by = { name: principal.name, at: context.now() };
          await elevated(trx, () => settingsStore.save(trx, principal.organisationId, body, by));
          return { status: 200, body: await settingsStore.find(trx, principal.organisationId) };
        }),
    }),

    route({
      method: 'get',
      path: '/records/{recordId}/retention',
      tag,
      summary: 'Until when a record is kept and why, what holds it, and its erasure',
      access: 'record:read',
      params,
      responses: { 200: { description: 'As it is now.', schema: retentionSchema } },
      handler: async ({ path, principal, read }) => ({
        status: 200,
        body: await read((trx) => view(trx, path.recordId, principal)),
      }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/holds',
      tag,
      summary: 'Hold a record: while I do, nothing of it is erased',
      access: 'organisation:administer',
      idempotent: true,
      params,
      body: z.strictObject({
        reason: lineOfText(300).meta({ description: 'The owner reads it too.' }),
      }),
      responses: { 201: { description: 'Held.', schema: changedSchema } },
      handler: ({ path, principal, body, write }) =>
        write(async (trx) => {
          const { receipts } = await service.hold(trx, principal, path.recordId, body.reason);
          return { status: 201, body: { ...(await view(trx, path.recordId, principal)), receipts } };
        }),
    }),

    route({
      method: 'delete',
      path: '/records/{recordId}/holds/{id}',
      tag,
      summary: 'Lift a hold of my own',
      access: 'organisation:administer',
      params: params.extend({ id: z.uuid() }),
      responses: { 200: { description: 'Lifted.', schema: changedSchema } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          const { receipts } = await service.lift(trx, principal, path.recordId, path.id);
          return { status: 200, body: { ...(await view(trx, path.recordId, principal)), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/erasure',
      tag,
      summary: 'Ask for the erasure of a record that I own',
      access: 'organisation:administer',
      idempotent: true,
      params,
      responses: {
        201: {
          description: 'All who see it are told, unless a second person is to approve it first.',
          schema: changedSchema,
        },
      },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          const { receipts } = await service.ask(trx, principal, path.recordId);
          return { status: 201, body: { ...(await view(trx, path.recordId, principal)), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/erasure/approval',
      tag,
      summary: 'Approve the erasure that another administrator asked for',
      access: 'organisation:administer',
      idempotent: true,
      params,
      responses: { 200: { description: 'All who see it are told.', schema: changedSchema } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          const { receipts } = await service.approve(trx, principal, path.recordId);
          return { status: 200, body: { ...(await view(trx, path.recordId, principal)), receipts } };
        }),
    }),

    route({
      method: 'delete',
      path: '/records/{recordId}/erasure',
      tag,
      summary: 'Withdraw the erasure before its day',
      access: 'organisation:administer',
      params,
      responses: { 200: { description: 'It stays.', schema: changedSchema } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          const { receipts } = await service.withdraw(trx, principal, path.recordId);
          return { status: 200, body: { ...(await view(trx, path.recordId, principal)), receipts } };
        }),
    }),
  ];
}
