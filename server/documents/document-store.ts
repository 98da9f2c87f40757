import type { Trx } from '../database/database.ts';

export interface Document {
  readonly id: string;
  readonly pouchId: string;
  readonly recordId: Buffer;
  readonly name: string;
  readonly type: string;
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
  readonly addedBy: string;
  readonly createdAt: Date;
}

export interface DocumentWithLatest extends Document {
  readonly latest: DocumentVersion;
}

const documentColumns = [
  'id',
  'pouch_id as pouchId',
  'record_id as recordId',
  'name',
  'type',
  'added_by as addedBy',
  'created_at as createdAt',
] as const;

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
  'added_by as addedBy',
  'created_at as createdAt',
] as const;

export const documentStore = {
  async insert(trx: Trx, document: Document): Promise<void> {
    await trx
      .insertInto('documents')
      .values({
        id: document.id,
        pouch_id: document.pouchId,
        record_id: document.recordId,
        name: document.name,
        type: document.type,
        added_by: document.addedBy,
        created_at: document.createdAt,
      })
      .execute();
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

  find(trx: Trx, id: string): Promise<Document | undefined> {
    return trx.selectFrom('documents').select(documentColumns).where('id', '=', id).executeTakeFirst();
  },

  findVersion(trx: Trx, documentId: string, version: number): Promise<DocumentVersion | undefined> {
    return trx
      .selectFrom('document_versions')
      .select(versionColumns)
      .where('document_id', '=', documentId)
      .where('version', '=', version)
      .executeTakeFirst();
  },

  async latestVersion(trx: Trx, documentId: string): Promise<number> {
    const row = await trx
      .selectFrom('document_versions')
      .select((eb) => eb.fn.max('version').as('latest'))
      .where('document_id', '=', documentId)
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
    const documents = await trx
      .selectFrom('documents')
      .select(documentColumns)
      .where('id', 'in', [...latestOf.keys()])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return documents.flatMap((document) => {
      const version = latestOf.get(document.id);
      return version === undefined ? [] : [{ ...document, latest: version }];
    });
  },
};
