import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  CipherError,
  decryptFile,
  encryptFile,
  type FileContext,
  PLAIN_CHUNK_BYTES,
  type PlainFile,
} from '../../server/content/file-cipher.ts';

const SEALED_CHUNK_BYTES = PLAIN_CHUNK_BYTES + 16;
const context: FileContext = { documentId: '0198c0de-0000-7000-8000-000000000001', version: 3 };
const key = Buffer.alloc(32, 7);

async function* inPieces(bytes: Uint8Array, piece = 100_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function encrypt(plain: Uint8Array, own = context, ownKey: Uint8Array = key) {
  const encrypted = encryptFile(inPieces(plain), ownKey, own);
  return { ciphertext: await collect(encrypted.ciphertext), plain: encrypted.plain() };
}

/** The error's code, with how many bytes were given before it. */
async function refusal(ciphertext: Uint8Array, plain: PlainFile, own = context, ownKey: Uint8Array = key) {
  let given = 0;
  try {
    for await (const chunk of decryptFile(inPieces(ciphertext), ownKey, own, plain)) given += chunk.length;
  } catch (error) {
    if (error instanceof CipherError) return { code: error.code, given };
    throw error;
  }
  return { code: 'opened', given };
}

describe('file cipher', () => {
  const file = randomBytes(3 * PLAIN_CHUNK_BYTES + 1000);
  const chunkOf = (sealed: Buffer, n: number) =>
    sealed.subarray(n * SEALED_CHUNK_BYTES, (n + 1) * SEALED_CHUNK_BYTES);

  it('gives back files of every size around the borders of chunks, whatever the pieces', async () => {
    const sizes = [
      0,
      1,
      PLAIN_CHUNK_BYTES - 1,
      PLAIN_CHUNK_BYTES,
      PLAIN_CHUNK_BYTES + 1,
      2 * PLAIN_CHUNK_BYTES,
    ];
    for (const size of sizes) {
      const plain = file.subarray(0, size);
      const encrypted = await encrypt(plain);
      expect(encrypted.ciphertext.length - size, `${size} bytes`).to.equal(
        16 * Math.max(1, Math.ceil(size / PLAIN_CHUNK_BYTES)),
      );
      expect(encrypted.plain.size).to.equal(size);
      for (const piece of [3_000_000, 1_048_576, 277_777]) {
        const back = await collect(
          decryptFile(inPieces(encrypted.ciphertext, piece), key, context, encrypted.plain),
        );
        expect(back.equals(plain), `${size} bytes in pieces of ${piece}`).to.equal(true);
      }
    }
  });

  it('does not depend on how the file arrives', async () => {
    const small = file.subarray(0, 1000);
    const whole = await encrypt(small);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (piece) => {
        const encrypted = encryptFile(inPieces(small, piece), key, context);
        expect((await collect(encrypted.ciphertext)).equals(whole.ciphertext)).to.equal(true);
      }),
      { numRuns: 30 },
    );
  });

  it('tells digest and size of what it encrypted, only once it has read all of it', async () => {
    const encrypted = encryptFile(inPieces(file), key, context);
    expect(() => encrypted.plain()).to.throw('not read to its end');
    await collect(encrypted.ciphertext);
    expect(encrypted.plain()).to.deep.equal({
      digest: createHash('sha256').update(file).digest(),
      size: file.length,
    });
  });

  describe('refuses', () => {
    it('a bit flipped anywhere, and gives nothing of the chunk that holds it', async () => {
      const { ciphertext, plain } = await encrypt(file);
      for (const at of [
        0,
        SEALED_CHUNK_BYTES - 1,
        SEALED_CHUNK_BYTES,
        2 * SEALED_CHUNK_BYTES + 5,
        ciphertext.length - 1,
      ]) {
        const altered = Buffer.from(ciphertext);
        altered[at] = (altered[at] ?? 0) ^ 1;
        const given = Math.floor(at / SEALED_CHUNK_BYTES) * PLAIN_CHUNK_BYTES;
        expect(await refusal(altered, plain), `byte ${at}`).to.deep.equal({ code: 'not_authentic', given });
      }
    });

    it('a file cut off inside a chunk, between two chunks, or to nothing', async () => {
      const { ciphertext, plain } = await encrypt(file);
      for (const length of [
        0,
        1,
        15,
        16,
        SEALED_CHUNK_BYTES - 1,
        SEALED_CHUNK_BYTES,
        3 * SEALED_CHUNK_BYTES,
        ciphertext.length - 1,
      ]) {
        const { code } = await refusal(ciphertext.subarray(0, length), plain);
        expect(code, `${length} bytes`).to.equal('not_authentic');
      }
    });

    it('a file that was made longer', async () => {
      const { ciphertext, plain } = await encrypt(file);
      expect((await refusal(Buffer.concat([ciphertext, Buffer.of(0)]), plain)).code).to.equal(
        'not_authentic',
      );
      const full = await encrypt(file.subarray(0, PLAIN_CHUNK_BYTES));
      const twice = Buffer.concat([full.ciphertext, full.ciphertext]);
      expect(await refusal(twice, full.plain)).to.deep.equal({ code: 'not_authentic', given: 0 });
    });

    it('chunks that were swapped, left out or repeated', async () => {
      const { ciphertext, plain } = await encrypt(file);
      const [a, b, c, d] = [0, 1, 2, 3].map((n) => chunkOf(ciphertext, n)) as [
        Buffer,
        Buffer,
        Buffer,
        Buffer,
      ];
      for (const order of [[b, a, c, d], [a, c, d], [a, a, b, c, d], [a, b, d], [d]]) {
        expect((await refusal(Buffer.concat(order), plain)).code).to.equal('not_authentic');
      }
    });

    it('a chunk of another document or another version under the same key', async () => {
      const { ciphertext, plain } = await encrypt(file);
      for (const other of [
        { ...context, version: 4 },
        { ...context, documentId: '0198c0de-0000-7000-8000-000000000002' },
      ]) {
        const foreign = await encrypt(file, other);
        const mixed = Buffer.concat([
          chunkOf(foreign.ciphertext, 0),
          ciphertext.subarray(SEALED_CHUNK_BYTES),
        ]);
        expect(await refusal(mixed, plain)).to.deep.equal({ code: 'not_authentic', given: 0 });
        expect((await refusal(foreign.ciphertext, plain)).code).to.equal('not_authentic');
      }
    });

    it('another key', async () => {
      const { ciphertext, plain } = await encrypt(file);
      expect(await refusal(ciphertext, plain, context, Buffer.alloc(32, 8))).to.deep.equal({
        code: 'not_authentic',
        given: 0,
      });
      expect(() => encryptFile(inPieces(file), Buffer.alloc(16), context)).to.throw(RangeError, '32 bytes');
    });

    it('a whole, authentic file that is not the one recorded, before its last chunk is given', async () => {
      const { ciphertext, plain } = await encrypt(file);
      const given = 3 * PLAIN_CHUNK_BYTES;
      const otherDigest = { ...plain, digest: Buffer.alloc(32) };
      expect(await refusal(ciphertext, otherDigest)).to.deep.equal({ code: 'digest_mismatch', given });
      expect(await refusal(ciphertext, { ...plain, size: 5 })).to.deep.equal({
        code: 'digest_mismatch',
        given,
      });
    });
  });
});
