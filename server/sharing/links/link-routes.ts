import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import { type Route, route } from '../../http/route.ts';
import { lineOfText } from '../../http/text.ts';
import { portionShape, readingRightsSchema, toPortion } from '../portions/portion.ts';
import { seenRecord } from '../record-rights.ts';
import { createLinkService } from './link-service.ts';
import { linkStore } from './link-store.ts';
import { changedLinkSchema, linkSchema, linkViews, madeLinkSchema } from './link-views.ts';

const tag = 'Sharing';
const ofRecord = z.strictObject({ recordId: RecordId.schema });

export function createLinkRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'publicUrl' | 'now'>,
): Route[] {
  const service = createLinkService(context);
  return [
    route({
      method: 'get',
      path: '/records/{recordId}/links',
      tag,
      summary: 'Links with which a record can be read',
      access: 'record:share',
      params: ofRecord,
      responses: {
        200: {
          description: 'Those that we made; of a record of ours all of them.',
          schema: z.strictObject({ items: z.array(linkSchema), next: z.null() }),
        },
      },
      handler: async ({ path, read }) => ({
        status: 200,
        body: await read(async (trx) => {
          const { recordId } = await seenRecord(trx, path.recordId);
          return { items: await linkViews(trx, await linkStore.ofRecord(trx, recordId)), next: null };
        }),
      }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/links',
      tag,
      summary:
        'Make a link with which somebody without an account reads a record, or a part of it, with a code',
      access: 'record:share',
      params: ofRecord,
      body: z.strictObject({
        label: lineOfText(100).meta({
          description: 'For whom, such as an office of customs: the trail says so of each opening.',
        }),
        ...portionShape,
        rights: readingRightsSchema,
        expiresAt: z.iso
          .datetime({ offset: true })
          .optional()
          .meta({ description: 'In seven days unless told, in 90 at most.' }),
      }),
      responses: { 201: { description: 'Made; the answer is not given again.', schema: madeLinkSchema } },
      // Without an Idempotency-Key: stored answers would keep what opens it.
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { label, rights } = body;
          const expiresAt = body.expiresAt === undefined ? undefined : new Date(body.expiresAt);
          const wish = { label, rights, expiresAt, portion: toPortion(body) };
          const { link, secrets, receipts } = await service.make(trx, principal, path.recordId, wish);
          const [view] = await linkViews(trx, [link]);
          // Behind the #: neither a log nor another page learns it.
          const url = `${context.publicUrl()}/link#${secrets.secret}`;
          return { status: 201, body: { ...view, url, code: secrets.code, receipts } };
        }),
    }),

    route({
      method: 'delete',
      path: '/records/{recordId}/links/{id}',
      tag,
      summary: 'End a link, and whatever is open with it',
      access: 'record:share',
      params: ofRecord.extend({ id: z.uuid().toLowerCase() }),
      responses: { 200: { description: 'Ended: as it was.', schema: changedLinkSchema } },
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { link, receipts } = await service.end(trx, principal, path.recordId, path.id);
          const [view] = await linkViews(trx, [link]);
          return { status: 200, body: { ...view, receipts } };
        }),
    }),
  ];
}
