import type { Trx } from '../database/database.ts';
import { newId } from '../keys/signing-session.ts';

/** While one is in force, nothing of the record is erased. */
export interface Hold {
  readonly id: string;
  readonly recordId: Buffer;
  readonly organisationId: string;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
}

const columns = [
  'id',
  'record_id as recordId',
  'organisation_id as organisationId',
  'reason',
  'set_by as setBy',
  'set_at as setAt',
] as const;

export const holdStore = {
  async insert(trx: Trx, hold: Omit<Hold, 'id'>): Promise<string> {
    const id = newId();
    await trx
      .insertInto('legal_holds')
      .values({
        ...{ id, record_id: hold.recordId, organisation_id: hold.organisationId },
        ...{ reason: hold.reason, set_by: hold.setBy, set_at: hold.setAt, lifted_by: null, lifted_at: null },
      })
      .execute();
    return id;
  },

  /** Those in force, of several records, the first first. */
  inForce(trx: Trx, recordIds: readonly Buffer[]): Promise<Hold[]> {
    if (recordIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('legal_holds')
      .select(columns)
      .where('record_id', 'in', recordIds)
      .where('lifted_at', 'is', null)
      .orderBy('set_at')
      .execute();
  },

  async lift(trx: Trx, id: string, by: { readonly name: string; readonly at: Date }): Promise<void> {
    await trx
      .updateTable('legal_holds')
      .set({ lifted_by: by.name, lifted_at: by.at })
      .where('id', '=', id)
      .execute();
  },
};
