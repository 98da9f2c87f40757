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
  readonly waiting: Map<number, Waiting>;
}

interface Waiting {
  readonly lot: Lot;
  readonly now: Date | undefined;
  readonly answer: PromiseWithResolvers<readonly Judged[]>;
}

/** Beside this module, as source and in the package. */
const entry = new URL(`./judge-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

/** In a thread, the caller's as well: while one is computed or waits for the chain, another lies ready. */
const LOTS_READY = 2;

/**
 * So many judges at once: the caller's own and others, each in a thread of its own with its own connections, which are
 * started when there is work for them. Lots wait in one row, from which whoever is free takes the next. A thread that dies
 * fails the lots that it has, and another takes its place.
 */
export function createJudges(here: Judge, grounds: Grounds, most: number): Judge & { areRunning(): boolean } {
  const threads = new Set<Thread>();
  const row: Waiting[] = [];
  let asked = 0;
  let waitingHere = 0;

  const start = (): Thread => {
    const worker = new Worker(entry, { workerData: grounds });
    const thread: Thread = { worker, waiting: new Map() };
    const end = (error: unknown) => {
      threads.delete(thread);
      for (const { answer } of thread.waiting.values()) answer.reject(error);
      thread.waiting.clear();
      share();
    };
    worker.on('message', (told: Told) => {
      const answer = thread.waiting.get(told.id)?.answer;
      thread.waiting.delete(told.id);
      if ('verdicts' in told) answer?.resolve(told.verdicts);
      else answer?.reject(told.error);
      share();
      // A program that is done need not wait for idle threads.
      if (thread.waiting.size === 0) worker.unref();
    });
    worker.once('error', end);
    worker.once('exit', (code) => end(new Error(`A thread of the verification ended with ${code}.`)));
    threads.add(thread);
    return thread;
  };

  const give = ({ worker, waiting }: Thread, next: Waiting): void => {
    const id = asked++;
    waiting.set(id, next);
    worker.ref();
    worker.postMessage({ id, lot: next.lot, now: next.now } satisfies Asked);
  };

  const judgeHere = async ({ lot, now, answer }: Waiting): Promise<void> => {
    waitingHere++;
    try {
      // What the threads tell meanwhile is heard first, so that they get their next.
      if (threads.size > 0) await turn();
      answer.resolve(await here.lot(lot, now));
    } catch (error) {
      answer.reject(error);
    }
    waitingHere--;
    share();
  };

  /** Hands out what waits, as long as anybody is free. */
  const share = (): void => {
    for (;;) {
      const [least] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size);
      const isFree = least !== undefined && least.waiting.size < LOTS_READY;
      if (!isFree && threads.size >= most - 1 && waitingHere >= LOTS_READY) return;
      const next = row.shift();
      if (next === undefined) return;
      if (isFree) give(least, next);
      else if (threads.size < most - 1) give(start(), next);
      else void judgeHere(next);
    }
  };

  return {
    lot(lot, now) {
      const answer = Promise.withResolvers<readonly Judged[]>();
      row.push({ lot, now, answer });
      share();
      return answer.promise;
    },
    areRunning: () => threads.size > 0,
    close() {
      for (const { worker } of threads) void worker.terminate();
    },
  };
}
