import {
  type ChainAnswers,
  type ChainQuestions,
  type ChainReader,
  ChainUnavailableError,
  type ChainView,
} from './chain.ts';
import { MOST_WORDS, type ProgramAnswers, programOf, readProgram, wordsFor } from './chain-program.ts';
import { isObject } from './json.ts';
import { soon } from './pause.ts';
import type { Deployment } from './trust.ts';

/** An endpoint. It may put calls of the same moment into one request. */
export interface ChainRpc {
  /** @returns the result of one JSON-RPC call @throws what the endpoint refused, or why it gives no answer */
  call(method: string, params: readonly unknown[]): Promise<unknown>;
}

/** How `eth_call` names a block: by its hash (EIP-1898), by its number, or the latest. */
type BlockName = { readonly blockHash: string } | string;

interface Reading {
  readonly deployment: Deployment;
  readonly questions: ChainQuestions;
  readonly answer: PromiseWithResolvers<ChainAnswers>;
}

interface Both {
  readonly latest: ProgramAnswers;
  readonly final: ProgramAnswers;
}

/**
 * Reads a chain over JSON-RPC. Everything that is asked in the same moment goes into one program (`programOf`), so all
 * answers are as of one block: the latest, and another of the final block, which is named by its number, as it lies too
 * deep to be replaced. Nothing is remembered: an answer is never older than the question.
 *
 * One round trip where the latest block is final. Else two, unless no block came since the last read.
 */
export function createChainReader(rpc: ChainRpc): ChainReader {
  let waiting: Reading[] = [];
  let lastNumber: number | undefined;

  const run = async (deployment: Deployment, questions: ChainQuestions, block: BlockName) =>
    readProgram(
      deployment,
      questions,
      await rpc.call('eth_call', [{ data: programOf(deployment, questions) }, block]),
    );

  const readBoth = async (
    { confirmations }: Deployment,
    at: (block: BlockName) => Promise<ProgramAnswers>,
    head: BlockName,
  ): Promise<Both> => {
    const finalOf = (number: number) => Math.max(0, number - confirmations);
    // In the same request: most often no block came since.
    const hopedFor = lastNumber === undefined || confirmations === 0 ? undefined : finalOf(lastNumber);
    const hoped = hopedFor === undefined ? undefined : at(hex(hopedFor));
    hoped?.catch(() => {}); // Whoever needs it is told.
    const latest = await at(head);
    const { number } = latest.block;
    lastNumber = number;
    if (confirmations === 0) return { latest, final: latest };
    const final = await (hoped !== undefined && hopedFor === finalOf(number)
      ? hoped
      : at(hex(finalOf(number))));
    if (final.block.number === finalOf(number)) return { latest, final };
    throw new TypeError(`the endpoint answered as of block ${final.block.number}, not ${finalOf(number)}`);
  };

  /** More than fits into a program: several, all at one block, which has to be named. */
  const readParts = async (deployment: Deployment, parts: readonly ChainQuestions[]): Promise<Both> => {
    const head = await rpc.call('eth_getBlockByNumber', ['latest', false]);
    const hash = isObject(head) ? head['hash'] : undefined;
    if (typeof hash !== 'string') throw new TypeError('the endpoint does not know its latest block');
    const at = async (block: BlockName) =>
      joined(await Promise.all(parts.map((part) => run(deployment, part, block))));
    return readBoth(deployment, at, { blockHash: hash });
  };

  const readTogether = async (readings: readonly Reading[]): Promise<void> => {
    const [first] = readings;
    if (first === undefined) return;
    const { deployment } = first;
    const questions = together(readings.map((reading) => reading.questions));
    try {
      const parts = split(questions);
      const both = await (parts.length > 1
        ? readParts(deployment, parts)
        : readBoth(deployment, (block) => run(deployment, questions, block), 'latest'));
      for (const { questions: asked, answer } of readings) answer.resolve(answersTo(asked, both));
    } catch (error) {
      for (const { answer } of readings) answer.reject(unavailable(error));
    }
  };

  const flush = () => {
    const readings = waiting;
    waiting = [];
    for (const group of groups(readings)) void readTogether(group);
  };

  return {
    read(deployment, questions) {
      const answer = Promise.withResolvers<ChainAnswers>();
      if (waiting.push({ deployment, questions, answer }) === 1) soon(flush);
      return answer.promise;
    },
  };
}

const hex = (number: number) => `0x${number.toString(16)}`;

const unavailable = (error: unknown): ChainUnavailableError =>
  error instanceof ChainUnavailableError
    ? error
    : new ChainUnavailableError(error instanceof Error ? error.message : String(error), { cause: error });

/** By deployment, as many as fit into one program; one that does not fit stands alone. */
function groups(readings: readonly Reading[]): Reading[][] {
  const found: Reading[][] = [];
  for (const same of Map.groupBy(readings, (reading) => reading.deployment).values()) {
    let words = Number.POSITIVE_INFINITY;
    for (const reading of same) {
      words += wordsFor(reading.questions);
      if (words > MOST_WORDS) {
        found.push([]);
        words = wordsFor(reading.questions);
      }
      found.at(-1)?.push(reading);
    }
  }
  return found;
}

/** Nothing is asked twice. */
const together = (all: readonly ChainQuestions[]): ChainQuestions => ({
  anchors: [...new Set(all.flatMap(({ anchors }) => anchors))],
  accreditations: [...new Set(all.flatMap(({ accreditations }) => accreditations))],
  states: [...new Set(all.flatMap(({ states }) => states))],
});

/** Parts that each fit into a program: rounding may add one question of each kind, for which `MOST_WORDS` has room. */
function split(questions: ChainQuestions): ChainQuestions[] {
  const parts = Math.ceil(wordsFor(questions) / MOST_WORDS);
  if (parts <= 1) return [questions];
  const part = <Q>(list: readonly Q[], n: number) =>
    list.slice(Math.floor((n * list.length) / parts), Math.floor(((n + 1) * list.length) / parts));
  return Array.from({ length: parts }, (_, n) => ({
    anchors: part(questions.anchors, n),
    accreditations: part(questions.accreditations, n),
    states: part(questions.states, n),
  }));
}

function joined(parts: readonly ProgramAnswers[]): ProgramAnswers {
  const [first] = parts;
  if (first === undefined) throw new RangeError('parts: expected at least one');
  return {
    ...first,
    anchors: new Map(parts.flatMap(({ anchors }) => [...anchors])),
    accreditations: new Map(parts.flatMap(({ accreditations }) => [...accreditations])),
    states: new Map(parts.flatMap(({ states }) => [...states])),
  };
}

function answersTo(questions: ChainQuestions, { latest, final }: Both): ChainAnswers {
  const { chainId, codeHashes } = final;
  const asked = viewOf(questions, latest);
  return { chainId, codeHashes, latest: asked, final: final === latest ? asked : viewOf(questions, final) };
}

const viewOf = (
  { anchors, accreditations, states }: ChainQuestions,
  { block, ...all }: ProgramAnswers,
): ChainView => ({
  block,
  anchors: pick(anchors, all.anchors),
  accreditations: pick(accreditations, all.accreditations),
  states: pick(states, all.states),
});

const pick = <Q, A>(questions: readonly Q[], answers: ReadonlyMap<Q, A>): ReadonlyMap<Q, A> =>
  new Map(questions.map((question) => [question, answers.get(question) as A]));
