import type { Trx } from '../database/database.ts';

/** How a chamber works. */
export interface ChamberSettings {
  /** server/certificates/issuing/certificate-number.ts; null: the one of those who chose none. */
  readonly numberFormat: string | null;
  /** Somebody recommends, and another issues. */
  readonly fourEyes: boolean;
  /** Working days in which an application is decided. */
  readonly deadlineDays: number;
  /** For each certificate issued; null: none is recorded. */
  readonly fee: Fee | null;
  /** For each document certified; null: the same as for a certificate. */
  readonly documentFee: Fee | null;
  /** Applications are taken only under a yearly undertaking that the chamber has accepted (server/undertakings). */
  readonly undertakingRequired: boolean;
}

export interface Fee {
  /** Decimal, e.g. `18.64` */
  readonly amount: string;
  /** ISO 4217 */
  readonly currency: string;
}

export const defaultSettings: ChamberSettings = {
  numberFormat: null,
  fourEyes: false,
  deadlineDays: 2,
  fee: null,
  documentFee: null,
  undertakingRequired: false,
};

export const settingsStore = {
  /** Of the acting chamber; of another as the system. */
  async find(trx: Trx, chamberId: string): Promise<ChamberSettings> {
    const row = await trx
      .selectFrom('chamber_settings')
      .select([
        'number_format as numberFormat',
        'four_eyes as fourEyes',
        'deadline_days as deadlineDays',
        'fee',
        'document_fee as documentFee',
        'undertaking_required as undertakingRequired',
      ])
      .where('chamber_id', '=', chamberId)
      .executeTakeFirst();
    return row ?? defaultSettings;
  },

  async save(
    trx: Trx,
    chamberId: string,
    settings: ChamberSettings,
    changed: { by: string; at: Date },
  ): Promise<void> {
    const values = {
      number_format: settings.numberFormat,
      four_eyes: settings.fourEyes,
      deadline_days: settings.deadlineDays,
      fee: settings.fee === null ? null : JSON.stringify(settings.fee),
      document_fee: settings.documentFee === null ? null : JSON.stringify(settings.documentFee),
      undertaking_required: settings.undertakingRequired,
      changed_by: changed.by,
      changed_at: changed.at,
    };
    await trx
      .insertInto('chamber_settings')
      .values({ chamber_id: chamberId, ...values })
      .onConflict((conflict) => conflict.column('chamber_id').doUpdateSet(values))
      .execute();
  },
};
