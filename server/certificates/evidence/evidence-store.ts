import { sql } from 'kysely';
import type { Trx } from '../../database/database.ts';
import type { KeptEvidence } from '../../database/tables.ts';
import { hexOf } from '../../records/bytes.ts';
import type { CertificateRow } from '../certificate-store.ts';

/** A file that an applicant handed in. Its bytes lie encrypted in the content store. */
export interface Evidence {
  readonly id: string;
  readonly certificateId: string;
  readonly applicantId: string;
  readonly name: string;
  readonly type: string;
  readonly item: number | null;
  readonly mediaType: string;
  /** Of the file in clear, in bytes. */
  readonly size: number;
  /** SHA-256 of the file in clear. */
  readonly digest: Buffer;
  readonly cid: string;
  /** The content key, sealed for the applicant. */
  readonly sealedKey: Buffer;
  readonly addedBy: string;
  readonly createdAt: Date;
  readonly submittedTo: readonly string[];
  readonly removedAt: Date | null;
}

const columns = [
  'id',
  'certificate_id as certificateId',
  'applicant_id as applicantId',
  'name',
  'type',
  'item',
  'media_type as mediaType',
  'size',
  'digest',
  'cid',
  'sealed_key as sealedKey',
  'added_by as addedBy',
  'created_at as createdAt',
  'submitted_to as submittedTo',
  'removed_at as removedAt',
] as const;

/** Under row-level security: the applicant sees all of it, a chamber what was submitted to it. */
export const evidenceStore = {
  async insert(trx: Trx, evidence: Omit<Evidence, 'submittedTo' | 'removedAt'>): Promise<void> {
    await trx
      .insertInto('certificate_evidence')
      .values({
        id: evidence.id,
        certificate_id: evidence.certificateId,
        applicant_id: evidence.applicantId,
        name: evidence.name,
        type: evidence.type,
        item: evidence.item,
        media_type: evidence.mediaType,
        size: evidence.size,
        digest: evidence.digest,
        cid: evidence.cid,
        sealed_key: evidence.sealedKey,
        added_by: evidence.addedBy,
        created_at: evidence.createdAt,
      })
      .execute();
  },

  find(trx: Trx, certificateId: string, id: string): Promise<Evidence | undefined> {
    return trx
      .selectFrom('certificate_evidence')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where('id', '=', id)
      .executeTakeFirst();
  },

  /** The document that the certificate certifies, by its bytes. */
  certified(trx: Trx, certificateId: string): Promise<Evidence | undefined> {
    return trx
      .selectFrom('certificate_evidence')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where((eb) =>
        eb(
          'digest',
          '=',
          eb.selectFrom('certificates').select('document_digest').where('id', '=', certificateId),
        ),
      )
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
  },

  /** What is handed in with the application as it is now, in the order of adding. */
  current(trx: Trx, certificateId: string): Promise<Evidence[]> {
    return trx
      .selectFrom('certificate_evidence')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where('removed_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  },

  /** What came with the latest submission that the acting organisation sees. */
  submitted(trx: Trx, certificateId: string): Promise<Evidence[]> {
    return trx
      .selectFrom('certificate_evidence')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where(
        sql<boolean>`id IN (SELECT (one ->> 'id')::uuid FROM (SELECT s.evidence FROM certificate_submissions s
          WHERE s.certificate_id = ${certificateId} ORDER BY s.number DESC LIMIT 1) AS latest, jsonb_array_elements(evidence) AS one)`,
      )
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  },

  /** All that lies in the content store for it, of earlier submissions too. */
  async held(trx: Trx, certificateId: string): Promise<{ files: number; bytes: number }> {
    return trx
      .selectFrom('certificate_evidence')
      .select((eb) => [
        eb.fn.countAll<number>().as('files'),
        sql<number>`coalesce(sum(size), 0)::bigint`.as('bytes'),
      ])
      .where('certificate_id', '=', certificateId)
      .executeTakeFirstOrThrow();
  },

  async change(trx: Trx, id: string, { type, item }: Pick<Evidence, 'type' | 'item'>): Promise<void> {
    await trx.updateTable('certificate_evidence').set({ type, item }).where('id', '=', id).execute();
  },

  /** As the system: the application itself deletes nothing. */
  async delete(trx: Trx, id: string): Promise<void> {
    await trx.deleteFrom('certificate_evidence').where('id', '=', id).execute();
  },

  async setRemoved(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.updateTable('certificate_evidence').set({ removed_at: at }).where('id', '=', id).execute();
  },

  /** The chamber may read it from now on. @returns what the submission is to name */
  async submit(trx: Trx, certificate: CertificateRow): Promise<KeptEvidence[]> {
    const { id, chamberId } = certificate;
    const rows = await evidenceStore.current(trx, id);
    if (rows.length > 0)
      await sql`
        UPDATE certificate_evidence SET submitted_to = array_append(submitted_to, ${chamberId}::uuid)
        WHERE certificate_id = ${id} AND removed_at IS NULL AND ${chamberId}::uuid <> ALL(submitted_to)`.execute(
        trx,
      );
    return rows.map(toKept);
  },
};

export const toKept = ({ id, name, type, item, mediaType, size, digest }: Evidence): KeptEvidence => ({
  ...{ id, name, type, item, mediaType, size },
  sha256: hexOf(digest),
});
