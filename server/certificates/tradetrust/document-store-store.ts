import { Address } from '../../../core/ids.ts';
import type { Trx } from '../../database/database.ts';

/** A chamber's contract for verifiers of OpenAttestation, and the domain that vouches for it. */
export interface DocumentStore {
  readonly address: Address;
  /** Whose TXT record names the contract. */
  readonly domain: string;
}

export const documentStoreStore = {
  async find(trx: Trx, chamberId: string): Promise<DocumentStore | undefined> {
    const row = await trx
      .selectFrom('document_stores')
      .select(['address', 'domain'])
      .where('chamber_id', '=', chamberId)
      .executeTakeFirst();
    return row && { address: Address.of(row.address), domain: row.domain };
  },

  async save(
    trx: Trx,
    chamberId: string,
    { address, domain }: DocumentStore,
    changed: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    const values = {
      address: Buffer.from(Address.bytes(address)),
      domain,
      changed_by: changed.by,
      changed_at: changed.at,
    };
    await trx
      .insertInto('document_stores')
      .values({ chamber_id: chamberId, ...values })
      .onConflict((conflict) => conflict.column('chamber_id').doUpdateSet(values))
      .execute();
  },

  /** As the system. */
  async remove(trx: Trx, chamberId: string): Promise<void> {
    await trx.deleteFrom('document_stores').where('chamber_id', '=', chamberId).execute();
  },
};
