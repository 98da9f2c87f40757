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
import { type Check, cannotTell, fails, holds, subjectEvent, type Verdict, worstOf } from './verdict.ts';
import type { VerifyInput } from './verify-file.ts';

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

/**
 * A pouch as an archive (protocol §13): first whether it is whole, then each certificate and each document with its
 * proof. One file at a time is in memory. Whatever is in it, it answers with a verdict.
 */
export async function* verifyArchive(
  { names, read }: OpenedArchive,
  check: (input: VerifyInput) => Promise<Verdict>,
): AsyncGenerator<VerifiedPart> {
  const textOf = async (path: string) => fromUtf8(await read(path), path);
  const isThere = new Set(names);
  /** What the files at these paths come to together; the index may name files that are not there, or are damaged. */
  const judge = async (paths: readonly string[], work: () => Promise<Verdict>): Promise<Verdict> => {
    const missing = paths.find((path) => !isThere.has(path));
    if (missing !== undefined) return only(fails('proof.readable', `${missing} is missing.`));
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      return only(cannotTell('proof.readable', `It cannot be unpacked (${error.message}).`, { file: paths }));
    }
  };
  let index: ArchiveIndex;
  try {
    index = parseArchiveIndex(await textOf(ARCHIVE_INDEX));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const damaged = fails('archive.whole', `Its index is damaged or none of ours (${error.message}).`);
    yield { path: null, ...only(damaged) };
    return;
  }
  const pouch = await judge([index.trail], async () => check({ bundle: await textOf(index.trail) }));
  yield withChecks(null, pouch, wholeness(index, names, pouch));
  for (const { path, recordId, print } of index.certificates) {
    const verdict = await judge([path], async () => check({ bundle: await textOf(path) }));
    const isOurs = verdict.facts?.recordId === recordId && isInTrail(pouch, recordId);
    yield placed(path, verdict, isOurs, CERTIFICATE);
    if (print === null) continue;
    const printed = await judge([print], async () => check({ file: await read(print) }));
    const isPrint = printed.facts?.recordId === recordId && printed.facts.subject.type === 'rendition';
    yield placed(print, printed, isPrint, PRINT);
  }
  for (const { path, proof, documentId, version } of index.documents) {
    const verdict = await judge([path, proof], async () =>
      check({ bundle: await textOf(proof), file: await read(path) }),
    );
    const { facts } = verdict;
    const data = (facts === null ? undefined : subjectEvent(facts))?.body?.data;
    const isOurs =
      facts?.recordId === index.recordId &&
      isObject(data) &&
      data['documentId'] === documentId &&
      data['version'] === version;
    yield placed(path, verdict, isOurs, DOCUMENT);
  }
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
function placed(path: string, verdict: Verdict, isOurs: boolean, [yes, no]: Placed): VerifiedPart {
  const isUnread = verdict.facts === null && verdict.outcome === 'indeterminate';
  const check = isOurs ? holds('archive.part', yes) : fails('archive.part', no);
  return withChecks(path, verdict, isUnread ? [] : [check]);
}

const only = (check: Check): Verdict => ({
  outcome: check.outcome,
  statement: check.text,
  checks: [check],
  facts: null,
});

function wholeness(index: ArchiveIndex, names: readonly string[], pouch: Verdict): Check[] {
  const { facts } = pouch;
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

const isInTrail = ({ facts }: Verdict, recordId: string): boolean =>
  facts?.events.some(
    ({ body }) =>
      body?.type === 'org.openpouch.pouch.certificate-added' &&
      isObject(body.data) &&
      body.data['certificate'] === recordId,
  ) === true;

function withChecks(path: string | null, verdict: Verdict, more: readonly Check[]): VerifiedPart {
  const checks = [...verdict.checks, ...more];
  const outcome = worstOf(checks);
  const wrong = more.find((one) => one.outcome === outcome && outcome !== verdict.outcome);
  return { ...verdict, path, checks, outcome, statement: wrong?.text ?? verdict.statement };
}
