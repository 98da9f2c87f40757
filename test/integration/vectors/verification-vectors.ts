import { agreeingChains } from '../../../core/agreeing-chains.ts';
import type { Hex } from '../../../core/bytes.ts';
import { createChainReader } from '../../../core/chain-reader.ts';
import { canonicalJson, isObject } from '../../../core/json.ts';
import { callOf, PROFILE_OF } from '../../../core/registry-views.ts';
import type { Trust } from '../../../core/trust.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import type { JsonRpc } from '../../../server/chain/json-rpc.ts';
import { runProgram } from '../../fixtures/run-program.ts';
import type { RecordedCall } from './real-world.ts';

export interface Transcript {
  /** Answers like this other one, but for its own calls. */
  readonly like?: string;
  readonly calls: readonly RecordedCall[];
}

export interface VerificationCase {
  readonly name: string;
  readonly outcome: string;
  /** Parsed, or the text itself where its spelling matters. */
  readonly bundle?: unknown;
  /** Base64. */
  readonly file?: string;
  readonly trust: string;
  readonly endpoints: readonly string[];
  /** Seconds since 1970. */
  readonly now: number;
}

/** test/vectors/verification.json. */
export interface VerificationVectors {
  readonly about: string;
  readonly trust: Readonly<Record<string, Trust>>;
  readonly transcripts: Readonly<Record<string, Transcript>>;
  readonly cases: readonly VerificationCase[];
}

/** What core says of a case, asked through the server's own chain reader. */
export function verifyCase(vectors: VerificationVectors, one: VerificationCase): Promise<Verdict> {
  const trust = vectors.trust[one.trust];
  if (trust === undefined) throw new Error(`no trust called ${one.trust}`);
  const now = new Date(1000 * one.now);
  const readers = one.endpoints.map((name) => ({
    name,
    reader: createChainReader(replay(answersOf(vectors, name))),
  }));
  return verify(
    {
      ...('bundle' in one && { bundle: one.bundle }),
      ...(one.file !== undefined && { file: Buffer.from(one.file, 'base64') }),
    },
    trust,
    readers.length === 0 ? null : agreeingChains(readers, { pauseMs: 0, now: () => now }),
    { now },
  );
}

type Recorded = Pick<VerificationVectors, 'transcripts'>;

export const keyOf = (method: string, params: readonly unknown[]) => canonicalJson([method, params]);

/** What an endpoint answers, by `keyOf` its method and parameters; a block that it knows by number goes by either name. */
export function answersOf(vectors: Recorded, name: string): Map<string, unknown> {
  const answers = recordedAnswers(vectors, name);
  const numberOf = new Map(
    [...answers.values()].flatMap((answer) =>
      isObject(answer) && 'hash' in answer ? [[answer['hash'], answer['number']]] : [],
    ),
  );
  for (const [key, answer] of [...answers]) {
    const [method, [first, at]] = JSON.parse(key) as [string, readonly unknown[]];
    const number = isObject(at) ? numberOf.get(at['blockHash']) : undefined;
    if (number !== undefined) answers.set(keyOf(method, [first, number]), answer);
  }
  return answers;
}

function recordedAnswers({ transcripts }: Recorded, name: string): Map<string, unknown> {
  const transcript = transcripts[name];
  if (transcript === undefined) throw new Error(`no transcript called ${name}`);
  const answers =
    transcript.like === undefined
      ? new Map<string, unknown>()
      : recordedAnswers({ transcripts }, transcript.like);
  for (const { method, params, result } of transcript.calls) answers.set(keyOf(method, params), result);
  return answers;
}

const profileOfNone = callOf(PROFILE_OF, `0x${'00'.repeat(16)}`);

/** An endpoint that answers what was recorded. */
export const replayed = (vectors: Recorded, name: string): JsonRpc => replay(answersOf(vectors, name));

function replay(answers: ReadonlyMap<string, unknown>): JsonRpc {
  const recorded = async (method: string, params: readonly unknown[] = []) => {
    const key = keyOf(method, params);
    if (!answers.has(key)) throw new Error(`not recorded: ${key}`);
    return answers.get(key);
  };
  /** Recorded were the code at the final block, and the profiles of chambers that there are. */
  const single = async (method: string, params: readonly unknown[]) => {
    const [asked] = params;
    if (isObject(asked) && asked['data'] === profileOfNone) return `0x${'00'.repeat(32)}`;
    if (method !== 'eth_getCode') return recorded(method, params);
    const code = [...answers].find(([key]) => key.startsWith(`["eth_getCode",["${String(asked)}"`));
    if (code === undefined) throw new Error(`not recorded: the code of ${String(asked)}`);
    return code[1];
  };
  const call = (method: string, params: readonly unknown[] = []) => {
    const [asked, block] = params;
    const isProgram = method === 'eth_call' && isObject(asked) && !('to' in asked);
    return isProgram ? runProgram(asked['data'] as Hex, block, single) : recorded(method, params);
  };
  return {
    call,
    batch: (calls) => Promise.all(calls.map(({ method, params }) => call(method, params))),
    close: () => undefined,
  };
}
