import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import type { ProofBundle } from '../../core/bundle.ts';
import type { ChainReader } from '../../core/chain.ts';
import { createChainReader } from '../../core/chain-reader.ts';
import type { Deployment } from '../../core/trust.ts';
import { verify } from '../../core/verify.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';
import { primitives } from '../../server/records/primitives.ts';
import { createVerifier } from '../verifier/library.ts';
import { inParallel, percentile } from './figure.ts';
import { isIntact } from './intact.ts';

/**
 * How fast our verifier is, as a process of its own beside theirs (test/integration/tradetrust/measure.mjs). Reads `Asked`
 * and writes `OurFigures`.
 */
export interface Asked {
  /** How often either side does it before it is timed, until what it runs is compiled. */
  readonly warmUps: number;
  /** The first warms a verifier; of each other, in a round of its own, neither root nor records are known yet. */
  readonly batches: readonly (readonly ProofBundle[])[];
  readonly deployment: Deployment;
  readonly rpcUrl: string;
  readonly delayedUrl: string;
  /** Of those that ask the chain everything. */
  readonly atOnce: number;
}

/** The fastest round, and the processor's milliseconds a document in the one that took the fewest. */
export interface Rate {
  readonly perSecond: number;
  readonly cpuMs: number;
}

export interface OurFigures {
  readonly integrity: Rate;
  /** The same with both signatures, in as many threads as the machine runs at once. */
  readonly signed: Rate;
  /** All that needs no chain, both signatures among it: in as many threads as the machine runs at once, and in one. */
  readonly unchained: readonly [all: Rate, one: Rate];
  readonly documents: readonly [all: Rate, one: Rate];
  readonly nothingCached: Rate;
  readonly delayedMs: number;
  readonly delayedConfirmedMs: number;
}

async function measure(asked: Asked): Promise<OurFigures> {
  const { batches, deployment, rpcUrl, delayedUrl, atOnce, warmUps } = asked;
  const [warming = [], ...rounds] = batches.map((batch) => batch.map((bundle) => JSON.stringify(bundle)));
  const [texts = []] = rounds;
  const bundles = batches[1] ?? [];
  const trust = { deployments: [deployment] };

  const many = async (rpc: string | undefined, threads?: number) => {
    const verifier = createVerifier({ trust, ...(rpc && { rpc }), ...(threads && { threads }) });
    const all = async (proofs: readonly string[]) => {
      for await (const verdict of verifier.verifyMany(proofs.map((proof) => ({ proof })))) {
        const holds = rpc === undefined ? isSound(verdict) : verdict.outcome === 'valid';
        if (!holds) throw new Error(`A proof of the bench does not hold: ${verdict.statement}`);
      }
    };
    for (let n = 0; n < warmUps; n++) await all(warming);
    const rate = await rateOf(texts.length, (n) => all(rounds[n % rounds.length] ?? []));
    verifier.close();
    return rate;
  };
  const wholly = async (proof: string, chain: ChainReader, of = trust) => {
    const { outcome, statement } = await verify({ bundle: proof }, of, chain, primitives);
    if (outcome !== 'valid') throw new Error(`A proof of the bench is not valid: ${statement}`);
  };
  const delayed = async (confirmations: number) => {
    const milliseconds: number[] = [];
    for (const proof of texts.slice(0, 9)) {
      const rpc = createJsonRpc({ url: delayedUrl });
      const started = performance.now();
      await wholly(proof, createChainReader(rpc), { deployments: [{ ...deployment, confirmations }] });
      milliseconds.push(performance.now() - started);
      rpc.close();
    }
    return percentile(milliseconds, 50);
  };

  const integrity = await rateOf(texts.length, async () => {
    if (!bundles.every(isIntact)) throw new Error('A proof of the bench was altered.');
  });
  const signed = await shared(bundles, warmUps);
  const unchained = [await many(undefined), await many(undefined, 1)] as const;
  const documents = [await many(rpcUrl), await many(rpcUrl, 1)] as const;
  const rpc = createJsonRpc({ url: rpcUrl });
  const nothingCached = await rateOf(texts.length, () =>
    inParallel(texts, atOnce, (proof) => wholly(proof, createChainReader(rpc))),
  );
  rpc.close();
  return {
    ...{ integrity, signed, unchained, documents, nothingCached },
    delayedMs: await delayed(0),
    delayedConfirmedMs: await delayed(2),
  };
}

/** Of three rounds, as theirs: what else the machine does meanwhile slows down either side at its own time. */
async function rateOf(count: number, round: (n: number) => Promise<unknown>): Promise<Rate> {
  const seconds: number[] = [];
  const cpuMs: number[] = [];
  for (let n = 0; n < 3; n++) {
    const before = process.cpuUsage();
    const started = performance.now();
    await round(n);
    seconds.push((performance.now() - started) / 1000);
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1000 / count);
  }
  return { perSecond: count / Math.min(...seconds), cpuMs: Math.min(...cpuMs) };
}

/** All that needs no chain, which was not asked. */
const isSound = ({ checks }: { readonly checks: readonly { code: string; status: string }[] }) =>
  checks.every(({ code, status }) => status === 'ok' || code === 'chain.answers');

/** Integrity and signatures of all bundles, shared among threads. */
async function shared(bundles: readonly ProofBundle[], warmUps: number): Promise<Rate> {
  const threads = Array.from({ length: availableParallelism() }, (_, at) => {
    const some = bundles.filter((_, index) => index % availableParallelism() === at);
    return new Worker(new URL('./signed-worker.ts', import.meta.url), { workerData: some });
  });
  const round = () =>
    Promise.all(
      threads.map(async (thread) => {
        thread.postMessage('again');
        const [holds] = await once(thread, 'message');
        if (holds !== true) throw new Error('A proof of the bench was altered.');
      }),
    );
  for (let n = 0; n < warmUps; n++) await round();
  const rate = await rateOf(bundles.length, round);
  await Promise.all(threads.map((thread) => thread.terminate()));
  return rate;
}

if (import.meta.main)
  process.stdout.write(JSON.stringify(await measure(JSON.parse(await text(process.stdin)) as Asked)));
