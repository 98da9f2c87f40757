import {
  ARCHIVE_INDEX,
  type ArchiveIndex,
  archiveDifferences,
  documentsLeftOut,
  parseArchiveIndex,
} from './archive.ts';
import { fromUtf8 } from './bytes.ts';
import { isObject } from './json.ts';
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
 * proof. One file at a time is in memory.
 * @throws MalformedError when it is no archive of a pouch
 */
export async function* verifyArchive(
  { names, read }: OpenedArchive,
  check: (input: VerifyInput) => Promise<Verdict>,
): AsyncGenerator<VerifiedPart> {
  const textOf = async (path: string) => fromUtf8(await read(path), path);
  const index = parseArchiveIndex(await textOf(ARCHIVE_INDEX));
  const pouch = await check({ bundle: await textOf(index.trail) });
  yield withChecks(null, pouch, wholeness(index, names, pouch));
  for (const { path, recordId, print } of index.certificates) {
    const verdict = await check({ bundle: await textOf(path) });
    const isOurs = verdict.facts?.recordId === recordId && isInTrail(pouch, recordId);
    yield withChecks(path, verdict, [
      isOurs
        ? holds('archive.part', 'The trail of the pouch tells of this certificate.')
        : fails('archive.part', 'The trail of the pouch tells of no such certificate.'),
    ]);
    if (print === null) continue;
    const printed = await check({ file: await read(print) });
    yield withChecks(print, printed, [
      printed.facts?.recordId === recordId && printed.facts.subject.type === 'rendition'
        ? holds('archive.part', 'It is a print of the certificate that the index says.')
        : fails('archive.part', 'It is no print of the certificate that the index says.'),
    ]);
  }
  for (const { path, proof, documentId, version } of index.documents) {
    const verdict = await check({ bundle: await textOf(proof), file: await read(path) });
    const { facts } = verdict;
    const data = (facts === null ? undefined : subjectEvent(facts))?.body?.data;
    const isOurs =
      facts?.recordId === index.recordId &&
      isObject(data) &&
      data['documentId'] === documentId &&
      data['version'] === version;
    yield withChecks(path, verdict, [
      isOurs
        ? holds('archive.part', 'It is the document of this pouch that the index says it is.')
        : fails('archive.part', 'Its proof is not of the document that the index says it is.'),
    ]);
  }
}

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
