import { readFile } from 'node:fs/promises';
import { completed } from '../../core/completion.ts';
import { MalformedError } from '../../core/malformed.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Trust } from '../../core/trust.ts';
import { cannotTell, type Verdict } from '../../core/verdict.ts';
import { verify, verifyOnChain } from '../../core/verify.ts';
import { verifyArchive } from '../../core/verify-archive.ts';
import type { VerifyInput } from '../../core/verify-file.ts';
import { type LocalResult, verifyLocally } from '../../core/verify-local.ts';
import { verifyTrailExport } from '../../core/verify-trail-export.ts';
import { verifyTrailFile } from '../../core/verify-trail-file.ts';
import { sha256 } from '../../server/records/sha256.ts';
import { askInstallation } from './ask-installation.ts';
import { chainOf } from './chain-of.ts';
import type { FileToVerify } from './files-of.ts';
import { inOrder } from './in-order.ts';
import { isArchive, openArchive } from './open-archive.ts';

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

export interface Verified extends Verdict {
  readonly file: string;
}

/** Some of many, which are judged together: an archive has a verdict for each of its parts. */
export type Lot = { readonly files: readonly FileToVerify[] } | { readonly inputs: readonly VerifyInput[] };

export type Judged = Verdict | Verified;

export interface Judge {
  /** Whatever the input, it answers with a verdict. */
  one(input: VerifyInput, now?: Date): Promise<Verdict>;
  /** In their order: each by itself first, then the chain, once for all of them. */
  lot(lot: Lot, now?: Date): Promise<readonly Judged[]>;
  /** Ends the connections. */
  close(): void;
}

/** Files are in memory whole, and wait for the disk and for signatures as much as they compute. */
const FILES_AT_ONCE = 8;

export function createJudge({ trust, rpc, operator, complete }: Grounds): Judge {
  const { reader, close } = chainOf(rpc);

  const ask = complete === undefined ? undefined : askInstallation(complete);

  /** What is pending is judged once more, with what the installation knows of it by now. */
  const later = async (verdict: Verdict, read: () => Promise<VerifyInput>, now: Date): Promise<Verdict> => {
    const next =
      ask !== undefined && verdict.outcome === 'pending' ? await completed(await read(), ask) : null;
    return next === null ? verdict : verify(next, trust, reader, { sha256, now });
  };

  const one: Judge['one'] = async (input, now = new Date()) =>
    later(await verify(input, trust, reader, { sha256, now }), () => Promise.resolve(input), now);

  /** What a file says by itself; its bytes are let go of before the chain is asked. */
  const examine = async ({ file, proof }: FileToVerify): Promise<readonly Verified[] | LocalResult> => {
    try {
      if (proof === undefined && (await isArchive(file))) return await partsOf(file);
      const input = await inputOf({ file, proof });
      const bytes = input.file;
      const trail = proof === undefined ? await verifyTrailFile(bytes, operator, sha256) : null;
      if (trail !== null) return [{ file, ...trail }];
      const means = { trust, operator, chain: reader, sha256 };
      const lines = proof === undefined ? await verifyTrailExport(bytes, means) : null;
      if (lines !== null) return [{ file, ...lines }];
      return await verifyLocally(input, trust, { sha256 });
    } catch (error) {
      // What cannot be read is said of the one file: the others of a folder are judged all the same.
      if (!(error instanceof MalformedError || isFileError(error))) throw error;
      const check = cannotTell('proof.readable', `The file cannot be read (${error.message}).`);
      const statement = `Cannot be decided: ${check.text}`;
      return [{ file, outcome: 'indeterminate', statement, checks: [check], facts: null }];
    }
  };

  const partsOf = async (file: string): Promise<Verified[]> => {
    const archive = await openArchive(file);
    try {
      const parts: Verified[] = [];
      for await (const { path, ...verdict } of verifyArchive(archive, one))
        parts.push({ file: path === null ? file : `${file}: ${path}`, ...verdict });
      return parts;
    } finally {
      archive.close();
    }
  };

  const onChain = (local: LocalResult, now: Date) => verifyOnChain(local, reader, now);

  return {
    one,
    async lot(lot, now) {
      if ('inputs' in lot) {
        const locals = await Promise.all(lot.inputs.map((input) => verifyLocally(input, trust, { sha256 })));
        const at = now ?? new Date();
        return Promise.all(
          locals.map(async (local, index) =>
            later(await onChain(local, at), () => Promise.resolve(lot.inputs[index] ?? {}), at),
          ),
        );
      }
      const examined: Awaited<ReturnType<typeof examine>>[] = [];
      for await (const found of inOrder(lot.files, examine, FILES_AT_ONCE)) examined.push(found);
      const at = now ?? new Date();
      const judged = await Promise.all(
        examined.map(async (found, index) => {
          const named = lot.files[index];
          if (!isLocal(found)) return found;
          if (named === undefined) return [];
          return [{ file: named.file, ...(await later(await onChain(found, at), () => inputOf(named), at)) }];
        }),
      );
      return judged.flat();
    },
    close,
  };
}

const inputOf = async ({ file, proof }: FileToVerify) => ({
  file: await readFile(file),
  ...(proof !== undefined && { bundle: await readFile(proof, 'utf8') }),
});

const isLocal = (found: readonly Verified[] | LocalResult): found is LocalResult => 'deployment' in found;

/** The system's own, about a path. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
