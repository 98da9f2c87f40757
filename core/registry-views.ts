import { type Hex, toHex, utf8 } from './bytes.ts';
import { type Accreditation, type Anchor, RECORD_STATUSES, type RecordState } from './chain.ts';
import { keccak256 } from './hashing.ts';
import { ChamberId, ProfileHash, SignerId } from './ids.ts';

/**
 * A view of a registry that a verification asks (protocol §10). Argument and answer are words of 32 bytes, read here by
 * hand: a verification asks several, and a general decoder takes longer than the node does to answer.
 */
export interface View<Answer> {
  /** First four bytes of the Keccak-256 of `name(types)`. */
  readonly selector: Hex;
  /** Words of the answer. */
  readonly length: number;
  /** @throws TypeError for what no registry of ours says */
  read(words: readonly string[]): Answer;
}

function view<Answer>(
  signature: string,
  length: number,
  read: (words: readonly string[]) => Answer,
): View<Answer> {
  return { selector: toHex(keccak256(utf8(signature)).subarray(0, 4)), length, read };
}

/** Null: not anchored. */
export const ANCHOR_OF: View<Anchor | null> = view('anchorOf(bytes32)', 2, ([time = '', number = '']) =>
  isZero(time) ? null : { time: toNumber(time), number: toNumber(number) },
);

/** Null: never accredited. `until` may be zero of a key that was ended from the beginning; only "none" has no chamber. */
export const ACCREDITATION_OF: View<Omit<Accreditation, 'profileHash'> | null> = view(
  'accreditationOf(bytes24)',
  3,
  ([chamber = '', from = '', until = '']) =>
    isZero(chamber)
      ? null
      : { chamber: ChamberId.parse(left(chamber, 16)), from: toNumber(from), until: toNumber(until) },
);

/** Zero: none is set. */
export const PROFILE_OF: View<ProfileHash> = view('profileOf(bytes16)', 1, ([hash = '']) =>
  ProfileHash.parse(`0x${hash}`),
);

export const STATE_OF: View<RecordState> = view(
  'stateOf(bytes32)',
  4,
  ([owner = '', sequence = '', status = '', reason = '']) => {
    const name = RECORD_STATUSES[toNumber(status)];
    if (name === undefined) throw new TypeError(`unknown record status ${status}`);
    return {
      status: name,
      owner: isZero(owner) ? null : SignerId.parse(left(owner, 24)),
      sequence: toNumber(sequence),
      reason: toNumber(reason),
    };
  },
);

/** A word of 64 hexadecimal digits; bytes shorter than a word stand at its beginning (Solidity ABI, `bytesN`). */
export const argumentWord = (argument: Hex): string => argument.slice(2).padEnd(64, '0');

/** What `eth_call` sends for one view. */
export const callOf = ({ selector }: View<unknown>, argument: Hex): Hex =>
  `${selector}${argumentWord(argument)}`;

/** What one view answered to `eth_call`. @throws TypeError for what no registry of ours says */
export const answerOf = <Answer>({ length, read }: View<Answer>, answer: unknown): Answer =>
  read(wordsOf(answer, length));

/** @throws TypeError when the answer is not exactly `count` words: another contract answered, or none */
export function wordsOf(answer: unknown, count: number): string[] {
  if (typeof answer !== 'string' || answer.length !== 2 + 64 * count || !/^0x[0-9a-f]*$/.test(answer))
    throw new TypeError('the answer is not one of our contracts’');
  return Array.from({ length: count }, (_, n) => answer.slice(2 + 64 * n, 66 + 64 * n));
}

const isZero = (word: string) => /^0+$/.test(word);
const left = (word: string, length: number) => `0x${word.slice(0, 2 * length)}`;

/** Times, numbers and sequences are below 2⁵³ as long as the contract is ours. */
export function toNumber(word: string): number {
  const value = Number.parseInt(word, 16);
  if (!Number.isSafeInteger(value)) throw new TypeError('a number in the answer is too large to be ours');
  return value;
}
