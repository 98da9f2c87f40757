import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { MessageAddress } from './message-notices.ts';
import type { Parties, Reader } from './notice.ts';

/** A row of `happenings` with what its event says. */
export interface HappeningRow {
  readonly id: number;
  readonly eventId: number | null;
  readonly type: string;
  readonly recordId: Buffer | null;
  readonly sequence: number | null;
  readonly jws: string | null;
  readonly certificateId: string | null;
  readonly concerned: readonly string[] | null;
  readonly actorOrganisationId: string | null;
  readonly actorName: string | null;
  readonly time: Date;
}

/** What whoever was given a part of a record is to know of it. */
export interface HappenedToPart {
  readonly id: number;
  readonly recordId: Buffer;
  readonly time: Date;
  /** Null: it concerns all of the record. */
  readonly documentId: string | null;
}

/** Any number that nobody else takes: one derives at a time, so that notices are numbered as they become visible. */
const lockKey = 5_210_042;

/** As the system. */
export const happeningStore = {
  /** Until the end of the transaction. @returns false when another process is at it */
  async lock(trx: Trx): Promise<boolean> {
    const { rows } = await sql<{ taken: boolean }>`
      SELECT pg_try_advisory_xact_lock(${lockKey}) AS taken`.execute(trx);
    return rows[0]?.taken === true;
  },

  /**
   * Takes the oldest away: with the transaction that makes something of them they are gone. Who acted in a trail is
   * told to their own organisation alone, and nobody is told of what that did.
   */
  async take(trx: Trx, limit: number): Promise<HappeningRow[]> {
    const { rows } = await sql<HappeningRow>`
      WITH taken AS (
        DELETE FROM happenings WHERE id = ANY(ARRAY(SELECT id FROM happenings ORDER BY id LIMIT ${limit})) RETURNING *)
      SELECT t.id, e.id AS "eventId", coalesce(e.type, t.type) AS type, e.record_id AS "recordId", e.sequence, e.jws,
        t.certificate_id AS "certificateId", t.concerned,
        coalesce(e.actor_organisation_id, t.actor_organisation_id) AS "actorOrganisationId",
        t.actor_name AS "actorName", coalesce(e.time, t.time) AS time
      FROM taken t LEFT JOIN events e ON e.id = t.event_id ORDER BY t.id`.execute(trx);
    return rows;
  },

  /** Who could see the records when these events happened, and still may: by the number of the happening. */
  async readers(trx: Trx, of: readonly HappeningRow[]): Promise<ReadonlyMap<number, Reader[]>> {
    const inTrails = of.filter(({ recordId }) => recordId !== null);
    if (inTrails.length === 0) return new Map();
    const { rows } = await sql<Reader & { id: number }>`
      SELECT h.id, a.organisation_id AS "organisationId", bool_and(a.basis = 'issuer') AS "isIssuer"
      FROM unnest(${inTrails.map(({ id }) => id)}::bigint[], ${inTrails.map(({ recordId }) => recordId)}::bytea[],
        ${inTrails.map(({ sequence }) => sequence)}::bigint[], ${inTrails.map(({ time }) => time)}::timestamptz[])
        AS h(id, record_id, sequence, time)
      JOIN record_access a ON a.record_id = h.record_id AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
        AND a.created_at <= h.time AND (a.seen_until IS NULL OR h.sequence <= a.seen_until)
      GROUP BY h.id, a.organisation_id`.execute(trx);
    const found = new Map<number, Reader[]>();
    for (const { id, ...reader } of rows) found.set(id, [...(found.get(id) ?? []), reader]);
    return found;
  },

  /**
   * Who was given a part of the records before this happened, and still may read it: by the number of the happening. Of
   * a document, whose part has it.
   */
  async partReaders(trx: Trx, of: readonly HappenedToPart[]): Promise<ReadonlyMap<number, string[]>> {
    if (of.length === 0) return new Map();
    const { rows } = await sql<{ id: number; organisationIds: string[] }>`
      SELECT h.id, array_agg(DISTINCT x.organisation_id::text) AS "organisationIds"
      FROM unnest(${of.map(({ id }) => id)}::bigint[], ${of.map(({ recordId }) => recordId)}::bytea[],
        ${of.map(({ time }) => time)}::timestamptz[], ${of.map(({ documentId }) => documentId)}::uuid[])
        AS h(id, record_id, time, document_id)
      JOIN extracts x ON x.record_id = h.record_id AND x.ended_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > now())
        AND x.created_at <= h.time AND (h.document_id IS NULL OR h.document_id = ANY(x.document_ids))
      -- It lasts no longer than the giver may share what it gives.
      WHERE x.rights || ARRAY['share'] <@ ARRAY(
        SELECT unnest(a.rights) FROM record_access a
        WHERE a.record_id = x.record_id AND a.organisation_id = x.given_by
          AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()))
      GROUP BY h.id`.execute(trx);
    return new Map(rows.map(({ id, organisationIds }) => [id, organisationIds]));
  },

  /** Who is to be told of which message: by the number of the happening; reads messages. */
  async messages(trx: Trx, of: readonly HappeningRow[]): Promise<ReadonlyMap<number, MessageAddress>> {
    const written = of.filter(({ type }) => type === 'org.openpouch.pouch.message-written');
    if (written.length === 0) return new Map();
    const { rows } = await sql<MessageAddress & { id: number }>`
      SELECT h.id, m.named, m.mentioned, array_remove(m.mentioned_people, m.by_person) AS people,
        answered.by_organisation AS answered
      FROM unnest(${written.map(({ id }) => id)}::bigint[], ${written.map(({ recordId }) => recordId)}::bytea[],
        ${written.map(({ sequence }) => sequence)}::bigint[]) AS h(id, record_id, sequence)
      JOIN messages m ON m.record_id = h.record_id AND m.event_sequence = h.sequence
      LEFT JOIN messages answered ON answered.id = m.answers`.execute(trx);
    return new Map(rows.map(({ id, ...address }) => [id, address]));
  },

  /** Both sides of handovers, and the record that was offered. */
  async handovers(
    trx: Trx,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { parties: Parties; recordId: Buffer }>> {
    if (ids.length === 0) return new Map();
    const rows = await trx
      .selectFrom('handovers')
      .select(['id', 'from_id', 'to_id', 'record_id'])
      .where('id', 'in', [...new Set(ids)])
      .execute();
    return new Map(
      rows.map((row) => [row.id, { parties: [row.from_id, row.to_id], recordId: row.record_id }]),
    );
  },
};
