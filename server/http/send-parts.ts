import type { Response } from 'express';
import { free } from '../content/free.ts';

/**
 * Sends parts that nobody else has, and gives back the memory of each as soon as it is on its way: waiting for the
 * collector, a long file takes as much as several dozens of them. While one is sent, the next is made.
 * @throws what the source throws, then the connection is cut: nobody takes a part for the whole
 */
export async function sendParts(response: Response, parts: AsyncIterable<Uint8Array>): Promise<void> {
  let sending: Promise<boolean> = Promise.resolve(true);
  try {
    for await (const part of parts) {
      if (!(await sending)) return;
      sending = sendPart(response, part);
    }
    if (await sending) response.end();
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** False: whoever asked has gone. */
function sendPart(response: Response, part: Uint8Array): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const gone = () => resolve(false);
  if (response.closed || response.destroyed) gone();
  else {
    response.once('close', gone);
    response.write(part, (error) => {
      response.off('close', gone);
      free(part);
      resolve(error == null);
    });
  }
  return promise;
}
