import type { Trx } from '../database/database.ts';

/** A version of a document, as far as a proof of it needs. */
export interface RecordedFile {
  readonly recordId: Buffer;
  readonly eventSequence: number;
  readonly salt: Buffer;
}

/**
 * Look-ups by what only a holder of the thing knows. They read tables of other features, each in one SELECT, as the
 * system: there is no party whose rows they could be limited to.
 */
export const verificationStore = {
  /** The first version that has exactly these bytes. */
  fileByDigest(trx: Trx, digest: Buffer): Promise<RecordedFile | undefined> {
    return trx
      .selectFrom('document_versions')
      .select(['record_id as recordId', 'event_sequence as eventSequence', 'salt'])
      .where('digest', '=', digest)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
  },

  /** Of what certifies a document with exactly these bytes, what was issued last. */
  certifiedByDigest(trx: Trx, digest: Buffer): Promise<{ recordId: Buffer | null } | undefined> {
    return trx
      .selectFrom('certificates')
      .select('record_id as recordId')
      .where('document_digest', '=', digest)
      .where('record_id', 'is not', null)
      .orderBy('decided_at', 'desc')
      .limit(1)
      .executeTakeFirst();
  },

  /** Issued certificates with this number; chambers number on their own, so there may be several. */
  async certificatesByNumber(trx: Trx, number: string): Promise<{ recordId: Buffer; code: string }[]> {
    const rows = await trx
      .selectFrom('certificates')
      .select(['record_id as recordId', 'verification_code as code'])
      .where('number', '=', number)
      .where('record_id', 'is not', null)
      .limit(10)
      .execute();
    return rows.flatMap(({ recordId, code }) =>
      recordId === null || code === null ? [] : [{ recordId, code }],
    );
  },
};
