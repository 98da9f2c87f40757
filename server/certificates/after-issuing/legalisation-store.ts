import type { Trx } from '../../database/database.ts';

export const authorityKinds = ['consulate', 'ministry', 'other'] as const;

/** That a consulate or a ministry endorsed a certificate (UBL: EmbassyEndorsement). */
export interface Legalisation {
  readonly id: string;
  readonly kind: (typeof authorityKinds)[number];
  readonly authority: string;
  /** Whose authority it is; ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly reference: string | null;
  /** `2026-05-12` */
  readonly date: string;
  readonly recordedBy: string;
}

/** Read under row-level security by whoever sees the record, written as the system. */
export const legalisationStore = {
  async insert(
    trx: Trx,
    one: Legalisation & {
      certificateId: string;
      recordId: Buffer;
      eventSequence: number;
      createdAt: Date;
    },
  ): Promise<void> {
    await trx
      .insertInto('legalisations')
      .values({
        id: one.id,
        certificate_id: one.certificateId,
        record_id: one.recordId,
        kind: one.kind,
        authority: one.authority,
        country: one.country,
        reference: one.reference,
        legalised_on: one.date,
        recorded_by: one.recordedBy,
        event_sequence: one.eventSequence,
        created_at: one.createdAt,
      })
      .execute();
  },

  /** The earliest first. */
  list(trx: Trx, certificateId: string): Promise<Legalisation[]> {
    return trx
      .selectFrom('legalisations')
      .select((eb) => [
        'id',
        'kind',
        'authority',
        'country',
        'reference',
        eb.cast<string>('legalised_on', 'text').as('date'),
        'recorded_by as recordedBy',
      ])
      .where('certificate_id', '=', certificateId)
      .orderBy('legalised_on')
      .orderBy('id')
      .execute();
  },
};
