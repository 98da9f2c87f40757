import { randomBytes } from 'node:crypto';
import { ContentError, type ContentStore } from '../content/content-store.ts';
import { decryptFile, decryptPart, encryptFile, type PlainFile } from '../content/file-cipher.ts';
import { free } from '../content/free.ts';
import { ScanError } from '../content/scanner.ts';
import type { AppContext } from '../context.ts';
import { type Problem, problem } from '../http/problem.ts';
import type { ByteRange } from '../http/range.ts';
import type { Reply } from '../http/route.ts';
import { invalidField } from '../http/validate.ts';
import type { VersionRef } from '../sharing/index.ts';

/** A file that lies encrypted in the content store and is not recorded yet. */
export interface StoredFile extends PlainFile {
  readonly cid: string;
  /** 32 bytes, fresh for this file. */
  readonly key: Uint8Array;
  /** Under which name it was encrypted, where that is not its own: it came from another pouch. */
  readonly sealedAs?: VersionRef;
}

/** Where files go, and who looks at them before. */
export type FileStore = Pick<AppContext, 'content' | 'scanner'>;

/**
 * Scans and encrypts a file as it arrives and puts it into the store, before the transaction that records it.
 * @param source whose parts nobody else uses: their memory is given back
 * @throws invalid_request for an empty file, infected, unavailable when it cannot be scanned, and what the source throws
 */
export async function storeFile(
  { content, scanner }: FileStore,
  source: AsyncIterable<Uint8Array>,
  of: VersionRef,
): Promise<StoredFile> {
  const key = randomBytes(32);
  let refused: unknown;
  // A store may tell of its source's failure in its own words.
  const watched = async function* () {
    try {
      yield* scanner.through(source);
    } catch (error) {
      refused = error instanceof ScanError ? toProblem(error) : error;
      throw error;
    }
  };
  const encrypted = encryptFile(freed(watched()), key, of);
  const { cid } = await content.put(encrypted.ciphertext).catch((error: unknown) => {
    throw refused ?? error;
  });
  const plain = encrypted.plain();
  if (plain.size === 0) {
    await content.remove(cid);
    throw invalidField('', 'The file is empty.', 'body', { code: 'empty_file' });
  }
  return { ...plain, cid, key };
}

/** Waiting for the collector, it would run for every dozen megabytes, and take as long as all the hashing. */
async function* freed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of source) {
    yield part;
    free(part);
  }
}

const toProblem = (error: ScanError): Problem =>
  error.code === 'infected'
    ? problem('infected', { found: error.found }, { cause: error })
    : problem('unavailable', undefined, { cause: error });

/**
 * Runs the transaction that records a stored file. When it was not recorded (refused, or a retry that was answered
 * from before), the file is removed. When the work was done and only its commit failed, the outcome is unknown: the
 * file stays, because a file too many is rubbish and a file too few is a loss.
 */
export async function recordOrRemove(
  content: ContentStore,
  cid: string,
  record: (recorded: () => void) => Promise<Reply>,
): Promise<Reply> {
  let done = false;
  try {
    return await record(() => {
      done = true;
    });
  } finally {
    if (!done) await content.remove(cid);
  }
}

/** A file that is being read: whoever does not read `stream` to its end calls `close`. */
export interface OpenedFile {
  readonly stream: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * The file in clear, or a part of it. Its first part is read before this answers, so that what is broken at once becomes a problem
 * and not a cut connection; later faults end the stream with an error, never as a shorter file.
 * @throws unavailable (503), ContentError and CipherError for what is missing or altered
 */
export async function openFile(
  content: ContentStore,
  own: VersionRef,
  file: StoredFile,
  range?: ByteRange,
): Promise<OpenedFile> {
  const of = file.sealedAs ?? own;
  const parts =
    range === undefined
      ? decryptFile(content.get(file.cid), file.key, of, file)
      : decryptPart((part) => content.get(file.cid, part), file.key, of, file.size, range);
  const first = await parts.next().catch((cause: unknown) => {
    throw cause instanceof ContentError && cause.code === 'unavailable'
      ? problem('unavailable', undefined, { cause })
      : cause;
  });
  const whole = async function* () {
    if (first.done !== true) yield first.value;
    yield* parts;
  };
  return { stream: whole(), close: async () => void (await parts.return(undefined)) };
}
