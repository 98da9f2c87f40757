import { concat, equalBytes } from './bytes.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import { BatchRoot, EntryHash, NodeHash } from './ids.ts';
import { pause } from './pause.ts';

/**
 * RFC 6962 §2.1: SHA-256, `0x00` before a leaf, `0x01` before the two children of a node. A last node without
 * a sibling moves up unhashed, which gives the RFC's tree for every size.
 */
export interface MerkleTree {
  readonly size: number;
  readonly root: BatchRoot;
  leafHash(index: number): EntryHash;
  /** Audit path from leaf `index`, bottom up (RFC 6962 §2.1.1). */
  path(index: number): NodeHash[];
  /** The same as its nodes' bytes, one after the other. */
  pathBytes(index: number): Uint8Array;
}

export interface TreeOptions {
  readonly sha256?: Sha256;
  /** Longest time the asynchronous form computes without yielding. */
  readonly sliceMs?: number;
}

/** The leaf hash of an entry. */
export const entryHash = (entry: Uint8Array, sha256: Sha256 = portableSha256): EntryHash =>
  EntryHash.of(sha256(concat(LEAF, entry)));

/** @throws RangeError without any entry: an empty batch is never anchored */
export function buildTree(entries: readonly Uint8Array[], options: TreeOptions = {}): MerkleTree {
  const work = hashLevels(entries, options.sha256 ?? portableSha256);
  for (;;) {
    const step = work.next();
    if (step.done) return treeOf(step.value);
  }
}

/** The same without holding up the event loop: it yields every `sliceMs` (5 by default). */
export async function buildTreeAsync(
  entries: readonly Uint8Array[],
  options: TreeOptions = {},
): Promise<MerkleTree> {
  const sliceMs = options.sliceMs ?? 5;
  const work = hashLevels(entries, options.sha256 ?? portableSha256);
  let sliceEnd = performance.now() + sliceMs;
  for (;;) {
    const step = work.next();
    if (step.done) return treeOf(step.value);
    if (performance.now() >= sliceEnd) {
      await pause();
      sliceEnd = performance.now() + sliceMs;
    }
  }
}

export interface AuditPath {
  readonly index: number;
  readonly size: number;
  readonly path: readonly NodeHash[];
  readonly root: BatchRoot;
}

/**
 * RFC 9162 §2.1.3.2: whether the leaf lies at `index` of the tree of `size` leaves under `root`. The path's
 * length must be exact.
 */
export function verifyPath(leaf: EntryHash, proof: AuditPath, sha256: Sha256 = portableSha256): boolean {
  const { index, size, path, root } = proof;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let node: Uint8Array = EntryHash.bytes(leaf);
  const pair = new Uint8Array(65);
  pair[0] = NODE;
  let position = index;
  let last = size - 1;
  for (const hex of path) {
    if (last === 0) return false;
    const sibling = NodeHash.bytes(hex);
    if (position % 2 === 1 || position === last) {
      pair.set(sibling, 1);
      pair.set(node, 33);
      // A node that moved up unhashed has no sibling on these levels.
      while (position % 2 === 0 && position !== 0) {
        position = Math.floor(position / 2);
        last = Math.floor(last / 2);
      }
    } else {
      pair.set(node, 1);
      pair.set(sibling, 33);
    }
    node = sha256(pair);
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(node, BatchRoot.bytes(root));
}

const LEAF = Uint8Array.of(0x00);
const NODE = 0x01;
const HASHES_PER_STEP = 256;

/** Each level's hashes in one flat array, leaves first; yields every few hundred hashes. */
function* hashLevels(entries: readonly Uint8Array[], sha256: Sha256): Generator<void, Uint8Array[]> {
  if (entries.length === 0) throw new RangeError('entries: expected at least one');
  let level = new Uint8Array(32 * entries.length);
  // One buffer for all leaves, its first byte 0x00: 100,000 short-lived arrays would cost as much as the hashing.
  const leaf = new Uint8Array(1 + entries.reduce((longest, entry) => Math.max(longest, entry.length), 0));
  for (const [index, entry] of entries.entries()) {
    leaf.set(entry, 1);
    level.set(sha256(leaf.subarray(0, 1 + entry.length)), 32 * index);
    if (index % HASHES_PER_STEP === HASHES_PER_STEP - 1) yield;
  }
  const levels = [level];
  const pair = new Uint8Array(65);
  pair[0] = NODE;
  while (level.length > 32) {
    const size = level.length / 32;
    const above = new Uint8Array(32 * Math.ceil(size / 2));
    for (let left = 0; left + 1 < size; left += 2) {
      pair.set(level.subarray(32 * left, 32 * left + 64), 1);
      above.set(sha256(pair), 16 * left);
      if (left % (2 * HASHES_PER_STEP) === 0) yield;
    }
    if (size % 2 === 1) above.set(level.subarray(32 * (size - 1)), above.length - 32);
    levels.push(above);
    level = above;
  }
  return levels;
}

function treeOf(levels: readonly Uint8Array[]): MerkleTree {
  const size = (levels[0]?.length ?? 0) / 32;
  const nodeAt = (level: Uint8Array, index: number) => level.subarray(32 * index, 32 * index + 32);
  const checked = (index: number) => {
    if (!Number.isInteger(index) || index < 0 || index >= size) {
      throw new RangeError(`index: expected 0 to ${size - 1}`);
    }
    return index;
  };
  const siblings = (index: number): Uint8Array[] => {
    const path: Uint8Array[] = [];
    let position = checked(index);
    for (const level of levels) {
      const sibling = position ^ 1;
      if (32 * sibling < level.length) path.push(nodeAt(level, sibling));
      position >>>= 1;
    }
    return path;
  };
  return {
    size,
    root: BatchRoot.of(levels.at(-1) ?? new Uint8Array()),
    leafHash: (index) => EntryHash.of(nodeAt(levels[0] ?? new Uint8Array(), checked(index))),
    path: (index) => siblings(index).map(NodeHash.of),
    pathBytes: (index) => concat(...siblings(index)),
  };
}
