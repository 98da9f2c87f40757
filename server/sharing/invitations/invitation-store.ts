import { sql } from 'kysely';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import type { Trx } from '../../database/database.ts';
import { newId } from '../../keys/signing-session.ts';
import type { Portion } from '../portions/portion.ts';

export interface Invitation extends Portion {
  readonly id: string;
  readonly recordId: Buffer;
  /** Who invites. */
  readonly organisationId: string;
  /** The person. */
  readonly madeBy: string;
  /** Lower case. */
  readonly email: string;
  readonly language: SpokenLanguage;
  readonly rights: readonly string[];
  readonly shareEndsAt: Date | null;
  /** How many letters were asked for. */
  readonly letters: number;
  readonly letterState: 'waiting' | 'sent' | 'refused';
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A letter that is to be sent now. */
export interface DueLetter extends Pick<Invitation, 'id' | 'email' | 'language' | 'expiresAt' | 'letters'> {
  readonly inviter: string;
  readonly attempts: number;
}

const columns = [
  'id',
  'record_id as recordId',
  'organisation_id as organisationId',
  'made_by as madeBy',
  'email',
  'language',
  'document_ids as documentIds',
  'hidden',
  'rights',
  'share_ends_at as shareEndsAt',
  'letters',
  'letter_state as letterState',
  'created_at as createdAt',
  'expires_at as expiresAt',
] as const;

/** Neither accepted nor withdrawn, and its time is not over. */
const open = (trx: Trx) =>
  trx
    .selectFrom('invitations')
    .select(columns)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', new Date());

export const invitationStore = {
  /** As the system, as all that writes here. */
  async insert(trx: Trx, invitation: Omit<Invitation, 'id' | 'letters' | 'letterState'>): Promise<string> {
    const id = newId();
    await trx
      .insertInto('invitations')
      .values({
        id,
        record_id: invitation.recordId,
        organisation_id: invitation.organisationId,
        made_by: invitation.madeBy,
        email: invitation.email,
        language: invitation.language,
        document_ids: invitation.documentIds === null ? null : [...invitation.documentIds],
        hidden: invitation.hidden === null ? null : [...invitation.hidden],
        rights: [...invitation.rights],
        share_ends_at: invitation.shareEndsAt,
        next_at: invitation.createdAt,
        created_at: invitation.createdAt,
        expires_at: invitation.expiresAt,
      })
      .execute();
    return id;
  },

  find: (trx: Trx, id: string): Promise<Invitation | undefined> =>
    open(trx).where('id', '=', id).executeTakeFirst(),

  /** The first first. */
  ofRecord: (trx: Trx, recordId: Buffer): Promise<Invitation[]> =>
    open(trx).where('record_id', '=', recordId).orderBy('created_at').execute(),

  bySecret: (trx: Trx, secretHash: Buffer): Promise<Invitation | undefined> =>
    open(trx).where('secret_hash', '=', secretHash).executeTakeFirst(),

  /** As `bySecret`; of two who come at once the second waits and finds none. */
  lockBySecret: (trx: Trx, secretHash: Buffer): Promise<Invitation | undefined> =>
    open(trx).where('secret_hash', '=', secretHash).forUpdate().executeTakeFirst(),

  /** Letters of an organisation's invitations since then. */
  async lettersSince(trx: Trx, organisationId: string, since: Date): Promise<number> {
    const { count } = await trx
      .selectFrom('invitations')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('letters'), eb.lit(0)).as('count'))
      .where('organisation_id', '=', organisationId)
      .where('created_at', '>', since)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  /** One more letter, with a new link; the one before opens nothing any more. */
  async sendAgain(
    trx: Trx,
    id: string,
    times: { readonly at: Date; readonly expiresAt: Date },
  ): Promise<void> {
    await trx
      .updateTable('invitations')
      .set({
        ...{ letter_state: 'waiting', attempts: 0, next_at: times.at, expires_at: times.expiresAt },
        ...{ secret_hash: null, letters: sql<number>`letters + 1` },
      })
      .where('id', '=', id)
      .execute();
  },

  async end(trx: Trx, id: string, at: Date, acceptedBy: string | null): Promise<void> {
    await trx
      .updateTable('invitations')
      .set({ ended_at: at, accepted_by: acceptedBy, secret_hash: null })
      .where('id', '=', id)
      .execute();
  },

  /** Letters that are due, kept from other processes until then. */
  async claim(trx: Trx, { now, until }: { readonly now: Date; readonly until: Date }): Promise<DueLetter[]> {
    const { rows } = await sql<DueLetter>`
      UPDATE invitations i SET next_at = ${until}, attempts = i.attempts + 1
      FROM organisations o
      WHERE o.id = i.organisation_id AND i.id = ANY(ARRAY(
        SELECT id FROM invitations WHERE letter_state = 'waiting' AND ended_at IS NULL AND next_at <= ${now} AND expires_at > ${now}
        ORDER BY next_at LIMIT 20 FOR UPDATE SKIP LOCKED))
      RETURNING i.id, i.email, i.language, i.expires_at AS "expiresAt", i.letters, i.attempts, o.legal_name AS inviter`.execute(
      trx,
    );
    return rows;
  },

  async setSecret(trx: Trx, id: string, secretHash: Buffer): Promise<void> {
    await trx.updateTable('invitations').set({ secret_hash: secretHash }).where('id', '=', id).execute();
  },

  /** @param letters as they were when it was claimed: it may have been asked for anew meanwhile */
  async endLetter(trx: Trx, id: string, letters: number, state: 'sent' | 'refused'): Promise<void> {
    await trx
      .updateTable('invitations')
      .set({ letter_state: state })
      .where('id', '=', id)
      .where('letters', '=', letters)
      .execute();
  },

  async postpone(trx: Trx, id: string, nextAt: Date): Promise<void> {
    await trx.updateTable('invitations').set({ next_at: nextAt }).where('id', '=', id).execute();
  },
};
