import { sql } from 'kysely';
import { z } from 'zod';
import type { Hex } from '../../core/bytes.ts';
import type { Trx } from '../database/database.ts';
import type { AnchorState } from '../database/tables.ts';
import { hexOf } from '../records/bytes.ts';

export const anchorStateSchema = z.enum([
  'recorded',
  'batched',
  'submitted',
  'mined',
  'final',
  'failed',
]) satisfies z.ZodType<AnchorState>;

/** How far an event has come on its way into the chain; `sealedAt` is the time of its block, once that is final. */
export const sealingSchema = z
  .strictObject({ state: anchorStateSchema, sealedAt: z.iso.datetime().nullable() })
  .meta({ id: 'Sealing' });
export type Sealing = z.output<typeof sealingSchema>;

/** What a query that joins events, batches and chain_transactions knows of one event. */
export interface SealingColumns {
  readonly batchNumber: number | null;
  readonly transactionState: Exclude<AnchorState, 'recorded'> | null;
  /** Seconds since 1970. */
  readonly blockTime: number | null;
}

/** An event without a batch is recorded; a batch without a transaction is batched; then the transaction says. */
export function sealingOf(row: SealingColumns): Sealing {
  const state = row.batchNumber === null ? 'recorded' : (row.transactionState ?? 'batched');
  return { state, sealedAt: sealedAt(state, row.blockTime) };
}

/** @param blockTime of the transaction, in seconds since 1970 */
export function sealedAt(state: AnchorState, blockTime: number | null): string | null {
  return state === 'final' && blockTime !== null ? new Date(blockTime * 1000).toISOString() : null;
}

/** The sealing of the newest event of each record that its reader may know of: with it all that went before is sealed. */
export async function sealingOfHeads(
  trx: Trx,
  recordIds: readonly Buffer[],
): Promise<ReadonlyMap<Hex, Sealing>> {
  if (recordIds.length === 0) return new Map();
  const { rows } = await sql<SealingColumns & { recordId: Buffer }>`
    SELECT r.record_id AS "recordId", e.batch_number AS "batchNumber", t.state AS "transactionState", t.block_time AS "blockTime"
    FROM records r
    JOIN events e ON e.record_id = r.record_id AND e.sequence = least(r.head_sequence, sees_until(r.record_id))
    LEFT JOIN batches b ON b.number = e.batch_number
    LEFT JOIN chain_transactions t ON t.id = b.transaction_id
    WHERE r.record_id = ANY(${recordIds}::bytea[])`.execute(trx);
  return new Map(rows.map((row) => [hexOf(row.recordId), sealingOf(row)]));
}
