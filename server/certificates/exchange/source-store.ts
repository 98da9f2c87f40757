import type { JsonObject } from '../../../core/json.ts';
import type { Trx } from '../../database/database.ts';

/** A document in the words of others that became an application. Under row-level security: the applicant alone. */
export const sourceStore = {
  async insert(
    trx: Trx,
    source: { certificateId: string; applicantId: string; document: JsonObject; at: Date },
  ): Promise<void> {
    await trx
      .insertInto('certificate_sources')
      .values({
        certificate_id: source.certificateId,
        applicant_id: source.applicantId,
        format: 'uncefact',
        document: JSON.stringify(source.document),
        created_at: source.at,
      })
      .execute();
  },

  async find(trx: Trx, certificateId: string): Promise<JsonObject | undefined> {
    const row = await trx
      .selectFrom('certificate_sources')
      .select('document')
      .where('certificate_id', '=', certificateId)
      .executeTakeFirst();
    return row?.document;
  },
};
