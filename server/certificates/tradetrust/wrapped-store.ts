import type { Trx } from '../../database/database.ts';

/** A certificate as a document of OpenAttestation, and what revokes it there once it has ended here. */
export interface Wrapped {
  readonly certificateId: string;
  readonly recordId: Buffer;
  readonly chamberId: string;
  readonly targetHash: Buffer;
  /** The document as JSON, sealed for the chamber. */
  readonly sealed: Buffer;
  /** `r ‖ s` over the typed message `Alias`, and the chamber's key that it is by. */
  readonly alias: Buffer;
  readonly aliasKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string };
  /** Of the event that tells of it. */
  readonly eventSequence: number;
  readonly createdAt: Date;
}

const columns = [
  'certificate_id as certificateId',
  'record_id as recordId',
  'chamber_id as chamberId',
  'target_hash as targetHash',
  'sealed',
  'alias',
  'alias_key as aliasKey',
  'event_sequence as eventSequence',
  'created_at as createdAt',
] as const;

export const wrappedStore = {
  find(trx: Trx, certificateId: string): Promise<Wrapped | undefined> {
    return trx
      .selectFrom('wrapped_certificates')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .executeTakeFirst();
  },

  ofRecord(trx: Trx, recordId: Buffer): Promise<Wrapped | undefined> {
    return trx
      .selectFrom('wrapped_certificates')
      .select(columns)
      .where('record_id', '=', recordId)
      .executeTakeFirst();
  },

  /** Which of these certificates are there already. */
  async among(trx: Trx, certificateIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await trx
      .selectFrom('wrapped_certificates')
      .select('certificate_id')
      .where('certificate_id', 'in', certificateIds)
      .execute();
    return new Set(rows.map((row) => row.certificate_id));
  },

  /** As the system. */
  async insert(trx: Trx, wrapped: readonly Wrapped[]): Promise<void> {
    await trx
      .insertInto('wrapped_certificates')
      .values(
        wrapped.map((it) => ({
          certificate_id: it.certificateId,
          record_id: it.recordId,
          chamber_id: it.chamberId,
          target_hash: it.targetHash,
          sealed: it.sealed,
          alias: it.alias,
          alias_key: JSON.stringify(it.aliasKey),
          event_sequence: it.eventSequence,
          created_at: it.createdAt,
        })),
      )
      .execute();
  },
};
