import { exporter } from 'ipfs-unixfs-exporter';
import type { CID } from 'multiformats/cid';
import type { BlockFiles } from './block-files.ts';
import { ContentError, type ContentRange } from './content-store.ts';
import { BLOCK_BYTES, RAW } from './unixfs.ts';

/** Blocks that are read before they are asked for. The library reads on without end, whatever the reader can take. */
const ahead = 3;

/**
 * The bytes of a UnixFS file, in order; whoever reads slowly makes it read slowly. Each part is good until the next is
 * asked for: there are few buffers, and they are used again. @throws ContentError
 */
export async function* readTree(
  blocks: Pick<BlockFiles, 'get'>,
  root: CID,
  range?: ContentRange,
): AsyncGenerator<Uint8Array> {
  const from = range?.offset ?? 0;
  const to = range === undefined ? Number.MAX_SAFE_INTEGER : range.offset + range.length;
  const free: Uint8Array[] = [];
  const coming: { into: Uint8Array; reading: Promise<Uint8Array> }[] = [];
  const next = async function* () {
    const first = coming.shift();
    if (first === undefined) return;
    yield await first.reading;
    free.push(first.into);
  };
  try {
    for await (const leaf of leavesOf(blocks, root, 0, from, to)) {
      const into = free.pop() ?? new Uint8Array(BLOCK_BYTES);
      const reading = blocks.get(leaf.cid, into).then((bytes) => cut(bytes, from - leaf.at, to - leaf.at));
      // Whoever waits for it learns of its failure; until then nobody has to.
      reading.catch(() => undefined);
      coming.push({ into, reading });
      if (coming.length > ahead) yield* next();
    }
    while (coming.length > 0) yield* next();
  } finally {
    await Promise.allSettled(coming.map(({ reading }) => reading));
  }
}

interface Leaf {
  readonly cid: CID;
  /** Place of its first byte in the file. */
  readonly at: number;
}

async function* leavesOf(
  blocks: Pick<BlockFiles, 'get'>,
  cid: CID,
  start: number,
  from: number,
  to: number,
): AsyncGenerator<Leaf> {
  if (cid.code === RAW) {
    yield { cid, at: start };
    return;
  }
  const { links, sizes } = await readNode(blocks, cid);
  let at = start;
  for (const [index, link] of links.entries()) {
    const end = at + (sizes[index] ?? 0);
    if (end > from && at < to) yield* leavesOf(blocks, link, at, from, to);
    at = end;
  }
}

/** The blocks below a block, with the bytes of the file in each. @throws ContentError */
export async function readNode(
  blocks: Pick<BlockFiles, 'get'>,
  cid: CID,
): Promise<{ links: readonly CID[]; sizes: readonly number[] }> {
  if (cid.code === RAW) return { links: [], sizes: [] };
  try {
    const entry = await exporter(cid, {
      async *get(wanted: CID) {
        yield await blocks.get(wanted);
      },
    });
    if (entry.type !== 'file') throw new ContentError('corrupt', `${cid} is a ${entry.type}, not a file.`);
    return {
      links: entry.node.Links.map((link) => link.Hash as CID),
      sizes: entry.unixfs.blockSizes.map(Number),
    };
  } catch (error) {
    if (error instanceof ContentError) throw error;
    throw new ContentError('corrupt', `${cid} cannot be read as a file.`, { cause: error });
  }
}

const cut = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
  from <= 0 && to >= bytes.length ? bytes : bytes.subarray(Math.max(0, from), Math.max(0, to));
