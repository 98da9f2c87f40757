import { z } from 'zod';
import { timeSchema } from './event.ts';
import { RecordId } from './ids.ts';
import { isObject, parseJson } from './json.ts';
import { checked } from './schema.ts';
import type { Facts } from './verdict.ts';

/** A pouch as one archive (protocol §13): its index, and what it must hold. Whoever made it may be hostile. */
export const ARCHIVE_FORMAT = 'openpouch-archive/1';
export const ARCHIVE_INDEX = 'index.json';
export const ARCHIVE_SUMMARY = 'summary.html';

const path = z.string().min(1).max(500);
const sha256 = z.string().regex(/^0x[0-9a-f]{64}$/);

export const archiveIndexSchema = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  recordId: RecordId.schema,
  title: z.string().max(200),
  madeAt: timeSchema,
  /** Of each document, all versions or the latest alone. */
  versions: z.enum(['all', 'latest']),
  /** Proof of the pouch with its trail. */
  trail: path,
  documents: z
    .array(
      z.strictObject({
        path,
        proof: path,
        documentId: z.uuid(),
        version: z.int().min(1),
        name: z.string().max(200),
        type: z.string().max(10),
        typeName: z.string().max(70).nullable(),
        folder: z.string().max(60).nullable(),
        mediaType: z.string().max(127),
        size: z.int().nonnegative(),
        sha256,
        addedBy: z.string().max(200),
        addedAt: timeSchema,
      }),
    )
    .max(10_000),
  certificates: z
    .array(
      z.strictObject({
        path,
        number: z.string().max(100),
        recordId: RecordId.schema,
        /** Its PDF, which carries its own proof. */
        print: path.nullable().default(null),
      }),
    )
    .max(1_000),
});
export type ArchiveIndex = z.infer<typeof archiveIndexSchema>;

/** @throws MalformedError naming the member that is wrong */
export function parseArchiveIndex(text: string): ArchiveIndex {
  const value = parseJson(text, { maxLength: 16 * 1024 * 1024, maxDepth: 8 }, ARCHIVE_INDEX);
  return checked(archiveIndexSchema, value, ARCHIVE_INDEX);
}

/** What it lists and does not hold, holds and does not list, or holds twice. @param names of all files in the archive */
export function archiveDifferences(index: ArchiveIndex, names: readonly string[]): string[] {
  const listed = [
    ...[ARCHIVE_INDEX, ARCHIVE_SUMMARY, index.trail],
    ...index.documents.flatMap((document) => [document.path, document.proof]),
    ...index.certificates.flatMap(({ path, print }) => (print === null ? [path] : [path, print])),
  ];
  const twice = (all: readonly string[]) => {
    const seen = new Set<string>();
    return all.filter((name) => seen.size === seen.add(name).size);
  };
  const [wanted, there] = [new Set(listed), new Set(names)];
  return [
    ...[...wanted].filter((name) => !there.has(name)).map((name) => `${name} is missing.`),
    ...[...there].filter((name) => !wanted.has(name)).map((name) => `${name} is not in the index.`),
    ...[...twice(names), ...twice(listed)].map((name) => `${name} is there twice.`),
  ];
}

/**
 * Documents that the pouch's trail tells of and the index does not list.
 * @param facts of the pouch's proof
 * @returns undefined where the trail is not shown whole: then nobody can tell
 */
export function documentsLeftOut(
  index: ArchiveIndex,
  { events }: Pick<Facts, 'events'>,
): string[] | undefined {
  if (events.some((event, at) => event.sequence !== at || event.body === null)) return undefined;
  const versions = new Map<string, number>();
  for (const { body } of events) {
    // What has gone into another pouch is of that one.
    const gone = body?.type === 'org.openpouch.pouch.parted' && isObject(body.data) && body.data['documents'];
    for (const id of Array.isArray(gone) ? gone : []) versions.delete(id);
    if (!/^org\.openpouch\.document\.(added|version-added)$/.test(body?.type ?? '')) continue;
    const { documentId, version } = isObject(body?.data) ? body.data : {};
    if (typeof documentId === 'string' && Number.isSafeInteger(version)) {
      versions.set(documentId, Number(version));
    }
  }
  const listed = new Set(index.documents.map(({ documentId, version }) => `${documentId} ${version}`));
  const leftOut: string[] = [];
  for (const [documentId, latest] of versions) {
    const first = index.versions === 'all' ? 1 : latest;
    for (let version = latest; version >= first; version--) {
      if (listed.has(`${documentId} ${version}`)) continue;
      leftOut.push(`Version ${version} of document ${documentId} is left out.`);
      // Whoever made the pouch says how many versions there are: it may be any number.
      if (leftOut.length === MOST_NAMED) return leftOut;
    }
  }
  return leftOut;
}

/** Differences that are named: more help nobody. */
const MOST_NAMED = 20;
