import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject } from 'node:crypto';
import type { ContentRange } from './content-store.ts';
import { free } from './free.ts';

/** What a ciphertext belongs to. Decrypting it as anything else fails. */
export interface FileContext {
  readonly documentId: string;
  readonly version: number;
}

/** What a file in clear is: checked after decryption. */
export interface PlainFile {
  /** SHA-256, 32 bytes. */
  readonly digest: Uint8Array;
  readonly size: number;
}

export interface EncryptedFile {
  /** To be read once, to its end. */
  readonly ciphertext: AsyncIterable<Uint8Array>;
  /** What was encrypted. @throws before the ciphertext was read to its end. */
  plain(): PlainFile;
}

export class CipherError extends Error {
  readonly code: 'not_authentic' | 'digest_mismatch';
  constructor(code: CipherError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CipherError';
    this.code = code;
  }
}

const TAG_BYTES = 16;
/** With its tag, a chunk is one block of the content store. */
export const PLAIN_CHUNK_BYTES = 1_048_576 - TAG_BYTES;
const KEY_BYTES = 32;

/**
 * Encrypts a file under a key that is used for it alone: AES-256-GCM over chunks, each `ciphertext ‖ tag (16)`, all
 * but the last of full size. The nonce is a counter and a last-chunk flag (the STREAM construction of Hoang,
 * Reyhanitabar, Rogaway and Vizár, 2015), the associated data document, version and index: no chunk can be cut off,
 * left out, moved or taken from elsewhere.
 * @param key 32 random bytes, never used for another file: the nonces begin at 0.
 */
export function encryptFile(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  context: FileContext,
): EncryptedFile {
  const secret = fileKey(key);
  let done: PlainFile | undefined;
  const ciphertext = async function* () {
    const hash = createHash('sha256');
    let size = 0;
    for await (const { chunk, index, last } of chunked(source, PLAIN_CHUNK_BYTES)) {
      hash.update(chunk);
      size += chunk.length;
      const cipher = createCipheriv('aes-256-gcm', secret, nonce(index, last)).setAAD(
        associated(context, index),
      );
      const sealed = cipher.update(chunk);
      cipher.final(); // Nothing is left: GCM is a stream cipher.
      const block = Buffer.allocUnsafeSlow(sealed.length + TAG_BYTES);
      block.set(sealed);
      block.set(cipher.getAuthTag(), sealed.length);
      free(sealed);
      yield block;
    }
    done = { digest: hash.digest(), size };
  };
  return {
    ciphertext: ciphertext(),
    plain() {
      if (done === undefined) throw new Error('The ciphertext was not read to its end.');
      return done;
    },
  };
}

/**
 * The file in clear. Each chunk is given after its tag was checked, the last one after size and digest of the whole;
 * so a reader who met no error has the whole file, and one who met an error must drop what it got.
 * @throws CipherError `not_authentic`: altered, cut, re-ordered, of another document or another key;
 * `digest_mismatch`: not the file that was recorded.
 */
export async function* decryptFile(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  context: FileContext,
  expected: PlainFile,
): AsyncGenerator<Uint8Array> {
  const secret = fileKey(key);
  const hash = createHash('sha256');
  let size = 0;
  for await (const { chunk, index, last } of chunked(source, PLAIN_CHUNK_BYTES + TAG_BYTES)) {
    const plain = openChunk(chunk, secret, context, index, last);
    hash.update(plain);
    size += plain.length;
    if (last && (size !== expected.size || !hash.digest().equals(expected.digest))) {
      throw new CipherError('digest_mismatch', 'This is not the file that was recorded.');
    }
    if (plain.length > 0) yield plain;
  }
}

/**
 * A part of the file in clear: of the chunks that it lies in, each authentic and in its place. Size and digest of the
 * whole are not seen here: what they are is known since it was recorded.
 * @param read a part of the ciphertext
 * @throws CipherError `not_authentic`
 */
export async function* decryptPart(
  read: (range: ContentRange) => AsyncIterable<Uint8Array>,
  key: Uint8Array,
  context: FileContext,
  size: number,
  { offset, length }: ContentRange,
): AsyncGenerator<Uint8Array> {
  const secret = fileKey(key);
  const sealedBytes = PLAIN_CHUNK_BYTES + TAG_BYTES;
  const chunks = Math.max(1, Math.ceil(size / PLAIN_CHUNK_BYTES));
  const first = Math.floor(offset / PLAIN_CHUNK_BYTES);
  const end = offset + length;
  const ends = Math.min(Math.ceil(end / PLAIN_CHUNK_BYTES) * sealedBytes, size + chunks * TAG_BYTES);
  const source = read({ offset: first * sealedBytes, length: ends - first * sealedBytes });
  for await (const { chunk, index } of chunked(source, sealedBytes)) {
    const place = first + index;
    const plain = openChunk(chunk, secret, context, place, place === chunks - 1);
    const at = place * PLAIN_CHUNK_BYTES;
    yield plain.subarray(Math.max(0, offset - at), Math.max(0, end - at));
  }
}

function openChunk(
  chunk: Buffer,
  key: KeyObject,
  context: FileContext,
  index: number,
  last: boolean,
): Buffer {
  const tagAt = chunk.length - TAG_BYTES;
  try {
    if (tagAt < 0) throw new RangeError('shorter than its tag');
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(index, last), { authTagLength: TAG_BYTES })
      .setAAD(associated(context, index))
      .setAuthTag(chunk.subarray(tagAt));
    const plain = decipher.update(chunk.subarray(0, tagAt));
    decipher.final(); // Checks the tag.
    return plain;
  } catch (cause) {
    throw new CipherError('not_authentic', `Chunk ${index} of the file does not open.`, { cause });
  }
}

interface Chunk {
  readonly chunk: Buffer;
  readonly index: number;
  readonly last: boolean;
}

/**
 * Cuts a stream into pieces of one size; the last may be shorter, and is empty only when all is. There is one buffer:
 * a piece is good until the next is asked for.
 */
async function* chunked(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Chunk> {
  const piece = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  let index = 0;
  for await (const part of source) {
    for (let at = 0; at < part.length; ) {
      // A full piece is held back until it is known not to be the last.
      if (filled === size) {
        yield { chunk: piece, index: index++, last: false };
        filled = 0;
      }
      const taken = part.subarray(at, at + size - filled);
      piece.set(taken, filled);
      filled += taken.length;
      at += taken.length;
    }
  }
  yield { chunk: piece.subarray(0, filled), index, last: true };
}

/** Counter (11 bytes, of which 6 are used: more than any file has chunks) ‖ last-chunk flag (1 byte). */
function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(index, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/** Format ‖ version (8) ‖ index (8) ‖ document id, which alone has no fixed length and therefore ends it. */
function associated({ documentId, version }: FileContext, index: number): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigUInt64BE(BigInt(version), 0);
  numbers.writeBigUInt64BE(BigInt(index), 8);
  return Buffer.concat([Buffer.from('openpouch-file/1\0'), numbers, Buffer.from(documentId)]);
}

function fileKey(key: Uint8Array): KeyObject {
  if (key.length !== KEY_BYTES)
    throw new RangeError(`A content key has ${KEY_BYTES} bytes, this one ${key.length}.`);
  return createSecretKey(key);
}
