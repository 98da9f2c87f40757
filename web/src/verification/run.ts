import { ARCHIVE_INDEX } from '../../../core/archive.ts';
import { fromUtf8, toHex } from '../../../core/bytes.ts';
import { verifyCompleted } from '../../../core/completion.ts';
import { sha256 } from '../../../core/hashing.ts';
import { MalformedError } from '../../../core/malformed.ts';
import { cannotTell, OUTCOMES, type Verdict } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import type { OpenedArchive } from '../../../core/verify-archive.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { type VerifiedLine, verifyTrailExport } from '../../../core/verify-trail-export.ts';
import { verifyTrailFile } from '../../../core/verify-trail-file.ts';
import { askPaths } from './ask-paths.ts';
import { readerOf } from './chain-reader.ts';
import type { Exhibit } from './exhibit.ts';
import { judgeArchive, type Part, type Progress } from './judge-archive.ts';
import type { Asked, TrustSettings } from './read-trust.ts';
import { looksLikeZip, openZip } from './zip-file.ts';

/** All that was found at one time, and of whom it was asked. */
export interface Examination {
  /** Of the file; of an archive, of itself and the pouch in it. */
  readonly verdict: Verdict;
  /** Of an archive; null: it is none. */
  readonly parts: readonly Part[] | null;
  /** Of an exported trail. */
  readonly lines: readonly VerifiedLine[];
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  readonly rpcUrls: readonly string[];
  readonly time: number;
}

/** What was found worst: of the file, or of the part of it that is worse than all before. */
export const decisiveOf = ({ verdict, parts }: Examination): Verdict =>
  [verdict, ...(parts ?? []).map((part) => part.verdict)].reduce((worst, one) =>
    OUTCOMES.indexOf(one.outcome) < OUTCOMES.indexOf(worst.outcome) ? one : worst,
  );

/** Verifies in this page: the files are read here and sent nowhere; the chain is asked about hashes and ids alone. */
export async function examine(
  exhibit: Exhibit,
  settings: TrustSettings,
  progress: Progress,
): Promise<Examination> {
  const { rpcUrls } = settings;
  const { document, bundle } = exhibit;
  const given = [document, bundle].filter((file) => file !== null);
  const read = new Map(await Promise.all(given.map(async (file) => [file, await readFile(file)] as const)));
  const files = [...read].map(([{ name, size }, { digest }]) => ({ name, size, sha256: toHex(digest) }));
  const found = (verdict: Verdict, more: Partial<Pick<Examination, 'parts' | 'lines'>> = {}): Examination => {
    return { verdict, parts: null, lines: [], ...more, files, rpcUrls, time: Date.now() };
  };
  try {
    const archive = document === null || bundle !== null ? null : await archiveIn(document);
    if (archive !== null) {
      const { verdict, parts } = await judgeArchive(archive, settings, progress);
      return found(verdict, { parts });
    }
    const bytes = document === null ? undefined : read.get(document)?.bytes;
    if (bytes !== undefined && bundle === null) {
      const trail = await verifyTrailFile(bytes, settings.operator ?? undefined, sha256);
      if (trail !== null) return found(trail);
      const whole = await examineTrail(bytes, settings);
      if (whole !== null) return found(whole, { lines: whole.lines });
    }
    return found(await verifyRead(exhibit, read, settings));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const check = cannotTell('proof.readable', `The file cannot be read (${error.message}).`);
    return found({ outcome: 'indeterminate', statement: check.text, checks: [check], facts: null });
  }
}

/** The same without its circumstances, and of no archive. */
export async function verifyExhibit(exhibit: Exhibit, settings: Asked): Promise<Verdict> {
  const files = [exhibit.document, exhibit.bundle].filter((file) => file !== null);
  const read = await Promise.all(files.map(async (file) => [file, await readFile(file)] as const));
  return verifyRead(exhibit, new Map(read), settings);
}

async function verifyRead(
  { document, bundle }: Exhibit,
  read: ReadonlyMap<File, ReadFile>,
  { trust, rpcUrls }: Asked,
): Promise<Verdict> {
  const file = document === null ? undefined : read.get(document);
  const proof = bundle === null ? undefined : read.get(bundle);
  const input: VerifyInput = {
    ...(file !== undefined && { file: file.bytes }),
    ...(proof !== undefined && { bundle: fromUtf8(proof.bytes, 'bundle') }),
  };
  // The browser was quicker with a large file than these pages would be.
  const digest = (bytes: Uint8Array) => (bytes === file?.bytes ? file.digest : sha256(bytes));
  const reader = readerOf(rpcUrls);
  return verifyCompleted(input, askPaths, (one) => verify(one, trust, reader, { sha256: digest }));
}

/** A trail exported as JSON; null: another document. */
const examineTrail = (file: Uint8Array, { operator, trust, rpcUrls }: TrustSettings) =>
  verifyTrailExport(file, {
    ...{ operator: operator ?? undefined, trust, sha256 },
    chain: readerOf(rpcUrls),
  });

/** A pouch as an archive; null: another document, which may be a ZIP too. */
async function archiveIn(file: File): Promise<OpenedArchive | null> {
  if (!(await looksLikeZip(file))) return null;
  const archive = await openZip(file).catch(() => null);
  return archive?.names.includes(ARCHIVE_INDEX) === true ? archive : null;
}

interface ReadFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256. */
  readonly digest: Uint8Array;
}

/** The digest by the browser itself where it may: on a page without TLS it may not. */
async function readFile(file: File): Promise<ReadFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  const digest = subtle === undefined ? sha256(bytes) : new Uint8Array(await subtle.digest('SHA-256', bytes));
  return { bytes, digest };
}
