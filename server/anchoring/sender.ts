import type { Hex } from '../../core/bytes.ts';
import { type JsonRpc, RpcError } from '../chain/json-rpc.ts';
import type { Database, Trx } from '../database/database.ts';
import type { Logger } from '../log.ts';
import type { ChainAccount } from './account.ts';
import { type MinedIn, type OpenTransaction, transactionStore } from './transaction-store.ts';

/** What the sender needs of a receipt (eth_getTransactionReceipt). */
export interface Receipt {
  readonly blockHash: Hex;
  readonly blockNumber: Hex;
  readonly status: '0x0' | '0x1';
  readonly contractAddress: Hex | null;
  readonly logs: readonly { readonly address: Hex; readonly topics: readonly Hex[]; readonly data: Hex }[];
}

/**
 * Says what became of what a transaction carried, once nothing can change it any more: asks the chain, then gives
 * what is to be written in one database transaction. `receipt` is null when the transaction can never be mined.
 */
export type Settle = (
  transaction: OpenTransaction,
  receipt: Receipt | null,
) => Promise<{ state: 'final' | 'failed'; write: (trx: Trx) => Promise<void> }>;

/**
 * Mines a raw transaction on the embedded chain, in a block of its own at the given time (seconds since 1970).
 * @throws RpcError, RpcUnavailable
 */
export type Mine = (raw: Hex, blockTime: number) => Promise<void>;

export interface SenderOptions {
  readonly database: Database;
  readonly rpc: JsonRpc;
  readonly account: ChainAccount;
  /** Blocks on top of a transaction's until it is final. */
  readonly confirmations: number;
  readonly settle: Settle;
  /** Of the embedded chain, in place of sending. */
  readonly mine?: Mine | undefined;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface Sender {
  /**
   * One look at every open transaction: sends what the chain does not know, writes down what it mined, settles what
   * is final. @returns whether anything changed. @throws RpcUnavailable: nothing is lost, look again later.
   */
  advance(): Promise<boolean>;
}

const OPEN_AT_ONCE = 64;
const STUCK_MS = 5 * 60_000;

/**
 * Brings written transactions onto the chain, in the order of their nonces, and keeps them there: what a crash, a
 * restart of the embedded chain or a reorganisation took away is sent again, byte for byte, so nothing is done twice.
 *
 * A transaction that is stuck because its fee is too low for a public chain is logged, not repriced: a second
 * transaction on the same nonce is a decision on money. The operator sends one from the same account with the stuck
 * nonce and a higher fee (any wallet's "cancel" does). The sender then finds the nonce used up, and what the stuck
 * transaction carried travels in a new one at today's fee.
 */
export function createSender(options: SenderOptions): Sender {
  const { database, rpc, account, confirmations, settle, mine, logger, now } = options;
  const reported = new Map<number, number>();

  /**
   * The embedded chain forgets with its process what was not written down as mined, and readers may have seen it: its
   * time is chosen and written down before it is mined first, so that it comes back in the same block.
   */
  const plannedTimeOf = async ({ id, plannedTime }: OpenTransaction): Promise<number> => {
    if (plannedTime !== null) return plannedTime;
    const head = (await rpc.call('eth_getBlockByNumber', ['latest', false])) as { timestamp: Hex };
    const time = Math.max(Math.floor(now().getTime() / 1000), Number(head.timestamp));
    await database.asSystem((trx) => transactionStore.setPlannedTime(trx, id, time));
    return time;
  };

  const send = async (unsent: readonly OpenTransaction[]): Promise<number[]> => {
    const sent: number[] = [];
    for (const transaction of unsent) {
      const { id, nonce, raw, hash } = transaction;
      try {
        if (mine === undefined) await rpc.call('eth_sendRawTransaction', [raw]);
        else await mine(raw, await plannedTimeOf(transaction));
      } catch (error) {
        if (!(error instanceof RpcError)) throw error;
        if (!/already known|known transaction|already imported|already exists/i.test(error.message)) {
          logger.warn({ nonce, hash, reason: error.message }, 'the chain refused a transaction');
          // Those behind it would only wait for it.
          break;
        }
      }
      sent.push(id);
    }
    return sent;
  };

  /** Of the transactions without a receipt, those that the chain's pool does not know. */
  const unknownToPool = async (waiting: readonly OpenTransaction[]): Promise<OpenTransaction[]> => {
    const asked = waiting.filter((it) => it.state !== 'batched');
    const found = await Promise.all(asked.map((it) => rpc.call('eth_getTransactionByHash', [it.hash])));
    const known = new Set(asked.filter((_, index) => found[index] !== null).map((it) => it.id));
    return waiting.filter((it) => !known.has(it.id));
  };

  /**
   * Asks again after the receipts: had the chain been restarted or taken back in between, they would be missing
   * because it forgot them, and not because others used their nonces.
   */
  const usedByOthers = async (
    suspects: readonly OpenTransaction[],
    block: string,
  ): Promise<OpenTransaction[]> => {
    if (suspects.length === 0) return [];
    const usedUp = Number(await rpc.call('eth_getTransactionCount', [account.address, block]));
    return suspects.filter((it) => it.nonce < usedUp);
  };

  const reportStuck = (waiting: readonly OpenTransaction[]) => {
    const [first] = waiting;
    if (first === undefined || first.state === 'batched') return;
    const at = now().getTime();
    if (at - Math.max(first.createdAt.getTime(), reported.get(first.id) ?? 0) < STUCK_MS) return;
    reported.clear();
    reported.set(first.id, at);
    logger.warn({ nonce: first.nonce, hash: first.hash }, 'a transaction is not mined: is its fee too low?');
  };

  const writeDown = async (transaction: OpenTransaction, receipt: Receipt | null): Promise<void> => {
    const { state, write } = await settle(transaction, receipt);
    await database.asSystem(async (trx) => {
      await transactionStore.setSettled(trx, transaction.id, state);
      await write(trx);
    });
  };

  return {
    async advance() {
      const open = await database.asSystem((trx) => transactionStore.open(trx, OPEN_AT_ONCE));
      if (open.length === 0) return false;
      // The count is that of a block that no reorganisation is expected to take away, and read before the receipts:
      // a nonce that is used up there, without a receipt of ours now, was used by another transaction.
      const head = Number(await rpc.call('eth_blockNumber'));
      const settled = `0x${Math.max(head - confirmations, 0).toString(16)}`;
      const usedUp = Number(await rpc.call('eth_getTransactionCount', [account.address, settled]));
      const receipts = (await Promise.all(
        open.map((it) => rpc.call('eth_getTransactionReceipt', [it.hash])),
      )) as (Receipt | null)[];

      const replaced = await usedByOthers(
        open.filter((it, index) => receipts[index] === null && it.nonce < usedUp),
        settled,
      );
      for (const transaction of replaced) {
        logger.error({ nonce: transaction.nonce, hash: transaction.hash }, 'a nonce was used by another');
        await writeDown(transaction, null);
      }
      if (replaced.length > 0) return true;

      // In the order of nonces: whatever comes after one that is not mined is not mined either.
      const end = receipts.indexOf(null);
      const minedCount = end === -1 ? open.length : end;
      const mined = open
        .slice(0, minedCount)
        .map((it, index) => ({ it, receipt: receipts[index] as Receipt }));
      const waiting = open.slice(minedCount);

      const vanished = waiting.filter((it) => it.state === 'mined');
      if (vanished.length > 0) {
        logger.warn({ nonces: vanished.map((it) => it.nonce) }, 'blocks were taken back: sending again');
        await database.asSystem((trx) =>
          transactionStore.setSubmitted(
            trx,
            vanished.map((it) => it.id),
          ),
        );
      }
      const fresh = mined.filter(({ it, receipt }) => it.blockHash !== receipt.blockHash);
      if (fresh.length > 0) {
        const blocks = await readBlocks(rpc, fresh);
        await database.asSystem((trx) => transactionStore.setMined(trx, blocks));
      }
      // Only what was written down as mined before this look: on the embedded chain that makes it journalled.
      let settledCount = 0;
      for (const { it, receipt } of mined) {
        if (it.blockHash !== receipt.blockHash || head - Number(receipt.blockNumber) < confirmations) break;
        await writeDown(it, receipt);
        settledCount++;
      }
      const sent = await send(await unknownToPool(waiting));
      const newlySent = waiting.filter((it) => it.state === 'batched' && sent.includes(it.id));
      await database.asSystem((trx) =>
        transactionStore.setSubmitted(
          trx,
          newlySent.map((it) => it.id),
        ),
      );
      reportStuck(waiting);
      return settledCount + fresh.length + sent.length > 0;
    },
  };
}

async function readBlocks(
  rpc: JsonRpc,
  mined: readonly { it: OpenTransaction; receipt: Receipt }[],
): Promise<MinedIn[]> {
  const hashes = [...new Set(mined.map(({ receipt }) => receipt.blockHash))];
  const blocks = (await Promise.all(
    hashes.map((hash) => rpc.call('eth_getBlockByHash', [hash, false])),
  )) as ({ timestamp: Hex } | null)[];
  const times = new Map(hashes.map((hash, index) => [hash, blocks[index]?.timestamp]));
  const written: MinedIn[] = [];
  for (const { it, receipt } of mined) {
    const time = times.get(receipt.blockHash);
    // Taken back between the two questions: the next look sees where it is now.
    if (time === undefined) break;
    written.push({
      id: it.id,
      blockNumber: Number(receipt.blockNumber),
      blockHash: receipt.blockHash,
      blockTime: Number(time),
    });
  }
  return written;
}
