import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

/** The last event and the last act that are recorded. */
export interface RecordedUpTo {
  readonly event: number;
  readonly act: number;
}

/** How far anchoring has come. As the system. */
export const progressStore = {
  async recorded(trx: Trx): Promise<RecordedUpTo> {
    const { rows } = await sql<RecordedUpTo>`
      SELECT (SELECT coalesce(max(id), 0) FROM events) AS event,
        (SELECT coalesce(max(id), 0) FROM chain_acts) AS act`.execute(trx);
    return rows[0] ?? { event: 0, act: 0 };
  },

  /** Whether every event up to there is sealed, and every act is final or failed. */
  async isSettled(trx: Trx, upTo: RecordedUpTo): Promise<boolean> {
    const { rows } = await sql<{ open: boolean }>`
      SELECT EXISTS (SELECT FROM events WHERE batch_number IS NULL AND id <= ${upTo.event})
        OR EXISTS (SELECT FROM chain_acts WHERE state NOT IN ('final', 'failed') AND id <= ${upTo.act})
        OR EXISTS (SELECT FROM chain_transactions WHERE state NOT IN ('final', 'failed'))
        OR EXISTS (SELECT FROM batches b JOIN chain_transactions t ON t.id = b.transaction_id WHERE t.state = 'failed')
        AS open`.execute(trx);
    return rows[0]?.open === false;
  },
};
