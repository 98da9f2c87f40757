import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { hexOf } from '../records/bytes.ts';
import { retentionSchema, retentionViews } from './retention-views.ts';

const views = ['ended', 'held', 'erasing', 'erased'] as const;
type View = (typeof views)[number];

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

interface Row {
  readonly recordId: Buffer;
  readonly kind: 'certificate' | 'pouch';
  readonly status: 'active' | 'closed' | 'revoked' | 'superseded';
  readonly subjectId: string | null;
  readonly name: string | null;
  readonly at: Date;
}

/**
 * `ended` and `erased`: of records that the organisation owns; `held`: by itself; `erasing`: its own that are asked for.
 * Each a walk along an index, the latest first.
 */
const sources: Readonly<Record<View, (organisationId: string) => ReturnType<typeof sql>>> = {
  ended: (id) => sql`SELECT record_id, ended_at AS at FROM records
    WHERE owner_organisation_id = ${id} AND ended_at IS NOT NULL AND erased_at IS NULL`,
  held: (id) => sql`SELECT record_id, set_at AS at FROM legal_holds
    WHERE organisation_id = ${id} AND lifted_at IS NULL`,
  erasing: (id) => sql`SELECT record_id, asked_at AS at FROM erasures
    WHERE organisation_id = ${id} AND state IN ('asked', 'waiting', 'erasing')`,
  erased: (id) => sql`SELECT record_id, erased_at AS at FROM records
    WHERE owner_organisation_id = ${id} AND erased_at IS NOT NULL`,
};

async function archived(
  trx: Trx,
  organisationId: string,
  view: View,
  after: string | undefined,
  limit: number,
): Promise<Row[]> {
  const behind =
    after === undefined
      ? sql`true`
      : sql`(l.at, l.record_id) < (${new Date(after.slice(0, 24))}::timestamptz, ${Buffer.from(after.slice(27), 'hex')}::bytea)`;
  const { rows } = await sql<Row>`
    SELECT r.record_id AS "recordId", r.kind, r.status, coalesce(c.id, p.id) AS "subjectId", coalesce(c.number, p.title) AS name, l.at
    FROM (SELECT * FROM (${sources[view](organisationId)}) AS l WHERE ${behind}
      ORDER BY l.at DESC, l.record_id DESC LIMIT ${limit}) AS l
    JOIN records r ON r.record_id = l.record_id
    LEFT JOIN certificates c ON c.record_id = r.record_id
    LEFT JOIN pouches p ON p.record_id = r.record_id
    ORDER BY l.at DESC, l.record_id DESC`.execute(trx);
  return rows;
}

/** Records that have ended, are held, are to be erased, or are. Reads by join what other features own. */
export function createArchiveListRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/archive',
      tag: 'Archive',
      summary: 'My records that have ended, are held, are to be erased or are, the latest first',
      access: 'record:read',
      query: z.strictObject({ ...pageQuery(cursorSchema), view: z.enum(views).default('ended') }),
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
