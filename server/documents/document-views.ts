import { z } from 'zod';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import {
  type OrganisationSummary,
  organisationNamer,
  organisationSummarySchema,
} from '../organisations/index.ts';
import { hexOf } from '../records/bytes.ts';
import { type Document, type DocumentVersion, documentStore } from './document-store.ts';
import { readingStore } from './reading-store.ts';

const versionShape = {
  version: z.int().min(1),
  mediaType: z.string(),
  size: z.int().meta({ description: 'Bytes of the file in clear.' }),
  sha256: z.string().meta({ description: 'Of the file in clear, hex with 0x.' }),
  addedBy: organisationSummarySchema,
  addedAt: z.iso.datetime(),
};
export const versionSchema = z.strictObject(versionShape).meta({ id: 'DocumentVersion' });

export const documentSchema = z
  .strictObject({
    id: z.uuid(),
    pouchId: z.uuid(),
    name: z.string(),
    type: z.string().meta({ description: 'UNCL 1001 code, or other.' }),
    typeName: z.string().nullable().meta({ description: 'What kind it is in words, of type other.' }),
    folder: z.string().nullable().meta({ description: 'Label under which it lies in the pouch.' }),
    revision: z.int().meta({ description: 'Counts versions and descriptions; its ETag.' }),
    addedBy: organisationSummarySchema,
    createdAt: z.iso.datetime(),
    latest: versionSchema,
  })
  .meta({ id: 'Document' });
export const changedDocumentSchema = documentSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedDocument' });
export type DocumentView = z.output<typeof documentSchema>;

export const documentHistorySchema = documentSchema
  .extend({
    versions: z.array(
      z.strictObject({
        ...versionShape,
        readBy: z
          .array(z.strictObject({ organisation: organisationSummarySchema, at: z.iso.datetime() }))
          .meta({
            description: 'Who got it, other than the owner, and when for the first time.',
          }),
      }),
    ),
  })
  .meta({ id: 'DocumentHistory' });

/** The documents of a pouch as answers show them, under the reader's row-level security. */
export async function documentsOf(trx: Trx, pouchRecordId: Buffer): Promise<DocumentView[]> {
  const documents = await documentStore.ofPouch(trx, pouchRecordId);
  const named = await organisationNamer(
    trx,
    documents.flatMap(({ addedBy, latest }) => [addedBy, latest.addedBy]),
  );
  return documents.map((document) => toView(document, document.latest, named));
}

/** @throws Error when there is none, or the reader does not see it */
export async function documentView(trx: Trx, id: string): Promise<DocumentView> {
  const document = await documentStore.find(trx, id);
  const latest = await documentStore.findVersion(trx, id, await documentStore.latestVersion(trx, id));
  if (document === undefined || latest === undefined) throw new Error(`There is no document ${id}.`);
  return toView(document, latest, await organisationNamer(trx, [document.addedBy, latest.addedBy]));
}

/** With all its versions, the latest first, and who read which. @throws not_found */
export async function documentHistory(
  trx: Trx,
  id: string,
): Promise<{ readonly recordId: Buffer; readonly history: z.output<typeof documentHistorySchema> }> {
  const document = await documentStore.find(trx, id);
  const versions = await documentStore.versions(trx, id);
  const [latest] = versions;
  if (document === undefined || latest === undefined) throw problem('not_found', { what: 'document' });
  const readings = await readingStore.ofDocument(trx, id);
  const named = await organisationNamer(trx, [
    ...[document.addedBy, ...versions.map(({ addedBy }) => addedBy)],
    ...readings.map(({ organisationId }) => organisationId),
  ]);
  const history = {
    ...toView(document, latest, named),
    versions: versions.map((version) => ({
      ...toVersion(version, named),
      readBy: readings
        .filter((reading) => reading.version === version.version)
        .map(({ organisationId, readAt }) => ({
          organisation: named(organisationId),
          at: readAt.toISOString(),
        })),
    })),
  };
  return { recordId: document.recordId, history };
}

type Named = (id: string) => OrganisationSummary;

const toVersion = (version: DocumentVersion, named: Named): z.output<typeof versionSchema> => ({
  version: version.version,
  mediaType: version.mediaType,
  size: version.size,
  sha256: hexOf(version.digest),
  addedBy: named(version.addedBy),
  addedAt: version.createdAt.toISOString(),
});

const toView = (document: Document, latest: DocumentVersion, named: Named): DocumentView => ({
  id: document.id,
  pouchId: document.pouchId,
  name: document.name,
  type: document.type,
  typeName: document.typeName,
  folder: document.folder,
  revision: document.revision,
  addedBy: named(document.addedBy),
  createdAt: document.createdAt.toISOString(),
  latest: toVersion(latest, named),
});
