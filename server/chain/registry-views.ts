import { fromHex, type Hex, toHex, utf8 } from '../../core/bytes.ts';
import { type Accreditation, type Anchor, RECORD_STATUSES, type RecordState } from '../../core/chain.ts';
import { keccak256 } from '../../core/hashing.ts';
import { type BatchRoot, ChamberId, CodeHash, ProfileHash, type RecordId, SignerId } from '../../core/ids.ts';
import { remembered } from '../../core/remembered.ts';

/**
 * The views that a verification asks. Their arguments and answers are single words of 32 bytes, read here by hand:
 * a verification asks several, and a general decoder takes longer than the node does to answer.
 */
const selector = (signature: string) => toHex(keccak256(utf8(signature)).subarray(0, 4));
const ANCHOR_OF = selector('anchorOf(bytes32)');
const ACCREDITATION_OF = selector('accreditationOf(bytes24)');
const PROFILE_OF = selector('profileOf(bytes16)');
const STATE_OF = selector('stateOf(bytes32)');

/** Bytes shorter than a word stand at its beginning (Solidity ABI, `bytesN`). */
const call = (function_: string, argument: Hex) => `${function_}${argument.slice(2).padEnd(64, '0')}` as Hex;

export const callAnchorOf = (root: BatchRoot): Hex => call(ANCHOR_OF, root);
export const callAccreditationOf = (signer: SignerId): Hex => call(ACCREDITATION_OF, signer);
export const callProfileOf = (chamber: ChamberId): Hex => call(PROFILE_OF, chamber);
export const callStateOf = (record: RecordId): Hex => call(STATE_OF, record);

/** Null: not anchored. */
export function readAnchor(answer: unknown): Anchor | null {
  const [time, number] = words(answer, 2);
  return isZero(time) ? null : { time: toNumber(time), number: toNumber(number) };
}

/** Null: never accredited. */
export function readAccreditation(answer: unknown): Omit<Accreditation, 'profileHash'> | null {
  const [chamber, from, until] = words(answer, 3);
  if (isZero(chamber)) return null;
  return { chamber: ChamberId.parse(leftBytes(chamber, 16)), from: toNumber(from), until: toNumber(until) };
}

/** Zero: none is set. */
export const readProfile = (answer: unknown): ProfileHash => ProfileHash.parse(`0x${words(answer, 1)[0]}`);

export function readState(answer: unknown): RecordState {
  const [owner, sequence, status, reason] = words(answer, 4);
  const name = RECORD_STATUSES[toNumber(status)];
  if (name === undefined) throw new TypeError(`unknown record status ${status}`);
  return {
    status: name,
    owner: isZero(owner) ? null : SignerId.parse(leftBytes(owner, 24)),
    sequence: toNumber(sequence),
    reason: toNumber(reason),
  };
}

type Words<N extends number, Found extends string[] = []> = Found['length'] extends N
  ? Found
  : Words<N, [...Found, string]>;

/** @throws when the answer is not exactly `count` words: another contract answered, or none. */
function words<N extends number>(answer: unknown, count: N): Words<N> {
  if (typeof answer !== 'string' || !/^0x[0-9a-f]*$/.test(answer) || answer.length !== 2 + 64 * count) {
    throw new TypeError('the answer is not one of our contracts’');
  }
  return Array.from({ length: count }, (_, n) => answer.slice(2 + 64 * n, 66 + 64 * n)) as Words<N>;
}

const isZero = (word: string) => /^0+$/.test(word);
const leftBytes = (word: string, length: number) => `0x${word.slice(0, 2 * length)}`;

/** Times, numbers and sequences are below 2⁵³ as long as the contract is ours. */
function toNumber(word: string): number {
  const value = Number.parseInt(word, 16);
  if (!Number.isSafeInteger(value)) throw new TypeError('a number in the answer is too large to be ours');
  return value;
}

/** EXTCODEHASH of the code that `eth_getCode` gives: the same for every reader, and a millisecond's work. */
export const codeHashOf = (code: unknown): CodeHash => hashOfCode(String(code));

// A contract has 24,576 bytes at most (EIP-170).
const hashOfCode = remembered((code) => CodeHash.of(keccak256(fromHex(code, 'code'))), {
  ...{ longest: 2 + 2 * 24_576, most: 64 },
});
