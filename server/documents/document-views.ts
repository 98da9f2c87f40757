import { z } from 'zod';
import type { Trx } from '../database/database.ts';
import {
  type OrganisationSummary,
  organisationNamer,
  organisationSummarySchema,
} from '../organisations/index.ts';
import { hexOf } from '../records/bytes.ts';
import { type Document, type DocumentVersion, documentStore } from './document-store.ts';

export const versionSchema = z
  .strictObject({
    version: z.int().min(1),
    mediaType: z.string(),
    size: z.int().meta({ description: 'Bytes of the file in clear.' }),
    sha256: z.string().meta({ description: 'Of the file in clear, hex with 0x.' }),
    addedBy: organisationSummarySchema,
    addedAt: z.iso.datetime(),
  })
  .meta({ id: 'DocumentVersion' });

export const documentSchema = z
  .strictObject({
    id: z.uuid(),
    pouchId: z.uuid(),
    name: z.string(),
    type: z.string().meta({ description: 'UNCL 1001 code, or other.' }),
    addedBy: organisationSummarySchema,
    createdAt: z.iso.datetime(),
    latest: versionSchema,
  })
  .meta({ id: 'Document' });
export const changedDocumentSchema = documentSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedDocument' });
export type DocumentView = z.output<typeof documentSchema>;

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

function toView(
  document: Document,
  latest: DocumentVersion,
  named: (id: string) => OrganisationSummary,
): DocumentView {
  return {
    id: document.id,
    pouchId: document.pouchId,
    name: document.name,
    type: document.type,
    addedBy: named(document.addedBy),
    createdAt: document.createdAt.toISOString(),
    latest: {
      version: latest.version,
      mediaType: latest.mediaType,
      size: latest.size,
      sha256: hexOf(latest.digest),
      addedBy: named(latest.addedBy),
      addedAt: latest.createdAt.toISOString(),
    },
  };
}
