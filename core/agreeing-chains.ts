import {
  type ChainAnswers,
  type ChainQuestions,
  type ChainReader,
  ChainUnavailableError,
  type ChainView,
} from './chain.ts';
import type { Deployment } from './trust.ts';

/**
 * How endpoints are called: a path or query may hold somebody's key, so the host alone is told, with its place where
 * two have the same.
 */
export function endpointNames(urls: readonly string[]): string[] {
  const hosts = urls.map((url) => new URL(url).host);
  return hosts.map((host, index) =>
    hosts.indexOf(host) === hosts.lastIndexOf(host) ? host : `${host} (endpoint ${index + 1})`,
  );
}

/** An endpoint, and how a person is told which one it is. */
export interface NamedChain {
  readonly name: string;
  readonly reader: ChainReader;
}

export interface AgreeingOptions {
  /** Between two attempts: a block may have come between two endpoints' answers. */
  readonly pauseMs?: number;
  readonly now?: () => Date;
}

const ATTEMPTS = 3;

/**
 * Several endpoints as one (protocol §10): each is asked everything, and all must say the same. None of them can lie
 * alone, be it by silence, by an old head or by another answer.
 *
 * The reader throws ChainUnavailableError, naming the endpoint, for one that gives no answer, whose head is too old,
 * or that differs from the others three times.
 */
export function agreeingChains(chains: readonly NamedChain[], options: AgreeingOptions = {}): ChainReader {
  const { pauseMs = 1_000, now = () => new Date() } = options;
  const [only] = chains;
  if (only === undefined) throw new RangeError('chains: expected at least one');
  if (chains.length === 1) return only.reader;
  return {
    async read(deployment, questions) {
      for (let attempt = 1; ; attempt++) {
        const read = await Promise.all(chains.map((chain) => readNamed(chain, deployment, questions)));
        const [oldest, ...others] = read.sort((a, b) => timeOf(a) - timeOf(b));
        if (oldest === undefined) throw new RangeError('chains: expected at least one');
        refuseStuck(oldest, deployment, now());
        const differing = others.find(({ answers }) => !agree(oldest.answers, answers));
        // Good news is as of the oldest head, which no other contradicts.
        if (differing === undefined) return oldest.answers;
        if (attempt === ATTEMPTS)
          throw new ChainUnavailableError(`${oldest.name} and ${differing.name} disagree`, {
            unreliable: { why: 'disagree', endpoints: [oldest.name, differing.name] },
          });
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
  };
}

interface Read {
  readonly name: string;
  readonly answers: ChainAnswers;
}

const timeOf = ({ answers }: Read): number => answers.latest.block.time;

async function readNamed(
  { name, reader }: NamedChain,
  deployment: Deployment,
  questions: ChainQuestions,
): Promise<Read> {
  try {
    return { name, answers: await reader.read(deployment, questions) };
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    const unreliable = { why: 'silent', endpoint: name } as const;
    throw new ChainUnavailableError(`${name}: ${error.message}`, { cause: error, unreliable });
  }
}

function refuseStuck(oldest: Read, { maxHeadAgeSeconds }: Deployment, now: Date): void {
  const ageSeconds = Math.floor(now.getTime() / 1000) - timeOf(oldest);
  if (maxHeadAgeSeconds !== null && ageSeconds > maxHeadAgeSeconds)
    throw new ChainUnavailableError(`${oldest.name} is stuck: its latest block is ${ageSeconds} s old`, {
      unreliable: { why: 'stuck', endpoint: oldest.name, ageSeconds },
    });
}

const agree = (a: ChainAnswers, b: ChainAnswers): boolean =>
  a.chainId === b.chainId &&
  same(a.codeHashes, b.codeHashes) &&
  sameView(a.latest, b.latest) &&
  sameView(a.final, b.final);

/** Heads may differ; the same block has one time. */
const sameView = (a: ChainView, b: ChainView): boolean =>
  (a.block.number !== b.block.number || a.block.time === b.block.time) &&
  same(a.anchors, b.anchors) &&
  same(a.accreditations, b.accreditations) &&
  same(a.states, b.states);

/** Answers are flat objects of readers of ours. */
function same(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => spelled(value) === spelled(b.get(key)));
}

const spelled = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value ?? null);
