import type { Hex } from '../../core/bytes.ts';
import type { Deployment } from '../../core/trust.ts';
import type { JsonRpc } from '../chain/json-rpc.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log.ts';
import { isRecordAct, isStoreAct } from './act-calls.ts';
import { eventsOf, recordActOutcome, registryActOutcome, storeActOutcome } from './act-outcome.ts';
import { chainActStore } from './chain-act-store.ts';
import type { Settle } from './sender.ts';

export interface SettleOptions {
  readonly database: Database;
  readonly rpc: JsonRpc;
  readonly deployment: Deployment;
  /** Who sends our transactions. */
  readonly sender: Hex;
  readonly logger: Logger;
}

/**
 * What became of the acts in a transaction. An act is final when it came about, by whomever; failed, with the
 * contract's reason, when the chain will never do it. A transaction that came to nothing as a whole (its nonce was
 * used by another, it ran out of gas) says nothing about its acts: those not done go into another one, once.
 */
export function createSettle({ database, rpc, deployment, sender, logger }: SettleOptions): Settle {
  return async (transaction, receipt) => {
    const succeeded = receipt?.status === '0x1';
    const acts = await database.asSystem((trx) => chainActStore.ofTransaction(trx, transaction.id));
    const told = receipt === null ? [] : eventsOf(receipt, deployment);
    const done: number[] = [];
    const failed: { id: number; failure: string }[] = [];
    const again: number[] = [];
    for (const { id, act, failure: earlier } of acts) {
      // The transaction of a registry's or store's act is the act.
      if (!isRecordAct(act) && succeeded) {
        done.push(id);
        continue;
      }
      const outcome = isRecordAct(act)
        ? await recordActOutcome(rpc, deployment, act, told)
        : isStoreAct(act)
          ? await storeActOutcome(rpc, deployment, act, sender)
          : await registryActOutcome(rpc, deployment, act, sender);
      if (outcome.done) done.push(id);
      else if (receipt === null || (isRecordAct(act) && !succeeded && earlier === null)) again.push(id);
      else failed.push({ id, failure: outcome.failure });
    }
    for (const it of failed) logger.error(it, 'the chain refused an act');
    const note = receipt === null ? null : `transaction ${transaction.hash} reverted`;
    return {
      state: succeeded ? 'final' : 'failed',
      async write(trx) {
        await chainActStore.setDone(trx, done);
        await chainActStore.setFailed(trx, failed);
        await chainActStore.setWaiting(trx, again, note);
      },
    };
  };
}

/** Of transactions that carry no acts: a deployment, or an anchor, which the batcher sends again when it failed. */
export const settlePlain: Settle = async (_transaction, receipt) => ({
  state: receipt?.status === '0x1' ? 'final' : 'failed',
  write: async () => undefined,
});
