import type { BufferImporter, ImporterOptions } from 'ipfs-unixfs-importer';
import { balanced } from 'ipfs-unixfs-importer/layout';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { ContentError } from './content-store.ts';

export const RAW = 0x55;
const DAG_PB = 0x70;
const SHA2_256 = 0x12;

/** Bytes of a file that go into one block: as many as Kubo makes and the network takes. */
export const BLOCK_BYTES = 1_048_576;

/** The library's own copies every byte through a list of buffers; what is one block already passes as it is. */
async function* inBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let block: Uint8Array | undefined;
  let filled = 0;
  let isEmpty = true;
  for await (const part of source) {
    isEmpty &&= part.length === 0;
    for (let at = 0; at < part.length; ) {
      if (block === undefined && at === 0 && part.length === BLOCK_BYTES) {
        yield part;
        break;
      }
      block ??= new Uint8Array(BLOCK_BYTES);
      const taken = part.subarray(at, at + BLOCK_BYTES - filled);
      block.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled < BLOCK_BYTES) continue;
      yield block;
      block = undefined;
      filled = 0;
    }
  }
  if (block !== undefined || isEmpty) yield (block ?? new Uint8Array()).subarray(0, filled);
}

/** Blocks on their way to the disk at the same time. */
const atOnce = 4;

/**
 * Raw blocks as the library's own makes them. It would hold each until the tree is built, so that none could be freed,
 * and write them in batches, between which nothing is read.
 */
const putBlocks: BufferImporter = async function* (file, blockstore) {
  const writing: Promise<unknown>[] = [];
  try {
    for await (const block of file.content) {
      if (writing.length >= atOnce) await writing.shift();
      const put = putBlock(blockstore, block);
      // Whoever asks for the block learns of its failure.
      put.catch(() => undefined);
      writing.push(put);
      yield () => put;
    }
  } finally {
    // What breaks off is taken away: nothing may be written after that.
    await Promise.allSettled(writing);
  }
};

async function putBlock(blockstore: Parameters<BufferImporter>[1], block: Uint8Array) {
  const size = BigInt(block.length);
  // In a thread of the pool, beside what is encrypted next.
  const hash = await crypto.subtle.digest('SHA-256', block as Uint8Array<ArrayBuffer>);
  const digest = createDigest(SHA2_256, new Uint8Array(hash));
  const cid = CID.createV1(RAW, digest);
  await blockstore.put(cid, block);
  return { cid, size, block };
}

/**
 * How bytes become blocks, written out: the CID depends on every one of these, and a library's default may change.
 * They are what Kubo does with `cid-version=1&raw-leaves=true&chunker=size-1048576`.
 */
export const IMPORT_OPTIONS = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
  chunker: inBlocks,
  bufferImporter: putBlocks,
  layout: balanced({ maxChildrenPerNode: 174 }),
  wrapWithDirectory: false,
  // Of blocks that are on their way already.
  blockWriteConcurrency: 16,
} satisfies ImporterOptions;

/** @throws ContentError `malformed_cid` for all but the CIDs that we make: version 1, base32, raw or dag-pb, SHA-256. */
export function parseCid(text: string): CID {
  try {
    const cid = CID.parse(text);
    const ours =
      cid.version === 1 &&
      cid.toString() === text &&
      (cid.code === RAW || cid.code === DAG_PB) &&
      cid.multihash.code === SHA2_256 &&
      cid.multihash.size === 32;
    if (ours) return cid;
  } catch {
    // Said below.
  }
  throw new ContentError('malformed_cid', `Not a CIDv1 of raw or UnixFS blocks: ${text.slice(0, 100)}`);
}
