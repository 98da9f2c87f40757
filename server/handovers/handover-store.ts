import { sql } from 'kysely';
import type { Hex } from '../../core/bytes.ts';
import type { Trx } from '../database/database.ts';
import type { AnchorState, HandoverState, RecordKind } from '../database/tables.ts';
import type { TimeCursor } from '../http/time-cursor.ts';
import { hexOf } from '../records/bytes.ts';
import type { Handover } from './handover.ts';

/** A handover as a list shows it. */
export interface HandoverListRow extends Omit<Handover, 'state' | 'actId'> {
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
    return trx
      .selectFrom('handovers')
      .select(columns)
      .where('state', '=', 'offered')
      .where(sql<boolean>`contents ?| ${recordIds}::text[]`)
      .execute();
  },

  async answer(
    trx: Trx,
    id: string,
    answer: { state: HandoverState; reason?: string; actId?: number; at: Date },
  ): Promise<void> {
    await trx
      .updateTable('handovers')
      .set({
        state: answer.state,
        answered_at: answer.at,
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
      outgoing: sql`from_id = ${organisationId}`,
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
    const open = sql`${party} = ${organisationId} AND h.state = 'offered' AND h.expires_at > ${now}`;
    const { rows } = await sql<HandoverListRow>`
      SELECT * FROM (${viewed(now, open)}) AS h WHERE h.state = 'offered'
      ORDER BY h."createdAt" DESC, h.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  },

  async view(trx: Trx, id: string, now: Date): Promise<HandoverListRow | undefined> {
    const { rows } = await sql<HandoverListRow>`${viewed(now, sql`h.id = ${id}`)}`.execute(trx);
    return rows[0];
  },
};

/** The state is that of `stateAt`; a party that no longer sees the records reads what is stored. */
const viewed = (now: Date, condition: ReturnType<typeof sql>) => sql`
  SELECT h.id, h.record_id AS "recordId", h.from_id AS "from", h.to_id AS "to", h.message, h.reason, h.contents,
    h.created_at AS "createdAt", h.expires_at AS "expiresAt", h.answered_at AS "answeredAt",
    CASE
      WHEN h.state <> 'offered' THEN h.state
      WHEN h.expires_at <= ${now} THEN 'expired'
      WHEN EXISTS (
        SELECT FROM jsonb_array_elements_text(h.contents) AS c(id)
        JOIN records m ON m.record_id = decode(substr(c.id, 3), 'hex')
        WHERE m.status <> 'active' OR m.owner_organisation_id <> h.from_id) THEN 'void'
      ELSE 'offered'
    END AS state,
    r.kind, coalesce(c.id, p.id) AS "subjectId", coalesce(c.number, p.title) AS name, a.state AS "actState", t.block_time AS "blockTime"
  FROM handovers h
  LEFT JOIN records r ON r.record_id = h.record_id
  LEFT JOIN certificates c ON c.record_id = h.record_id
  LEFT JOIN pouches p ON p.record_id = h.record_id
  LEFT JOIN chain_acts a ON a.id = h.act_id
  LEFT JOIN chain_transactions t ON t.id = a.transaction_id
  WHERE ${condition}`;
