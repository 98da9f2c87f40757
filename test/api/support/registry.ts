import type { ChainAct } from '../../../server/anchoring/index.ts';
import type { AppContext } from '../../../server/context.ts';
import { organisationStore } from '../../../server/organisations/index.ts';

/** What the database holds of organisations beyond what the API shows. */
export function registryOf({ database }: Pick<AppContext, 'database'>) {
  return {
    currentKey: (organisationId: string, purpose: 'issuing' | 'identity' | 'decryption') =>
      database.asSystem((trx) => organisationStore.currentKey(trx, organisationId, purpose)),

    /** What the chambers' registry is to be told, in order, since the act before. */
    async actsSince(id: number): Promise<ChainAct[]> {
      const rows = await database.asSystem((trx) =>
        trx
          .selectFrom('chain_acts')
          .select('payload')
          .where('id', '>', id)
          .where('act', 'in', ['profile', 'accreditation', 'ending'])
          .orderBy('id')
          .execute(),
      );
      return rows.map((row) => row.payload as ChainAct);
    },

    async lastAct(): Promise<number> {
      const row = await database.asSystem((trx) =>
        trx
          .selectFrom('chain_acts')
          .select((eb) => eb.fn.max('id').as('id'))
          .executeTakeFirst(),
      );
      return row?.id ?? 0;
    },

    /** How many organisations there are. */
    async count(): Promise<number> {
      const row = await database.asSystem((trx) =>
        trx
          .selectFrom('organisations')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      );
      return row.n;
    },
  };
}
