import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { RecordStatus, Standing } from '../database/tables.ts';
import type { TimeCursor } from '../http/time-cursor.ts';
import { newId } from '../keys/signing-session.ts';
import { standingOf } from './watch.ts';

/** An organisation's wish to be told when a record changes. */
export interface Watch {
  readonly id: string;
  readonly recordId: Buffer;
  readonly number: string | null;
  readonly reference: string | null;
  readonly status: Standing;
  readonly reason: string | null;
  readonly changedAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly endsAt: Date;
}

const columns = [
  'id',
  'record_id as recordId',
  'number',
  'reference',
  'status',
  'reason',
  'changed_at as changedAt',
  'created_by as createdBy',
  'created_at as createdAt',
  'ends_at as endsAt',
] as const;

export interface NewWatch {
  readonly recordId: Buffer;
  readonly reference: string | null;
}

export interface Watcher {
  readonly organisationId: string;
  readonly name: string;
  readonly at: Date;
  readonly endsAt: Date;
}

/** Under the organisation's row-level security, where nothing else is said. */
export const watchStore = {
  find(trx: Trx, id: string): Promise<Watch | undefined> {
    return trx.selectFrom('watches').select(columns).where('id', '=', id).executeTakeFirst();
  },

  /** Those in force, the latest first. */
  list(
    trx: Trx,
    wish: { at: Date; changed: boolean | undefined; after: TimeCursor | undefined; limit: number },
  ): Promise<Watch[]> {
    const { at, changed, after, limit } = wish;
    let query = trx.selectFrom('watches').select(columns).where('ends_at', '>', at);
    if (changed !== undefined) query = query.where('changed_at', changed ? 'is not' : 'is', null);
    if (after !== undefined)
      query = query.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`);
    return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  },

  async count(trx: Trx, at: Date, organisationId: string): Promise<number> {
    const { count } = await trx
      .selectFrom('watches')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('organisation_id', '=', organisationId)
      .where('ends_at', '>', at)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** As the system. */
  async remove(trx: Trx, id: string): Promise<void> {
    await trx.deleteFrom('watches').where('id', '=', id).execute();
  },

  /**
   * As the system, under the locks of the records: how they stand now is where the watches begin. One that is there
   * already goes on.
   */
  async begin(trx: Trx, { organisationId, name, at, endsAt }: Watcher, wanted: readonly NewWatch[]) {
    if (wanted.length === 0) return [];
    const { rows } = await sql<{
      recordId: Buffer;
      status: RecordStatus;
      headSequence: number;
      state: string | null;
      number: string | null;
      isReader: boolean;
    }>`
      SELECT r.record_id AS "recordId", r.status, r.head_sequence AS "headSequence", c.state, c.number,
        EXISTS (SELECT FROM record_access a WHERE a.record_id = r.record_id AND a.organisation_id = ${organisationId}
          AND a.ended_at IS NULL AND a.seen_until IS NULL AND (a.ends_at IS NULL OR a.ends_at > ${at})) AS "isReader"
      FROM records r LEFT JOIN certificates c ON c.record_id = r.record_id
      WHERE r.record_id = ANY(${wanted.map((one) => one.recordId)}::bytea[])`.execute(trx);
    if (rows.length === 0) return [];
    const references = new Map(wanted.map((one) => [one.recordId.toString('hex'), one.reference]));
    return trx
      .insertInto('watches')
      .values(
        rows.map(({ recordId, status, headSequence, state, number, isReader }) => ({
          ...{ id: newId(), organisation_id: organisationId, record_id: recordId, number },
          reference: references.get(recordId.toString('hex')) ?? null,
          ...{ status: standingOf({ status, state }, isReader), since_sequence: headSequence },
          ...{ created_by: name, created_at: at, ends_at: endsAt },
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['record_id', 'organisation_id']).doUpdateSet(({ ref }) => ({
          reference: sql<string | null>`coalesce(excluded.reference, watches.reference)`,
          ends_at: ref('excluded.ends_at'),
          // One that is over and was not cleared away yet begins anew.
          reason: sql<string | null>`CASE WHEN watches.ends_at > ${at} THEN watches.reason END`,
          changed_at: sql<Date | null>`CASE WHEN watches.ends_at > ${at} THEN watches.changed_at END`,
          status: sql<Standing>`CASE WHEN watches.ends_at <= ${at} THEN excluded.status ELSE watches.status END`,
          since_sequence: sql<number>`CASE WHEN watches.ends_at <= ${at} THEN excluded.since_sequence
            ELSE watches.since_sequence END`,
        })),
      )
      .returning(columns)
      .execute();
  },

  /** As the system. */
  async forget(trx: Trx, before: { ended: Date; changes: Date }): Promise<void> {
    await trx.deleteFrom('watches').where('ends_at', '<', before.ended).execute();
    await trx.deleteFrom('watch_changes').where('time', '<', before.changes).execute();
  },
};
