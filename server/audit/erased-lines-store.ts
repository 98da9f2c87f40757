import { sql } from 'kysely';
import type { EraseBelongings } from '../records/belongings.ts';

/** The lines of a record in the trails of organisations, but for the last, which says that it was erased. */
export const eraseTrailLines: EraseBelongings = async (trx, { recordId, readers }) => {
  await sql`
    DELETE FROM trail_lines l USING events e, records r
    WHERE r.record_id = ${recordId} AND e.record_id = r.record_id AND e.sequence < r.head_sequence
      AND l.organisation_id = ANY(${[...readers]}::uuid[]) AND l.time = e.time AND l.event_id = e.id`.execute(
    trx,
  );
  return [];
};
