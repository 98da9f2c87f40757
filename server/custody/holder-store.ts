import type { Trx } from '../database/database.ts';
import type { HolderKind, ProposedKeys } from '../database/tables-self-custody.ts';

/** A browser, a passkey or a program that holds keys of an organisation. */
export interface Holder {
  readonly id: string;
  readonly organisationId: string;
  /** Whose device it is; null: a system's. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly name: string;
  readonly kind: HolderKind;
  /** What it proposes until an administrator confirms it. */
  readonly proposed: ProposedKeys | null;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly endedAt: Date | null;
}

export const holderStore = {
  async insert(trx: Trx, holder: Omit<Holder, 'userName' | 'endedAt'>): Promise<void> {
    await trx
      .insertInto('key_holders')
      .values({
        ...{ id: holder.id, organisation_id: holder.organisationId, user_id: holder.userId },
        ...{ name: holder.name, kind: holder.kind, created_at: holder.createdAt },
        proposed: holder.proposed === null ? null : JSON.stringify(holder.proposed),
        confirmed_at: holder.confirmedAt,
      })
      .execute();
  },

  /** Under row-level security, the newest first; their number is bounded. */
  list(trx: Trx): Promise<Holder[]> {
    return select(trx).orderBy('key_holders.created_at', 'desc').orderBy('key_holders.id').execute();
  },

  find(trx: Trx, id: string): Promise<Holder | undefined> {
    return select(trx).where('key_holders.id', '=', id).executeTakeFirst();
  },

  async confirm(trx: Trx, id: string, at: Date): Promise<void> {
    await trx
      .updateTable('key_holders')
      .set({ confirmed_at: at, proposed: null })
      .where('id', '=', id)
      .execute();
  },

  async end(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.updateTable('key_holders').set({ ended_at: at, proposed: null }).where('id', '=', id).execute();
  },
};

const select = (trx: Trx) =>
  trx
    .selectFrom('key_holders')
    .leftJoin('users', 'users.id', 'key_holders.user_id')
    .select([
      'key_holders.id',
      'key_holders.organisation_id as organisationId',
      'key_holders.user_id as userId',
      'users.name as userName',
      'key_holders.name',
      'key_holders.kind',
      'key_holders.proposed',
      'key_holders.created_at as createdAt',
      'key_holders.confirmed_at as confirmedAt',
      'key_holders.ended_at as endedAt',
    ]);
