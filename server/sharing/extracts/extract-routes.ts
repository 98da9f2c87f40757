import { z } from 'zod';
import { proofBundleSchema } from '../../../core/bundle.ts';
import { RecordId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import { pageOf, pageQuery, toPage } from '../../http/page.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../../http/time-cursor.ts';
import { type BuildRecordBundle, redactBundle } from '../../verification/index.ts';
import { portionShape, readingRightsSchema, toPortion } from '../portions/portion.ts';
import { requireGiver } from '../portions/portion-checks.ts';
import { createPortionDownload } from '../portions/portion-download.ts';
import { seenRecord } from '../record-rights.ts';
import { createExtractService } from './extract-service.ts';
import { extractStore } from './extract-store.ts';
import {
  changedExtractSchema,
  extractSchema,
  extractViews,
  openedExtractSchema,
  receivedExtractSchema,
  receivedExtracts,
} from './extract-views.ts';

const tag = 'Sharing';
const ofRecord = z.strictObject({ recordId: RecordId.schema });
const byId = z.strictObject({ id: z.uuid().toLowerCase() });

type Context = Pick<AppContext, 'database' | 'keyring' | 'recorder' | 'operator' | 'content' | 'now'>;

/** Some documents of a pouch, or a certificate with fields hidden: given, ended, and read. */
export function createExtractRoutes(context: Context, buildRecordBundle: BuildRecordBundle): Route[] {
  const service = createExtractService(context);
  const download = createPortionDownload(context);
  return [
    route({
      method: 'get',
      path: '/records/{recordId}/extracts',
      tag,
      summary: 'Which parts of a record were shared by themselves',
      access: 'record:share',
      params: ofRecord,
      responses: {
        200: {
          description: 'Those that we gave; of a record of ours all of them.',
          schema: z.strictObject({ items: z.array(extractSchema), next: z.null() }),
        },
      },
      handler: async ({ path, read }) => ({
        status: 200,
        body: await read(async (trx) => {
          const { recordId } = await seenRecord(trx, path.recordId);
          return { items: await extractViews(trx, await extractStore.ofRecord(trx, recordId)), next: null };
        }),
      }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/extracts',
      tag,
      summary: 'Share some documents of a pouch alone, or a certificate with fields hidden',
      access: 'record:share',
      idempotent: true,
      params: ofRecord,
      body: z.strictObject({
        organisationId: z.uuid(),
        ...portionShape,
        rights: readingRightsSchema,
        endsAt: z.iso.datetime({ offset: true }).optional(),
      }),
      responses: { 201: { description: 'Shared.', schema: changedExtractSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { organisationId, rights } = body;
          const endsAt = body.endsAt === undefined ? undefined : new Date(body.endsAt);
          const wish = { organisationId, rights, endsAt, portion: toPortion(body) };
          const { extract, receipts } = await service.grant(trx, principal, path.recordId, wish);
          const [view] = await extractViews(trx, [extract]);
          return { status: 201, body: { ...view, receipts } };
        }),
    }),

    route({
      method: 'delete',
      path: '/records/{recordId}/extracts/{id}',
      tag,
      summary: 'End the sharing of a part of a record',
      access: 'record:share',
      params: ofRecord.extend(byId.shape),
      responses: { 200: { description: 'Ended: as it was.', schema: changedExtractSchema } },
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { extract, receipts } = await service.end(trx, principal, path.recordId, path.id);
          const [view] = await extractViews(trx, [extract]);
          return { status: 200, body: { ...view, receipts } };
        }),
    }),

    route({
      method: 'get',
      path: '/extracts',
      tag,
      summary: 'Parts of records that were shared with us, the latest first',
      access: 'record:read',
      query: z.strictObject(pageQuery(timeCursorSchema)),
      responses: { 200: { description: 'A page.', schema: pageOf(receivedExtractSchema) } },
      handler: async ({ principal, query, read }) => {
        const { after, limit } = query;
        const body = await read(async (trx) => {
          const found = await extractStore.ofReader(trx, principal.organisationId, {
            after: after === undefined ? undefined : fromTimeCursor(after),
            limit: limit + 1,
          });
          const { rows, next } = toPage(found, limit, toTimeCursor);
          return { items: await receivedExtracts(trx, rows), next };
        });
        return { status: 200, body };
      },
    }),

    route({
      method: 'get',
      path: '/extracts/{id}',
      tag,
      summary: 'A part of a record that was shared with us, with what it shows',
      access: 'record:read',
      params: byId,
      responses: { 200: { description: 'As it is now.', schema: openedExtractSchema } },
      handler: async ({ principal, path, read }) => {
        const { extract, view } = await read(async (trx) => {
          const extract = await service.received(trx, principal, path.id);
          return { extract, view: (await receivedExtracts(trx, [extract]))[0] };
        });
        if (view === undefined) throw problem('not_found', { what: 'extract' });
        return { status: 200, body: { ...view, shown: await service.open(principal, extract) } };
      },
    }),

    route({
      method: 'get',
      path: '/extracts/{id}/documents/{documentId}/versions/{version}/content',
      tag,
      summary: 'Download a document that was shared with us by itself, or a part of it (Range)',
      access: 'record:read',
      params: byId.extend({
        documentId: z.uuid().toLowerCase(),
        version: z.coerce.number().int().min(1).max(1_000_000),
      }),
      responses: {
        200: { description: 'The file, as what it was uploaded, or as bytes.', mediaType: '*/*' },
        206: { description: 'The part of it.', mediaType: '*/*' },
      },
      handler: async ({ principal, path, header, read }) => {
        const extract = await read((trx) => service.received(trx, principal, path.id));
        const { documentId, version } = path;
        const { recordId, rights, givenBy } = extract;
        const wanted = { recordId, portion: extract, rights, documentId, version };
        return download(givenBy, wanted, header, (trx) =>
          service.told(trx, principal, extract, { documentId, version }),
        );
      },
    }),

    route({
      method: 'get',
      path: '/extracts/{id}/proof',
      tag,
      summary: 'Proof of a certificate that was shared with us with fields hidden',
      access: 'record:read',
      params: byId,
      responses: { 200: { description: 'To be checked offline.', schema: proofBundleSchema } },
      handler: async ({ principal, path, read }) => {
        const extract = await read((trx) => service.received(trx, principal, path.id));
        const { recordId, givenBy, hidden, rights } = extract;
        if (hidden === null) throw problem('not_found', { what: 'proof of a certificate' });
        if (!rights.includes('download')) throw problem('forbidden', { needs: 'the right to download' });
        const body = await context.database.as({ organisationId: givenBy }, async (trx) => {
          await requireGiver(trx, recordId, givenBy, rights, 'extract');
          const bundle = await buildRecordBundle(trx, RecordId.of(recordId), { subject: { type: 'record' } });
          await service.told(trx, principal, extract);
          return redactBundle(bundle, hidden.join(','));
        });
        return { status: 200, body };
      },
    }),
  ];
}
