import { Worker } from 'node:worker_threads';
import { problem } from '../../http/problem.ts';
import type { FormOrder } from './form-order.ts';
import type { Answered, Asked } from './form-thread.ts';

/** Renders certificates beside the thread that answers requests, one after the other. */
export interface FormRenderer {
  /** @throws what went wrong in the thread */
  render(order: FormOrder): Promise<Buffer>;
  /** Ends the thread; who waits is refused. */
  close(): Promise<void>;
}

/** A certificate has at most 200 items: a form that needs more memory is none of ours. */
const enoughMegabytes = 96;

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The thread starts with the first form and opens the fonts then. When it ends by a fault, those that it was asked for
 * fail, and the next form starts another. Nothing is kept in it: who asked asks again after the server was killed.
 */
export function createFormRenderer({ megabytes = enoughMegabytes } = {}): FormRenderer {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let last = 0;

  const refuseAll = (error: unknown) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const start = (): Worker => {
    const worker = new Worker(new URL('./form-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    // It must not keep the process alive: whoever waits for a form does.
    worker.unref();
    const ended = (error: unknown) => {
      if (thread !== worker) return;
      thread = undefined;
      refuseAll(error);
    };
    worker.on('message', (answer: Answered) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) worker.unref();
      if ('error' in answer) asked?.reject(answer.error);
      else asked?.resolve(Buffer.from(answer.pdf.buffer));
    });
    worker.on('error', ended);
    worker.on('exit', () => ended(new Error('The thread that renders has ended.')));
    return worker;
  };

  return {
    render(order) {
      thread ??= start();
      const worker = thread;
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, order } satisfies Asked);
      });
    },
    async close() {
      const ending = thread;
      thread = undefined;
      refuseAll(problem('unavailable'));
      await ending?.terminate();
    },
  };
}
