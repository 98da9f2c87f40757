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

/**
 * So many judges, each in a thread of its own with its own connections; a thread is started when those that run have work.
 * One that dies fails the lots that it has, and another takes its place.
 */
export function createJudges(grounds: Grounds, most: number): Judge & { areRunning(): boolean } {
  const threads = new Set<Thread>();
  let asked = 0;

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

  /** One that has nothing to do, a new one, or the one with the least to do. */
  const freest = (): Thread => {
    const [least] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size);
    return least === undefined || (least.waiting.size > 0 && threads.size < most) ? start() : least;
  };

  return {
    lot(lot: Lot, now?: Date) {
      const { worker, waiting } = freest();
      const answer = Promise.withResolvers<readonly Judged[]>();
      const id = asked++;
      waiting.set(id, answer);
      worker.ref();
      worker.postMessage({ id, lot, now } satisfies Asked);
      return answer.promise;
    },
    areRunning: () => threads.size > 0,
    close() {
      for (const { worker } of threads) void worker.terminate();
    },
  };
}
