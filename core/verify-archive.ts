import {
  ARCHIVE_INDEX,
  type ArchiveIndex,
  archiveDifferences,
  documentsLeftOut,
  parseArchiveIndex,
} from './archive.ts';
import { fromUtf8 } from './bytes.ts';
import { isObject } from './json.ts';
import { MalformedError } from './malformed.ts';
import {
  type Check,
  cannotTell,
  fails,
  holds,
  type LocalFacts,
  subjectEvent,
  type Verdict,
  worstOf,
} from './verdict.ts';
import type { VerifyInput } from './verify-file.ts';
import type { LocalResult } from './verify-local.ts';

/** A ZIP that was opened; how is the business of whoever has a file system, or has none. */
export interface OpenedArchive {
  /** Of all its files, as often as they are there. */
  readonly names: readonly string[];
  /** @throws MalformedError for a file that is not there or cannot be unpacked */
  read(path: string): Promise<Uint8Array>;
}

export interface VerifiedPart extends Verdict {
  /** Path inside of the archive; null: the archive itself, and the pouch that it holds. */
  readonly path: string | null;
}

/** Paths of what a part is made of; read with `readPart`. */
export interface PartFiles {
  readonly file?: string;
  readonly bundle?: string;
}

/** What is found of something by itself: what is left is to ask the chain, or nothing where that leads nowhere. */
export type Examined = LocalResult | Verdict;

export const isLocal = (found: Examined): found is LocalResult => !('outcome' in found);

/** A part as it is without the chain. Its bytes are let go of. */
export interface ExaminedPart {
  /** As in `VerifiedPart`. */
  readonly path: string | null;
  readonly files: PartFiles;
  readonly found: Examined;
  /** Whether it is what the index says, which no chain changes. */
  readonly placed: readonly Check[];
}

/**
 * A pouch as an archive (protocol §13), part by part: first whether it is whole, then each certificate with its print and
 * each document with its proof. One file at a time is in memory. Whatever is in it, each part is answered for; what the
 * chain says of them, asked at once for all, `placePart` takes.
 *
 * @param locally what a part says by itself
 */
export async function* examineArchive(
  archive: OpenedArchive,
  locally: (input: VerifyInput) => Promise<LocalResult>,
): AsyncGenerator<ExaminedPart> {
  const isThere = new Set(archive.names);
  /** The index may name files that are not there, or are damaged. */
  const examine = async (files: PartFiles): Promise<Examined> => {
    const paths = [files.file, files.bundle].filter((path) => path !== undefined);
    const missing = paths.find((path) => !isThere.has(path));
    if (missing !== undefined) return only(fails('proof.readable', `${missing} is missing.`));
    try {
      return await locally(await readPart(archive, files));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      return only(cannotTell('proof.readable', `It cannot be unpacked (${error.message}).`, { file: paths }));
    }
  };
  let index: ArchiveIndex;
  try {
    index = parseArchiveIndex(fromUtf8(await archive.read(ARCHIVE_INDEX), ARCHIVE_INDEX));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const damaged = fails('archive.whole', `Its index is damaged or none of ours (${error.message}).`);
    yield { path: null, files: {}, found: only(damaged), placed: [] };
    return;
  }
  const trail = { bundle: index.trail };
  const pouch = await examine(trail);
  yield { path: null, files: trail, found: pouch, placed: wholeness(index, archive.names, pouch.facts) };
  for (const { path, recordId, print } of index.certificates) {
    const files = { bundle: path };
    const found = await examine(files);
    const isOurs = found.facts?.recordId === recordId && isInTrail(pouch.facts, recordId);
    yield { path, files, found, placed: placed(found, isOurs, CERTIFICATE) };
    if (print === null) continue;
    const printed = await examine({ file: print });
    const isPrint = printed.facts?.recordId === recordId && printed.facts.subject.type === 'rendition';
    yield { path: print, files: { file: print }, found: printed, placed: placed(printed, isPrint, PRINT) };
  }
  for (const { path, proof, documentId, version } of index.documents) {
    const files = { file: path, bundle: proof };
    const found = await examine(files);
    const { facts } = found;
    const data = (facts === null ? undefined : subjectEvent(facts))?.body?.data;
    const isOurs =
      facts?.recordId === index.recordId &&
      isObject(data) &&
      data['documentId'] === documentId &&
      data['version'] === version;
    yield { path, files, found, placed: placed(found, isOurs, DOCUMENT) };
  }
}

/** @throws MalformedError for what cannot be unpacked */
export async function readPart({ read }: OpenedArchive, { file, bundle }: PartFiles): Promise<VerifyInput> {
  const text = bundle === undefined ? undefined : fromUtf8(await read(bundle), bundle);
  return {
    ...(text !== undefined && { bundle: text }),
    ...(file !== undefined && { file: await read(file) }),
  };
}

/** @param verdict of the part once the chain was asked */
export function placePart(
  { path, placed }: Pick<ExaminedPart, 'path' | 'placed'>,
  verdict: Verdict,
): VerifiedPart {
  const checks = [...verdict.checks, ...placed];
  const outcome = worstOf(checks);
  const wrong = placed.find((one) => one.outcome === outcome && outcome !== verdict.outcome);
  return { ...verdict, path, checks, outcome, statement: wrong?.text ?? verdict.statement };
}

/** What is said of a part that is, or is not, what the index says. */
type Placed = readonly [yes: string, no: string];
const CERTIFICATE: Placed = [
  'The trail of the pouch tells of this certificate.',
  'The trail of the pouch tells of no such certificate.',
];
const PRINT: Placed = [
  'It is a print of the certificate that the index says.',
  'It is no print of the certificate that the index says.',
];
const DOCUMENT: Placed = [
  'It is the document of this pouch that the index says it is.',
  'Its proof is not of the document that the index says it is.',
];

/** Of a part that could not be read nobody knows whether it is the one that the index says. */
function placed({ facts, checks }: Examined, isOurs: boolean, [yes, no]: Placed): Check[] {
  const isUnread = facts === null && worstOf(checks) === 'indeterminate';
  if (isUnread) return [];
  return [isOurs ? holds('archive.part', yes) : fails('archive.part', no)];
}

const only = (check: Check): Verdict => ({
  outcome: check.outcome,
  statement: check.text,
  checks: [check],
  facts: null,
});

function wholeness(index: ArchiveIndex, names: readonly string[], facts: LocalFacts | null): Check[] {
  if (facts === null || facts.recordId !== index.recordId)
    return [fails('archive.whole', 'Its proof is of another pouch than the index says.')];
  const leftOut = documentsLeftOut(index, facts);
  const differences = [...archiveDifferences(index, names), ...(leftOut ?? [])];
  if (differences.length > 0)
    return [
      fails('archive.whole', `The archive is not whole: ${differences.slice(0, 20).join(' ')}`, {
        differences: differences.slice(0, 20),
      }),
    ];
  return [
    leftOut === undefined
      ? cannotTell('archive.whole', 'The trail is not shown whole: documents may have been left out.')
      : holds('archive.whole', 'The archive holds every document that the trail tells of, and nothing else.'),
  ];
}

const isInTrail = (facts: LocalFacts | null, recordId: string): boolean =>
  facts?.events.some(
    ({ body }) =>
      body?.type === 'org.openpouch.pouch.certificate-added' &&
      isObject(body.data) &&
      body.data['certificate'] === recordId,
  ) === true;
