import type { ChainReader } from '../../../core/chain.ts';
import { judgedAgain } from '../../../core/completion.ts';
import { MalformedError } from '../../../core/malformed.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { verify, verifyOnChain } from '../../../core/verify.ts';
import {
  type Examined,
  type ExaminedPart,
  examineArchive,
  isLocal,
  type OpenedArchive,
  placePart,
  readPart,
} from '../../../core/verify-archive.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { verifyLocally } from '../../../core/verify-local.ts';
import { askPaths } from './ask-paths.ts';
import { readerOf } from './chain-reader.ts';
import type { Asked } from './read-trust.ts';

/** A file of an archive, and what was found of it. */
export interface Part {
  readonly path: string;
  readonly verdict: Verdict;
}

export interface Progress {
  readonly signal: AbortSignal;
  /** Called with how many parts of an archive have been looked at. */
  readonly onPart: (count: number) => void;
}

/** Each part by itself first; then the chain. */
export async function judgeArchive(archive: OpenedArchive, { trust, rpcUrls }: Asked, progress: Progress) {
  const reader = readerOf(rpcUrls);
  const examined: ExaminedPart[] = [];
  for await (const part of examineArchive(archive, (input) => verifyLocally(input, trust))) {
    progress.signal.throwIfAborted();
    examined.push(part);
    progress.onPart(examined.length - 1);
  }
  const judge = (input: VerifyInput) => verify(input, trust, reader);
  const parts: Part[] = [];
  let pouch: Verdict | null = null;
  // In one round trip, as of one block.
  const verdicts = await Promise.all(
    examined.map(async (part) => ({ part, verdict: await concluded(part.found, reader) })),
  );
  for (const { part, verdict } of verdicts) {
    progress.signal.throwIfAborted();
    // What was not sealed yet when its proof was taken is unpacked once more, one file at a time.
    const last = await judgedAgain(verdict, () => readPart(archive, part.files), askPaths, judge);
    const { path, ...placed } = placePart(part, last);
    if (path === null) pouch = placed;
    else parts.push({ path, verdict: placed });
  }
  if (pouch === null) throw new MalformedError('archive', 'a pouch');
  return { verdict: pouch, parts };
}

const concluded = async (found: Examined, chain: ChainReader | null): Promise<Verdict> =>
  isLocal(found) ? verifyOnChain(found, chain) : found;
