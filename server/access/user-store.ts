import type { Trx } from '../database/database.ts';

/** Somebody who signs in for an organisation. */
export interface User {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly administrator: boolean;
  readonly createdAt: Date;
}

export interface NewUser {
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  /** Of `hashPassword`. */
  readonly passwordHash: string;
  readonly administrator: boolean;
}

const columns = ['id', 'name', 'email', 'administrator', 'created_at as createdAt'] as const;

/** The people of an organisation that have not been ended. */
export const userStore = {
  /** @returns undefined when somebody signs in with this e-mail already, here or elsewhere */
  insert(trx: Trx, id: string, user: NewUser): Promise<User | undefined> {
    return trx
      .insertInto('users')
      .values({
        id,
        organisation_id: user.organisationId,
        email: user.email.toLowerCase(),
        name: user.name,
        password_hash: user.passwordHash,
        administrator: user.administrator,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning(columns)
      .executeTakeFirst();
  },

  async count(trx: Trx): Promise<number> {
    const { count } = await trx
      .selectFrom('users')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  },

  list(trx: Trx, page: { after: string | undefined; limit: number }): Promise<User[]> {
    let query = trx.selectFrom('users').select(columns).where('ended_at', 'is', null);
    if (page.after !== undefined) query = query.where('id', '>', page.after);
    return query.orderBy('id').limit(page.limit).execute();
  },

  find(trx: Trx, id: string): Promise<User | undefined> {
    return trx
      .selectFrom('users')
      .select(columns)
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
  },

  findMany(trx: Trx, ids: readonly string[]): Promise<User[]> {
    return trx
      .selectFrom('users')
      .select(columns)
      .where('id', 'in', [...ids])
      .where('ended_at', 'is', null)
      .execute();
  },

  /** Locked in the order of their ids: two administrators cannot end each other at the same time. */
  lockAdministrators(trx: Trx): Promise<{ id: string }[]> {
    return trx
      .selectFrom('users')
      .select('id')
      .where('administrator', '=', true)
      .where('ended_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute();
  },

  async end(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.updateTable('users').set({ ended_at: at }).where('id', '=', id).execute();
  },

  /** As the system. */
  async deleteSessions(trx: Trx, userId: string): Promise<void> {
    await trx.deleteFrom('sessions').where('user_id', '=', userId).execute();
  },
};
