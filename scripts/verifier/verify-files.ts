import { readFile } from 'node:fs/promises';
import type { ChainReader } from '../../core/chain.ts';
import { MalformedError } from '../../core/malformed.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Trust } from '../../core/trust.ts';
import { cannotTell, type Outcome, type Verdict } from '../../core/verdict.ts';
import { verify } from '../../core/verify.ts';
import { verifyArchive } from '../../core/verify-archive.ts';
import type { VerifyInput } from '../../core/verify-file.ts';
import { verifyTrailExport } from '../../core/verify-trail-export.ts';
import { verifyTrailFile } from '../../core/verify-trail-file.ts';
import { sha256 } from '../../server/records/sha256.ts';
import { chainOf } from './chain-of.ts';
import { type FileToVerify, filesOf } from './files-of.ts';
import { inOrder } from './in-order.ts';
import { isArchive, openArchive } from './open-archive.ts';

export interface VerifyFilesOptions {
  /** Folders stand for all that is in them. */
  readonly files: readonly string[];
  /** Of the one file; else each file carries its own, is one, or has it beside it as `<file>.proof.json`. */
  readonly proof?: string | undefined;
  /** Several must agree. None: the chain is not asked, and nothing is found valid. */
  readonly rpc: readonly string[];
  readonly trust: Trust;
  /** Whose signature an exported trail is to bear; undefined: whoever is trusted does not say. */
  readonly operator?: EcPublicJwk | undefined;
}

export interface Verified extends Verdict {
  readonly file: string;
}

/** Each is in memory whole, and waits for the chain as much as it computes. */
const AT_ONCE = 8;

/** In the order of the files; nothing is asked but files and the chain. @throws when a file that is named is not there */
export async function* verifyFiles(options: VerifyFilesOptions): AsyncGenerator<Verified> {
  const { rpc, trust, operator } = options;
  const files = await filesOf(options.files, options.proof);
  const chain = chainOf(rpc);
  try {
    const work = (one: FileToVerify) => verifyFile(one, { trust, operator, chain: chain.reader });
    for await (const verified of inOrder(files, work, AT_ONCE)) yield* verified;
  } finally {
    chain.close();
  }
}

interface Means {
  readonly trust: Trust;
  readonly operator: EcPublicJwk | undefined;
  readonly chain: ChainReader | null;
}

/** What cannot be read is said of the one file: the others of a folder are judged all the same. */
async function verifyFile({ file, proof }: FileToVerify, means: Means): Promise<Verified[]> {
  const { trust, operator, chain } = means;
  try {
    if (proof === undefined && (await isArchive(file))) {
      const archive = await openArchive(file);
      try {
        const parts: Verified[] = [];
        const check = (input: VerifyInput) => verify(input, trust, chain, { sha256 });
        for await (const { path, ...verdict } of verifyArchive(archive, check))
          parts.push({ file: path === null ? file : `${file}: ${path}`, ...verdict });
        return parts;
      } finally {
        archive.close();
      }
    }
    const bytes = await readFile(file);
    const trail = proof === undefined ? await verifyTrailFile(bytes, operator, sha256) : null;
    if (trail !== null) return [{ file, ...trail }];
    const lines = proof === undefined ? await verifyTrailExport(bytes, { ...means, sha256 }) : null;
    if (lines !== null) return [{ file, ...lines }];
    const bundle = proof === undefined ? {} : { bundle: await readFile(proof, 'utf8') };
    return [{ file, ...(await verify({ ...bundle, file: bytes }, trust, chain, { sha256 })) }];
  } catch (error) {
    if (!(error instanceof MalformedError || isFileError(error))) throw error;
    const check = cannotTell('proof.readable', `The file cannot be read (${error.message}).`);
    const statement = `Cannot be decided: ${check.text}`;
    return [{ file, outcome: 'indeterminate', statement, checks: [check], facts: null }];
  }
}

/** The system's own, about a path. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

const REFUSED: readonly Outcome[] = ['invalid', 'revoked', 'superseded', 'closed', 'expired'];
/** Whether what has this outcome must not be accepted. */
export const refused = (outcome: Outcome): boolean => REFUSED.includes(outcome);

/** Of several files, the worst: 1 when one must not be accepted, else 2 when one cannot be judged yet. */
export function exitCodeOf(outcomes: Iterable<Outcome>): 0 | 1 | 2 {
  const all = new Set(outcomes);
  if ([...all].some(refused)) return 1;
  return [...all].every((outcome) => outcome === 'valid') ? 0 : 2;
}
