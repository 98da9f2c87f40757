import type { Trx } from '../database/database.ts';
import { type Scope, scopes } from './scopes.ts';

/** A system that acts for an organisation, with an OAuth 2 client secret. */
export interface ApiClient {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
}

const columns = ['id', 'name', 'scopes', 'created_at as createdAt'] as const;

/** An organisation's systems that have not been ended. */
export const apiClientStore = {
  async insert(
    trx: Trx,
    client: {
      id: string;
      organisationId: string;
      name: string;
      scopes: readonly Scope[];
      secretHash: Buffer;
    },
  ): Promise<ApiClient> {
    const row = await trx
      .insertInto('api_clients')
      .values({
        id: client.id,
        organisation_id: client.organisationId,
        name: client.name,
        secret_hash: client.secretHash,
        scopes: [...client.scopes],
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    return toClient(row);
  },

  async count(trx: Trx): Promise<number> {
    const { count } = await trx
      .selectFrom('api_clients')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  },

  async list(trx: Trx, page: { after: string | undefined; limit: number }): Promise<ApiClient[]> {
    let query = trx.selectFrom('api_clients').select(columns).where('ended_at', 'is', null);
    if (page.after !== undefined) query = query.where('id', '>', page.after);
    return (await query.orderBy('id').limit(page.limit).execute()).map(toClient);
  },

  /** @returns false when there is no such client, or not of this organisation */
  async end(trx: Trx, id: string, at: Date): Promise<boolean> {
    const result = await trx
      .updateTable('api_clients')
      .set({ ended_at: at })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  },
};

/** A scope that has since been abolished is not shown. */
function toClient(row: { id: string; name: string; scopes: string[]; createdAt: Date }): ApiClient {
  return { ...row, scopes: scopes.filter((scope) => row.scopes.includes(scope)) };
}
