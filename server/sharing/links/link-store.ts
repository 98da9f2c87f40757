import { sql } from 'kysely';
import type { Trx } from '../../database/database.ts';
import { newId } from '../../keys/signing-session.ts';
import type { Portion } from '../portions/portion.ts';

/** Wrong codes after which a link is locked: eight digits are not guessed in five. */
export const mostAttempts = 5;

export interface Link extends Portion {
  readonly id: string;
  readonly recordId: Buffer;
  readonly givenBy: string;
  /** The person. */
  readonly madeBy: string;
  /** For whom it is meant, in the words of who made it. */
  readonly label: string;
  readonly rights: readonly string[];
  readonly attempts: number;
  readonly openings: number;
  readonly lastOpenedAt: Date | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface NewLink extends Omit<Link, 'id' | 'attempts' | 'openings' | 'lastOpenedAt'> {
  readonly secretHash: Buffer;
  readonly codeHash: Buffer;
}

const columns = [
  'share_links.id',
  'record_id as recordId',
  'given_by as givenBy',
  'made_by as madeBy',
  'label',
  'document_ids as documentIds',
  'hidden',
  'rights',
  'attempts',
  'openings',
  'last_opened_at as lastOpenedAt',
  'share_links.created_at as createdAt',
  'share_links.expires_at as expiresAt',
] as const;

const inForce = (trx: Trx) =>
  trx
    .selectFrom('share_links')
    .select(columns)
    .where('ended_at', 'is', null)
    .where('share_links.expires_at', '>', new Date());

export const linkStore = {
  /** As the system, as all that writes here. */
  async insert(trx: Trx, link: NewLink): Promise<string> {
    const id = newId();
    await trx
      .insertInto('share_links')
      .values({
        id,
        record_id: link.recordId,
        given_by: link.givenBy,
        made_by: link.madeBy,
        label: link.label,
        secret_hash: link.secretHash,
        code_hash: link.codeHash,
        document_ids: link.documentIds === null ? null : [...link.documentIds],
        hidden: link.hidden === null ? null : [...link.hidden],
        rights: [...link.rights],
        created_at: link.createdAt,
        expires_at: link.expiresAt,
      })
      .execute();
    return id;
  },

  find: (trx: Trx, id: string): Promise<Link | undefined> =>
    inForce(trx).where('id', '=', id).executeTakeFirst(),

  /** The first first. Those that are locked too. */
  ofRecord: (trx: Trx, recordId: Buffer): Promise<Link[]> =>
    inForce(trx).where('record_id', '=', recordId).orderBy('created_at').execute(),

  /** Of which record it shows something, while it lasts. */
  async recordOfSecret(trx: Trx, secretHash: Buffer): Promise<Buffer | undefined> {
    const row = await inForce(trx).where('secret_hash', '=', secretHash).executeTakeFirst();
    return row?.recordId;
  },

  /** Locked, so that many who try at once count one by one. */
  lockBySecret: (trx: Trx, secretHash: Buffer): Promise<(Link & { codeHash: Buffer }) | undefined> =>
    inForce(trx)
      .select('code_hash as codeHash')
      .where('secret_hash', '=', secretHash)
      .forUpdate()
      .executeTakeFirst(),

  async countWrong(trx: Trx, id: string): Promise<void> {
    await trx
      .updateTable('share_links')
      .set({ attempts: sql<number>`attempts + 1` })
      .where('id', '=', id)
      .execute();
  },

  async insertVisit(
    trx: Trx,
    visit: { tokenHash: Buffer; linkId: string; at: Date; expiresAt: Date },
  ): Promise<void> {
    const { tokenHash, linkId, at, expiresAt } = visit;
    await trx.deleteFrom('link_visits').where('expires_at', '<', at).execute();
    await trx
      .insertInto('link_visits')
      .values({ token_hash: tokenHash, link_id: linkId, expires_at: expiresAt })
      .execute();
    await trx
      .updateTable('share_links')
      .set({ attempts: 0, openings: sql<number>`openings + 1`, last_opened_at: at })
      .where('id', '=', linkId)
      .execute();
  },

  /** The link of a visit, while both last. */
  ofVisit: (trx: Trx, tokenHash: Buffer): Promise<(Link & { visitEndsAt: Date }) | undefined> =>
    inForce(trx)
      .innerJoin('link_visits', 'link_visits.link_id', 'share_links.id')
      .select('link_visits.expires_at as visitEndsAt')
      .where('link_visits.token_hash', '=', tokenHash)
      .where('link_visits.expires_at', '>', new Date())
      .executeTakeFirst(),

  async endVisit(trx: Trx, tokenHash: Buffer): Promise<void> {
    await trx.deleteFrom('link_visits').where('token_hash', '=', tokenHash).execute();
  },

  async end(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.deleteFrom('link_visits').where('link_id', '=', id).execute();
    await trx.updateTable('share_links').set({ ended_at: at }).where('id', '=', id).execute();
  },
};
