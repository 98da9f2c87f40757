import { importFile } from 'ipfs-unixfs-importer';
import type { CID } from 'multiformats/cid';
import { createBlockFiles } from './block-files.ts';
import { readNode, readTree } from './block-tree.ts';
import type { ContentStore } from './content-store.ts';
import { free } from './free.ts';
import { BLOCK_BYTES, IMPORT_OPTIONS, parseCid } from './unixfs.ts';
import { createUploadNotes } from './upload-notes.ts';

/**
 * The blocks of Kubo in files of our own, without a network. What each upload writes is noted before it is written, in a
 * folder beside it, until a sweep finds it recorded.
 */
export async function createLocalContentStore(
  dir: string,
  notesDir = `${dir}-uploads`,
): Promise<ContentStore> {
  const blocks = await createBlockFiles(dir);
  const uploads = await createUploadNotes(notesDir);

  return {
    async put(chunks) {
      const written = new Map<string, CID>();
      const pending = new Set<Promise<CID>>();
      const note = await uploads.begin();
      const putBlock = async (cid: CID, bytes: Uint8Array): Promise<CID> => {
        await note.add(cid.toString());
        written.set(cid.toString(), cid);
        await blocks.put(cid, bytes);
        // Waiting for the collector would take as much memory as the file has bytes.
        if (bytes.length === BLOCK_BYTES) free(bytes);
        return cid;
      };
      const writing = {
        put(cid: CID, bytes: Uint8Array) {
          const put = putBlock(cid, bytes);
          pending.add(put);
          return put.finally(() => pending.delete(put));
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
        // The importer takes any blockstore and calls `put` alone.
        const { cid } = await importFile({ content: counted() }, writing as never, IMPORT_OPTIONS);
        await blocks.settle([...written.values()]);
        return { cid: cid.toString(), size };
      } catch (error) {
        await Promise.allSettled(pending);
        // An upload that broke off leaves nothing behind: its blocks are nobody else's (content-store.ts).
        for (const cid of written.values()) await blocks.delete(cid);
        await note.forget();
        throw error;
      } finally {
        await note.close();
      }
    },

    async *get(text, range) {
      yield* readTree(blocks, parseCid(text), range);
    },

    has: async (text) => blocks.has(parseCid(text)),

    async sweep(before, recorded) {
      let removed = 0;
      for (const note of await uploads.until(before)) {
        // One of them is the root of a file that is recorded: then all are its blocks.
        if ((await recorded(note.cids)).size === 0) {
          for (const cid of note.cids.map(parseCid)) {
            if (await blocks.has(cid)) removed += 1;
            await blocks.delete(cid);
          }
        }
        await note.forget();
      }
      return removed;
    },

    async remove(text) {
      /** The root last: a removal that was cut off is begun again. */
      const removeTree = async (cid: CID): Promise<void> => {
        // A damaged block has no children that could be found, one that is not there none any more: it goes by itself.
        const { links } = await readNode(blocks, cid).catch(() => ({ links: [] }));
        for (const child of links) await removeTree(child);
        await blocks.delete(cid);
      };
      await removeTree(parseCid(text));
    },
  };
}
