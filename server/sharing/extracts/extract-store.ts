import type { Trx } from '../../database/database.ts';
import { olderThan } from '../../database/latest-first.ts';
import type { TimeCursor } from '../../http/time-cursor.ts';
import { newId } from '../../keys/signing-session.ts';
import type { Portion } from '../portions/portion.ts';

export interface Extract extends Portion {
  readonly id: string;
  readonly recordId: Buffer;
  /** Its reader. */
  readonly organisationId: string;
  readonly givenBy: string;
  readonly rights: readonly string[];
  readonly createdAt: Date;
  readonly endsAt: Date | null;
}

const columns = [
  'id',
  'record_id as recordId',
  'organisation_id as organisationId',
  'given_by as givenBy',
  'document_ids as documentIds',
  'hidden',
  'rights',
  'created_at as createdAt',
  'ends_at as endsAt',
] as const;

const inForce = (trx: Trx) =>
  trx
    .selectFrom('extracts')
    .select(columns)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', new Date())]));

export const extractStore = {
  /** As the system. */
  async insert(trx: Trx, extract: Omit<Extract, 'id'>): Promise<string> {
    const id = newId();
    await trx
      .insertInto('extracts')
      .values({
        id,
        record_id: extract.recordId,
        organisation_id: extract.organisationId,
        given_by: extract.givenBy,
        document_ids: extract.documentIds === null ? null : [...extract.documentIds],
        hidden: extract.hidden === null ? null : [...extract.hidden],
        rights: [...extract.rights],
        created_at: extract.createdAt,
        ends_at: extract.endsAt,
      })
      .execute();
    return id;
  },

  find: (trx: Trx, id: string): Promise<Extract | undefined> =>
    inForce(trx).where('id', '=', id).executeTakeFirst(),

  /** The first first. */
  ofRecord: (trx: Trx, recordId: Buffer): Promise<Extract[]> =>
    inForce(trx).where('record_id', '=', recordId).orderBy('created_at').execute(),

  /** What an organisation was given, the latest first. */
  ofReader(
    trx: Trx,
    organisationId: string,
    page: { readonly after: TimeCursor | undefined; readonly limit: number },
  ): Promise<Extract[]> {
    const { after, limit } = page;
    return inForce(trx)
      .where('organisation_id', '=', organisationId)
      .where(olderThan(after))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
  },

  /** As the system. */
  async end(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.updateTable('extracts').set({ ended_at: at }).where('id', '=', id).execute();
  },
};
