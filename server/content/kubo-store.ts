import { create } from 'ipfs-http-client';
import type { CID } from 'multiformats/cid';
import { ContentError, type ContentStore } from './content-store.ts';
import { withoutStandstill } from './standstill.ts';
import { BLOCK_BYTES, parseCid } from './unixfs.ts';

/**
 * How Kubo is asked to make blocks: the same bytes give the same CID as in the local store (unixfs.ts). They are pinned
 * in a step of its own, under a name: what a process leaves between the two, Kubo's garbage collection takes.
 */
export const ADD_OPTIONS = {
  cidVersion: 1,
  rawLeaves: true,
  chunker: `size-${BLOCK_BYTES}`,
  hashAlg: 'sha2-256',
  pin: false,
  wrapWithDirectory: false,
} as const;

/** The client's own option does nothing for a number (`isNaN` in its lib/http.js): each call carries a signal. */
const TIMEOUT_MS = 60_000;
/** Our pins are called `openpouch 2026-11-22T14:03:00.000Z`: whose they are, and when they were made. */
const PIN_NAME = /^openpouch (\d{4}-\d{2}-\d{2}T[\d:.]+Z)$/;
const SWEPT_AT_ONCE = 500;

/** Of a whole upload: longer than the server waits for one. */
const UPLOAD_TIMEOUT_MS = 15 * 60_000;

/**
 * A Kubo node, or an IPFS Cluster behind the same RPC. It checks blocks against their hashes and syncs them by
 * itself (`Datastore.Spec`, `sync: true` is its default). Stored is what is pinned.
 * @param url base address of its RPC, for example `http://127.0.0.1:5001`.
 * @param timeoutMs for an answer, and for each next part of a file
 */
export function createKuboContentStore(url: string, timeoutMs = TIMEOUT_MS): ContentStore {
  const client = create({ url });
  const inTime = () => ({ signal: AbortSignal.timeout(timeoutMs) });

  const isPinned = async (cid: CID): Promise<boolean> => {
    try {
      for await (const pin of client.pin.ls({ paths: cid, type: 'recursive', ...inTime() }))
        if (pin.cid.equals(cid)) return true;
      return false;
    } catch (error) {
      if (isNotPinned(error)) return false;
      throw unavailable(error);
    }
  };

  return {
    async put(chunks) {
      let size = 0;
      const counted = async function* () {
        for await (const chunk of chunks) {
          size += chunk.length;
          yield chunk;
        }
      };
      try {
        const { cid } = await client.add(counted(), {
          ...ADD_OPTIONS,
          signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
        });
        await client.pin.add(cid, { name: `openpouch ${new Date().toISOString()}`, ...inTime() });
        return { cid: cid.toString(), size };
      } catch (error) {
        throw unavailable(error);
      }
    },

    async *get(text, range) {
      const cid = parseCid(text);
      // `cat` of what is not here would search the network until the time is up.
      if (!(await isPinned(cid))) throw new ContentError('not_found', `${text} is not stored.`);
      try {
        const giveUp = new AbortController();
        const parts = client.cat(cid, { ...range, signal: giveUp.signal });
        yield* withoutStandstill(parts, timeoutMs, () => giveUp.abort());
      } catch (error) {
        throw unavailable(error);
      }
    },

    has: async (text) => isPinned(parseCid(text)),

    async sweep(before, recorded) {
      let removed = 0;
      const drop = async (cids: readonly string[]): Promise<void> => {
        const known = await recorded(cids);
        for (const cid of cids.filter((one) => !known.has(one))) removed += await remove(cid);
      };
      const old: string[] = [];
      try {
        for await (const { cid, name } of client.pin.ls({ type: 'recursive', names: true })) {
          const madeAt = PIN_NAME.exec(name ?? '')?.[1];
          if (madeAt !== undefined && new Date(madeAt) < before) old.push(cid.toString());
          if (old.length >= SWEPT_AT_ONCE) await drop(old.splice(0));
        }
      } catch (error) {
        throw unavailable(error);
      }
      await drop(old);
      return removed;
    },

    async remove(text) {
      await remove(text);
    },
  };

  /** @returns how many blocks went */
  async function remove(text: string): Promise<number> {
    const cid = parseCid(text);
    // What is not pinned is not looked for in the network: what is left of it Kubo's garbage collection takes.
    if (!(await isPinned(cid))) return 0;
    try {
      const blocks = [cid];
      for await (const { ref } of client.refs(cid, { recursive: true, unique: true, ...inTime() }))
        blocks.push(parseCid(ref));
      await client.pin.rm(cid, inTime());
      for await (const { error } of client.block.rm(blocks, { force: true, ...inTime() }))
        if (error != null) throw error;
      return blocks.length;
    } catch (error) {
      if (error instanceof Error && isNotPinned(error)) return 0;
      throw unavailable(error);
    }
  }
}

/** Kubo answers 500 with these words. */
const isNotPinned = (error: unknown) =>
  error instanceof Error && /is not pinned|not pinned or pinned indirectly/.test(error.message);

/** The source's own errors (a client that went away) pass as they are; all else is Kubo's. */
function unavailable(error: unknown): Error {
  if (error instanceof ContentError) return error;
  return new ContentError('unavailable', 'The IPFS node did not answer.', { cause: error });
}
