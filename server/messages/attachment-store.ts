import type { Trx } from '../database/database.ts';

/** A file for a message. Its bytes lie encrypted in the content store, its name and key are sealed. */
export interface Attachment {
  readonly id: string;
  readonly recordId: Buffer;
  readonly organisationId: string;
  /** Null: the message is not sent yet. */
  readonly messageId: string | null;
  readonly sealedName: Buffer;
  readonly mediaType: string;
  readonly size: number;
  readonly digest: Buffer;
  readonly cid: string;
  readonly sealedKey: Buffer;
  readonly createdAt: Date;
}

const columns = [
  'id',
  'record_id as recordId',
  'organisation_id as organisationId',
  'message_id as messageId',
  'sealed_name as sealedName',
  'media_type as mediaType',
  'size',
  'digest',
  'cid',
  'sealed_key as sealedKey',
  'created_at as createdAt',
] as const;

/** Under row-level security, but for what says otherwise. */
export const attachmentStore = {
  async insert(trx: Trx, attachment: Omit<Attachment, 'messageId'>): Promise<void> {
    await trx
      .insertInto('message_attachments')
      .values({
        id: attachment.id,
        record_id: attachment.recordId,
        organisation_id: attachment.organisationId,
        message_id: null,
        sealed_name: attachment.sealedName,
        media_type: attachment.mediaType,
        size: attachment.size,
        digest: attachment.digest,
        cid: attachment.cid,
        sealed_key: attachment.sealedKey,
        created_at: attachment.createdAt,
      })
      .execute();
  },

  find(trx: Trx, messageId: string, id: string): Promise<Attachment | undefined> {
    return trx
      .selectFrom('message_attachments')
      .select(columns)
      .where('id', '=', id)
      .where('message_id', '=', messageId)
      .executeTakeFirst();
  },

  /** Of several messages, each in the order of sending. */
  ofMessages(trx: Trx, messageIds: readonly string[]): Promise<Attachment[]> {
    if (messageIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('message_attachments')
      .select(columns)
      .where('message_id', 'in', messageIds)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  },

  /** Of an organisation's own that wait for their message. */
  waiting(
    trx: Trx,
    {
      recordId,
      organisationId,
      ids,
    }: Pick<Attachment, 'recordId' | 'organisationId'> & { ids: readonly string[] },
  ): Promise<Attachment[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('message_attachments')
      .select(columns)
      .where('id', 'in', ids)
      .where('record_id', '=', recordId)
      .where('organisation_id', '=', organisationId)
      .where('message_id', 'is', null)
      .execute();
  },

  async countWaiting(trx: Trx, organisationId: string): Promise<number> {
    const { count } = await trx
      .selectFrom('message_attachments')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('organisation_id', '=', organisationId)
      .where('message_id', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** As the system. @returns how many of them had not been sent by then */
  async send(trx: Trx, messageId: string, ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const { numUpdatedRows } = await trx
      .updateTable('message_attachments')
      .set({ message_id: messageId })
      .where('id', 'in', ids)
      .where('message_id', 'is', null)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },

  /** As the system: takes away what was never sent. @returns the CIDs of what is to be removed from the content store */
  async forget(trx: Trx, before: Date): Promise<string[]> {
    const rows = await trx
      .deleteFrom('message_attachments')
      .where('message_id', 'is', null)
      .where('created_at', '<', before)
      .returning('cid')
      .execute();
    return rows.map(({ cid }) => cid);
  },
};
