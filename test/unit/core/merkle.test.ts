import { hash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { concat, fromHex, uintBytes } from '../../../core/bytes.ts';
import { sha256 } from '../../../core/hashing.ts';
import { BatchRoot, EntryHash, NodeHash } from '../../../core/ids.ts';
import { type AuditPath, buildTree, buildTreeAsync, entryHash, verifyPath } from '../../../core/merkle.ts';
import { readVectors } from './vectors.ts';

const rfc6962 = z
  .object({
    leaves: z.array(z.string()),
    roots: z.array(BatchRoot.schema),
    paths: z.array(z.object({ index: z.number(), size: z.number(), path: z.array(NodeHash.schema) })),
  })
  .parse(readVectors('rfc6962'));
const leaves = rfc6962.leaves.map((hex) => fromHex(hex));

const nodeSha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
const proofOf = (entries: readonly Uint8Array[], index: number): { leaf: EntryHash; proof: AuditPath } => {
  const tree = buildTree(entries);
  return {
    leaf: tree.leafHash(index),
    proof: { index, size: tree.size, path: tree.path(index), root: tree.root },
  };
};
const entriesArbitrary = fc.array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 70 });

/** The definition of RFC 6962 §2.1, word for word. */
function rootByDefinition(entries: readonly Uint8Array[]): Uint8Array {
  const [only] = entries;
  if (only !== undefined && entries.length === 1) return sha256(concat(Uint8Array.of(0), only));
  let split = 1;
  while (2 * split < entries.length) split *= 2;
  const halves = [entries.slice(0, split), entries.slice(split)].map(rootByDefinition);
  return sha256(concat(Uint8Array.of(1), ...halves));
}

describe('merkle', () => {
  describe('buildTree', () => {
    it('has the published roots', () => {
      const roots = leaves.map((_, index) => buildTree(leaves.slice(0, index + 1)).root);
      expect(roots).to.deep.equal(rfc6962.roots);
    });

    it('has the published audit paths', () => {
      for (const { index, size, path } of rfc6962.paths) {
        expect(buildTree(leaves.slice(0, size)).path(index)).to.deep.equal(path);
      }
    });

    it('has the root that the RFC defines, for every size', () => {
      fc.assert(
        fc.property(entriesArbitrary, (entries) => {
          expect(buildTree(entries).root).to.equal(BatchRoot.of(rootByDefinition(entries)));
        }),
      );
    });

    it('does not depend on whose SHA-256 it is given', () => {
      expect(buildTree(leaves, { sha256: nodeSha256 }).root).to.equal(buildTree(leaves).root);
    });

    it('refuses no entries, and indices outside', () => {
      expect(() => buildTree([])).to.throw(RangeError, 'entries');
      const tree = buildTree(leaves);
      for (const index of [-1, 8, 0.5, Number.NaN])
        expect(() => tree.path(index)).to.throw(RangeError, 'index');
    });
  });

  describe('buildTreeAsync', () => {
    it('makes the same tree of 100,000 entries in under a second and lets others run', async () => {
      const entries = Array.from({ length: 100_000 }, (_, index) =>
        concat(new Uint8Array(97), uintBytes(index, 8)),
      );
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      const start = process.threadCpuUsage();
      const tree = await buildTreeAsync(entries, { sha256: nodeSha256 });
      const { user, system } = process.threadCpuUsage(start);
      clearInterval(timer);
      expect(tree.root).to.equal(buildTree(entries, { sha256: nodeSha256 }).root);
      expect((user + system) / 1e6, 'seconds of CPU').to.be.below(1);
      expect(turns).to.be.above(10);
    });
  });

  describe('verifyPath', () => {
    it('takes the published paths', () => {
      for (const { index, size, path } of rfc6962.paths) {
        const leaf = entryHash(leaves[index] ?? new Uint8Array());
        const root = rfc6962.roots[size - 1];
        if (root === undefined) throw new Error('vector without a root');
        expect(verifyPath(leaf, { index, size, path, root })).to.equal(true);
      }
    });

    it('takes every path of every tree, and none at another index or size', () => {
      fc.assert(
        fc.property(entriesArbitrary, fc.nat(), fc.nat({ max: 80 }), (entries, at, other) => {
          const { leaf, proof } = proofOf(entries, at % entries.length);
          expect(verifyPath(leaf, proof)).to.equal(true);
          expect(verifyPath(leaf, { ...proof, index: other })).to.equal(other === proof.index);
          // A path may fit several sizes of tree (the shape to the left is the same), never another length.
          const resized = verifyPath(leaf, { ...proof, size: other });
          if (resized) expect(other).to.be.above(proof.index);
        }),
      );
    });

    it('refuses an altered leaf, an altered node and an altered root', () => {
      fc.assert(
        fc.property(
          entriesArbitrary,
          fc.nat(),
          fc.nat(),
          fc.integer({ min: 1, max: 255 }),
          (entries, at, which, flip) => {
            const { leaf, proof } = proofOf(entries, at % entries.length);
            const altered = (hex: string) => {
              const bytes = fromHex(hex);
              bytes[which % 32] = (bytes[which % 32] ?? 0) ^ flip;
              return bytes;
            };
            expect(verifyPath(EntryHash.of(altered(leaf)), proof)).to.equal(false);
            expect(verifyPath(leaf, { ...proof, root: BatchRoot.of(altered(proof.root)) })).to.equal(false);
            const path = proof.path.map((node, index) =>
              index === which % proof.path.length ? NodeHash.of(altered(node)) : node,
            );
            if (path.length > 0) expect(verifyPath(leaf, { ...proof, path })).to.equal(false);
          },
        ),
      );
    });

    it('refuses a path that is cut, lengthened or in another order', () => {
      const { leaf, proof } = proofOf(leaves, 5);
      const { path } = proof;
      const extra = NodeHash.of(new Uint8Array(32));
      for (const wrong of [
        path.slice(1),
        path.slice(0, -1),
        [],
        [...path, extra],
        [extra, ...path],
        path.toReversed(),
      ]) {
        expect(verifyPath(leaf, { ...proof, path: wrong })).to.equal(false);
      }
    });

    it('refuses an index that is not below the size', () => {
      const { leaf, proof } = proofOf(leaves.slice(0, 1), 0);
      for (const [index, size] of [
        [1, 1],
        [0, 0],
        [-1, 1],
        [0.5, 1],
        [Number.NaN, 1],
        [0, Number.POSITIVE_INFINITY],
      ] as const) {
        expect(verifyPath(leaf, { ...proof, index, size })).to.equal(false);
      }
    });

    it('refuses an inner node in the place of a leaf', () => {
      const tree = buildTree(leaves);
      // The node over leaves 0 and 1, as a leaf of the tree of half the depth: as a hash it would fit …
      const node = sha256(
        concat(Uint8Array.of(1), ...[0, 1].map((index) => EntryHash.bytes(tree.leafHash(index)))),
      );
      const proof = { index: 0, size: 4, path: tree.path(0).slice(1), root: tree.root };
      expect(verifyPath(EntryHash.of(node), proof)).to.equal(true);
      // … but what is shown is an entry, and no entry has that node for its leaf hash.
      const children = concat(...[0, 1].map((index) => EntryHash.bytes(tree.leafHash(index))));
      expect(verifyPath(entryHash(children), proof)).to.equal(false);
    });
  });
});
