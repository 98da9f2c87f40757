import { sql } from 'kysely';
import type { Hex } from '../../core/bytes.ts';
import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import type { AnchorState, HandoverState, RecordKind } from '../database/tables.ts';
import type { TimeCursor } from '../http/time-cursor.ts';
import { hexOf, toBytes } from '../records/bytes.ts';
import type { Agreed, Handover, Part } from './handover.ts';

/** A handover as a list shows it. */
export interface HandoverListRow extends Omit<Handover, 'state' | 'actId' | 'agreed' | 'named' | 'partOf'> {
  readonly part: Part | null;
  /** What the reader sees of the records that it names, where they are several. */
  readonly subjects: readonly { kind: RecordKind; id: string; name: string | null }[] | null;
  /** What it is now. */
  readonly state: HandoverState;
  /** Null when the reader does not see the record (any more). */
  readonly kind: RecordKind | null;
  /** Id of the certificate or pouch, and its number or title. */
  readonly subjectId: string | null;
  readonly name: string | null;
  readonly actState: AnchorState | null;
  /** Seconds since 1970. */
  readonly blockTime: number | null;
}

export interface HandoverWish {
  readonly organisationId: string;
  readonly box: 'incoming' | 'outgoing' | 'all';
  readonly state: HandoverState | undefined;
  readonly now: Date;
  readonly limit: number;
  readonly after: TimeCursor | undefined;
}

const columns = [
  'id',
  'record_id as recordId',
  'from_id as from',
  'to_id as to',
  'state',
  'message',
  'reason',
  'contents',
  'act_id as actId',
  sql<string[] | null>`named`.as('named'),
  'part_of as partOf',
  sql<Part | null>`part`.as('part'),
  sql<Agreed | null>`agreed`.as('agreed'),
  'created_at as createdAt',
  'expires_at as expiresAt',
  'answered_at as answeredAt',
] as const;

export const handoverStore = {
  async insert(trx: Trx, handover: Handover): Promise<void> {
    await trx
      .insertInto('handovers')
      .values({
        id: handover.id,
        record_id: handover.recordId,
        from_id: handover.from,
        to_id: handover.to,
        state: handover.state,
        message: handover.message,
        reason: handover.reason,
        contents: JSON.stringify(handover.contents),
        named: handover.named == null ? null : JSON.stringify(handover.named),
        part_of: handover.partOf ?? null,
        part: handover.part == null ? null : JSON.stringify(handover.part),
        act_id: handover.actId,
        created_at: handover.createdAt,
        expires_at: handover.expiresAt,
        answered_at: handover.answeredAt,
      })
      .execute();
  },

  find(trx: Trx, id: string): Promise<Handover | undefined> {
    return trx.selectFrom('handovers').select(columns).where('id', '=', id).executeTakeFirst();
  },

  /** Which of these records are certificates that the organisation applied for. As the system; reads them by join. */
  async appliedFor(
    trx: Trx,
    recordIds: readonly Buffer[],
    organisationId: string,
  ): Promise<ReadonlySet<Hex>> {
    const rows = await trx
      .selectFrom('certificates')
      .select('record_id')
      .where('record_id', 'in', recordIds)
      .where('applicant_id', '=', organisationId)
      .execute();
    return new Set(rows.flatMap((row) => (row.record_id === null ? [] : [hexOf(row.record_id)])));
  },

  /** Stored as offered, with any of these records in it. The caller holds the records' locks. */
  async openOver(trx: Trx, recordIds: readonly Hex[]): Promise<Handover[]> {
    return (
      trx
        .selectFrom('handovers')
        .select(columns)
        // Each arm by an index of its own: an index of the open ones of one state serves that state alone.
        .where(
          sql<boolean>`(state = 'offered' AND contents ?| ${recordIds}::text[] OR state = 'agreed' AND contents ?| ${recordIds}::text[]
          OR state IN ('offered', 'agreed') AND part_of = ANY(${recordIds.map((id) => toBytes(RecordId.parse(id)))}::bytea[]))`,
        )
        .execute()
    );
  },

  /** Of those that are still open: whose time is over, the longest over first. */
  due(trx: Trx, now: Date, limit: number): Promise<{ id: string }[]> {
    return trx
      .selectFrom('handovers')
      .select('id')
      .where('state', 'in', ['offered', 'agreed'])
      .where('expires_at', '<=', now)
      .orderBy('expires_at')
      .limit(limit)
      .execute();
  },

  async answer(
    trx: Trx,
    id: string,
    answer: { state: HandoverState; reason?: string; actId?: number; agreed?: Agreed; at: Date },
  ): Promise<void> {
    await trx
      .updateTable('handovers')
      .set({
        state: answer.state,
        answered_at: answer.at,
        agreed: answer.agreed === undefined ? null : JSON.stringify(answer.agreed),
        ...(answer.reason !== undefined && { reason: answer.reason }),
        ...(answer.actId !== undefined && { act_id: answer.actId }),
      })
      .where('id', '=', id)
      .execute();
  },

  /** The latest first, under row-level security; reads records, titles and acts by join. */
  async list(trx: Trx, wish: HandoverWish): Promise<HandoverListRow[]> {
    const { organisationId, box, state, now, after } = wish;
    const side = {
      incoming: sql`to_id = ${organisationId}`,
      outgoing: await madeBy(trx, organisationId),
      all: sql`true`,
    }[box];
    const { rows } = await sql<HandoverListRow>`
      SELECT * FROM (${viewed(now, side)}) AS h
      WHERE ${state === undefined ? sql`true` : sql`h.state = ${state}`}
        ${after === undefined ? sql`` : sql`AND (h."createdAt", h.id) < (${after.createdAt}, ${after.id}::uuid)`}
      ORDER BY h."createdAt" DESC, h.id DESC LIMIT ${wish.limit + 1}`.execute(trx);
    return rows;
  },

  /** Offers that wait for an answer, of this organisation or of others to it, the latest first. */
  async openOffers(
    trx: Trx,
    organisationId: string,
    { side, now, limit }: { side: 'to' | 'from'; now: Date; limit: number },
  ): Promise<HandoverListRow[]> {
    const party = side === 'to' ? sql`h.to_id` : sql`h.from_id`;
    // What the other side has signed waits for the owner.
    const states = side === 'to' ? sql`('offered')` : sql`('offered', 'agreed')`;
    const open = sql`${party} = ${organisationId} AND h.state IN ${states} AND h.expires_at > ${now}`;
    const { rows } = await sql<HandoverListRow>`
      SELECT * FROM (${viewed(now, open)}) AS h WHERE h.state IN ${states}
      ORDER BY h."createdAt" DESC, h.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  },

  async view(trx: Trx, id: string, now: Date): Promise<HandoverListRow | undefined> {
    const { rows } = await sql<HandoverListRow>`${viewed(now, sql`h.id = ${id}`)}`.execute(trx);
    return rows[0];
  },
};

/** Offers of what is its own, and of records for whose owner it may offer: row-level security leaves it those for the owner. */
async function madeBy(trx: Trx, organisationId: string): Promise<ReturnType<typeof sql>> {
  const delegated = await trx
    .selectFrom('record_access')
    .select('record_id')
    .where('organisation_id', '=', organisationId)
    .where('acts_for', 'is not', null)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`'offer' = ANY(rights)`)
    .execute();
  const own = sql`h.from_id = ${organisationId}`;
  if (delegated.length === 0) return own;
  const ids = delegated.map((one) => one.record_id);
  return sql`(${own} OR h.to_id <> ${organisationId} AND h.record_id = ANY(${ids}::bytea[]))`;
}

/** The state is that of `stateAt`; a party that no longer sees the records reads what is stored. */
const viewed = (now: Date, condition: ReturnType<typeof sql>) => sql`
  SELECT h.id, h.part, h.record_id AS "recordId", h.from_id AS "from", h.to_id AS "to", h.message, h.reason, h.contents,
    h.created_at AS "createdAt", h.expires_at AS "expiresAt", h.answered_at AS "answeredAt",
    CASE
      WHEN h.state NOT IN ('offered', 'agreed') THEN h.state
      WHEN h.expires_at <= ${now} THEN 'expired'
      WHEN EXISTS (
        SELECT FROM jsonb_array_elements_text(h.contents) AS c(id)
        JOIN records m ON m.record_id = decode(substr(c.id, 3), 'hex')
        WHERE m.status <> 'active' OR m.owner_organisation_id <> h.from_id) THEN 'void'
      WHEN EXISTS (
        SELECT FROM records m
        WHERE m.record_id = h.part_of AND (m.status <> 'active' OR m.owner_organisation_id <> h.from_id)) THEN 'void'
      ELSE h.state
    END AS state,
    CASE WHEN h.named IS NOT NULL THEN (
      SELECT jsonb_agg(jsonb_build_object('kind', nr.kind, 'id', coalesce(nc.id, np.id), 'name', coalesce(nc.number, np.title)) ORDER BY n.place)
      FROM jsonb_array_elements_text(h.named) WITH ORDINALITY AS n(id, place)
      JOIN records nr ON nr.record_id = decode(substr(n.id, 3), 'hex')
      LEFT JOIN certificates nc ON nc.record_id = nr.record_id
      LEFT JOIN pouches np ON np.record_id = nr.record_id) END AS subjects,
    r.kind, coalesce(c.id, p.id) AS "subjectId", coalesce(c.number, p.title) AS name, a.state AS "actState", t.block_time AS "blockTime"
  FROM handovers h
  LEFT JOIN records r ON r.record_id = h.record_id
  LEFT JOIN certificates c ON c.record_id = h.record_id
  LEFT JOIN pouches p ON p.record_id = h.record_id
  LEFT JOIN chain_acts a ON a.id = h.act_id
  LEFT JOIN chain_transactions t ON t.id = a.transaction_id
  WHERE ${condition}`;
