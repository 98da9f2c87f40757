import { sql } from 'kysely';
import type { Trx } from '../../database/database.ts';
import type { Description } from '../document.ts';

export interface Upload extends Description {
  readonly id: string;
  readonly organisationId: string;
  readonly documentId: string;
  readonly version: number;
  readonly pouchId: string;
  readonly recordId: Buffer;
  readonly mediaType: string;
  readonly size: number;
  readonly received: number;
  readonly parts: number;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

export interface UploadPart {
  readonly uploadId: string;
  /** From 1. */
  readonly number: number;
  readonly organisationId: string;
  readonly size: number;
  readonly digest: Buffer;
  readonly cid: string;
  readonly sealedKey: Buffer;
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'document_id as documentId',
  'version',
  'pouch_id as pouchId',
  'record_id as recordId',
  'name',
  'type',
  'type_name as typeName',
  'folder',
  'media_type as mediaType',
  'size',
  'received',
  'parts',
  'expires_at as expiresAt',
  'ended_at as endedAt',
] as const;

const partColumns = [
  'upload_id as uploadId',
  'number',
  'organisation_id as organisationId',
  'size',
  'digest',
  'cid',
  'sealed_key as sealedKey',
] as const;

/** Under row-level security: an organisation sees its own. */
export const uploadStore = {
  async insert(
    trx: Trx,
    upload: Omit<Upload, 'received' | 'parts' | 'endedAt'> & { createdAt: Date },
  ): Promise<void> {
    await trx
      .insertInto('uploads')
      .values({
        id: upload.id,
        organisation_id: upload.organisationId,
        document_id: upload.documentId,
        version: upload.version,
        pouch_id: upload.pouchId,
        record_id: upload.recordId,
        name: upload.name,
        type: upload.type,
        type_name: upload.typeName,
        folder: upload.folder,
        media_type: upload.mediaType,
        size: upload.size,
        expires_at: upload.expiresAt,
        created_at: upload.createdAt,
      })
      .execute();
  },

  find(trx: Trx, id: string): Promise<Upload | undefined> {
    return trx.selectFrom('uploads').select(columns).where('id', '=', id).executeTakeFirst();
  },

  lock(trx: Trx, id: string): Promise<Upload | undefined> {
    return trx.selectFrom('uploads').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
  },

  async countOpen(trx: Trx, organisationId: string): Promise<number> {
    const { count } = await trx
      .selectFrom('uploads')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  },

  async addPart(trx: Trx, part: UploadPart, expiresAt: Date): Promise<void> {
    await trx
      .insertInto('upload_parts')
      .values({
        upload_id: part.uploadId,
        number: part.number,
        organisation_id: part.organisationId,
        size: part.size,
        digest: part.digest,
        cid: part.cid,
        sealed_key: part.sealedKey,
      })
      .execute();
    await trx
      .updateTable('uploads')
      .set({ received: sql<number>`received + ${part.size}`, parts: part.number, expires_at: expiresAt })
      .where('id', '=', part.uploadId)
      .execute();
  },

  parts(trx: Trx, uploadId: string): Promise<UploadPart[]> {
    return trx
      .selectFrom('upload_parts')
      .select(partColumns)
      .where('upload_id', '=', uploadId)
      .orderBy('number')
      .execute();
  },

  async end(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.updateTable('uploads').set({ ended_at: at }).where('id', '=', id).execute();
  },

  /** As the system. */
  async endExpired(trx: Trx, now: Date): Promise<void> {
    await trx
      .updateTable('uploads')
      .set({ ended_at: now })
      .where('expires_at', '<', now)
      .where('ended_at', 'is', null)
      .execute();
  },

  /** As the system: what lies in the content store for uploads that have ended. */
  partsOfEnded(trx: Trx, limit: number): Promise<UploadPart[]> {
    return trx
      .selectFrom('upload_parts')
      .innerJoin('uploads', 'uploads.id', 'upload_parts.upload_id')
      .select([
        'upload_parts.upload_id as uploadId',
        'upload_parts.number',
        'upload_parts.organisation_id as organisationId',
        'upload_parts.size',
        'upload_parts.digest',
        'upload_parts.cid',
        'upload_parts.sealed_key as sealedKey',
      ])
      .where('uploads.ended_at', 'is not', null)
      .limit(limit)
      .execute();
  },

  /** As the system, once its bytes are gone. */
  async forgetPart(trx: Trx, { uploadId, number }: UploadPart): Promise<void> {
    await trx
      .deleteFrom('upload_parts')
      .where('upload_id', '=', uploadId)
      .where('number', '=', number)
      .execute();
  },

  /** As the system: the rows of uploads of which nothing is left. A completed one stays until its time is over: a retry finds it. */
  async forgetEnded(trx: Trx, now: Date): Promise<void> {
    await trx
      .deleteFrom('uploads')
      .where('ended_at', 'is not', null)
      .where('expires_at', '<', now)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('upload_parts').select('number').whereRef('upload_parts.upload_id', '=', 'uploads.id'),
          ),
        ),
      )
      .execute();
  },
};
