import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { elevated, type Trx } from '../database/database.ts';
import type { OrganisationRole, RecordKind, RecordStatus } from '../database/tables.ts';
import { toPage } from '../http/page.ts';
import { organisationSummarySchema } from '../organisations/index.ts';
import { toBytes } from '../records/bytes.ts';
import { type SealingColumns, sealingOf, sealingSchema } from './sealing.ts';
import { dataOf } from './trail.ts';

export const activitySchema = z
  .strictObject({
    type: z.string().meta({ description: 'e.g. org.openpouch.handover.offered' }),
    time: z.iso.datetime(),
    actor: z.strictObject({
      name: z.string(),
      organisation: organisationSummarySchema.nullable().meta({ description: 'Null: the operator.' }),
    }),
    data: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What the signed body says; null when it was erased.' }),
    record: z.strictObject({
      recordId: RecordId.schema,
      kind: z.enum(['certificate', 'pouch']),
      subject: z.strictObject({ id: z.uuid(), name: z.string().nullable() }),
      state: z.enum(['active', 'closed', 'revoked', 'superseded']),
    }),
    sequence: z.int().meta({ description: 'In the trail of the record.' }),
    sealing: sealingSchema,
    links: z
      .strictObject({ record: z.string(), trail: z.string(), proof: z.string() })
      .meta({ description: 'The trail from this event on; the proof of the record.' }),
  })
  .meta({ id: 'Activity' });
export type Activity = z.output<typeof activitySchema>;

export interface ActivityWish {
  readonly organisationId: string;
  readonly actor: string | undefined;
  readonly by: 'us' | 'others' | undefined;
  /** `handover` for all of its kind, or `handover.offered`. */
  readonly type: string | undefined;
  readonly since: Date | undefined;
  readonly until: Date | undefined;
  readonly recordId: RecordId | undefined;
  readonly state: readonly RecordStatus[] | undefined;
  readonly sealed: 'yes' | 'no' | undefined;
  readonly limit: number;
  readonly after: ActivityCursor | undefined;
}

export interface ActivityCursor {
  readonly time: Date;
  readonly id: number;
}

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_(\d{1,15})$/;
export const activityCursorSchema = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(pattern.exec(text)?.[1] ?? '')), 'the next of the page before');
/** @param text as `activityCursorSchema` lets it pass */
export function fromActivityCursor(text: string): ActivityCursor {
  const [, time = '', id = ''] = pattern.exec(text) ?? [];
  return { time: new Date(time), id: Number(id) };
}

/**
 * What happened to all records that an organisation sees, the latest first. As of lists, the places are sought as the
 * system, naming the organisation, and what is shown is read under row-level security.
 */
export async function activityPage(
  trx: Trx,
  wish: ActivityWish,
): Promise<{ items: Activity[]; next: string | null }> {
  const found = await elevated(trx, (trx) => placesOf(trx, wish));
  const { rows, next } = toPage(found, wish.limit, ({ time, id }) => `${time.toISOString()}_${id}`);
  return {
    items: await read(
      trx,
      rows.map(({ id }) => id),
    ),
    next,
  };
}

async function placesOf(trx: Trx, wish: ActivityWish): Promise<ActivityCursor[]> {
  const { organisationId, actor, by, type, since, until, recordId, state, sealed, after } = wish;
  const conditions: RawBuilder<unknown>[] = [];
  const only = (condition: RawBuilder<unknown>) => conditions.push(sql`AND ${condition}`);
  if (recordId !== undefined) only(sql`e.record_id = ${toBytes(recordId)}`);
  if (actor !== undefined) only(sql`e.actor_organisation_id = ${actor}`);
  if (by === 'us') only(sql`e.actor_organisation_id = ${organisationId}`);
  if (by === 'others') only(sql`e.actor_organisation_id IS DISTINCT FROM ${organisationId}`);
  if (type !== undefined) {
    const whole = `org.openpouch.${type}`;
    only(type.includes('.') ? sql`e.type = ${whole}` : sql`e.type LIKE ${`${whole}.%`}`);
  }
  if (since !== undefined) only(sql`e.time >= ${since}`);
  if (until !== undefined) only(sql`e.time < ${until}`);
  if (state !== undefined) {
    only(
      sql`EXISTS (SELECT FROM records r WHERE r.record_id = e.record_id AND r.status = ANY(${[...state]}))`,
    );
  }
  if (sealed !== undefined) {
    // What is not final is little: it is sought from there.
    only(sql`${sealed === 'no' ? sql`` : sql`NOT `}e.id IN (
      SELECT w.id FROM events w WHERE w.batch_number IS NULL
      UNION ALL
      SELECT w.id FROM chain_transactions t JOIN batches b ON b.transaction_id = t.id JOIN events w ON w.batch_number = b.number
      WHERE t.state NOT IN ('final', 'failed'))`);
  }
  if (after !== undefined) only(sql`(e.time, e.id) < (${after.time}, ${after.id})`);
  const { rows } = await sql<ActivityCursor>`
    SELECT e.time, e.id FROM events e
    WHERE e.record_id IN (SELECT a.record_id FROM record_access a WHERE a.organisation_id = ${organisationId}
      AND ${inForce}) AND NOT EXISTS (SELECT FROM record_access former
      WHERE former.record_id = e.record_id AND former.organisation_id = ${organisationId} AND former.ended_at IS NULL
        AND former.seen_until < e.sequence AND NOT EXISTS (SELECT FROM record_access a
          WHERE a.record_id = former.record_id AND a.organisation_id = ${organisationId} AND a.seen_until IS NULL AND ${inForce}))
      ${sql.join(conditions, sql` `)}
    ORDER BY e.time DESC, e.id DESC LIMIT ${wish.limit + 1}`.execute(trx);
  return rows;
}

const inForce = sql`a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())`;

interface Row extends SealingColumns {
  readonly recordId: Buffer;
  readonly sequence: number;
  readonly jws: string | null;
  readonly type: string;
  readonly time: Date;
  readonly actorName: string;
  readonly organisation: { id: string; legalName: string; country: string; role: OrganisationRole } | null;
  readonly kind: RecordKind;
  readonly status: RecordStatus;
  readonly subjectId: string;
  readonly name: string | null;
}

async function read(trx: Trx, ids: readonly number[]): Promise<Activity[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`
    SELECT e.record_id AS "recordId", e.sequence, e.jws, e.type, e.time, e.actor_name AS "actorName",
      CASE WHEN o.id IS NOT NULL THEN
        jsonb_build_object('id', o.id, 'legalName', o.legal_name, 'country', o.country, 'role', o.role) END AS organisation,
      r.kind, r.status, coalesce(c.id, p.id) AS "subjectId", coalesce(c.number, p.title) AS name,
      e.batch_number AS "batchNumber", t.state AS "transactionState", t.block_time AS "blockTime"
    FROM events e
    JOIN records r ON r.record_id = e.record_id
    LEFT JOIN certificates c ON c.record_id = e.record_id
    LEFT JOIN pouches p ON p.record_id = e.record_id
    LEFT JOIN organisations o ON o.id = e.actor_organisation_id
    LEFT JOIN batches b ON b.number = e.batch_number
    LEFT JOIN chain_transactions t ON t.id = b.transaction_id
    WHERE e.id = ANY(${[...ids]}::bigint[]) ORDER BY e.time DESC, e.id DESC`.execute(trx);
  return rows.map((row) => {
    const recordId = RecordId.of(row.recordId);
    const address = `/api/v1/records/${recordId}`;
    return {
      type: row.type,
      time: row.time.toISOString(),
      actor: { name: row.actorName, organisation: row.organisation },
      data: row.jws === null ? null : dataOf(row.jws),
      record: { recordId, kind: row.kind, subject: { id: row.subjectId, name: row.name }, state: row.status },
      sequence: row.sequence,
      sealing: sealingOf(row),
      links: {
        record: address,
        trail: `${address}/trail${row.sequence === 0 ? '' : `?after=${row.sequence - 1}`}`,
        proof: `${address}/proof`,
      },
    };
  });
}
