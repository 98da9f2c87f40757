import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

export const archiveViews = ['ended', 'held', 'erasing', 'erased'] as const;
type View = (typeof archiveViews)[number];

export interface ArchivedRow {
  readonly recordId: Buffer;
  readonly kind: 'certificate' | 'pouch';
  readonly status: 'active' | 'closed' | 'revoked' | 'superseded';
  readonly subjectId: string | null;
  readonly name: string | null;
  readonly at: Date;
}

/**
 * `ended` and `erased`: of records that the organisation owns; `held`: by itself; `erasing`: its own that are asked for.
 * Each a walk along an index, the latest first.
 */
const sources: Readonly<Record<View, (organisationId: string) => ReturnType<typeof sql>>> = {
  ended: (id) => sql`SELECT record_id, ended_at AS at FROM records
    WHERE owner_organisation_id = ${id} AND ended_at IS NOT NULL AND erased_at IS NULL`,
  held: (id) => sql`SELECT record_id, set_at AS at FROM legal_holds
    WHERE organisation_id = ${id} AND lifted_at IS NULL`,
  erasing: (id) => sql`SELECT record_id, asked_at AS at FROM erasures
    WHERE organisation_id = ${id} AND state IN ('asked', 'waiting', 'erasing')`,
  erased: (id) => sql`SELECT record_id, erased_at AS at FROM records
    WHERE owner_organisation_id = ${id} AND erased_at IS NOT NULL`,
};

/** A page of a view. Reads by join what other features own; under row-level security. */
export async function archived(
  trx: Trx,
  organisationId: string,
  view: View,
  after: string | undefined,
  limit: number,
): Promise<ArchivedRow[]> {
  const behind =
    after === undefined
      ? sql`true`
      : sql`(l.at, l.record_id) < (${new Date(after.slice(0, 24))}::timestamptz, ${Buffer.from(after.slice(27), 'hex')}::bytea)`;
  const { rows } = await sql<ArchivedRow>`
    SELECT r.record_id AS "recordId", r.kind, r.status, coalesce(c.id, p.id) AS "subjectId", coalesce(c.number, p.title) AS name, l.at
    FROM (SELECT * FROM (${sources[view](organisationId)}) AS l WHERE ${behind}
      ORDER BY l.at DESC, l.record_id DESC LIMIT ${limit}) AS l
    JOIN records r ON r.record_id = l.record_id
    LEFT JOIN certificates c ON c.record_id = r.record_id
    LEFT JOIN pouches p ON p.record_id = r.record_id
    ORDER BY l.at DESC, l.record_id DESC`.execute(trx);
  return rows;
}
