import { sql } from 'kysely';
import type { EraseBelongings } from '../records/belongings.ts';

/** What was sent, or waits to be sent, of what happened to a record: the log keeps it for a month. */
export const eraseDeliveries: EraseBelongings = async (trx, { readers, eventIds }) => {
  await sql`
    DELETE FROM webhook_deliveries d USING webhook_endpoints e
    WHERE e.organisation_id = ANY(${[...readers]}::uuid[]) AND d.endpoint_id = e.id
      AND d.event = ANY(${[...eventIds]}::uuid[])`.execute(trx);
  return [];
};
