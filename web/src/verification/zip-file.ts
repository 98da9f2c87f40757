import { fromUtf8 } from '../../../core/bytes.ts';
import { MalformedError } from '../../../core/malformed.ts';
import type { OpenedArchive } from '../../../core/verify-archive.ts';

/** A ZIP (APPNOTE 6.3.10, with ZIP64) that lies where a Blob is: one file of it at a time is unpacked. */

const MOST_ENTRIES = 50_000;
const MOST_DIRECTORY_BYTES = 64 * 1024 ** 2;
/** An archive may be a bomb, and a page has less room than a server. */
const MOST_BYTES = 512 * 1024 ** 2;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ZIP64_EXTRA = 0x0001;
const IN_EXTRA = 0xffffffff;
/** What DEFLATE makes of a byte at most, and the bytes of an empty file's stream. */
const MOST_DEFLATED = 1_032;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x1;

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

/** Whether it begins as a ZIP does. */
export const looksLikeZip = async (file: Blob): Promise<boolean> =>
  file.size >= 4 && (await viewOf(file, 0, 4)).getUint32(0, true) === LOCAL;

/** @throws MalformedError for what is no ZIP, or one that is too large to be looked at in a page */
export async function openZip(file: Blob): Promise<OpenedArchive> {
  const { offset, size } = await directoryOf(file);
  if (size > MOST_DIRECTORY_BYTES) throw damaged();
  const all = entriesIn(await viewOf(file, offset, size));
  const entries = new Map(all.map((entry) => [entry.path, entry]));
  return {
    names: all.map(({ path }) => path),
    async read(path) {
      const entry = entries.get(path);
      if (entry === undefined) throw new MalformedError('archive', `a file ${path}`);
      if (entry.size > MOST_BYTES) throw new MalformedError(path, `at most ${MOST_BYTES} bytes`);
      return unpack(file, entry);
    },
  };
}

/** The end of central directory record stands last, with a comment of at most 65,535 bytes behind it. */
async function directoryOf(file: Blob): Promise<{ offset: number; size: number }> {
  const start = Math.max(0, file.size - 22 - 0xffff);
  const tail = await viewOf(file, start, file.size - start);
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END || at + 22 + tail.getUint16(at + 20, true) !== tail.byteLength)
      continue;
    const locator = start + at - 20;
    if (locator >= 0) {
      const view = await viewOf(file, locator, 20);
      if (view.getUint32(0, true) === LOCATOR_64) return directory64(file, uint64(view, 8));
    }
    return { offset: tail.getUint32(at + 16, true), size: tail.getUint32(at + 12, true) };
  }
  throw damaged();
}

async function directory64(file: Blob, at: number): Promise<{ offset: number; size: number }> {
  const end = await viewOf(file, at, 56);
  if (end.getUint32(0, true) !== END_64) throw damaged();
  return { offset: uint64(end, 48), size: uint64(end, 40) };
}

function entriesIn(view: DataView<ArrayBuffer>): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < view.byteLength; ) {
    if (entries.length >= MOST_ENTRIES || at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL)
      throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const end = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (end > view.byteLength || (view.getUint16(at + 8, true) & ENCRYPTED) !== 0) throw damaged();
    const sizes = [24, 20, 42].map((member) => view.getUint32(at + member, true));
    const [size = 0, packedSize = 0, offset = 0] = widened(view, at + 46 + nameLength, extraLength, sizes);
    entries.push({
      path: fromUtf8(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength), 'archive'),
      method: view.getUint16(at + 10, true),
      ...{ size, packedSize, offset },
    });
    at = end;
  }
  return entries;
}

/** Those of the sizes that do not fit into 32 bits stand in the ZIP64 extra field, in this order. */
function widened(view: DataView, start: number, length: number, sizes: readonly number[]): number[] {
  let at = start;
  while (at + 4 <= start + length && view.getUint16(at, true) !== ZIP64_EXTRA)
    at += 4 + view.getUint16(at + 2, true);
  let next = at + 4;
  return sizes.map((size) => {
    if (size !== IN_EXTRA) return size;
    if (next + 8 > start + length) throw damaged();
    next += 8;
    return uint64(view, next - 8);
  });
}

async function unpack(file: Blob, { path, method, packedSize, size, offset }: Entry): Promise<Uint8Array> {
  const local = await viewOf(file, offset, 30);
  if (local.getUint32(0, true) !== LOCAL) throw damaged();
  const start = offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  if (start + packedSize > file.size || size > packedSize * MOST_DEFLATED) throw damaged();
  const packed = file.slice(start, start + packedSize).stream();
  if (method !== STORED && method !== DEFLATED) throw new MalformedError(path, 'a file stored or deflated');
  const plain = method === STORED ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw'));
  const bytes = new Uint8Array(size);
  let length = 0;
  try {
    for await (const chunk of chunksOf(plain)) {
      // Never more than was announced, whatever it unpacks to.
      if (length + chunk.length > size) throw damaged();
      bytes.set(chunk, length);
      length += chunk.length;
    }
  } catch (cause) {
    throw cause instanceof MalformedError ? cause : damaged(cause);
  }
  if (length !== size) throw damaged();
  return bytes;
}

/** Safari's streams cannot be iterated. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function viewOf(file: Blob, offset: number, length: number): Promise<DataView<ArrayBuffer>> {
  if (offset + length > file.size) throw damaged();
  return new DataView(await file.slice(offset, offset + length).arrayBuffer());
}

function uint64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged();
  return Number(value);
}

const damaged = (cause?: unknown): MalformedError =>
  new MalformedError('archive', 'an archive that can be unpacked', { cause });
