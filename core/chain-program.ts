import type { Hex } from './bytes.ts';
import type { Accreditation, ChainQuestions, ChainView } from './chain.ts';
import { type Address, CodeHash } from './ids.ts';
import {
  ACCREDITATION_OF,
  ANCHOR_OF,
  argumentWord,
  PROFILE_OF,
  STATE_OF,
  toNumber,
  type View,
  wordsOf,
} from './registry-views.ts';
import type { Deployment } from './trust.ts';

/**
 * All that a verification asks, as one program: an endpoint runs it with `eth_call` without `to`, as it would run the
 * constructor of a contract, and gives back what it returns. So one call gives all answers as of one block. The program
 * only looks (EXTCODEHASH, STATICCALL), nothing is deployed, and nobody needs to trust it but who sent it.
 *
 * It returns words of 32 bytes: chain id, number and time of the block, the code hashes of the deployment's six contracts,
 * then the answers in the order of the questions. Where a registry does not answer as many words as it should, only what
 * stands before the answers.
 */
export interface ProgramAnswers extends ChainView {
  readonly chainId: number;
  /** One without code is left out. */
  readonly codeHashes: ReadonlyMap<Address, CodeHash>;
}

/**
 * What one program may ask, in words of its answers: what a constructor returns has 24,576 bytes at most (EIP-170), and the
 * program itself 49,152 (EIP-3860), of which the shortest answer takes 81 for two words.
 */
export const MOST_WORDS = 700;

/** @returns words of the answers, at least */
export const wordsFor = ({ anchors, accreditations, states }: ChainQuestions): number =>
  ANCHOR_OF.length * anchors.length +
  (ACCREDITATION_OF.length + PROFILE_OF.length) * accreditations.length +
  STATE_OF.length * states.length;

const HEADER_WORDS = 9;
/** Call data lies in memory from 0: four bytes of selector, a word of argument. Answers follow. */
const ANSWERS_AT = 0x40;
/** Jumps over what ends the program early with the header alone, at 3. */
const START = `600a565b${small(32 * HEADER_WORDS)}${small(ANSWERS_AT)}f35b`;
const FAIL_AT = '6003';

/** @returns the program, as `data` of an `eth_call` without `to` */
export function programOf(deployment: Deployment, questions: ChainQuestions): Hex {
  const { anchorRegistry, chamberRegistry, recordRegistry } = deployment.contracts;
  let program = START;
  let at = ANSWERS_AT;
  let selector = '';

  const store = (value: string) => {
    program += `${value}${small(at)}52`; // MSTORE
    at += 32;
  };
  /** @param argument code that puts the word on the stack */
  const ask = (to: Address, view: View<unknown>, argument: string) => {
    if (selector !== view.selector) program += `${push(view.selector.slice(2))}60e01b600052`; // SHL by 224, MSTORE at 0
    selector = view.selector;
    const size = small(32 * view.length);
    program += `${argument}600452`; // MSTORE at 4
    program += `${size}${small(at)}60246000${push(to.slice(2))}5afa`; // GAS STATICCALL
    program += `15${FAIL_AT}57`; // ISZERO JUMPI: it failed
    program += `3d${size}03${FAIL_AT}57`; // RETURNDATASIZE SUB JUMPI: it said more, or less
    at += 32 * view.length;
  };

  for (const value of ['46', '43', '42']) store(value); // CHAINID NUMBER TIMESTAMP
  for (const address of contractsOf(deployment)) store(`${push(address.slice(2))}3f`); // EXTCODEHASH
  for (const root of questions.anchors) ask(anchorRegistry, ANCHOR_OF, push(argumentWord(root)));
  for (const signer of questions.accreditations) {
    const chamber = `${small(at)}51`; // MLOAD: the first word of the answer
    ask(chamberRegistry, ACCREDITATION_OF, push(argumentWord(signer)));
    ask(chamberRegistry, PROFILE_OF, chamber);
  }
  for (const record of questions.states) ask(recordRegistry, STATE_OF, push(argumentWord(record)));
  return `0x${program}${small(at - ANSWERS_AT)}${small(ANSWERS_AT)}f3`; // RETURN
}

/** @throws TypeError for what the deployment's contracts on its chain do not answer */
export function readProgram(
  deployment: Deployment,
  questions: ChainQuestions,
  answer: unknown,
): ProgramAnswers {
  const isCutShort = typeof answer === 'string' && answer.length === 2 + 64 * HEADER_WORDS;
  const words = wordsOf(answer, HEADER_WORDS + (isCutShort ? 0 : wordsFor(questions)));
  const next = <Answer>({ length, read }: View<Answer>): Answer => read(words.splice(0, length));

  const [chainId = '', number = '', time = '', ...codes] = words.splice(0, HEADER_WORDS);
  const found = { chainId: toNumber(chainId), block: { number: toNumber(number), time: toNumber(time) } };
  const addresses = contractsOf(deployment);
  const codeHashes = new Map(
    addresses.flatMap((address, n) => {
      const hash = CodeHash.parse(`0x${codes[n]}`);
      return NO_CODE.has(hash) ? [] : [[address, hash] as const];
    }),
  );
  const missing = addresses.find((address) => !codeHashes.has(address));
  if (missing !== undefined && found.chainId !== deployment.chainId)
    throw new TypeError(`this is chain ${found.chainId}, not ${deployment.chainId}`);
  if (missing !== undefined)
    throw new TypeError(`no contract at ${missing} as of block ${found.block.number}`);
  if (isCutShort && wordsFor(questions) > 0)
    throw new TypeError('a registry does not answer as it should: another contract stands there');

  return {
    ...found,
    codeHashes,
    anchors: new Map(questions.anchors.map((root) => [root, next(ANCHOR_OF)])),
    accreditations: new Map(
      questions.accreditations.map((signer): [typeof signer, Accreditation | null] => {
        const accreditation = next(ACCREDITATION_OF);
        const profileHash = next(PROFILE_OF);
        return [signer, accreditation && { ...accreditation, profileHash }];
      }),
    ),
    states: new Map(questions.states.map((record) => [record, next(STATE_OF)])),
  };
}

/** Of an account that is not there, and of one without code: Keccak-256 of nothing (EIP-1052). */
const NO_CODE: ReadonlySet<string> = new Set([
  `0x${'00'.repeat(32)}`,
  '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
]);

const contractsOf = ({ contracts, verifiers }: Deployment): readonly Address[] => [
  ...[contracts.anchorRegistry, contracts.chamberRegistry, contracts.recordRegistry],
  ...[verifiers.es256, verifiers.webauthn, verifiers.rsa],
];

/** PUSH1 to PUSH32. */
function push(bytes: string): string {
  return (0x5f + bytes.length / 2).toString(16) + bytes;
}

/** A number below 65,536. */
function small(number: number): string {
  return push(number.toString(16).padStart(number < 0x100 ? 2 : 4, '0'));
}
