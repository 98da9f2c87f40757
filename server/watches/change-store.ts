import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { Standing } from '../database/tables.ts';

/** A change that a watcher is told of; its number is where polling goes on. */
export interface WatchChange {
  readonly id: number;
  readonly organisationId: string;
  readonly watchId: string;
  readonly recordId: Buffer;
  readonly number: string | null;
  readonly reference: string | null;
  readonly previous: Standing;
  readonly status: Standing;
  readonly reason: string | null;
  readonly successor: Buffer | null;
  readonly time: Date;
}

export type NewChange = Omit<WatchChange, 'id'>;

/** A watch as whoever tells it needs it. */
export interface Watching {
  readonly id: string;
  readonly organisationId: string;
  readonly recordId: Buffer;
  readonly number: string | null;
  readonly reference: string | null;
  readonly status: Standing;
  readonly sinceSequence: number;
  readonly endsAt: Date;
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'watch_id as watchId',
  'record_id as recordId',
  'number',
  'reference',
  'previous',
  'status',
  'reason',
  'successor',
  'time',
] as const;

export const changeStore = {
  /** Under the organisation's row-level security, in the order in which they became visible. */
  after(trx: Trx, after: number, limit: number): Promise<WatchChange[]> {
    return trx
      .selectFrom('watch_changes')
      .select(columns)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  },

  /** As the system. */
  watching(trx: Trx, recordIds: readonly Buffer[]): Promise<Watching[]> {
    if (recordIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('watches')
      .select([
        'id',
        'organisation_id as organisationId',
        'record_id as recordId',
        'number',
        'reference',
        'status',
        'since_sequence as sinceSequence',
        'ends_at as endsAt',
      ])
      .where('record_id', 'in', [...recordIds])
      .forUpdate()
      .execute();
  },

  /** As the system, by the one process that tells: the numbers are given out in the order of the commits. */
  async insert(trx: Trx, changes: readonly NewChange[]): Promise<number[]> {
    if (changes.length === 0) return [];
    const rows = await trx
      .insertInto('watch_changes')
      .values(
        changes.map(({ organisationId, watchId, recordId, ...change }) => ({
          ...{ organisation_id: organisationId, watch_id: watchId, record_id: recordId },
          ...change,
        })),
      )
      .returning('id')
      .execute();
    const last = [...new Map(changes.map((change) => [change.watchId, change])).values()];
    await sql`
      UPDATE watches SET status = l.status, reason = l.reason, changed_at = l.time
      FROM unnest(${last.map((one) => one.watchId)}::uuid[], ${last.map((one) => one.status)}::text[],
        ${last.map((one) => one.reason)}::text[], ${last.map((one) => one.time)}::timestamptz[])
        AS l(id, status, reason, time)
      WHERE watches.id = l.id`.execute(trx);
    return rows.map(({ id }) => id);
  },
};
