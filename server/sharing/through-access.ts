import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

/**
 * Opens certificates to whoever sees the pouch they are in, as long as they see it: each share of
 * the pouch brings one to each certificate, with the same rights but adding and offering. As the system, under the
 * pouch's lock.
 * @param only one row of the pouch (a new share); all of them when undefined (a new certificate)
 */
export async function openThrough(
  trx: Trx,
  pouch: Buffer,
  certificates: readonly Buffer[],
  options: { only?: string; at: Date },
): Promise<void> {
  if (certificates.length === 0) return;
  await sql`
    INSERT INTO record_access (id, record_id, organisation_id, basis, rights, shared_by, through, derived_from, created_at, ends_at)
    SELECT gen_random_uuid(), c.record_id, a.organisation_id, 'share', array_remove(array_remove(a.rights, 'add'), 'offer'), a.shared_by, a.record_id, a.id,
      ${options.at}, a.ends_at
    FROM record_access a CROSS JOIN unnest(${certificates}::bytea[]) AS c(record_id)
    WHERE a.record_id = ${pouch} AND a.basis = 'share'
      AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
      AND (${options.only ?? null}::uuid IS NULL OR a.id = ${options.only ?? null}::uuid)`.execute(trx);
}
