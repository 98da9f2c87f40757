import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Grounds, Judge, Judged, Lot } from './judge.ts';

/** What a thread is asked, and what it tells. */
export interface Asked {
  readonly id: number;
  readonly lot: Lot;
  readonly now: Date | undefined;
}
export type Told = { readonly id: number } & (
  | { readonly verdicts: readonly Judged[] }
  | { readonly error: unknown }
);

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<readonly Judged[]>>;
}

/** Beside this module, as source and in the package. */
const entry = new URL(`./judge-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

/** In a thread: while one is computed or waits for the chain, another lies ready. */
const LOTS_READY = 2;
/**
 * So many judges at once: the caller's own and others, each in a thread of its own with its own connections, which are
 * started when there is work for them. One that dies fails the lots that it has, and another takes its place.
 */
export function createJudges(here: Judge, grounds: Grounds, most: number): Judge & { areRunning(): boolean } {
  const threads = new Set<Thread>();
  let asked = 0;
  let waitingHere = 0;

  const start = (): Thread => {
    const worker = new Worker(entry, { workerData: grounds });
    const thread: Thread = { worker, waiting: new Map() };
    const end = (error: unknown) => {
      threads.delete(thread);
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('message', (told: Told) => {
      const waiting = thread.waiting.get(told.id);
      thread.waiting.delete(told.id);
      // A program that is done need not wait for idle threads.
      if (thread.waiting.size === 0) worker.unref();
      if ('verdicts' in told) waiting?.resolve(told.verdicts);
      else waiting?.reject(told.error);
    });
    worker.once('error', end);
    worker.once('exit', (code) => end(new Error(`A thread of the verification ended with ${code}.`)));
    threads.add(thread);
    return thread;
  };

  /** One that soon has nothing to do; the caller's thread (undefined), if it has nothing; else the one with the least. */
  const freest = (): Thread | undefined => {
    const [least] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size);
    if (least !== undefined && least.waiting.size < LOTS_READY) return least;
    if (threads.size < most - 1) return start();
    return waitingHere === 0 ? undefined : least;
  };

  const judgeHere = async (lot: Lot, now?: Date) => {
    waitingHere++;
    try {
      // What the threads tell meanwhile is heard first, so that they get their next.
      if (threads.size > 0) await turn();
      return await here.lot(lot, now);
    } finally {
      waitingHere--;
    }
  };

  return {
    lot(lot: Lot, now?: Date) {
      const thread = freest();
      if (thread === undefined) return judgeHere(lot, now);
      const answer = Promise.withResolvers<readonly Judged[]>();
      const id = asked++;
      thread.waiting.set(id, answer);
      thread.worker.ref();
      thread.worker.postMessage({ id, lot, now } satisfies Asked);
      return answer.promise;
    },
    areRunning: () => threads.size > 0,
    close() {
      for (const { worker } of threads) void worker.terminate();
    },
  };
}
