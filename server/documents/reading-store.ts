import type { Trx } from '../database/database.ts';

/** That an organisation got a version of a document, for the first time. */
export interface Reading {
  readonly documentId: string;
  readonly version: number;
  readonly organisationId: string;
  readonly recordId: Buffer;
  /** Of the event that told of it. */
  readonly eventSequence: number;
  /** The person or system. */
  readonly readBy: string;
  readonly readAt: Date;
}

export const readingStore = {
  /** As the system. What is known already stays as it is. @returns the versions that it had not got before */
  insert(trx: Trx, readings: readonly Reading[]): Promise<{ documentId: string; version: number }[]> {
    if (readings.length === 0) return Promise.resolve([]);
    return trx
      .insertInto('document_readings')
      .values(
        readings.map((reading) => ({
          document_id: reading.documentId,
          version: reading.version,
          organisation_id: reading.organisationId,
          record_id: reading.recordId,
          event_sequence: reading.eventSequence,
          read_by: reading.readBy,
          read_at: reading.readAt,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning(['document_id as documentId', 'version'])
      .execute();
  },

  /** Those that the reader may know of, the first first. */
  ofDocument(
    trx: Trx,
    documentId: string,
  ): Promise<Pick<Reading, 'version' | 'organisationId' | 'readAt'>[]> {
    return trx
      .selectFrom('document_readings')
      .select(['version', 'organisation_id as organisationId', 'read_at as readAt'])
      .where('document_id', '=', documentId)
      .orderBy('read_at')
      .execute();
  },
};
