import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { ChainAct } from './chain-act.ts';

/**
 * Puts an act into the outbox, in the transaction that recorded what it tells. The relay takes acts in the order of
 * their ids, so the caller must hold the lock on the records until it commits. As the system.
 * @param recordIds the records that the act is about; none for an act of the chambers' registry.
 * @returns the act's id in chain_acts.
 */
export async function insertChainAct(trx: Trx, act: ChainAct, recordIds: readonly Buffer[]): Promise<number> {
  const { id } = await trx
    .insertInto('chain_acts')
    .values({ record_ids: [...recordIds], act: act.act, payload: JSON.stringify(act) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface StoredAct {
  readonly id: number;
  readonly act: ChainAct;
  /** Why an earlier transaction with it came to nothing; null at the first try. */
  readonly failure: string | null;
}

/** The relay's side of chain_acts. As the system. */
export const chainActStore = {
  /** What waits for a transaction, in the order of recording. */
  waiting(trx: Trx, limit: number): Promise<StoredAct[]> {
    return acts(trx).where('state', '=', 'recorded').limit(limit).execute() as Promise<StoredAct[]>;
  },

  /** Whether a key waits to be accredited: what it signed is not to be anchored before. */
  async accreditationWaits(trx: Trx): Promise<boolean> {
    const found = await trx
      .selectFrom('chain_acts')
      .select('id')
      .where('act', '=', 'accreditation')
      .where('state', '=', 'recorded')
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  },

  ofTransaction(trx: Trx, transactionId: number): Promise<StoredAct[]> {
    return acts(trx).where('transaction_id', '=', transactionId).execute() as Promise<StoredAct[]>;
  },

  /** @throws when one of them does not wait any more: another process took it. */
  async putInto(trx: Trx, ids: readonly number[], transactionId: number): Promise<void> {
    const { numUpdatedRows } = await trx
      .updateTable('chain_acts')
      .set({ state: 'batched', transaction_id: transactionId })
      .where('id', 'in', ids)
      .where('state', '=', 'recorded')
      .executeTakeFirstOrThrow();
    if (Number(numUpdatedRows) !== ids.length) throw new Error('Acts were taken by another process.');
  },

  async setDone(trx: Trx, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await trx
      .updateTable('chain_acts')
      .set({ state: 'final', failure: null })
      .where('id', 'in', ids)
      .execute();
  },

  async setFailed(trx: Trx, failures: readonly { id: number; failure: string }[]): Promise<void> {
    if (failures.length === 0) return;
    await sql`
      UPDATE chain_acts SET state = 'failed', failure = f.failure
      FROM unnest(${failures.map((it) => it.id)}::bigint[], ${failures.map((it) => it.failure)}::text[]) AS f(id, failure)
      WHERE chain_acts.id = f.id`.execute(trx);
  },

  /** They wait for another transaction. */
  async setWaiting(trx: Trx, ids: readonly number[], failure: string | null): Promise<void> {
    if (ids.length === 0) return;
    await trx
      .updateTable('chain_acts')
      .set({ state: 'recorded', transaction_id: null, failure })
      .where('id', 'in', ids)
      .execute();
  },
};

const acts = (trx: Trx) =>
  trx.selectFrom('chain_acts').select(['id', 'payload as act', 'failure']).orderBy('id');
