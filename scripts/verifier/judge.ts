import { judgedAgain, lacksPaths } from '../../core/completion.ts';
import type { Primitives } from '../../core/primitives.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Trust } from '../../core/trust.ts';
import type { Verdict } from '../../core/verdict.ts';
import { verify, verifyOnChain } from '../../core/verify.ts';
import { type Examined, type ExaminedPart, isLocal, placePart, readPart } from '../../core/verify-archive.ts';
import type { VerifyInput } from '../../core/verify-file.ts';
import { primitives as nodePrimitives } from '../../server/records/primitives.ts';
import { askInstallation } from './ask-installation.ts';
import { chainOf } from './chain-of.ts';
import { examine } from './examine.ts';
import type { FileToVerify } from './files-of.ts';
import { inOrder } from './in-order.ts';
import { fileSource, inputSource, type Source } from './source.ts';
import { type JudgedSource, type Whole, wholeOf } from './whole.ts';

/** What a verdict rests on beside the input. */
export interface Grounds {
  readonly trust: Trust;
  /** Several must agree. None: the chain is not asked, and nothing is found valid. */
  readonly rpc: readonly string[];
  /** Whose signature an exported trail is to bear; undefined: whoever is trusted does not say. */
  readonly operator?: EcPublicJwk | undefined;
  /** Address of the installation that is asked for what was not sealed yet when a proof was taken; none: nobody is. */
  readonly complete?: string | undefined;
}

/** One of a file, or of a part of an archive. */
export interface Verified extends Verdict {
  readonly file: string;
}

/** Some of many, which are judged together. Of files, an archive has a verdict for each of its parts. */
export type Lot = { readonly files: readonly FileToVerify[] } | { readonly inputs: readonly VerifyInput[] };

export type Judged = Whole | Verified;

export interface Judge {
  /** In their order: each by itself first, then the chain, once for all of them. */
  lot(lot: Lot, now?: Date): Promise<readonly Judged[]>;
  /** Ends the connections. */
  close(): void;
}

/** Files are in memory whole, and wait for the disk and for signatures as much as they compute. */
const FILES_AT_ONCE = 8;

/** @param primitives of whoever has its thread for itself, and need not leave it to others meanwhile */
export function createJudge(
  { trust, rpc, operator, complete }: Grounds,
  primitives: Primitives = nodePrimitives,
): Judge {
  const { reader, close } = chainOf(rpc);
  const means = { trust, operator, chain: reader, primitives };
  const ask = complete === undefined ? undefined : askInstallation(complete);

  const conclude = async (found: Examined, now: Date): Promise<Verdict> =>
    isLocal(found) ? verifyOnChain(found, reader, now) : found;

  /** What was not sealed yet is read and judged once more, with what the installation knows of it by now. */
  const later = async (source: Source, asked: readonly Asked[], now: Date): Promise<readonly Asked[]> => {
    if (ask === undefined || !asked.some(({ verdict }) => lacksPaths(verdict))) return asked;
    const archive = await source.archive();
    const judge = (input: VerifyInput) => verify(input, trust, reader, { ...primitives, now });
    try {
      const last: Asked[] = [];
      // One after the other: one file of an archive is in memory.
      for (const { part, verdict } of asked) {
        const read = () => (archive === null ? source.read() : readPart(archive, part.files));
        last.push({ part, verdict: await judgedAgain(verdict, read, ask, judge) });
      }
      return last;
    } finally {
      archive?.close();
    }
  };

  /** In their order; of an archive, of itself and each of its parts. */
  const judge = async (
    sources: readonly Source[],
    atOnce: number,
    now?: Date,
  ): Promise<readonly JudgedSource[]> => {
    const examined = await each(sources, (source) => examine(source, means, now), atOnce);
    const at = now ?? new Date();
    const asked = await Promise.all(
      examined.map(async ({ source, isArchive, parts }) => {
        const concluded = parts.map(async (part) => ({ part, verdict: await conclude(part.found, at) }));
        return { source, isArchive, parts: await Promise.all(concluded) };
      }),
    );
    const finish = async ({ source, isArchive, parts }: (typeof asked)[number]): Promise<JudgedSource> => {
      const last = await later(source, parts, at);
      return { isArchive, parts: last.map(({ part, verdict }) => placePart(part, verdict)) };
    };
    return each(asked, finish, atOnce);
  };

  return {
    async lot(lot, now) {
      if ('inputs' in lot) {
        // Proofs alone are in memory and small: the more signatures are asked for at once, the less each of them costs.
        const atOnce = lot.inputs.some(({ file }) => file !== undefined) ? FILES_AT_ONCE : lot.inputs.length;
        return (await judge(lot.inputs.map(inputSource), atOnce, now)).map(wholeOf);
      }
      const judged = await judge(lot.files.map(fileSource), FILES_AT_ONCE, now);
      return judged.flatMap(({ parts }, at) =>
        parts.map(({ path, ...verdict }) => ({ file: nameOf(lot.files[at], path), ...verdict })),
      );
    },
    close,
  };
}

/** A part, and what is said of it once the chain was asked. */
interface Asked {
  readonly part: ExaminedPart;
  readonly verdict: Verdict;
}

/** As it is called on a command line. */
const nameOf = (named: FileToVerify | undefined, path: string | null): string =>
  path === null ? (named?.file ?? '') : `${named?.file}: ${path}`;

/** In their order, so many at a time. */
async function each<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  atOnce: number,
): Promise<readonly R[]> {
  if (atOnce >= items.length) return Promise.all(items.map(work));
  const found: R[] = [];
  for await (const one of inOrder(items, work, atOnce)) found.push(one);
  return found;
}
