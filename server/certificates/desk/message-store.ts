import type { Trx } from '../../database/database.ts';

export interface FieldWish {
  /** JSON pointer into the application. */
  readonly pointer: string;
  readonly wish: string;
}

/** What chamber and applicant say to each other about an application. */
export interface Message {
  readonly id: string;
  readonly certificateId: string;
  readonly applicantId: string;
  readonly chamberId: string;
  readonly kind: 'question' | 'answer' | 'changes';
  readonly body: string;
  /** Of changes that are requested. */
  readonly fields: readonly FieldWish[];
  readonly byOrganisation: string;
  readonly byName: string;
  readonly at: Date;
}

/** Under row-level security: the applicant sees all, a chamber what was said to or by it. */
export const messageStore = {
  async insert(trx: Trx, message: Message): Promise<void> {
    await trx
      .insertInto('certificate_messages')
      .values({
        id: message.id,
        certificate_id: message.certificateId,
        applicant_id: message.applicantId,
        chamber_id: message.chamberId,
        kind: message.kind,
        body: message.body,
        fields: JSON.stringify(message.fields),
        by_organisation: message.byOrganisation,
        by_name: message.byName,
        at: message.at,
      })
      .execute();
  },

  async count(trx: Trx, certificateId: string): Promise<number> {
    const { count } = await trx
      .selectFrom('certificate_messages')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('certificate_id', '=', certificateId)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** The oldest first; no more than `mostMessages`. */
  list(trx: Trx, certificateId: string): Promise<Message[]> {
    return trx
      .selectFrom('certificate_messages')
      .select([
        'id',
        'certificate_id as certificateId',
        'applicant_id as applicantId',
        'chamber_id as chamberId',
        'kind',
        'body',
        'fields',
        'by_organisation as byOrganisation',
        'by_name as byName',
        'at',
      ])
      .where('certificate_id', '=', certificateId)
      .orderBy('at')
      .orderBy('id')
      .execute();
  },
};
