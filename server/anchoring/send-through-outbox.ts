import { setTimeout as delay } from 'node:timers/promises';
import type { Hex } from '../../core/bytes.ts';
import type { Address } from '../../core/ids.ts';
import type { JsonRpc } from '../chain/json-rpc.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log.ts';
import { createChainAccount } from './account.ts';
import { createOutbox } from './outbox.ts';
import { createSender, type Mine, type Receipt } from './sender.ts';
import { settlePlain } from './settle.ts';
import type { Purpose } from './transaction-store.ts';

export interface SendOptions {
  readonly database: Database;
  readonly rpc: JsonRpc;
  readonly privateKey: string;
  readonly chainId: number;
  readonly confirmations: number;
  /** Of the embedded chain, in place of sending. */
  readonly mine?: Mine | undefined;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** @param to null deploys `data`. @returns the receipt of the final transaction. @throws when it reverted. */
export type Send = (call: { readonly to: Address | null; readonly data: Hex }) => Promise<Receipt>;

const TICK_MS = 100;

/**
 * Sends single transactions before there is anything to anchor: the deployment. They are written down before they
 * are sent and journalled like all others. Call it inside `whileAnchoring`: it uses the one sequence of nonces.
 */
export function sendThroughOutbox(purpose: Purpose, options: SendOptions): Send {
  const { database, rpc, confirmations } = options;
  const account = createChainAccount(options.privateKey, options.chainId);
  const outbox = createOutbox(rpc, account);
  const sender = createSender({ ...options, account, settle: settlePlain });

  return async ({ to, data }) => {
    const quoted = await outbox.quote({ to, data, leastGas: 0n });
    if (quoted.gasLimit === 0n)
      throw new Error('The chain refuses the transaction: its gas cannot be estimated.');
    const id = await database.asSystem((trx) => outbox.enqueue(trx, purpose, quoted));
    for (;;) {
      const { hash, state } = await database.asSystem((trx) =>
        trx
          .selectFrom('chain_transactions')
          .select(['hash', 'state'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow(),
      );
      if (state === 'failed') throw new Error(`The transaction ${hash} failed.`);
      if (state === 'final') return (await rpc.call('eth_getTransactionReceipt', [hash])) as Receipt;
      if (!(await sender.advance())) await delay(confirmations === 0 ? TICK_MS : 10 * TICK_MS);
    }
  };
}
