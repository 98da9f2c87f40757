import type { Trx } from '../../database/database.ts';
import { olderThan } from '../../database/latest-first.ts';
import type { TimeCursor } from '../../http/time-cursor.ts';
import type { RenditionKind } from './form-page.ts';

/** A PDF that was made of a certificate. Its bytes lie encrypted in the content store. */
export interface Rendition {
  readonly id: string;
  readonly kind: RenditionKind;
  readonly certificateId: string;
  readonly recordId: Buffer;
  readonly cid: string;
  /** The content key, sealed for the chamber. */
  readonly sealedKey: Buffer;
  /** Bytes. */
  readonly length: number;
  /** SHA-256 of the file with its hole blank. */
  readonly digest: Buffer;
  /** Opens the commitment in the event that recorded it. */
  readonly salt: Buffer;
  readonly eventSequence: number;
  readonly createdAt: Date;
  /** Of a copy: the organisation that was in control when it was made. */
  readonly inControl: string | null;
}

const columns = [
  'id',
  'kind',
  'certificate_id as certificateId',
  'record_id as recordId',
  'cid',
  'sealed_key as sealedKey',
  'length',
  'digest',
  'salt',
  'event_sequence as eventSequence',
  'created_at as createdAt',
  'in_control as inControl',
] as const;

export const renditionStore = {
  /** As the system. */
  async insert(trx: Trx, rendition: Rendition): Promise<void> {
    await trx
      .insertInto('renditions')
      .values({
        id: rendition.id,
        kind: rendition.kind,
        certificate_id: rendition.certificateId,
        record_id: rendition.recordId,
        cid: rendition.cid,
        sealed_key: rendition.sealedKey,
        length: rendition.length,
        digest: rendition.digest,
        salt: rendition.salt,
        event_sequence: rendition.eventSequence,
        created_at: rendition.createdAt,
        in_control: rendition.inControl,
      })
      .execute();
  },

  find(trx: Trx, certificateId: string, id: string): Promise<Rendition | undefined> {
    return trx
      .selectFrom('renditions')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where('id', '=', id)
      .executeTakeFirst();
  },

  /** There is one at most. */
  original(trx: Trx, certificateId: string): Promise<Rendition | undefined> {
    return trx
      .selectFrom('renditions')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where('kind', '=', 'original')
      .executeTakeFirst();
  },

  /** The latest copy since a moment that names this party as the one in control. */
  copySince(trx: Trx, certificateId: string, owner: string, since: Date): Promise<Rendition | undefined> {
    return trx
      .selectFrom('renditions')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where('kind', '=', 'copy')
      .where('in_control', '=', owner)
      .where('created_at', '>=', since)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
  },

  /**
   * Of each certificate the original, else what was made last; the latest copy where the reader is neither its owner nor
   * its chamber. With the chamber that its key is sealed for.
   */
  prints(
    trx: Trx,
    certificateIds: readonly string[],
    reader: string,
  ): Promise<(Rendition & { chamberId: string })[]> {
    if (certificateIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('renditions')
      .innerJoin('certificates', 'certificates.id', 'renditions.certificate_id')
      .innerJoin('records', 'records.record_id', 'renditions.record_id')
      .distinctOn('renditions.certificate_id')
      .select([
        'renditions.id',
        'renditions.kind',
        'renditions.certificate_id as certificateId',
        'renditions.record_id as recordId',
        'renditions.cid',
        'renditions.sealed_key as sealedKey',
        'renditions.length',
        'renditions.digest',
        'renditions.salt',
        'renditions.event_sequence as eventSequence',
        'renditions.created_at as createdAt',
        'renditions.in_control as inControl',
        'certificates.chamber_id as chamberId',
      ])
      .where('renditions.certificate_id', 'in', certificateIds)
      .where((eb) =>
        eb.or([
          eb('renditions.kind', '=', 'copy'),
          eb('records.owner_organisation_id', '=', reader),
          eb('records.issuer_organisation_id', '=', reader),
        ]),
      )
      .orderBy('renditions.certificate_id')
      .orderBy((eb) => eb('renditions.kind', '=', 'original'), 'desc')
      .orderBy('renditions.created_at', 'desc')
      .execute();
  },

  /** The latest first. */
  list(
    trx: Trx,
    certificateId: string,
    page: { after: TimeCursor | undefined; limit: number },
  ): Promise<Rendition[]> {
    const { after } = page;
    return trx
      .selectFrom('renditions')
      .select(columns)
      .where('certificate_id', '=', certificateId)
      .where(olderThan(after))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit)
      .execute();
  },
};
