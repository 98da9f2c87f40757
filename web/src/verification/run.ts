import { ARCHIVE_INDEX } from '../../../core/archive.ts';
import { BUNDLE_FORMAT, BUNDLE_LIMITS } from '../../../core/bundle.ts';
import { fromUtf8, toHex } from '../../../core/bytes.ts';
import { sha256 } from '../../../core/hashing.ts';
import { isObject, parseJson } from '../../../core/json.ts';
import { MalformedError } from '../../../core/malformed.ts';
import { cannotTell, type Outcome, type Verdict, worstOf } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import { type OpenedArchive, verifyArchive } from '../../../core/verify-archive.ts';
import type { VerifyInput } from '../../../core/verify-file.ts';
import { verifyTrailFile } from '../../../core/verify-trail-file.ts';
import { readerOf } from './chain-reader.ts';
import { isCredential } from './credential-file.ts';
import type { TrustSettings } from './trust-settings.ts';
import { looksLikeZip, openZip } from './zip-file.ts';

/** Files that a visitor put in: a document, its proof bundle, or a document that carries its own. */
export interface Exhibit {
  readonly document: File | null;
  readonly bundle: File | null;
}

/** A file of an archive, and what was found of it. */
export interface Part {
  readonly path: string;
  readonly verdict: Verdict;
}

/** All that was found at one time, and of whom it was asked. */
export interface Examination {
  /** Of the file; of an archive, of itself and the pouch in it. */
  readonly verdict: Verdict;
  /** Of an archive; null: it is none. */
  readonly parts: readonly Part[] | null;
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  readonly rpcUrls: readonly string[];
  readonly time: number;
}

/** The worst that was found of the file or of a part of it. */
export const outcomeOf = ({ verdict, parts }: Examination): Outcome =>
  parts === null
    ? verdict.outcome
    : worstOf([verdict, ...parts.map((part) => part.verdict)].flatMap(({ checks }) => checks));

interface Progress {
  readonly signal: AbortSignal;
  /** Called with how many parts of an archive have been judged. */
  readonly onPart: (count: number) => void;
}

/** Verifies in this page: the files are read here and sent nowhere; the chain is asked about hashes and ids alone. */
export async function examine(
  exhibit: Exhibit,
  settings: TrustSettings,
  progress: Progress,
): Promise<Examination> {
  const { rpcUrls } = settings;
  const given = [exhibit.document, exhibit.bundle].filter((file) => file !== null);
  const files = await Promise.all(
    given.map(async (file) => ({ name: file.name, size: file.size, sha256: await digestOf(file) })),
  );
  const found = (verdict: Verdict, parts: readonly Part[] | null = null): Examination => {
    return { verdict, parts, files, rpcUrls, time: Date.now() };
  };
  const { document, bundle } = exhibit;
  try {
    const archive = document === null || bundle !== null ? null : await archiveIn(document);
    if (archive !== null) {
      const { verdict, parts } = await examineArchive(archive, settings, progress);
      return found(verdict, parts);
    }
    if (document !== null && bundle === null) {
      const trail = await verifyTrailFile(await bytesOf(document), settings.operator ?? undefined, sha256);
      if (trail !== null) return found(trail);
    }
    return found(await verifyExhibit(exhibit, settings));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const check = cannotTell('proof.readable', `The file cannot be read (${error.message}).`);
    return found({ outcome: 'indeterminate', statement: check.text, checks: [check], facts: null });
  }
}

/** The same without its circumstances, and of no archive. */
export async function verifyExhibit(
  { document, bundle }: Exhibit,
  { trust, rpcUrls }: Pick<TrustSettings, 'trust' | 'rpcUrls'>,
): Promise<Verdict> {
  const proof = bundle === null ? null : fromUtf8(await bytesOf(bundle), 'bundle');
  const input: VerifyInput =
    proof !== null && document !== null && (await isCredential(document))
      ? { bundle: withCredential(proof, (await document.text()).trim()) }
      : {
          ...(document !== null && { file: await bytesOf(document) }),
          ...(proof !== null && { bundle: proof }),
        };
  return verify(input, trust, readerOf(rpcUrls));
}

async function examineArchive(archive: OpenedArchive, settings: TrustSettings, progress: Progress) {
  const reader = readerOf(settings.rpcUrls);
  const parts: Part[] = [];
  let pouch: Verdict | null = null;
  for await (const { path, ...verdict } of verifyArchive(archive, (input) =>
    verify(input, settings.trust, reader),
  )) {
    progress.signal.throwIfAborted();
    if (path === null) pouch = verdict;
    else parts.push({ path, verdict });
    progress.onPart(parts.length);
  }
  if (pouch === null) throw new MalformedError('archive', 'a pouch');
  return { verdict: pouch, parts };
}

/** A pouch as an archive; null: another document, which may be a ZIP too. */
async function archiveIn(file: File): Promise<OpenedArchive | null> {
  if (!(await looksLikeZip(file))) return null;
  const archive = await openZip(file).catch(() => null);
  return archive?.names.includes(ARCHIVE_INDEX) === true ? archive : null;
}

/**
 * The proof with this credential in the place of its own: a copy with hidden fields verifies as the whole does.
 * @throws MalformedError for a proof that cannot be read
 */
function withCredential(proof: string, credential: string): unknown {
  const bundle = parseJson(proof, { maxLength: BUNDLE_LIMITS.maxLength, maxDepth: 32 }, 'bundle');
  if (!isObject(bundle)) return bundle;
  const { content } = bundle;
  return isObject(content) && 'credential' in content
    ? { ...bundle, content: { ...content, credential } }
    : bundle;
}

/** Puts new files to those that are there: a bundle takes the bundle's place, anything else the document's. */
export async function addFiles(exhibit: Exhibit, files: readonly File[]): Promise<Exhibit> {
  let { document, bundle } = exhibit;
  for (const file of files) {
    if (await isBundle(file)) bundle = file;
    else document = file;
  }
  return { document, bundle };
}

/** Proof bundles are JSON and name their format near the beginning or, sorted, behind their contents. */
async function isBundle(file: File): Promise<boolean> {
  const head = await file.slice(0, 64).text();
  if (!head.trimStart().startsWith('{')) return false;
  const name = BUNDLE_FORMAT.slice(0, BUNDLE_FORMAT.indexOf('/') + 1);
  return (await file.text()).includes(`"${name}`);
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** By the browser itself where it may: on a page without TLS it may not. */
async function digestOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  return toHex(
    subtle === undefined
      ? sha256(new Uint8Array(bytes))
      : new Uint8Array(await subtle.digest('SHA-256', bytes)),
  );
}
