import { availableParallelism } from 'node:os';
import type { VerifyInput } from '../../core/verify-file.ts';
import { checkEs256AtOnce } from '../../server/records/es256.ts';
import { primitives } from '../../server/records/primitives.ts';
import { filesOf } from './files-of.ts';
import { inOrder } from './in-order.ts';
import { createJudge, type Grounds, type Lot, type Verified } from './judge.ts';
import { createJudges } from './judges.ts';
import type { Whole } from './whole.ts';

export interface Verification {
  /** Whatever the input, it answers with a verdict. */
  one(input: VerifyInput, now?: Date): Promise<Whole>;
  /** In the order of the inputs, which are taken as the verdicts are. */
  many(inputs: Iterable<VerifyInput> | AsyncIterable<VerifyInput>, now?: Date): AsyncGenerator<Whole>;
  /**
   * In the order of the files; folders stand for all that is in them. @param proof of the one file; else each carries its
   * own, is one, or has it beside it as `<file>.proof.json`. @throws when a file that is named is not there
   */
  files(paths: readonly string[], proof?: string): AsyncGenerator<Verified>;
  /** Ends the connections and the threads. */
  close(): void;
}

/** Judged together: one request to the chain for all of them. */
const LOT = 50;
/** Before further threads are started: for fewer, to start these takes longer. */
const LOTS_HERE = 4;

/** Nothing is asked but files and the chain. @param threads that many are judged in, the caller's among them */
export function createVerification(grounds: Grounds, threads = availableParallelism()): Verification {
  // Beside other threads nothing is won by leaving signatures to helpers.
  const own = threads > 1 ? { ...primitives, checkEs256: checkEs256AtOnce } : primitives;
  const judge = createJudge(grounds, own);
  const judges = createJudges(judge, grounds, threads);

  async function* judged<T>(
    items: Iterable<T> | AsyncIterable<T>,
    lotOf: (some: readonly T[]) => Lot,
    now?: Date,
  ) {
    let lots = 0;
    const work = (some: readonly T[]) =>
      (threads <= 1 || (lots++ < LOTS_HERE && !judges.areRunning()) ? judge : judges).lot(lotOf(some), now);
    // More than are judged at once: one that takes longer than those behind it keeps nobody waiting for work.
    for await (const verdicts of inOrder(inLots(items), work, 4 * threads)) yield* verdicts;
  }

  return {
    async one(input, now) {
      const [verdict] = await judge.lot({ inputs: [input] }, now);
      if (verdict === undefined) throw new TypeError('one input has one verdict');
      return verdict;
    },
    many: (inputs, now) => judged(inputs, (some) => ({ inputs: some }), now),
    async *files(paths, proof) {
      const all = await filesOf(paths, proof);
      yield* judged(all, (some) => ({ files: some })) as AsyncGenerator<Verified>;
    },
    close() {
      judge.close();
      judges.close();
    },
  };
}

async function* inLots<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let lot: T[] = [];
  for await (const item of items) {
    if (lot.push(item) < LOT) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}
