import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { type FormOrder, renderOrder } from './form-order.ts';

/** The thread that renders; form-renderer.ts starts it and says what it is asked and what it answers. */

export interface Asked {
  readonly id: number;
  readonly order: FormOrder;
}

export type Answered =
  | { readonly id: number; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: unknown };

// Rendering gives way to issuing. On Linux 0 means this thread; elsewhere it would mean the whole server.
if (process.platform === 'linux') setPriority(0, 10);

if (parentPort === null) throw new Error('This runs in a thread of its own.');
const port = parentPort;
port.on('message', ({ id, order }: Asked) => {
  renderOrder(order).then(
    (rendered) => {
      const pdf = new Uint8Array(rendered);
      port.postMessage({ id, pdf } satisfies Answered, [pdf.buffer]);
    },
    (error: unknown) => port.postMessage({ id, error } satisfies Answered),
  );
});
