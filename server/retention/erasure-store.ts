import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { ErasureState } from '../database/tables-retention.ts';
import { newId } from '../keys/signing-session.ts';

export interface Erasure {
  readonly id: string;
  readonly recordId: Buffer;
  readonly organisationId: string;
  readonly state: ErasureState;
  readonly askedPerson: string | null;
  readonly askedBy: string | null;
  readonly askedAt: Date;
  readonly approvedBy: string | null;
  readonly dueAt: Date | null;
  readonly endedAt: Date | null;
}

/** What its owner wants erased by itself, should it be due. */
export interface Candidate {
  readonly recordId: Buffer;
  readonly ownerId: string;
  readonly waitingDays: number;
}

const columns = [
  'id',
  'record_id as recordId',
  'organisation_id as organisationId',
  'state',
  'asked_person as askedPerson',
  'asked_by as askedBy',
  'asked_at as askedAt',
  'approved_by as approvedBy',
  'due_at as dueAt',
  'ended_at as endedAt',
] as const;

export const erasureStore = {
  /** That of each record, but for those that were withdrawn. */
  of(trx: Trx, recordIds: readonly Buffer[]): Promise<Erasure[]> {
    if (recordIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('erasures')
      .select(columns)
      .where('record_id', 'in', recordIds)
      .where('state', '<>', 'withdrawn')
      .execute();
  },

  async insert(
    trx: Trx,
    wish: {
      readonly recordId: Buffer;
      readonly organisationId: string;
      readonly asked: { readonly person: string; readonly name: string } | null;
      readonly at: Date;
      /** Null: a second person is to approve it first. */
      readonly dueAt: Date | null;
    },
  ): Promise<void> {
    await trx
      .insertInto('erasures')
      .values({
        ...{ id: newId(), record_id: wish.recordId, organisation_id: wish.organisationId },
        ...{
          asked_person: wish.asked?.person ?? null,
          asked_by: wish.asked?.name ?? null,
          asked_at: wish.at,
        },
        ...{ state: wish.dueAt === null ? 'asked' : 'waiting', due_at: wish.dueAt, next_at: wish.dueAt },
        ...{ approved_by: null, ended_at: null },
      })
      .execute();
  },

  async approve(trx: Trx, id: string, by: string, dueAt: Date): Promise<void> {
    await trx
      .updateTable('erasures')
      .set({ state: 'waiting', approved_by: by, due_at: dueAt, next_at: dueAt })
      .where('id', '=', id)
      .execute();
  },

  /** It is over: withdrawn, or with the last file gone. */
  async end(trx: Trx, id: string, state: 'withdrawn' | 'erased', at: Date): Promise<void> {
    await trx
      .updateTable('erasures')
      .set({ state, ended_at: at })
      .where('id', '=', id)
      .where('state', 'not in', ['withdrawn', 'erased'])
      .execute();
  },

  /** One whose time has come, locked; what another process is at is left out. */
  lockNext(trx: Trx, now: Date): Promise<Erasure | undefined> {
    return trx
      .selectFrom('erasures')
      .select(columns)
      .where('state', '=', 'waiting')
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
  },

  async tryAgain(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.updateTable('erasures').set({ next_at: at }).where('id', '=', id).execute();
  },

  /** Nothing forbids it any more: it is tried as soon as it is due. */
  async release(trx: Trx, recordId: Buffer): Promise<void> {
    await trx
      .updateTable('erasures')
      .set((eb) => ({ next_at: eb.ref('due_at') }))
      .where('record_id', '=', recordId)
      .where('state', '=', 'waiting')
      .execute();
  },

  /** Its contents are gone; these files are to follow. Who asked for it is gone as well. */
  async erasing(trx: Trx, id: string, cids: readonly string[]): Promise<void> {
    await trx
      .updateTable('erasures')
      .set({ state: 'erasing', asked_person: null, asked_by: null, approved_by: null })
      .where('id', '=', id)
      .execute();
    if (cids.length > 0)
      await sql`INSERT INTO erased_files (erasure_id, cid) SELECT ${id}::uuid, cid FROM unnest(${[...cids]}::text[]) AS c(cid)
        ON CONFLICT DO NOTHING`.execute(trx);
  },

  /** Of erasures under way. */
  async files(trx: Trx, limit: number): Promise<{ erasureId: string; cid: string }[]> {
    return trx
      .selectFrom('erased_files')
      .select(['erasure_id as erasureId', 'cid'])
      .orderBy('erasure_id')
      .orderBy('cid')
      .limit(limit)
      .execute();
  },

  async fileGone(trx: Trx, { erasureId, cid }: { erasureId: string; cid: string }): Promise<void> {
    await trx.deleteFrom('erased_files').where('erasure_id', '=', erasureId).where('cid', '=', cid).execute();
  },

  /** Those whose last file is gone are over. @returns how many */
  async finish(trx: Trx, at: Date): Promise<number> {
    const { numUpdatedRows } = await trx
      .updateTable('erasures')
      .set({ state: 'erased', ended_at: at })
      .where('state', '=', 'erasing')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('erased_files').whereRef('erasure_id', '=', 'erasures.id').select('cid'))),
      )
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },

  /** Of owners that want it: records that ended before, locked; by their ids. */
  async candidates(
    trx: Trx,
    { after, before, limit }: { readonly after: Buffer; readonly before: Date; readonly limit: number },
  ): Promise<Candidate[]> {
    const { rows } = await sql<Candidate>`
      SELECT r.record_id AS "recordId", r.owner_organisation_id AS "ownerId", s.waiting_days AS "waitingDays"
      FROM retention_settings s JOIN records r ON r.owner_organisation_id = s.organisation_id
      WHERE s.automatic AND r.ended_at < ${before} AND r.erased_at IS NULL AND r.record_id > ${after}
        AND NOT EXISTS (SELECT FROM erasures e WHERE e.record_id = r.record_id AND e.state <> 'withdrawn')
        AND NOT EXISTS (SELECT FROM handovers h WHERE h.record_id = r.record_id AND h.state = 'offered')
      ORDER BY r.record_id LIMIT ${limit} FOR UPDATE OF r SKIP LOCKED`.execute(trx);
    return rows;
  },
};
