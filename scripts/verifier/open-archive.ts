import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { ARCHIVE_INDEX } from '../../core/archive.ts';
import { MalformedError } from '../../core/malformed.ts';
import type { OpenedArchive } from '../../core/verify-archive.ts';

/** More is not unpacked of one file; an archive may be a bomb. */
const mostBytes = 1024 ** 3;
const mostEntries = 50_000;

/** A ZIP with an index; other documents are ZIPs too. */
export async function isArchive(name: string): Promise<boolean> {
  const file = await open(name);
  try {
    const { buffer: bytes } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytes.toString('latin1') !== 'PK\x03\x04') return false;
  } finally {
    await file.close();
  }
  const archive = await openArchive(name).catch(() => undefined);
  archive?.close();
  return archive?.names.includes(ARCHIVE_INDEX) === true;
}

/** @throws MalformedError for what is no ZIP. Whoever opens it closes it. */
export async function openArchive(name: string): Promise<OpenedArchive & { close(): void }> {
  const entries = new Map<string, yauzl.Entry>();
  const names: string[] = [];
  const damaged = (cause: unknown): never => {
    throw new MalformedError(name, 'an archive that can be unpacked', { cause });
  };
  const zip = await yauzl
    .openPromise(name, { lazyEntries: true, validateEntrySizes: true, autoClose: false })
    .catch(damaged);
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
