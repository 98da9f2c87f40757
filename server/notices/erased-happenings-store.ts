import { sql } from 'kysely';
import type { EraseBelongings } from '../records/belongings.ts';

/** What of a record's trail nobody was told yet: there is nothing left to tell, but that it was erased. */
export const eraseHappenings: EraseBelongings = async (trx, { recordId }) => {
  await sql`
    DELETE FROM happenings h USING events e, records r
    WHERE r.record_id = ${recordId} AND e.record_id = r.record_id AND e.sequence < r.head_sequence
      AND h.event_id = e.id`.execute(trx);
  return [];
};
