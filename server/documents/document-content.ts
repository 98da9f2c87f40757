import { randomBytes } from 'node:crypto';
import { ContentError, type ContentStore } from '../content/content-store.ts';
import { decryptFile, encryptFile, type PlainFile } from '../content/file-cipher.ts';
import { problem } from '../http/problem.ts';
import type { Reply } from '../http/route.ts';
import { invalidField } from '../http/validate.ts';
import type { VersionRef } from '../sharing/index.ts';

/** A file that lies encrypted in the content store and is not recorded yet. */
export interface StoredFile extends PlainFile {
  readonly cid: string;
  /** 32 bytes, fresh for this file. */
  readonly key: Uint8Array;
}

/**
 * Encrypts a file as it arrives and puts it into the store, before the transaction that records it.
 * @throws invalid_request for an empty file, and what the source throws
 */
export async function storeFile(
  content: ContentStore,
  source: AsyncIterable<Uint8Array>,
  of: VersionRef,
): Promise<StoredFile> {
  const key = randomBytes(32);
  const encrypted = encryptFile(source, key, of);
  const { cid } = await content.put(encrypted.ciphertext);
  const plain = encrypted.plain();
  if (plain.size === 0) {
    await content.remove(cid);
    throw invalidField('', 'The file is empty.', 'body', { code: 'empty_file' });
  }
  return { ...plain, cid, key };
}

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
 * The file in clear. Its first part is read before this answers, so that what is broken at once becomes a problem
 * and not a cut connection; later faults end the stream with an error, never as a shorter file.
 * @throws unavailable (503), ContentError and CipherError for what is missing or altered
 */
export async function openFile(content: ContentStore, of: VersionRef, file: StoredFile): Promise<OpenedFile> {
  const parts = decryptFile(content.get(file.cid), file.key, of, file);
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
