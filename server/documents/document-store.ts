import { type SqlBool, sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { Description } from './document.ts';

/** As the reader sees it: a former owner as it was called in its time. */
export interface Document extends Description {
  readonly id: string;
  readonly pouchId: string;
  readonly recordId: Buffer;
  /** Counts its versions and descriptions, as far as the reader sees them. */
  readonly revision: number;
  readonly addedBy: string;
  readonly createdAt: Date;
}

export interface DocumentVersion {
  readonly documentId: string;
  /** From 1, without gaps. */
  readonly version: number;
  readonly recordId: Buffer;
  readonly mediaType: string;
  /** Of the file in clear, in bytes. */
  readonly size: number;
  readonly cid: string;
  readonly salt: Buffer;
  /** SHA-256 of the file in clear. */
  readonly digest: Buffer;
  /** Of the event that recorded it. */
  readonly eventSequence: number;
  /** The document under whose id it was encrypted, where it came from another pouch. */
  readonly sealedAs?: string | null;
  readonly addedBy: string;
  readonly createdAt: Date;
}

export interface DocumentWithLatest extends Document {
  readonly latest: DocumentVersion;
}

const versionColumns = [
  'document_id as documentId',
  'version',
  'record_id as recordId',
  'media_type as mediaType',
  'size',
  'cid',
  'salt',
  'digest',
  'event_sequence as eventSequence',
  'sealed_as as sealedAs',
  'added_by as addedBy',
  'created_at as createdAt',
] as const;

export const documentStore = {
  /** Its first description is that of the event that added it. */
  async insert(trx: Trx, document: Document, eventSequence: number): Promise<void> {
    await trx
      .insertInto('documents')
      .values({
        id: document.id,
        pouch_id: document.pouchId,
        record_id: document.recordId,
        ...toColumns(document),
        added_by: document.addedBy,
        created_at: document.createdAt,
      })
      .execute();
    await insertDescription(trx, document, 1, eventSequence);
  },

  async insertVersion(trx: Trx, version: DocumentVersion): Promise<void> {
    await trx
      .insertInto('document_versions')
      .values({
        document_id: version.documentId,
        version: version.version,
        record_id: version.recordId,
        media_type: version.mediaType,
        size: version.size,
        cid: version.cid,
        salt: version.salt,
        digest: version.digest,
        event_sequence: version.eventSequence,
        added_by: version.addedBy,
        created_at: version.createdAt,
      })
      .execute();
  },

  /** @returns the new revision */
  async countChange(trx: Trx, id: string): Promise<number> {
    const { revision } = await trx
      .updateTable('documents')
      .set({ revision: sql<number>`revision + 1` })
      .where('id', '=', id)
      .returning('revision')
      .executeTakeFirstOrThrow();
    return revision;
  },

  async describe(
    trx: Trx,
    document: Pick<Document, 'id' | 'recordId'> & Description,
    eventSequence: number,
  ): Promise<void> {
    const revision = await documentStore.countChange(trx, document.id);
    await trx.updateTable('documents').set(toColumns(document)).where('id', '=', document.id).execute();
    await insertDescription(trx, document, revision, eventSequence);
  },

  async find(trx: Trx, id: string): Promise<Document | undefined> {
    return (await documentsWhere(trx, sql<SqlBool>`d.id = ${id}`))[0];
  },

  findVersion(trx: Trx, documentId: string, version: number): Promise<DocumentVersion | undefined> {
    return trx
      .selectFrom('document_versions')
      .select(versionColumns)
      .where('document_id', '=', documentId)
      .where('version', '=', version)
      .executeTakeFirst();
  },

  /** The latest first. */
  versions(trx: Trx, documentId: string): Promise<DocumentVersion[]> {
    return trx
      .selectFrom('document_versions')
      .select(versionColumns)
      .where('document_id', '=', documentId)
      .orderBy('version', 'desc')
      .execute();
  },

  /** Of all documents of a pouch. */
  versionsOfPouch(trx: Trx, recordId: Buffer): Promise<DocumentVersion[]> {
    return trx
      .selectFrom('document_versions')
      .select(versionColumns)
      .where('record_id', '=', recordId)
      .orderBy('event_sequence')
      .execute();
  },

  /** None of a document that has gone into another pouch: nothing is added to it here. */
  async latestVersion(trx: Trx, documentId: string): Promise<number> {
    const row = await trx
      .selectFrom('document_versions')
      .select((eb) => eb.fn.max('version').as('latest'))
      .where('document_id', '=', documentId)
      .where('parted_at', 'is', null)
      .executeTakeFirst();
    return row?.latest ?? 0;
  },

  /** Of all documents of a pouch. */
  async countVersions(trx: Trx, recordId: Buffer): Promise<number> {
    const { count } = await trx
      .selectFrom('document_versions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** Every document of a pouch with its latest version, the first added first. */
  async ofPouch(trx: Trx, recordId: Buffer): Promise<DocumentWithLatest[]> {
    const latest = await trx
      .selectFrom('document_versions')
      .distinctOn('document_id')
      .select(versionColumns)
      .where('record_id', '=', recordId)
      .orderBy('document_id')
      .orderBy('version', 'desc')
      .execute();
    if (latest.length === 0) return [];
    const latestOf = new Map(latest.map((version) => [version.documentId, version]));
    const documents = await documentsWhere(trx, sql<SqlBool>`d.id = ANY(${[...latestOf.keys()]}::uuid[])`);
    return documents.flatMap((document) => {
      const version = latestOf.get(document.id);
      return version === undefined ? [] : [{ ...document, latest: version }];
    });
  },
};

const toColumns = ({ name, type, typeName, folder }: Description) => ({
  name,
  type,
  type_name: typeName,
  folder,
});

async function insertDescription(
  trx: Trx,
  document: Pick<Document, 'id' | 'recordId'> & Description,
  revision: number,
  eventSequence: number,
): Promise<void> {
  await trx
    .insertInto('document_descriptions')
    .values({
      document_id: document.id,
      revision,
      record_id: document.recordId,
      event_sequence: eventSequence,
      ...toColumns(document),
    })
    .execute();
}

/** Under row-level security each with the latest description that the reader sees. */
async function documentsWhere(trx: Trx, condition: ReturnType<typeof sql<SqlBool>>): Promise<Document[]> {
  const { rows } = await sql<Document>`
    SELECT d.id, d.pouch_id AS "pouchId", d.record_id AS "recordId", x.name, x.type, x.type_name AS "typeName", x.folder,
      (SELECT count(*) FROM document_versions v WHERE v.document_id = d.id)
        + (SELECT count(*) FROM document_descriptions x WHERE x.document_id = d.id) - 1 AS revision, d.added_by AS "addedBy", d.created_at AS "createdAt"
    FROM documents d
    CROSS JOIN LATERAL (SELECT * FROM document_descriptions x WHERE x.document_id = d.id ORDER BY x.revision DESC LIMIT 1) x
    WHERE ${condition} ORDER BY d.created_at, d.id`.execute(trx);
  return rows;
}
