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
