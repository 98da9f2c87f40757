import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** How the sealing of everything that is recorded goes on. */
export interface SealingHealth {
  /** Events in no batch, acts that the chain was not told of or that are not final, transactions under way. */
  readonly backlog: { readonly events: number; readonly acts: number; readonly transactions: number };
  /** Since when the oldest of it waits. */
  readonly oldestWaiting: Date | null;
  readonly lastBatch: BatchHealth | null;
  /** The last one that the chain has for good, with the time of its block. */
  readonly lastFinal: (BatchHealth & { readonly sealedAt: Date }) | null;
  /** What the chain refused: of these it says something else than the database. */
  readonly failedActs: { readonly count: number; readonly latest: readonly FailedAct[] };
}

export interface BatchHealth {
  readonly number: number;
  readonly events: number;
  readonly madeAt: Date;
}

export interface FailedAct {
  readonly id: number;
  readonly act: Tables['chain_acts']['act'];
  readonly failure: string | null;
  readonly recordedAt: Date;
}

const listed = 10;

/** As the system. Every part is found by an index over what is not done. */
export async function sealingHealth(trx: Trx): Promise<SealingHealth> {
  const { rows } = await sql<{
    events: number;
    acts: number;
    transactions: number;
    oldest: Date | null;
    failed: number;
  }>`
    SELECT (SELECT count(*) FROM events WHERE batch_number IS NULL) AS events,
      (SELECT count(*) FROM chain_acts WHERE state NOT IN ('final', 'failed')) AS acts,
      (SELECT count(*) FROM chain_transactions WHERE state NOT IN ('final', 'failed')) AS transactions,
      (SELECT count(*) FROM chain_acts WHERE state = 'failed') AS failed,
      least(
        (SELECT time FROM events WHERE batch_number IS NULL ORDER BY id LIMIT 1),
        (SELECT created_at FROM chain_acts WHERE state NOT IN ('final', 'failed') ORDER BY id LIMIT 1),
        (SELECT min(e.time) FROM chain_transactions t JOIN batches b ON b.transaction_id = t.id
          JOIN LATERAL (SELECT time FROM events WHERE batch_number = b.number LIMIT 1) e ON true
          WHERE t.state NOT IN ('final', 'failed'))) AS oldest`.execute(trx);
  const counts = rows[0] ?? { events: 0, acts: 0, transactions: 0, oldest: null, failed: 0 };
  const { rows: batches } = await sql<BatchHealth>`
    SELECT number, size - 1 AS events, created_at AS "madeAt" FROM batches ORDER BY number DESC LIMIT 1`.execute(
    trx,
  );
  const { rows: finals } = await sql<BatchHealth & { sealedAt: Date }>`
    SELECT b.number, b.size - 1 AS events, b.created_at AS "madeAt", to_timestamp(t.block_time) AS "sealedAt"
    FROM batches b JOIN chain_transactions t ON t.id = b.transaction_id
    WHERE t.state = 'final' ORDER BY b.number DESC LIMIT 1`.execute(trx);
  const latest = await trx
    .selectFrom('chain_acts')
    .select(['id', 'act', 'failure', 'created_at as recordedAt'])
    .where('state', '=', 'failed')
    .orderBy('id', 'desc')
    .limit(listed)
    .execute();
  return {
    backlog: { events: counts.events, acts: counts.acts, transactions: counts.transactions },
    oldestWaiting: counts.oldest,
    lastBatch: batches[0] ?? null,
    lastFinal: finals[0] ?? null,
    failedActs: { count: counts.failed, latest },
  };
}
