import { setTimeout as delay } from 'node:timers/promises';
import type { Es256Signer } from '../../core/es256.ts';
import type { Deployment } from '../../core/trust.ts';
import { type JsonRpc, RpcUnavailable } from '../chain/json-rpc.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log.ts';
import { createChainAccount } from './account.ts';
import { createAnchoringLock } from './anchoring-lock.ts';
import { batchStore } from './batch-store.ts';
import { createBatcher } from './batcher.ts';
import { createOutbox } from './outbox.ts';
import { progressStore } from './progress-store.ts';
import { createRelay } from './relay.ts';
import { createSender, type Mine, type Settle } from './sender.ts';
import { createSettle, settlePlain } from './settle.ts';
import { transactionStore } from './transaction-store.ts';

export interface AnchoringOptions {
  readonly database: Database;
  /** Of a chain that takes transactions. */
  readonly rpc: JsonRpc;
  /** Pays for the transactions: `0x` and 64 hexadecimal digits. */
  readonly privateKey: string;
  readonly deployment: Deployment;
  /** Signs the roots. */
  readonly operator: Es256Signer;
  /** Longest time that an event waits for its batch. */
  readonly batchIntervalMs: number;
  /** Events in one batch at most; so many make one before the interval is over. */
  readonly batchSize: number;
  /** Blocks on top of a transaction's until it is final. */
  readonly confirmations: number;
  /** Of the embedded chain, in place of sending. */
  readonly mine?: Mine | undefined;
  /** How often acts and the chain are looked at; 100 ms on a chain of our own, else 1 s. */
  readonly tickMs?: number;
  readonly logger: Logger;
  readonly now: () => Date;
}

export interface Anchoring {
  /** Anchors from now on, whenever no other process does. */
  start(): void;
  /** Ends after the step under way. What is not done stays in the database for whoever anchors next. */
  stop(): Promise<void>;
  /**
   * Waits until everything that is recorded now is final (or failed), without waiting for the interval when this is
   * the process that anchors. @throws when it takes longer than `timeoutMs` (30 s).
   */
  flush(timeoutMs?: number): Promise<void>;
}

/** The chain of others is not asked as often as our own. */
const TICK_MS = 100;
const REMOTE_TICK_MS = 1_000;
const TAKE_OVER_MS = 500;
const RETRY_MS = 500;
/** More transactions under way than this, and events and acts wait for the chain. */
const OPEN_MAX = 32;

/** Tells the chain what the database holds: batches of events, and acts. One process does it at a time. */
export function createAnchoring(options: AnchoringOptions): Anchoring {
  const { database, rpc, deployment, confirmations, logger, batchIntervalMs, batchSize } = options;
  const tickMs = options.tickMs ?? (confirmations === 0 ? TICK_MS : REMOTE_TICK_MS);
  const account = createChainAccount(options.privateKey, deployment.chainId);
  const outbox = createOutbox(rpc, account);
  const lock = createAnchoringLock(database);
  const batcher = createBatcher({ ...options, outbox });
  const { relay } = createRelay({ database, outbox, deployment, logger });
  const settleActs = createSettle({ database, rpc, deployment, sender: account.address, logger });

  let stopping: AbortController | undefined;
  let running: Promise<void> = Promise.resolve();
  let hurried = false;
  let lastBatchAt = 0;
  /** A batch may be without an anchor: at the start we do not know. */
  let anchorsFailed = true;
  const settle: Settle = async (transaction, receipt) => {
    const carries = transaction.purpose === 'acts' || transaction.purpose === 'accreditation';
    const settled = await (carries ? settleActs : settlePlain)(transaction, receipt);
    if (settled.state === 'failed' && transaction.purpose === 'anchor') anchorsFailed = true;
    return settled;
  };
  const sender = createSender({ ...options, account, settle });

  const isDue = async (): Promise<boolean> => {
    if (hurried || performance.now() - lastBatchAt >= batchIntervalMs) return true;
    return database.asSystem((trx) => batchStore.waits(trx, batchSize));
  };

  const batchWhenDue = async (): Promise<void> => {
    if (!(await isDue())) return;
    lastBatchAt = performance.now();
    hurried = false;
    const count = await batcher.batch();
    if (count > 0) logger.debug({ count, ms: Math.round(performance.now() - lastBatchAt) }, 'batched');
  };

  /** Everything that can be done now. */
  const step = async (signal: AbortSignal): Promise<void> => {
    if (anchorsFailed) {
      anchorsFailed = false;
      await batcher.anchorAgain().catch((error: unknown) => {
        anchorsFailed = true;
        throw error;
      });
    }
    if ((await database.asSystem((trx) => transactionStore.countOpen(trx))) < OPEN_MAX) {
      // Accreditations first: what a new key signs is to be anchored after the key was accredited.
      await relay();
      await batchWhenDue();
    }
    while ((await sender.advance()) && !signal.aborted);
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    const pause = (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);
    while (!signal.aborted) {
      try {
        if (!(await lock.tryTake())) {
          await pause(TAKE_OVER_MS);
          continue;
        }
        await step(signal);
        await pause(tickMs);
      } catch (error) {
        if (signal.aborted) break;
        // The chain or the database is away, or another process took over: nothing is lost, the next step sees.
        if (error instanceof RpcUnavailable) logger.warn({ reason: error.message }, 'anchoring waits');
        else logger.error({ err: error }, 'anchoring');
        await pause(RETRY_MS);
      }
    }
  };

  return {
    start() {
      if (stopping !== undefined) return;
      stopping = new AbortController();
      running = run(stopping.signal);
    },
    async stop() {
      stopping?.abort();
      await running;
      stopping = undefined;
      await lock.release();
    },
    async flush(timeoutMs = 30_000) {
      const until = performance.now() + timeoutMs;
      const recorded = await database.asSystem((trx) => progressStore.recorded(trx));
      for (;;) {
        hurried = true;
        if (await database.asSystem((trx) => progressStore.isSettled(trx, recorded))) return;
        if (performance.now() > until) throw new Error(`Not everything is anchored after ${timeoutMs} ms.`);
        await delay(25);
      }
    },
  };
}
