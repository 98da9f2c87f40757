import { z } from 'zod';
import type { Trx } from '../database/database.ts';
import { organisationNamer, organisationSummarySchema } from '../organisations/index.ts';
import { hexOf } from '../records/bytes.ts';
import { type DocumentWithLatest, documentStore } from './document-store.ts';

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
export type DocumentView = z.output<typeof documentSchema>;

/** The documents of a pouch as answers show them, under the reader's row-level security. */
export async function documentsOf(trx: Trx, pouchRecordId: Buffer): Promise<DocumentView[]> {
  return toViews(trx, await documentStore.ofPouch(trx, pouchRecordId));
}

export async function toViews(trx: Trx, documents: readonly DocumentWithLatest[]): Promise<DocumentView[]> {
  const named = await organisationNamer(
    trx,
    documents.flatMap(({ addedBy, latest }) => [addedBy, latest.addedBy]),
  );
  return documents.map(({ id, pouchId, name, type, addedBy, createdAt, latest }) => ({
    ...{ id, pouchId, name, type },
    addedBy: named(addedBy),
    createdAt: createdAt.toISOString(),
    latest: {
      version: latest.version,
      mediaType: latest.mediaType,
      size: latest.size,
      sha256: hexOf(latest.digest),
      addedBy: named(latest.addedBy),
      addedAt: latest.createdAt.toISOString(),
    },
  }));
}
