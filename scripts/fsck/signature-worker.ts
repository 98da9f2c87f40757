import { parentPort } from 'node:worker_threads';
import { verifyEvent } from '../../core/event.ts';

/** The public key that signed each text, as `x.y`; null where the signature does not hold. */
export type Signers = (string | null)[];

const port = parentPort;
if (port === null) throw new Error('This runs in a thread of its own.');
port.on('message', async (texts: readonly string[]) => {
  const signers = await Promise.all(
    texts.map((jws) =>
      verifyEvent(jws).then(
        ({ jwk }) => `${jwk.x}.${jwk.y}`,
        () => null,
      ),
    ),
  );
  port.postMessage(signers satisfies Signers);
});
