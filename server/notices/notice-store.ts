import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { NoticeKind } from './notice.ts';

export interface NewNotice {
  readonly organisationId: string;
  readonly happening: string;
  readonly kind: NoticeKind;
  readonly type: string;
  readonly recordId: Buffer | null;
  readonly certificateId: string | null;
  readonly actorOrganisationId: string | null;
  readonly actorName: string | null;
  /** Told to this person of the organisation alone. */
  readonly userId: string | null;
  /** What a watch has told. */
  readonly watchChangeId?: number;
  readonly time: Date;
}

export interface InsertedNotice {
  readonly id: number;
  readonly organisationId: string;
  readonly kind: NoticeKind;
  readonly userId: string | null;
}

/** A person, for whom an organisation's notices are read or not. */
export interface Recipient {
  readonly userId: string;
  readonly organisationId: string;
  readonly isAdministrator: boolean;
}

/** Counting ends here: what is more is "99+". */
export const mostCounted = 100;

/** Whether the recipient `u` with the settings `s` has read the notice `n`; what is older than they are is. */
export const isRead = sql`(n.id <= coalesce(s.read_until, 0) OR n.created_at < u.created_at
  OR EXISTS (SELECT FROM notice_readings r WHERE r.user_id = u.id AND r.notice_id = n.id))`;

/** Whether the notice `n` is for the recipient `u` among their colleagues. */
export const isFor = sql`(n.user_id IS NULL OR n.user_id = u.id)`;

export const noticeStore = {
  /** As the system. What was told already is not told again. */
  async insert(trx: Trx, notices: readonly NewNotice[]): Promise<InsertedNotice[]> {
    if (notices.length === 0) return [];
    const rows = await trx
      .insertInto('notices')
      .values(
        notices.map((notice) => ({
          organisation_id: notice.organisationId,
          happening: notice.happening,
          kind: notice.kind,
          type: notice.type,
          record_id: notice.recordId,
          certificate_id: notice.certificateId,
          actor_organisation_id: notice.actorOrganisationId,
          actor_name: notice.actorName,
          user_id: notice.userId,
          watch_change_id: notice.watchChangeId ?? null,
          time: notice.time,
        })),
      )
      .onConflict((conflict) => conflict.columns(['organisation_id', 'happening']).doNothing())
      .returning(['id', 'organisation_id as organisationId', 'kind', 'user_id as userId'])
      .execute();
    return rows as InsertedNotice[];
  },

  /** Up to `mostCounted`. */
  async unread(trx: Trx, { userId, organisationId, isAdministrator }: Recipient): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM (
        SELECT FROM users u LEFT JOIN notice_settings s ON s.user_id = u.id
        JOIN notices n ON n.organisation_id = ${organisationId} AND n.id > coalesce(s.read_until, 0)
        WHERE u.id = ${userId} AND (${isAdministrator} OR n.kind <> 'system') AND ${isFor} AND NOT ${isRead}
        LIMIT ${mostCounted}) AS counted`.execute(trx);
    return rows[0]?.count ?? 0;
  },

  /** How many of these. */
  async unreadAmong(
    trx: Trx,
    { userId, organisationId }: Recipient,
    ids: readonly number[],
  ): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM users u LEFT JOIN notice_settings s ON s.user_id = u.id
      JOIN notices n ON n.organisation_id = ${organisationId} AND n.id = ANY(${[...ids]}::bigint[])
      WHERE u.id = ${userId} AND ${isFor} AND NOT ${isRead}`.execute(trx);
    return rows[0]?.count ?? 0;
  },

  /** Those of them that there are. */
  async markRead(trx: Trx, { userId, organisationId }: Recipient, ids: readonly number[]): Promise<void> {
    await sql`
      INSERT INTO notice_readings (user_id, notice_id, organisation_id)
      SELECT ${userId}, n.id, ${organisationId} FROM notices n
      WHERE n.organisation_id = ${organisationId} AND n.id = ANY(${[...ids]}::bigint[])
      ON CONFLICT DO NOTHING`.execute(trx);
  },

  /** All up to this one, as far as there are any. */
  async markReadUntil(trx: Trx, { userId, organisationId }: Recipient, id: number): Promise<void> {
    await sql`
      INSERT INTO notice_settings (user_id, organisation_id, read_until)
      SELECT ${userId}, ${organisationId}, coalesce(max(n.id), 0) FROM notices n
      WHERE n.organisation_id = ${organisationId} AND n.id <= ${id}
      ON CONFLICT (user_id) DO UPDATE SET read_until = greatest(notice_settings.read_until, excluded.read_until)`.execute(
      trx,
    );
  },

  /** As the system. */
  async forget(trx: Trx, before: Date): Promise<void> {
    await trx.deleteFrom('notices').where('created_at', '<', before).execute();
    await sql`
      DELETE FROM notice_readings r USING notice_settings s WHERE s.user_id = r.user_id AND r.notice_id <= s.read_until`.execute(
      trx,
    );
  },
};
