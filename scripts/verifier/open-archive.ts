import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { ARCHIVE_INDEX } from '../../core/archive.ts';
import { MalformedError } from '../../core/malformed.ts';
import type { OpenedArchive } from '../../core/verify-archive.ts';

/** More is not unpacked of one file; an archive may be a bomb. */
const mostBytes = 1024 ** 3;
const mostEntries = 50_000;

export interface OpenArchive extends OpenedArchive {
  close(): void;
}

/**
 * A pouch archive; null: another file, a document may be a ZIP too. Whoever gets one closes it.
 * @param file its path, or its bytes
 */
export async function archiveIn(file: string | Uint8Array): Promise<OpenArchive | null> {
  if (!(await beginsAsZip(file))) return null;
  const archive = await openZip(file).catch(() => null);
  if (archive?.names.includes(ARCHIVE_INDEX) === true) return archive;
  archive?.close();
  return null;
}

async function beginsAsZip(file: string | Uint8Array): Promise<boolean> {
  if (typeof file !== 'string') return isZip(file);
  const opened = await open(file);
  try {
    const { buffer: bytes } = await opened.read(Buffer.alloc(4), 0, 4, 0);
    return isZip(bytes);
  } finally {
    await opened.close();
  }
}

const isZip = ([p, k, three, four]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && three === 3 && four === 4;

async function openZip(file: string | Uint8Array): Promise<OpenArchive> {
  const name = typeof file === 'string' ? file : 'file';
  const entries = new Map<string, yauzl.Entry>();
  const names: string[] = [];
  const damaged = (cause: unknown): never => {
    throw new MalformedError(name, 'an archive that can be unpacked', { cause });
  };
  const zip = await opened(file).catch(damaged);
  try {
    for await (const entry of zip.eachEntry()) {
      if (names.length >= mostEntries) throw new Error(`more than ${mostEntries} files`);
      names.push(entry.fileName);
      entries.set(entry.fileName, entry);
    }
  } catch (cause) {
    zip.close();
    damaged(cause);
  }
  return {
    names,
    close: () => zip.close(),
    async read(path: string): Promise<Buffer> {
      const entry = entries.get(path);
      if (entry === undefined) throw new MalformedError(name, `a file ${path}`);
      if (entry.uncompressedSize > mostBytes) throw new MalformedError(path, `at most ${mostBytes} bytes`);
      return zip.openReadStreamPromise(entry).then(buffer).catch(damaged);
    },
  };
}

const options = { lazyEntries: true, validateEntrySizes: true, autoClose: false };
const opened = (file: string | Uint8Array) =>
  typeof file === 'string'
    ? yauzl.openPromise(file, options)
    : yauzl.fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.byteLength), options);
