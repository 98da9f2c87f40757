import type { ChainReader } from '../../core/chain.ts';
import { MalformedError } from '../../core/malformed.ts';
import type { Primitives } from '../../core/primitives.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Trust } from '../../core/trust.ts';
import { cannotTell } from '../../core/verdict.ts';
import { type Examined, type ExaminedPart, examineArchive } from '../../core/verify-archive.ts';
import type { VerifyInput } from '../../core/verify-file.ts';
import { verifyLocally } from '../../core/verify-local.ts';
import { verifyTrailExport } from '../../core/verify-trail-export.ts';
import { verifyTrailFile } from '../../core/verify-trail-file.ts';
import type { Source } from './source.ts';

export interface Means {
  readonly trust: Trust;
  readonly operator: EcPublicJwk | undefined;
  /** Asked of exported trails alone; of all else later. */
  readonly chain: ChainReader | null;
  readonly primitives: Primitives;
}

/** What something says by itself. */
export interface ExaminedSource {
  readonly source: Source;
  readonly isArchive: boolean;
  /** Of an archive, itself and its parts; else one. */
  readonly parts: readonly ExaminedPart[];
}

/** Whatever it is, it is answered for. Its bytes are let go of. @param now of the reader's clock */
export async function examine(source: Source, means: Means, now?: Date): Promise<ExaminedSource> {
  try {
    const parts = await partsIn(source, means);
    if (parts !== null) return { source, isArchive: true, parts };
    return alone(source, await examineFile(await source.read(), means, now));
  } catch (error) {
    // What cannot be read is said of the one file: the others of a folder are judged all the same.
    if (!(error instanceof MalformedError || isFileError(error))) throw error;
    const check = cannotTell('proof.readable', `The file cannot be read (${error.message}).`);
    const statement = `Cannot be decided: ${check.text}`;
    return alone(source, { outcome: 'indeterminate', statement, checks: [check], facts: null });
  }
}

const alone = (source: Source, found: Examined): ExaminedSource => {
  return { source, isArchive: false, parts: [{ path: null, files: {}, found, placed: [] }] };
};

async function partsIn(source: Source, { trust, primitives }: Means): Promise<ExaminedPart[] | null> {
  const archive = await source.archive();
  if (archive === null) return null;
  try {
    const parts: ExaminedPart[] = [];
    const locally = (input: VerifyInput) => verifyLocally(input, trust, primitives);
    for await (const part of examineArchive(archive, locally)) parts.push(part);
    return parts;
  } finally {
    archive.close();
  }
}

async function examineFile(
  input: VerifyInput,
  { primitives, ...means }: Means,
  now?: Date,
): Promise<Examined> {
  const { file, bundle } = input;
  if (file !== undefined && bundle === undefined) {
    const trail =
      (await verifyTrailFile(file, means.operator, primitives.sha256)) ??
      (await verifyTrailExport(file, { ...means, ...primitives, ...(now && { now }) }));
    if (trail !== null) return trail;
  }
  return verifyLocally(input, means.trust, primitives);
}

/** The system's own, about a path. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
