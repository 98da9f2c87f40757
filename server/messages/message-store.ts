import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

/** A message as it lies in the database. */
export interface Message {
  readonly id: string;
  readonly recordId: Buffer;
  readonly documentId: string | null;
  readonly sequence: number;
  readonly named: readonly string[] | null;
  readonly mentioned: readonly string[];
  readonly mentionedPeople: readonly string[];
  readonly answers: string | null;
  readonly byOrganisation: string;
  readonly byPerson: string;
  readonly byName: string;
  readonly sealed: Buffer;
  readonly at: Date;
}

/** As its reader may have it: people are of the reader's own organisation. */
export interface ReadMessage extends Omit<Message, 'byPerson' | 'byName'> {
  readonly byPerson: string | null;
  readonly byName: string | null;
  readonly isRead: boolean;
}

export interface MessageFilter {
  readonly recordId: Buffer;
  /** About this document alone. */
  readonly documentId?: string | undefined;
  /** One alone. */
  readonly id?: string;
  /** Older than the one with this sequence. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Whether the person has read the message `m`: what they wrote, and what is older than they are, they have. */
const isReadBy = (
  userId: string | null,
) => sql<boolean>`(${userId}::uuid IS NULL OR m.by_person = ${userId}::uuid
  OR EXISTS (SELECT FROM message_readings r WHERE r.user_id = ${userId}::uuid AND r.message_id = m.id)
  OR m.at < (SELECT u.created_at FROM users u WHERE u.id = ${userId}::uuid))`;
const isOurs = sql`m.by_organisation = acting_organisation()`;

/** Under row-level security, but for what says otherwise. */
export const messageStore = {
  /** As the system. */
  async insert(trx: Trx, message: Message): Promise<void> {
    await trx
      .insertInto('messages')
      .values({
        id: message.id,
        record_id: message.recordId,
        document_id: message.documentId,
        event_sequence: message.sequence,
        named: message.named === null ? null : [...message.named],
        mentioned: [...message.mentioned],
        mentioned_people: [...message.mentionedPeople],
        answers: message.answers,
        by_organisation: message.byOrganisation,
        by_person: message.byPerson,
        by_name: message.byName,
        sealed: message.sealed,
        at: message.at,
      })
      .execute();
  },

  /** The latest first. */
  async list(trx: Trx, userId: string | null, filter: MessageFilter): Promise<ReadMessage[]> {
    const { recordId, documentId, id, before, limit } = filter;
    const { rows } = await sql<ReadMessage>`
      SELECT m.id, m.record_id AS "recordId", m.document_id AS "documentId", m.event_sequence AS sequence, m.named, m.mentioned,
        CASE WHEN ${isOurs} THEN m.mentioned_people ELSE '{}' END AS "mentionedPeople", m.answers,
        m.by_organisation AS "byOrganisation", CASE WHEN ${isOurs} THEN m.by_person END AS "byPerson",
        CASE WHEN ${isOurs} THEN m.by_name END AS "byName", m.sealed, m.at, ${isReadBy(userId)} AS "isRead"
      FROM messages m WHERE m.record_id = ${recordId}
        ${documentId === undefined ? sql`` : sql`AND m.document_id = ${documentId}`}
        ${id === undefined ? sql`` : sql`AND m.id = ${id}`}
        ${before === undefined ? sql`` : sql`AND m.event_sequence < ${before}`}
      ORDER BY m.event_sequence DESC LIMIT ${limit}`.execute(trx);
    return rows;
  },

  /** What there is about the pouch as a whole and about each document. */
  async threads(
    trx: Trx,
    recordId: Buffer,
    userId: string | null,
  ): Promise<{ documentId: string | null; messages: number; unread: number }[]> {
    const { rows } = await sql<{ documentId: string | null; messages: number; unread: number }>`
      SELECT m.document_id AS "documentId", count(*) AS messages, count(*) FILTER (WHERE NOT ${isReadBy(userId)}) AS unread
      FROM messages m WHERE m.record_id = ${recordId} GROUP BY m.document_id ORDER BY m.document_id NULLS FIRST`.execute(
      trx,
    );
    return rows;
  },

  /** Those of them that one sees. */
  async markRead(
    trx: Trx,
    { userId, organisationId }: { userId: string; organisationId: string },
    recordId: Buffer,
    ids: readonly string[],
  ): Promise<void> {
    await sql`
      INSERT INTO message_readings (user_id, message_id, organisation_id)
      SELECT ${userId}, m.id, ${organisationId} FROM messages m
      WHERE m.record_id = ${recordId} AND m.id = ANY(${[...ids]}::uuid[])
      ON CONFLICT DO NOTHING`.execute(trx);
  },

  /** As the system. */
  async countOf(trx: Trx, recordId: Buffer): Promise<number> {
    const { count } = await trx
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** As the system. */
  async countBy(trx: Trx, organisationId: string, since: Date): Promise<number> {
    const { count } = await trx
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('by_organisation', '=', organisationId)
      .where('at', '>', since)
      .executeTakeFirstOrThrow();
    return count;
  },
};
