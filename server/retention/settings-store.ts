import type { Trx } from '../database/database.ts';

/** How an organisation keeps and erases its records. */
export interface RetentionSettings {
  /** An erasure is asked for by one administrator and approved by another. */
  readonly fourEyes: boolean;
  /** Between the moment when all readers are told and the erasure. */
  readonly waitingDays: number;
  /** Records that have ended are erased when they need no longer be kept. */
  readonly automatic: boolean;
  readonly terms: readonly { readonly type: string; readonly years: number }[];
}

/** Of whoever has not chosen. */
const usual: RetentionSettings = { fourEyes: false, waitingDays: 14, automatic: false, terms: [] };

export const settingsStore = {
  async find(trx: Trx, organisationId: string): Promise<RetentionSettings> {
    const row = await trx
      .selectFrom('retention_settings')
      .select(['four_eyes as fourEyes', 'waiting_days as waitingDays', 'automatic'])
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst();
    const terms = await trx
      .selectFrom('retention_terms')
      .select(['type', 'years'])
      .where('organisation_id', '=', organisationId)
      .orderBy('type')
      .execute();
    return { ...usual, ...row, terms };
  },

  /** Replaces all of it. As the system. */
  async save(
    trx: Trx,
    organisationId: string,
    { fourEyes, waitingDays, automatic, terms }: RetentionSettings,
    by: { readonly name: string; readonly at: Date },
  ): Promise<void> {
    const values = {
      ...{ four_eyes: fourEyes, waiting_days: waitingDays, automatic },
      ...{ changed_by: by.name, changed_at: by.at },
    };
    await trx
      .insertInto('retention_settings')
      .values({ organisation_id: organisationId, ...values })
      .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(values))
      .execute();
    await trx.deleteFrom('retention_terms').where('organisation_id', '=', organisationId).execute();
    if (terms.length > 0)
      await trx
        .insertInto('retention_terms')
        .values(terms.map((term) => ({ organisation_id: organisationId, ...term })))
        .execute();
  },
};
