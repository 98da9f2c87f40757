import { setImmediate as turn } from 'node:timers/promises';
import type { Deployment } from '../../core/trust.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../log.ts';
import {
  type EncodedAct,
  encodeRecordAct,
  isRecordAct,
  isStoreAct,
  type RecordAct,
  registryCall,
  relayCall,
  storeCall,
} from './act-calls.ts';
import { chainActStore, type StoredAct } from './chain-act-store.ts';
import type { ChainCall, Outbox } from './outbox.ts';
import type { Purpose } from './transaction-store.ts';

export interface RelayOptions {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly deployment: Deployment;
  readonly logger: Logger;
}

export interface Relay {
  /** Puts recorded acts into transactions. @returns how many it dealt with; call again until none is left. */
  relay(): Promise<number>;
}

const ACTS_AT_ONCE = 128;
/** Encoding and signing one transaction takes a millisecond an act, in one piece. */
const ACTS_OF_TRANSACTION = 32;
/** Below EIP-7825's 2^24, and a share of a block that chains grant without a wait. */
const GAS_OF_TRANSACTION = 12_000_000;

interface Planned {
  readonly purpose: Purpose;
  readonly ids: readonly number[];
  readonly call: ChainCall;
}

/**
 * Takes acts strictly in the order of recording, those of the chambers' registry and stores each in a transaction of its own: an
 * act on a record may need the accreditation that was given a moment before it, and a revocation comes too late when
 * the end of the key that signed it was told first.
 */
export function createRelay({ database, outbox, deployment, logger }: RelayOptions): Relay {
  return {
    async relay() {
      const waiting = await database.asSystem((trx) => chainActStore.waiting(trx, ACTS_AT_ONCE));
      if (waiting.length === 0) return 0;
      const { planned, malformed } = await plan(waiting, deployment);
      for (const it of malformed) logger.error(it, 'an act cannot be told to the chain');
      if (malformed.length > 0) {
        await database.asSystem((trx) => chainActStore.setFailed(trx, malformed));
      }
      for (const { purpose, ids, call } of planned) {
        const quoted = await outbox.quote(call);
        await database.asSystem(async (trx) => {
          await chainActStore.putInto(trx, ids, await outbox.enqueue(trx, purpose, quoted));
        });
      }
      return waiting.length;
    },
  };
}

async function plan(acts: readonly StoredAct[], deployment: Deployment) {
  const planned: Planned[] = [];
  const malformed: { id: number; failure: string }[] = [];
  let encoded: (EncodedAct & { id: number })[] = [];
  const closeGroups = async () => {
    for (const items of fill(encoded)) {
      planned.push({
        purpose: 'acts',
        ids: items.map((item) => item.id),
        call: relayCall(items, deployment),
      });
      await turn();
    }
    encoded = [];
  };
  for (const { id, act, failure } of acts) {
    try {
      if (!isRecordAct(act)) {
        const isStores = isStoreAct(act);
        const call = isStores ? storeCall(act, deployment.verifiers) : registryCall(act, deployment);
        await closeGroups();
        planned.push({ purpose: isStores ? 'acts' : 'accreditation', ids: [id], call });
        continue;
      }
      const item = encodeWithin(act, deployment);
      // The transaction around it ran out of gas: twice as much, alone decides.
      encoded.push({ id, ...item, gas: failure === null ? item.gas : 2 * item.gas });
    } catch (error) {
      malformed.push({ id, failure: error instanceof Error ? error.message : String(error) });
    }
    // Encoding takes a fraction of a millisecond each: others get their turn in between.
    await turn();
  }
  await closeGroups();
  return { planned, malformed };
}

function encodeWithin(act: RecordAct, deployment: Deployment): EncodedAct {
  const item = encodeRecordAct(act, deployment.verifiers);
  if (item.gas > GAS_OF_TRANSACTION) throw new RangeError('a group of so many records fits no transaction');
  return item;
}

/** In order, as many as fit into each transaction. */
function fill<T extends EncodedAct>(items: readonly T[]): T[][] {
  const groups: T[][] = [];
  let gas = Number.POSITIVE_INFINITY;
  for (const item of items) {
    if (gas + item.gas > GAS_OF_TRANSACTION || groups.at(-1)?.length === ACTS_OF_TRANSACTION) {
      groups.push([]);
      gas = 0;
    }
    groups.at(-1)?.push(item);
    gas += item.gas;
  }
  return groups;
}
