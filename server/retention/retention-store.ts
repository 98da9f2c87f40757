import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { OwnTerm } from './terms.ts';

/** What of a record decides until when it is kept. */
export interface KeptRow {
  readonly recordId: Buffer;
  readonly ownerId: string;
  readonly endedAt: Date | null;
  /** Countries of whoever has to keep it: owner, former owners, the chamber that issued it. */
  readonly countries: readonly string[];
  /** A certificate, or the documents of a pouch by their type. */
  readonly kinds: readonly { readonly type: string; readonly count: number; readonly recordedAt: Date }[];
  /** Of the owner and the issuing chamber. */
  readonly own: readonly OwnTerm[];
}

/** Reads, in one SELECT, tables of other features: documents and certificates. As the system. */
export async function keptRows(trx: Trx, recordIds: readonly Buffer[]): Promise<KeptRow[]> {
  if (recordIds.length === 0) return [];
  const { rows } = await sql<
    Omit<KeptRow, 'kinds'> & { kinds: { type: string; count: number; recordedAt: string }[] }
  >`
    SELECT r.record_id AS "recordId", r.owner_organisation_id AS "ownerId", r.ended_at AS "endedAt",
      (SELECT coalesce(array_agg(DISTINCT o.country), '{}') FROM record_access a JOIN organisations o ON o.id = a.organisation_id
       WHERE a.record_id = r.record_id AND a.basis IN ('owner', 'former_owner', 'issuer')) AS countries,
      CASE r.kind WHEN 'certificate' THEN jsonb_build_array(jsonb_build_object(
          'type', 'certificate', 'count', 1, 'recordedAt', r.created_at))
        ELSE coalesce((SELECT jsonb_agg(jsonb_build_object('type', t.type, 'count', t.count, 'recordedAt', t.at) ORDER BY t.type)
          FROM (SELECT d.type, count(DISTINCT d.id) AS count, max(v.created_at) AS at FROM document_versions v
            JOIN documents d ON d.id = v.document_id WHERE v.record_id = r.record_id GROUP BY d.type) AS t),
          jsonb_build_array(jsonb_build_object('type', 'other', 'count', 0, 'recordedAt', r.created_at))) END AS kinds,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('organisationId', t.organisation_id, 'type', t.type, 'years', t.years)), '[]')
       FROM retention_terms t WHERE t.organisation_id = r.owner_organisation_id
         OR (r.kind = 'certificate' AND t.organisation_id = r.issuer_organisation_id)) AS own
    FROM records r WHERE r.record_id = ANY(${[...recordIds]}::bytea[])`.execute(trx);
  return rows.map((row) => ({
    ...row,
    kinds: row.kinds.map((kind) => ({ ...kind, recordedAt: new Date(kind.recordedAt) })),
  }));
}
