import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ScanError, type Scanner } from './scanner.ts';

/** Longer takes neither a connection nor a verdict over 100 MB. */
const TIMEOUT_MS = 60_000;
/** Its answer is one line. */
const LONGEST_ANSWER = 4096;

/**
 * ClamAV's daemon over TCP (clamd(8), INSTREAM): each part after its length in 4 bytes, big-endian; a length of 0 ends
 * them. `StreamMaxLength` in clamd.conf must be at least the largest document.
 */
export function createClamdScanner(
  { host, port }: { host: string; port: number },
  timeoutMs = TIMEOUT_MS,
): Scanner {
  return {
    async *through(source) {
      const socket = connect({ host, port });
      const answer = readAnswer(socket);
      // It may come, or fail, while the file still does.
      answer.catch(() => undefined);
      try {
        await asked(within(once(socket, 'connect'), timeoutMs));
        await asked(write(socket, Buffer.from('zINSTREAM\0'), timeoutMs));
        for await (const part of source) {
          if (part.length > 0) await asked(write(socket, part, timeoutMs, lengthOf(part.length)));
          yield part;
        }
        await asked(write(socket, lengthOf(0), timeoutMs));
        judge(await asked(within(answer, timeoutMs)));
      } finally {
        socket.destroy();
      }
    },
  };

  async function asked<T>(step: Promise<T>): Promise<T> {
    try {
      return await step;
    } catch (cause) {
      throw new ScanError('unavailable', `The virus scanner at ${host}:${port} did not answer.`, '', {
        cause,
      });
    }
  }
}

function judge(answer: string): void {
  if (answer === 'stream: OK') return;
  const found = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (found !== undefined) throw new ScanError('infected', `The virus scanner found ${found}.`, found);
  throw new ScanError('unavailable', `The virus scanner said: ${answer.slice(0, 200)}`);
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** Waits until they are written: whoever gets them next may give their memory back. */
async function write(socket: Socket, bytes: Uint8Array, timeoutMs: number, before?: Buffer): Promise<void> {
  if (before !== undefined) socket.write(before);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.write(bytes, (error) => (error == null ? resolve() : reject(error)));
  await within(promise, timeoutMs);
}

async function readAnswer(socket: Socket): Promise<string> {
  let text = '';
  for await (const part of socket.setEncoding('utf8')) {
    text += part;
    if (text.endsWith('\0')) return text.slice(0, -1);
    if (text.length > LONGEST_ANSWER) break;
  }
  throw new Error('The connection ended without an answer.');
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`Nothing came for ${milliseconds} ms.`)),
    milliseconds,
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
