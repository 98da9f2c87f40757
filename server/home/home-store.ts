import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { CertificateState, KeptDecision, RecordKind } from '../database/tables.ts';

/** Beyond this nobody counts: the pages say "more than". */
export const countedUpTo = 1_000;

export interface Waiting {
  /** Not more than `countedUpTo`. */
  readonly count: number;
  readonly ids: readonly string[];
}

export type Unfinished = Extract<
  CertificateState,
  'draft' | 'submitted' | 'changes_requested' | 'not_issued'
>;

export interface SharedRow {
  readonly recordId: Buffer;
  readonly kind: RecordKind;
  readonly subjectId: string;
  readonly name: string | null;
  readonly sharedBy: string;
  readonly sharedAt: Date;
}

export interface ChamberRow {
  readonly id: string;
  /** When its newest issuing key ends or ended; null: it has no end. */
  readonly endsAt: Date | null;
}

/** Reads certificates, accesses and keys by join, each by an index over what waits. */
export const homeStore = {
  /**
   * The applicant's, the latest first, of each group of states. As the system: the index alone answers, however many
   * there are.
   */
  async unfinished(
    trx: Trx,
    organisationId: string,
    groups: readonly (readonly Unfinished[])[],
    limit: number,
  ): Promise<Waiting[]> {
    const each = groups.map((states, place) => {
      const found = sql`FROM certificates WHERE applicant_id = ${organisationId} AND state = ANY(${[...states]})
        AND state IN ('draft', 'submitted', 'changes_requested', 'not_issued')`;
      return sql`SELECT ${sql.lit(place)} AS place, ${waitingOf(found, sql`created_at DESC`, limit)}`;
    });
    const { rows } = await sql<Waiting>`${sql.join(each, sql` UNION ALL `)} ORDER BY place`.execute(trx);
    return rows;
  },

  /** Why the chamber did not issue them. Under row-level security. */
  async decisions(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, KeptDecision>> {
    if (ids.length === 0) return new Map();
    const rows = await trx
      .selectFrom('certificates')
      .select(['id', 'decision'])
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.flatMap(({ id, decision }) => (decision === null ? [] : [[id, decision] as const])));
  },

  /** The chamber's queue, whoever waits longest first. As the system, as `unfinished`. */
  async submitted(
    trx: Trx,
    organisationId: string,
    limit: number,
  ): Promise<Waiting & { oldestAt: Date | null }> {
    const found = sql`FROM certificates WHERE chamber_id = ${organisationId} AND state = 'submitted'`;
    const { rows } = await sql<{
      oldestAt: Date | null;
    }>`SELECT min(submitted_at) AS "oldestAt" ${found}`.execute(trx);
    const first = await waiting(trx, found, sql`submitted_at, id`, limit);
    return { ...first, oldestAt: rows[0]?.oldestAt ?? null };
  },

  /** Shared with it as such, and not by way of a pouch; the latest first. As the system. */
  async sharedWith(
    trx: Trx,
    organisationId: string,
    since: Date,
    limit: number,
  ): Promise<{ count: number; rows: SharedRow[] }> {
    const own = sql`a.organisation_id = ${organisationId} AND a.basis = 'share' AND a.through IS NULL
      AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())`;
    const { rows: counted } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM (
        SELECT FROM record_access a WHERE ${own} AND a.created_at >= ${since} LIMIT ${countedUpTo}) AS recent`.execute(
      trx,
    );
    const { rows } = await sql<SharedRow>`
      SELECT r.record_id AS "recordId", r.kind, coalesce(c.id, p.id) AS "subjectId", coalesce(c.number, p.title) AS name,
        a.shared_by AS "sharedBy", a.created_at AS "sharedAt"
      FROM record_access a JOIN records r ON r.record_id = a.record_id AND r.erased_at IS NULL
      LEFT JOIN certificates c ON c.record_id = r.record_id LEFT JOIN pouches p ON p.record_id = r.record_id
      WHERE ${own} ORDER BY a.created_at DESC LIMIT ${limit}`.execute(trx);
    return { count: counted[0]?.count ?? 0, rows };
  },

  /** With the end of the newest issuing key of each. As the system. */
  async chambers(trx: Trx): Promise<ChamberRow[]> {
    const { rows } = await sql<ChamberRow>`
      SELECT o.id, k.ended_at AS "endsAt" FROM organisations o
      JOIN LATERAL (SELECT ended_at FROM organisation_keys k WHERE k.organisation_id = o.id AND k.purpose = 'issuing'
        ORDER BY created_at DESC LIMIT 1) k ON true
      WHERE o.role = 'chamber' ORDER BY k.ended_at NULLS LAST, o.legal_name`.execute(trx);
    return rows;
  },
};

async function waiting(
  trx: Trx,
  found: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<Waiting> {
  const { rows } = await sql<Waiting>`SELECT ${waitingOf(found, order, limit)}`.execute(trx);
  return rows[0] ?? { count: 0, ids: [] };
}

const waitingOf = (found: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) =>
  sql`(SELECT count(*) FROM (SELECT ${found} LIMIT ${countedUpTo}) AS few) AS count,
    ARRAY(SELECT id ${found} ORDER BY ${order} LIMIT ${limit}) AS ids`;
