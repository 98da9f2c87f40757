import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { TaskState } from '../database/tables-together.ts';

export interface NewTask {
  readonly id: string;
  readonly recordId: Buffer;
  /** Of the pouch's event that tells that it was asked. */
  readonly sequence: number;
  readonly askerId: string;
  readonly askedId: string;
  readonly askerName: string;
  readonly documentType: string;
  readonly sealedNote: Buffer | null;
  /** yyyy-mm-dd */
  readonly dueOn: string | null;
  readonly byItself: boolean;
  readonly createdAt: Date;
}

/** A task as its reader may have it; reads the pouch and its record by join. */
export interface TaskRow extends Omit<NewTask, 'sequence' | 'askerName'> {
  readonly askerName: string | null;
  readonly pouchId: string;
  readonly title: string;
  readonly ownerId: string;
  readonly isActive: boolean;
  /** Whether the reader sees the pouch as it is now. */
  readonly isCurrent: boolean;
  readonly state: TaskState;
  readonly sealedReason: Buffer | null;
  readonly documentId: string | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
}

export interface Ending {
  readonly state: Exclude<TaskState, 'open'>;
  readonly sealedReason: Buffer | null;
  readonly documentId: string | null;
  readonly endedBy: string;
  readonly sequence: number;
  readonly at: Date;
}

export interface OpenTask {
  readonly id: string;
  readonly askerId: string;
  readonly askedId: string;
}

/** Those that wait for an organisation, or for others whom it asked. */
export type TaskBox = 'asked' | 'asking';

/** The end of a task is shown to a former owner of the pouch if it came before its handover. */
const isEnded = sql`(t.ended_sequence IS NOT NULL AND t.ended_sequence <= sees_until(t.record_id))`;

const shown = sql`
  SELECT t.id, t.record_id AS "recordId", t.asker_id AS "askerId", t.asked_id AS "askedId",
    CASE WHEN t.asker_id = acting_organisation() THEN t.asker_name END AS "askerName",
    t.document_type AS "documentType", t.sealed_note AS "sealedNote", t.due_on::text AS "dueOn", t.by_itself AS "byItself",
    t.created_at AS "createdAt", p.id AS "pouchId", p.title, r.owner_organisation_id AS "ownerId",
    r.status = 'active' AS "isActive", sees_until(t.record_id) = 9223372036854775807 AS "isCurrent",
    CASE WHEN ${isEnded} THEN t.state ELSE 'open' END AS state,
    CASE WHEN ${isEnded} THEN t.sealed_reason END AS "sealedReason",
    CASE WHEN ${isEnded} THEN t.document_id END AS "documentId", CASE WHEN ${isEnded} THEN t.ended_by END AS "endedBy",
    CASE WHEN ${isEnded} THEN t.ended_at END AS "endedAt"
  FROM tasks t JOIN pouches p ON p.record_id = t.record_id JOIN records r ON r.record_id = t.record_id`;

/** Open ones of which the organisation sees the pouch as it is now: what somebody else handed over is theirs. */
const openIn = (box: TaskBox, organisationId: string) => sql`
  t.state = 'open' AND ${sql.ref(box === 'asked' ? 't.asked_id' : 't.asker_id')} = ${organisationId}
  AND EXISTS (SELECT FROM record_access a WHERE a.record_id = t.record_id AND a.organisation_id = ${organisationId}
    AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()) AND a.seen_until IS NULL)`;

/** Under row-level security, but for what says otherwise. */
export const taskStore = {
  /** As the system. */
  async insert(trx: Trx, task: NewTask): Promise<void> {
    await trx
      .insertInto('tasks')
      .values({
        id: task.id,
        record_id: task.recordId,
        event_sequence: task.sequence,
        asker_id: task.askerId,
        asked_id: task.askedId,
        asker_name: task.askerName,
        document_type: task.documentType,
        sealed_note: task.sealedNote,
        due_on: task.dueOn,
        by_itself: task.byItself,
        created_at: task.createdAt,
      })
      .execute();
  },

  async find(trx: Trx, id: string): Promise<TaskRow | undefined> {
    const { rows } = await sql<TaskRow>`${shown} WHERE t.id = ${id}`.execute(trx);
    return rows[0];
  },

  /** The first asked first; not more than `mostTasks`. */
  async ofRecord(trx: Trx, recordId: Buffer): Promise<TaskRow[]> {
    const { rows } = await sql<TaskRow>`
      ${shown} WHERE t.record_id = ${recordId} ORDER BY t.event_sequence`.execute(trx);
    return rows;
  },

  /** The latest first. */
  async open(
    trx: Trx,
    organisationId: string,
    {
      box,
      after,
      limit,
    }: { box: TaskBox; after?: { createdAt: Date; id: string } | undefined; limit: number },
  ): Promise<TaskRow[]> {
    const { rows } = await sql<TaskRow>`
      ${shown} WHERE ${openIn(box, organisationId)}
        ${after === undefined ? sql`` : sql`AND (t.created_at, t.id) < (${after.createdAt}, ${after.id}::uuid)`}
      ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  },

  /** How many wait for the organisation, counted up to `most`. */
  async countOpen(trx: Trx, organisationId: string, most: number): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM (
        SELECT FROM tasks t WHERE ${openIn('asked', organisationId)} LIMIT ${most}) AS few`.execute(trx);
    return rows[0]?.count ?? 0;
  },

  /** Reads documents: whether the reader sees this one in the pouch. */
  async hasDocument(trx: Trx, recordId: Buffer, documentId: string): Promise<boolean> {
    const found = await trx
      .selectFrom('documents')
      .select('id')
      .where('id', '=', documentId)
      .where('record_id', '=', recordId)
      .executeTakeFirst();
    return found !== undefined;
  },

  /** As the system. */
  async countOf(trx: Trx, recordId: Buffer): Promise<number> {
    const { count } = await trx
      .selectFrom('tasks')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** As the system, under the record's lock. */
  openOfType(trx: Trx, recordId: Buffer, documentType: string): Promise<OpenTask[]> {
    return trx
      .selectFrom('tasks')
      .select(['id', 'asker_id as askerId', 'asked_id as askedId'])
      .where('record_id', '=', recordId)
      .where('document_type', '=', documentType)
      .where('state', '=', 'open')
      .where('by_itself', '=', true)
      .orderBy('event_sequence')
      .execute();
  },

  /** As the system, under the record's lock. */
  async stateOf(trx: Trx, id: string): Promise<TaskState> {
    const { state } = await trx
      .selectFrom('tasks')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return state;
  },

  /** As the system. */
  async end(trx: Trx, id: string, ending: Ending): Promise<void> {
    await trx
      .updateTable('tasks')
      .set({
        state: ending.state,
        sealed_reason: ending.sealedReason,
        document_id: ending.documentId,
        ended_by: ending.endedBy,
        ended_sequence: ending.sequence,
        ended_at: ending.at,
      })
      .where('id', '=', id)
      .execute();
  },
};
