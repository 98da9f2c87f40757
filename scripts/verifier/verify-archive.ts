import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import {
  ARCHIVE_INDEX,
  type ArchiveIndex,
  archiveDifferences,
  documentsLeftOut,
  parseArchiveIndex,
} from '../../core/archive.ts';
import { isObject } from '../../core/json.ts';
import { MalformedError } from '../../core/malformed.ts';
import {
  type Check,
  cannotTell,
  fails,
  holds,
  subjectEvent,
  type Verdict,
  worstOf,
} from '../../core/verdict.ts';
import type { VerifyInput } from '../../core/verify-file.ts';

export interface VerifiedPart extends Verdict {
  readonly file: string;
}

/** More is not unpacked of one file; an archive may be a bomb. */
const mostBytes = 1024 ** 3;
const mostEntries = 50_000;

/** A ZIP with an index; other documents are ZIPs too. */
export async function isArchive(name: string): Promise<boolean> {
  const file = await open(name);
  try {
    const { buffer: bytes } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytes.toString('latin1') !== 'PK\x03\x04') return false;
  } finally {
    await file.close();
  }
  const archive = await openArchive(name).catch(() => undefined);
  archive?.close();
  return archive?.names.includes(ARCHIVE_INDEX) === true;
}

/**
 * A pouch as an archive: first whether it is whole, then each document and each certificate with its proof. One file at a
 * time is in memory.
 * @throws MalformedError when it is no archive of a pouch
 */
export async function* verifyArchive(
  name: string,
  check: (input: VerifyInput) => Promise<Verdict>,
): AsyncGenerator<VerifiedPart> {
  const { names, read, close } = await openArchive(name);
  try {
    const index = parseArchiveIndex((await read(ARCHIVE_INDEX)).toString('utf8'));
    const pouch = await check({ bundle: (await read(index.trail)).toString('utf8') });
    yield withChecks(name, pouch, wholeness(index, names, pouch));
    for (const { path, recordId, print } of index.certificates) {
      const verdict = await check({ bundle: (await read(path)).toString('utf8') });
      const isOurs = verdict.facts?.recordId === recordId && isInTrail(pouch, recordId);
      yield withChecks(`${name}: ${path}`, verdict, [
        isOurs
          ? holds('subject.event', 'The trail of the pouch tells of this certificate.')
          : fails('subject.event', 'The trail of the pouch tells of no such certificate.'),
      ]);
      if (print === null) continue;
      const printed = await check({ file: await read(print) });
      yield withChecks(`${name}: ${print}`, printed, [
        printed.facts?.recordId === recordId && printed.facts.subject.type === 'rendition'
          ? holds('subject.event', 'It is a print of the certificate that the index says.')
          : fails('subject.event', 'It is no print of the certificate that the index says.'),
      ]);
    }
    for (const { path, proof, documentId, version } of index.documents) {
      const verdict = await check({ bundle: (await read(proof)).toString('utf8'), file: await read(path) });
      const { facts } = verdict;
      const data = (facts === null ? undefined : subjectEvent(facts))?.body?.data;
      const isOurs =
        facts?.recordId === index.recordId &&
        isObject(data) &&
        data['documentId'] === documentId &&
        data['version'] === version;
      yield withChecks(`${name}: ${path}`, verdict, [
        isOurs
          ? holds('subject.event', 'It is the document of this pouch that the index says it is.')
          : fails('subject.event', 'Its proof is not of the document that the index says it is.'),
      ]);
    }
  } finally {
    close();
  }
}

function wholeness(index: ArchiveIndex, names: readonly string[], pouch: Verdict): Check[] {
  const { facts } = pouch;
  if (facts === null || facts.recordId !== index.recordId)
    return [fails('subject.event', 'Its proof is of another pouch than the index says.')];
  const leftOut = documentsLeftOut(index, facts);
  const differences = [...archiveDifferences(index, names), ...(leftOut ?? [])];
  if (differences.length > 0)
    return [fails('file.unchanged', `The archive is not whole: ${differences.slice(0, 20).join(' ')}`)];
  return [
    leftOut === undefined
      ? cannotTell('file.unchanged', 'The trail is not shown whole: documents may have been left out.')
      : holds(
          'file.unchanged',
          'The archive holds every document that the trail tells of, and nothing else.',
        ),
  ];
}

const isInTrail = ({ facts }: Verdict, recordId: string): boolean =>
  facts?.events.some(
    ({ body }) =>
      body?.type === 'org.openpouch.pouch.certificate-added' &&
      isObject(body.data) &&
      body.data['certificate'] === recordId,
  ) === true;

function withChecks(file: string, verdict: Verdict, more: readonly Check[]): VerifiedPart {
  const checks = [...verdict.checks, ...more];
  const outcome = worstOf(checks);
  const wrong = more.find((one) => one.outcome === outcome && outcome !== verdict.outcome);
  return { ...verdict, file, checks, outcome, statement: wrong?.text ?? verdict.statement };
}

async function openArchive(name: string) {
  const entries = new Map<string, yauzl.Entry>();
  const names: string[] = [];
  const damaged = (cause: unknown): never => {
    throw new MalformedError(name, 'an archive that can be unpacked', { cause });
  };
  const zip = await yauzl
    .openPromise(name, { lazyEntries: true, validateEntrySizes: true, autoClose: false })
    .catch(damaged);
  try {
    for await (const entry of zip.eachEntry()) {
      if (names.length >= mostEntries) throw new Error(`more than ${mostEntries} files`);
      names.push(entry.fileName);
      entries.set(entry.fileName, entry);
    }
  } catch (cause) {
    zip.close();
    damaged(cause);
  }
  return {
    names,
    close: () => zip.close(),
    async read(path: string): Promise<Buffer> {
      const entry = entries.get(path);
      if (entry === undefined) throw new MalformedError(name, `a file ${path}`);
      if (entry.uncompressedSize > mostBytes) throw new MalformedError(path, `at most ${mostBytes} bytes`);
      return zip.openReadStreamPromise(entry).then(buffer).catch(damaged);
    },
  };
}
