import type { ImporterOptions } from 'ipfs-unixfs-importer';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import { CID } from 'multiformats/cid';
import { ContentError } from './content-store.ts';

/** Bytes of a file that go into one block. */
export const BLOCK_BYTES = 262_144;

/**
 * How bytes become blocks, written out: the CID depends on every one of these, and a library's default may change.
 * They are what Kubo does with `cid-version=1&raw-leaves=true&chunker=size-262144`.
 */
export const IMPORT_OPTIONS = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
  chunker: fixedSize({ chunkSize: BLOCK_BYTES }),
  layout: balanced({ maxChildrenPerNode: 174 }),
  wrapWithDirectory: false,
} satisfies ImporterOptions;

const RAW = 0x55;
const DAG_PB = 0x70;
export const SHA2_256 = 0x12;

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
