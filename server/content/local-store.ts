import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FsBlockstore } from 'blockstore-fs';
import { NextToLast } from 'blockstore-fs/sharding';
import { exporter } from 'ipfs-unixfs-exporter';
import { importFile } from 'ipfs-unixfs-importer';
import type { CID } from 'multiformats/cid';
import { ContentError, type ContentStore } from './content-store.ts';
import { IMPORT_OPTIONS, parseCid } from './unixfs.ts';
import { createUploadNotes } from './upload-notes.ts';

/**
 * The blocks of Kubo in files of our own, without a network: `<dir>/<two letters>/<CID>.data`. What each upload writes is
 * noted before it is written, in a folder beside it, until a sweep finds it recorded.
 */
export async function createLocalContentStore(
  dir: string,
  notesDir = `${dir}-uploads`,
): Promise<ContentStore> {
  const sharding = new NextToLast();
  const blocks = new FsBlockstore(dir, { shardingStrategy: sharding });
  await blocks.open();
  const uploads = await createUploadNotes(notesDir);
  const fileOf = (cid: CID) => {
    const { dir: shard, file } = sharding.encode(cid);
    return join(blocks.path, shard, file);
  };

  /** blockstore-fs gives back whatever is on the disk; here a block is what its CID says, or an error. */
  const reading = {
    async *get(cid: CID): AsyncGenerator<Uint8Array> {
      if (!(await blocks.has(cid))) throw new ContentError('not_found', `There is no block ${cid}.`);
      const parts = await collect(blocks.get(cid));
      const digest = parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
      if (!digest.equals(cid.multihash.digest))
        throw new ContentError('corrupt', `Block ${cid} was altered.`);
      yield* parts;
    },
  };

  return {
    async put(chunks) {
      const written = new Map<string, CID>();
      const note = await uploads.begin();
      const writing = {
        async put(cid: CID, bytes: Parameters<FsBlockstore['put']>[1]) {
          await note.add(cid.toString());
          await blocks.put(cid, bytes);
          written.set(fileOf(cid), cid);
          return cid;
        },
      };
      let size = 0;
      const counted = async function* () {
        for await (const chunk of chunks) {
          size += chunk.length;
          yield chunk;
        }
      };
      try {
        const { cid } = await importFile({ content: counted() }, writing, IMPORT_OPTIONS);
        await makeDurable([...written.keys()], blocks.path);
        return { cid: cid.toString(), size };
      } catch (error) {
        // An upload that broke off leaves nothing behind: its blocks are nobody else's (content-store.ts).
        for (const cid of written.values()) await blocks.delete(cid);
        await note.forget();
        throw error;
      } finally {
        await note.close();
      }
    },

    async *get(text) {
      try {
        const entry = await exporter(parseCid(text), reading);
        if (entry.type !== 'file' && entry.type !== 'raw') {
          throw new ContentError('corrupt', `${text} is a ${entry.type}, not a file.`);
        }
        yield* entry.content();
      } catch (error) {
        if (error instanceof ContentError) throw error;
        throw new ContentError('corrupt', `${text} cannot be read as a file.`, { cause: error });
      }
    },

    has: async (text) => blocks.has(parseCid(text)),

    async sweep(before, recorded) {
      let removed = 0;
      for (const note of await uploads.until(before)) {
        // One of them is the root of a file that is recorded: then all are its blocks.
        if ((await recorded(note.cids)).size === 0) {
          for (const cid of note.cids.map(parseCid)) {
            if (!(await blocks.has(cid))) continue;
            await blocks.delete(cid);
            removed += 1;
          }
        }
        await note.forget();
      }
      return removed;
    },

    async remove(text) {
      /** The root last: a removal that was cut off is begun again. */
      const removeTree = async (cid: CID): Promise<void> => {
        if (!(await blocks.has(cid))) return;
        // A damaged block has no children that could be found: it goes by itself.
        const entry = await exporter(cid, reading).catch(() => undefined);
        const children = entry?.type === 'file' ? entry.node.Links.map((link) => link.Hash) : [];
        for (const child of children) await removeTree(child as CID);
        await blocks.delete(cid);
      };
      await removeTree(parseCid(text));
    },
  };
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return parts;
}

/** Files, then the folders that name them: after a loss of power they are there, whole. */
async function makeDurable(files: readonly string[], root: string): Promise<void> {
  const folders = new Set(files.map((file) => dirname(file))).add(root);
  for (const paths of [files, folders]) {
    await Promise.all(
      [...paths].map(async (path) => {
        const handle = await open(path, 'r');
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
      }),
    );
  }
}
