import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { hexOf } from '../records/bytes.ts';
import { archived, archiveViews } from './archive-store.ts';
import { retentionSchema, retentionViews } from './retention-views.ts';

const archivedSchema = retentionSchema
  .extend({
    kind: z.enum(['certificate', 'pouch']),
    status: z.enum(['active', 'closed', 'revoked', 'superseded']),
    subject: z.strictObject({ id: z.uuid(), name: z.string().nullable() }).nullable().meta({
      description: 'The certificate with its number, or the pouch with its title; null once it is erased.',
    }),
    at: z.iso.datetime().meta({ description: 'When it ended, was held, was asked for or was erased.' }),
  })
  .meta({ id: 'ArchivedRecord' });

/** Where a page ended: `<RFC 3339>_<record id>`. */
const cursorSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z_0x[0-9a-f]{64}$/, 'the next of the page before')
  .refine((text) => !Number.isNaN(Date.parse(text.slice(0, 24))), 'the next of the page before');

/** Records that have ended, are held, are to be erased, or are. Reads by join what other features own. */
export function createArchiveListRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/archive',
      tag: 'Archive',
      summary: 'My records that have ended, are held, are to be erased or are, the latest first',
      access: 'record:read',
      query: z.strictObject({ ...pageQuery(cursorSchema), view: z.enum(archiveViews).default('ended') }),
      responses: { 200: { description: 'A page.', schema: pageOf(archivedSchema) } },
      handler: async ({ query, principal, read }) => {
        const body = await read(async (trx) => {
          const found = await archived(
            trx,
            principal.organisationId,
            query.view,
            query.after,
            query.limit + 1,
          );
          const { rows, next } = toPage(
            found,
            query.limit,
            ({ at, recordId }) => `${at.toISOString()}_${hexOf(recordId)}`,
          );
          const retention = await retentionViews(
            trx,
            rows.map(({ recordId }) => recordId),
            principal,
          );
          const byId = new Map(retention.map((one) => [one.recordId, one]));
          const items = rows.flatMap((row) => {
            const found = byId.get(RecordId.of(row.recordId));
            if (found === undefined) return [];
            const subject = row.subjectId === null ? null : { id: row.subjectId, name: row.name };
            return [{ ...found, kind: row.kind, status: row.status, subject, at: row.at.toISOString() }];
          });
          return { items, next };
        });
        return { status: 200, body };
      },
    }),
  ];
}
