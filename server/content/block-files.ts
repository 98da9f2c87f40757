import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CID } from 'multiformats/cid';
import { equalBytes } from '../../core/bytes.ts';
import { ContentError } from './content-store.ts';
import { BLOCK_BYTES } from './unixfs.ts';

/** Blocks as files `<dir>/<two letters>/<CID>.data`, as go-ds-flatfs shards them (`next-to-last/2`). */
export interface BlockFiles {
  /** Durable but for the folders' entries: `settle` those. What is there under this name, whole or not, is replaced. */
  put(cid: CID, bytes: Uint8Array): Promise<void>;
  /** After this the blocks put are found after a loss of power. */
  settle(cids: readonly CID[]): Promise<void>;
  /**
   * What its CID says, or an error.
   * @param into where it may be put, so that a long file needs no memory for each of its blocks
   * @throws ContentError not_found, corrupt
   */
  get(cid: CID, into?: Uint8Array): Promise<Uint8Array>;
  has(cid: CID): Promise<boolean>;
  delete(cid: CID): Promise<void>;
}

export async function createBlockFiles(dir: string): Promise<BlockFiles> {
  await mkdir(dir, { recursive: true });
  const made = new Map<string, Promise<unknown>>();
  const fileOf = (cid: CID): string => {
    const name = cid.toString();
    return join(dir, name.slice(-3, -1), `${name}.data`);
  };
  const makeFolder = (folder: string): Promise<unknown> => {
    const making = made.get(folder) ?? mkdir(folder, { recursive: true });
    made.set(folder, making);
    making.catch(() => made.delete(folder));
    return making;
  };
  return {
    async put(cid, bytes) {
      const file = fileOf(cid);
      await makeFolder(dirname(file));
      await writeDurably(draftOf(file), bytes);
      await rename(draftOf(file), file).catch(async (error: unknown) => {
        // Somebody else has put the same block meanwhile, and named it.
        if (!(isMissing(error) && (await exists(file)))) throw error;
      });
    },

    async settle(cids) {
      const folders = new Set(cids.map((cid) => dirname(fileOf(cid)))).add(dir);
      await Promise.all([...folders].map(syncFolder));
    },

    async get(cid, into = new Uint8Array(BLOCK_BYTES)) {
      const bytes = await readInto(fileOf(cid), into).catch((cause: unknown) => {
        if (!isMissing(cause)) throw cause;
        throw new ContentError('not_found', `There is no block ${cid}.`, { cause });
      });
      // In a thread of the pool, beside what is decrypted meanwhile.
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
      if (!equalBytes(digest, cid.multihash.digest))
        throw new ContentError('corrupt', `Block ${cid} was altered.`);
      return bytes;
    },

    has: (cid) => exists(fileOf(cid)),

    async delete(cid) {
      for (const file of [fileOf(cid), draftOf(fileOf(cid))]) await rm(file, { force: true });
    },
  };
}

/** What a block is called until it is whole. Whoever knows the CID finds what is left of one. */
const draftOf = (file: string): string => `${file}.part`;

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    (error: unknown) => {
      if (!isMissing(error)) throw error;
      return false;
    },
  );

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** As much as there is, and as has room: a longer file is not what its name says. */
async function readInto(file: string, into: Uint8Array): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    let filled = 0;
    while (filled < into.length) {
      const { bytesRead } = await handle.read(into, filled, into.length - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return into.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
