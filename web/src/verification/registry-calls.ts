import { fromHex, fromUintBytes, toHex, utf8 } from '../../../core/bytes.ts';
import {
  type Accreditation,
  type Anchor,
  ChainUnavailableError,
  RECORD_STATUSES,
  type RecordState,
} from '../../../core/chain.ts';
import { keccak256 } from '../../../core/hashing.ts';
import {
  type Address,
  type BatchRoot,
  ChamberId,
  ProfileHash,
  type RecordId,
  SignerId,
} from '../../../core/ids.ts';
import type { Deployment } from '../../../core/trust.ts';
import type { RpcCall } from './json-rpc.ts';

type Contracts = Deployment['contracts'];

/** Every question is put to a block named by its hash (EIP-1898): answers of two branches must not be mixed. */
export type BlockHash = string;

/** One view function of the registries: its call at a block, and its answer read. ABI words are 32 bytes. */
interface View<Argument, Answer> {
  call(contracts: Contracts, argument: Argument, block: BlockHash): RpcCall;
  /** @throws ChainUnavailableError for what no registry of ours answers */
  read(result: unknown): Answer;
}

export const anchorOf: View<BatchRoot, Anchor | null> = {
  call: ({ anchorRegistry }, root, block) => viewCall(anchorRegistry, 'anchorOf(bytes32)', root, block),
  read(result) {
    const [time, number] = words(result, 2);
    return uint(time) === 0 ? null : { time: uint(time), number: uint(number) };
  },
};

export const accreditationOf: View<SignerId, Omit<Accreditation, 'profileHash'> | null> = {
  call: ({ chamberRegistry }, signer, block) =>
    viewCall(chamberRegistry, 'accreditationOf(bytes24)', signer, block),
  read(result) {
    const [chamber, from, until] = words(result, 3);
    const id = left(chamber, ChamberId.length);
    // `until` may be zero of a key that was ended from the beginning; only "none" has no chamber.
    if (id.every((byte) => byte === 0)) return null;
    return { chamber: ChamberId.of(id), from: uint(from), until: uint(until) };
  },
};

export const profileOf: View<ChamberId, ProfileHash> = {
  call: ({ chamberRegistry }, chamber, block) =>
    viewCall(chamberRegistry, 'profileOf(bytes16)', chamber, block),
  read(result) {
    const [hash] = words(result, 1);
    return ProfileHash.of(left(hash, ProfileHash.length));
  },
};

export const stateOf: View<RecordId, RecordState> = {
  call: ({ recordRegistry }, record, block) => viewCall(recordRegistry, 'stateOf(bytes32)', record, block),
  read(result) {
    const [owner, sequence, code, reason] = words(result, 4);
    const status = RECORD_STATUSES[uint(code)];
    if (status === undefined) throw unreadable();
    return {
      status,
      owner: status === 'unknown' ? null : SignerId.of(left(owner, SignerId.length)),
      sequence: uint(sequence),
      reason: uint(reason),
    };
  },
};

/** Fixed bytes stand at the left of their word. */
function viewCall(to: Address, signature: string, argument: string, block: BlockHash): RpcCall {
  const selector = toHex(keccak256(utf8(signature)).subarray(0, 4));
  const data = selector + argument.slice(2).padEnd(64, '0');
  return { method: 'eth_call', params: [{ to, data }, { blockHash: block }] };
}

function words(result: unknown, count: number): Uint8Array[] {
  const isWords = typeof result === 'string' && new RegExp(`^0x[0-9a-f]{${64 * count}}$`).test(result);
  if (!isWords) throw unreadable();
  const bytes = fromHex(result);
  return Array.from({ length: count }, (_, index) => bytes.subarray(32 * index, 32 * (index + 1)));
}

const uint = (word: Uint8Array | undefined): number => (word === undefined ? 0 : fromUintBytes(word));
const left = (word: Uint8Array | undefined, length: number): Uint8Array =>
  (word ?? new Uint8Array(length)).subarray(0, length);

/** Another contract, or none, at a registry's address: nothing is known then, which is not the same as "no". */
const unreadable = (): ChainUnavailableError =>
  new ChainUnavailableError('a registry does not answer as it should: it is not on this chain');
