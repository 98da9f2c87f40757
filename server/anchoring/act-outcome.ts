import type { Result } from 'ethers';
import { fromHex, type Hex } from '../../core/bytes.ts';
import type { RecordId } from '../../core/ids.ts';
import {
  ACCREDITATION_OF,
  answerOf,
  callOf,
  PROFILE_OF,
  STATE_OF,
  type View,
} from '../../core/registry-views.ts';
import { signerIdOfBytes } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import { type JsonRpc, RpcError } from '../chain/json-rpc.ts';
import { type RecordAct, type RegistryAct, registryCall, storeCall } from './act-calls.ts';
import type { SignedHandover, StoreAct } from './chain-act.ts';
import type { ChainCall } from './outbox.ts';
import { chamberRegistry, documentStore, documentStores, recordRegistry } from './registry-abi.ts';
import type { Receipt } from './sender.ts';

/** `done` by whoever: an act is a signed message, and anyone may have relayed it before us. */
export type ActOutcome = { readonly done: true } | { readonly done: false; readonly failure: string };

const DONE: ActOutcome = { done: true };
const failed = (failure: string): ActOutcome => ({ done: false, failure });

/** What a transaction of ours told of one record: the acts that it did, and why it skipped others. */
interface Told {
  readonly name: string;
  readonly args: Result;
}

/** The RecordRegistry's events in a receipt, in order. */
export function eventsOf(receipt: Receipt, deployment: Deployment): Told[] {
  return receipt.logs
    .filter((log) => log.address.toLowerCase() === deployment.contracts.recordRegistry)
    .flatMap((log) => {
      const parsed = recordRegistry.parseLog(log);
      return parsed === null ? [] : [{ name: parsed.name, args: parsed.args }];
    });
}

/**
 * Whether an act came about. What our own transaction did is in its events; for what it skipped, the record's state
 * decides: done by another relay, or overtaken by another act.
 * @param told of the transaction; a `Skipped` that is used up is taken out, as two acts can name the same record.
 * @throws RpcUnavailable
 */
export async function recordActOutcome(
  rpc: JsonRpc,
  deployment: Deployment,
  act: RecordAct,
  told: Told[],
): Promise<ActOutcome> {
  if (told.some((event) => tellsOf(event, act))) return DONE;
  const recordId = recordIdOf(act);
  const skipped = told.findIndex((event) => event.name === 'Skipped' && event.args['recordId'] === recordId);
  const [reason] = skipped === -1 ? [] : told.splice(skipped, 1);
  if (await stateShows(rpc, deployment, act)) return DONE;
  return failed(reason === undefined ? 'not done' : describeError(recordRegistry, reason.args['reason']));
}

/** Of a group, the first record stands for all: all or none. */
function recordIdOf(act: RecordAct): RecordId {
  switch (act.act) {
    case 'handover':
      return firstOf(act.handovers).handover.recordId;
    case 'closing':
      return act.closing.recordId;
    case 'revocation':
      return act.revocation.recordId;
  }
}

function tellsOf({ name, args }: Told, act: RecordAct): boolean {
  if (args['recordId'] !== recordIdOf(act)) return false;
  switch (act.act) {
    case 'handover': {
      const { sequence, to } = firstOf(act.handovers).handover;
      return name === 'RecordHandedOver' && Number(args['sequence']) === sequence && args['to'] === to;
    }
    case 'closing':
      return name === 'RecordClosed';
    case 'revocation':
      return name === 'RecordRevoked';
  }
}

async function stateShows(rpc: JsonRpc, deployment: Deployment, act: RecordAct): Promise<boolean> {
  const recordId = recordIdOf(act);
  const { recordRegistry: address } = deployment.contracts;
  const { status, ...state } = await ask(rpc, address, STATE_OF, recordId);
  switch (act.act) {
    case 'handover': {
      const { sequence, to } = firstOf(act.handovers).handover;
      if (state.sequence <= sequence) return false;
      if (state.sequence === sequence + 1) return state.owner === to;
      // It has moved on since: only the registry's events tell who had it in between.
      return wasHandedOver(rpc, deployment, firstOf(act.handovers));
    }
    case 'closing':
      return status === 'closed' && state.sequence === act.closing.sequence;
    case 'revocation':
      return status === (act.revocation.successor === null ? 'revoked' : 'superseded');
  }
}

async function wasHandedOver(
  rpc: JsonRpc,
  deployment: Deployment,
  { handover }: SignedHandover,
): Promise<boolean> {
  const topic = recordRegistry.getEvent('RecordHandedOver')?.topicHash ?? null;
  const filter = {
    address: deployment.contracts.recordRegistry,
    fromBlock: '0x0',
    topics: [topic, handover.recordId],
  };
  const logs = (await rpc.call('eth_getLogs', [filter])) as Receipt['logs'];
  return logs.some((log) => {
    const args = recordRegistry.parseLog(log)?.args;
    return args?.['to'] === handover.to && Number(args['sequence']) === handover.sequence;
  });
}

/** Whether the registry already says what the act was to make it say; else why it refuses. @throws RpcUnavailable */
export async function registryActOutcome(
  rpc: JsonRpc,
  deployment: Deployment,
  act: RegistryAct,
  sender: Hex,
): Promise<ActOutcome> {
  const { chamberRegistry: address } = deployment.contracts;
  const shown = async (): Promise<boolean> => {
    if (act.act === 'profile') {
      return (await ask(rpc, address, PROFILE_OF, act.chamber)) === act.profileHash;
    }
    const signerId = act.act === 'ending' ? act.signerId : signerIdOfBytes(fromHex(act.signer));
    const slot = await ask(rpc, address, ACCREDITATION_OF, signerId);
    if (slot === null) return false;
    return act.act === 'accreditation' ? slot.chamber === act.chamber : slot.until <= act.at;
  };
  if (await shown()) return DONE;
  return failed(await whyRefused(rpc, registryCall(act, deployment), sender, chamberRegistry));
}

/** Whether the chamber's store already says what the act was to make it say; else why it refuses. @throws RpcUnavailable */
export async function storeActOutcome(
  rpc: JsonRpc,
  deployment: Deployment,
  act: StoreAct,
  sender: Hex,
): Promise<ActOutcome> {
  const askStore = async (
    contract: typeof documentStore,
    to: Hex,
    name: string,
    value: Hex,
  ): Promise<unknown> =>
    contract.decodeFunctionResult(
      name,
      (await call(rpc, to, contract.encodeFunctionData(name, [value]) as Hex)) as string,
    )[0];
  const store = (await askStore(documentStores, act.stores, 'storeOf', act.chamber)) as Hex;
  // Before its first batch there is no code, which answers nothing.
  const isMade = (await rpc.call('eth_getCode', [store, 'latest'])) !== '0x';
  const isDone =
    isMade &&
    (await (act.act === 'storeIssuance'
      ? askStore(documentStore, store, 'isIssued', act.root)
      : askStore(documentStore, store, 'isRevoked', act.targetHash)));
  if (isDone === true) return DONE;
  return failed(await whyRefused(rpc, storeCall(act, deployment.verifiers), sender, documentStore));
}

async function whyRefused(
  rpc: JsonRpc,
  { to, data }: ChainCall,
  sender: Hex,
  contract: typeof recordRegistry,
): Promise<string> {
  try {
    await rpc.call('eth_call', [{ from: sender, to, data }, 'latest']);
    return 'not done';
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    return describeError(contract, revertData(error.data) ?? '0x');
  }
}

/** The name and values of a custom error; its bytes when it is none of ours. */
export function describeError(contract: typeof recordRegistry, data: string): string {
  if (data === '0x') return 'reverted without a reason';
  const parsed = contract.parseError(data);
  if (parsed === null) return `reverted with ${data.slice(0, 138)}`;
  const values = parsed.fragment.inputs.map((input, index) => `${input.name} ${parsed.args[index]}`);
  return `${parsed.name}(${values.join(', ')})`;
}

/** Nodes put a revert's bytes into the error's data, or one level deeper. */
function revertData(data: unknown): string | null {
  if (typeof data === 'string') return /^0x[0-9a-f]*$/i.test(data) ? data : null;
  return typeof data === 'object' && data !== null && 'data' in data ? revertData(data.data) : null;
}

const call = (rpc: JsonRpc, to: Hex, data: Hex): Promise<unknown> =>
  rpc.call('eth_call', [{ to, data }, 'latest']);

const ask = async <Answer>(rpc: JsonRpc, to: Hex, view: View<Answer>, argument: Hex): Promise<Answer> =>
  answerOf(view, await call(rpc, to, callOf(view, argument)));

function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new RangeError('expected at least one');
  return first;
}
