import { sql } from 'kysely';
import type { Hex } from '../../core/bytes.ts';
import type { Trx } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { SignedTransaction } from './account.ts';

export type Purpose = Tables['chain_transactions']['purpose'];

/** A transaction that is not settled yet. */
export interface OpenTransaction {
  readonly id: number;
  readonly purpose: Purpose;
  readonly nonce: number;
  readonly raw: Hex;
  readonly hash: Hex;
  readonly state: 'batched' | 'submitted' | 'mined';
  readonly blockHash: Hex | null;
  /** Time of the block that it is to be mined in, seconds since 1970; null where the chain decides. */
  readonly plannedTime: number | null;
  readonly createdAt: Date;
}

export interface MinedIn {
  readonly id: number;
  readonly blockNumber: number;
  readonly blockHash: Hex;
  /** Seconds since 1970. */
  readonly blockTime: number;
}

/** SQL of chain_transactions, with the states of the acts that travel in them. As the system. */
export const transactionStore = {
  /** One more than the greatest in use; null when there is none yet. */
  async nextNonce(trx: Trx): Promise<number | null> {
    const { last } = await trx
      .selectFrom('chain_transactions')
      .select((eb) => eb.fn.max('nonce').as('last'))
      .executeTakeFirstOrThrow();
    return last === null ? null : last + 1;
  },

  async insert(
    trx: Trx,
    { purpose, nonce, raw, hash }: SignedTransaction & { purpose: Purpose; nonce: number },
  ): Promise<number> {
    const { id } = await trx
      .insertInto('chain_transactions')
      .values({ purpose, nonce, raw, hash })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  },

  /** In the order of their nonces. */
  async open(trx: Trx, limit: number): Promise<OpenTransaction[]> {
    const rows = await trx
      .selectFrom('chain_transactions')
      .select([
        'id',
        'purpose',
        'nonce',
        'raw',
        'hash',
        'state',
        'block_hash as blockHash',
        'planned_time as plannedTime',
        'created_at as createdAt',
      ])
      .where('state', 'not in', ['final', 'failed'])
      .orderBy('nonce')
      .limit(limit)
      .execute();
    return rows as unknown as OpenTransaction[];
  },

  async setPlannedTime(trx: Trx, id: number, time: number): Promise<void> {
    await trx.updateTable('chain_transactions').set({ planned_time: time }).where('id', '=', id).execute();
  },

  async countOpen(trx: Trx): Promise<number> {
    const { count } = await trx
      .selectFrom('chain_transactions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', 'not in', ['final', 'failed'])
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  /** They were sent, for the first time or again: in no block that we know of. */
  async setSubmitted(trx: Trx, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await trx
      .updateTable('chain_transactions')
      .set({ state: 'submitted', block_number: null, block_hash: null, block_time: null })
      .where('id', 'in', ids)
      .execute();
    await setActs(trx, ids, 'submitted');
  },

  async setMined(trx: Trx, mined: readonly MinedIn[]): Promise<void> {
    if (mined.length === 0) return;
    const ids = mined.map((it) => it.id);
    await sql`
      UPDATE chain_transactions SET state = 'mined', block_number = m.number, block_hash = m.hash, block_time = m.time
      FROM unnest(${ids}::bigint[], ${mined.map((it) => it.blockNumber)}::bigint[],
        ${mined.map((it) => it.blockHash)}::text[], ${mined.map((it) => it.blockTime)}::bigint[])
        AS m(id, number, hash, time)
      WHERE chain_transactions.id = m.id`.execute(trx);
    await setActs(trx, ids, 'mined');
  },

  async setSettled(trx: Trx, id: number, state: 'final' | 'failed'): Promise<void> {
    await trx.updateTable('chain_transactions').set({ state }).where('id', '=', id).execute();
  },
};

async function setActs(
  trx: Trx,
  transactionIds: readonly number[],
  state: 'submitted' | 'mined',
): Promise<void> {
  await trx
    .updateTable('chain_acts')
    .set({ state })
    .where('transaction_id', 'in', transactionIds)
    .where('state', 'not in', ['final', 'failed'])
    .execute();
}
