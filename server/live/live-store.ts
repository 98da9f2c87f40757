import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import { hexOf, toBytes } from '../records/bytes.ts';
import type { Change } from './change.ts';

/** A change, and an organisation that it concerns. */
export interface Concern {
  readonly organisationId: string;
  readonly change: Change;
}

export interface ChangedIds {
  readonly record: readonly string[];
  readonly certificate: readonly string[];
  readonly handover: readonly string[];
}

/** As the system: it is asked for all who listen at once. */
export const liveStore = {
  /**
   * Who of these organisations may see which of the changed things: the same rules as row-level security has, in one
   * statement. What happens to a record that it owned once is not told to a former owner.
   */
  async concerned(trx: Trx, ids: ChangedIds, organisationIds: readonly string[]): Promise<Concern[]> {
    const records = ids.record.map((id) => toBytes(id as `0x${string}`));
    const { rows } = await sql<{
      organisationId: string;
      kind: Change['kind'];
      id: string | null;
      recordId: Buffer | null;
    }>`
      SELECT found.* FROM (
        SELECT DISTINCT a.organisation_id AS "organisationId", 'record' AS kind, NULL::uuid AS id, a.record_id AS "recordId"
        FROM record_access a WHERE a.record_id = ANY(${records}::bytea[]) AND a.seen_until IS NULL AND ${inForce}
        UNION ALL
        SELECT party.id, 'certificate', c.id, c.record_id
        FROM certificates c CROSS JOIN LATERAL (
          SELECT c.applicant_id UNION SELECT c.chamber_id WHERE c.state NOT IN ('draft', 'abandoned')
          UNION SELECT a.organisation_id FROM record_access a WHERE a.record_id = c.record_id AND ${inForce}) AS party(id)
        WHERE c.id = ANY(${[...ids.certificate]}::uuid[])
        UNION ALL
        SELECT party.id, 'handover', h.id, h.record_id
        FROM handovers h CROSS JOIN LATERAL (VALUES (h.from_id), (h.to_id)) AS party(id)
        WHERE h.id = ANY(${[...ids.handover]}::uuid[])
      ) AS found WHERE found."organisationId" = ANY(${[...organisationIds]}::uuid[])`.execute(trx);
    return rows.map(({ organisationId, kind, id, recordId }) => {
      const record = recordId === null ? undefined : hexOf(recordId);
      const change = { kind, id: id ?? record ?? '', ...(record !== undefined && { recordId: record }) };
      return { organisationId, change };
    });
  },
};

const inForce = sql`a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())`;
