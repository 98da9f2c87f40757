import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Answered } from './recipes.ts';

/** Sends so many bytes, as many as are taken, with the length said before or not. */
export function sendLarge(url: string, size: number, declared: boolean, cookie: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      'content-type': 'application/octet-stream',
      'idempotency-key': randomUUID(),
      'if-match': '*',
      ...(declared && { 'content-length': String(size) }),
    };
    const sending = request(url, { method: 'POST', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        sending.destroy();
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: JSON.parse(Buffer.concat(parts).toString('utf8')),
        });
      });
    });
    // The server closes what it does not read to its end.
    sending.on('error', (error) => (sending.destroyed ? undefined : reject(error)));
    const part = Buffer.alloc(1024 * 1024, 7);
    let left = size;
    const send = (): void => {
      while (left > 0 && !sending.destroyed) {
        const next = part.subarray(0, Math.min(left, part.length));
        left -= next.length;
        if (!sending.write(next)) {
          sending.once('drain', send);
          return;
        }
      }
      if (!sending.destroyed) sending.end();
    };
    send();
  });
}
