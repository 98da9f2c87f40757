import type { Trx } from '../database/database.ts';
import type { PreparedRequest, PreparedStatement } from '../database/tables-self-custody.ts';

/** An act that waits for signatures, as it is kept. */
export interface Preparation {
  readonly id: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly request: PreparedRequest;
  readonly sealedSeed: Buffer;
  readonly at: Date;
  /** Signatures that are there, base64url by the id of what they sign. */
  readonly signed: Readonly<Record<string, string>>;
  readonly asked: readonly PreparedStatement[];
  readonly expiresAt: Date;
  readonly doneAt: Date | null;
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'person_id as personId',
  'request',
  'sealed_seed as sealedSeed',
  'at',
  'signed',
  'asked',
  'expires_at as expiresAt',
  'done_at as doneAt',
] as const;

export const preparationStore = {
  /** @returns how many of the organisation are open, now that the expired ones are gone */
  async sweep(trx: Trx, organisationId: string, now: Date): Promise<number> {
    await trx
      .deleteFrom('signing_preparations')
      .where('organisation_id', '=', organisationId)
      .where('expires_at', '<=', now)
      .execute();
    const { count } = await trx
      .selectFrom('signing_preparations')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('organisation_id', '=', organisationId)
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  },

  async insert(trx: Trx, one: Omit<Preparation, 'doneAt'>): Promise<void> {
    await trx
      .insertInto('signing_preparations')
      .values({
        ...{ id: one.id, organisation_id: one.organisationId, person_id: one.personId },
        ...{ request: JSON.stringify(one.request), sealed_seed: one.sealedSeed, at: one.at },
        ...{ signed: JSON.stringify(one.signed), asked: JSON.stringify(one.asked) },
        expires_at: one.expiresAt,
      })
      .execute();
  },

  find(trx: Trx, id: string): Promise<Preparation | undefined> {
    return trx.selectFrom('signing_preparations').select(columns).where('id', '=', id).executeTakeFirst();
  },

  /** What was signed, and what is asked for next. */
  async goOn(trx: Trx, id: string, next: Pick<Preparation, 'signed' | 'asked'>): Promise<void> {
    await trx
      .updateTable('signing_preparations')
      .set({ signed: JSON.stringify(next.signed), asked: JSON.stringify(next.asked) })
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .execute();
  },

  /** In the transaction that carries it out: of two only one does. @returns whether this one may */
  async finish(trx: Trx, id: string, at: Date): Promise<boolean> {
    const { numUpdatedRows } = await trx
      .updateTable('signing_preparations')
      .set({ done_at: at })
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },

  async remove(trx: Trx, id: string): Promise<boolean> {
    const { numDeletedRows } = await trx
      .deleteFrom('signing_preparations')
      .where('id', '=', id)
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  },
};
