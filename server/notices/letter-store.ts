import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { SpokenLanguage } from '../../core/spoken-languages.ts';
import type { Trx } from '../database/database.ts';
import { type DigestClock, nextDigest, usualHour } from './digest.ts';
import { toldAtOnce, toldDaily } from './notice.ts';
import type { InsertedNotice } from './notice-store.ts';

/** Somebody for whom a letter is to be written. */
export interface Reader {
  readonly userId: string;
  readonly organisationId: string;
  readonly isAdministrator: boolean;
  readonly language: SpokenLanguage;
}

/** A letter that is to be sent now. */
export interface WaitingLetter {
  readonly id: string;
  /** Null: whoever it was for has left. */
  readonly email: string | null;
  readonly subject: string;
  readonly body: string;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** As the system, all of it. */
export const letterStore = {
  /** For each person of the organisations that wants it by e-mail: at once, or when their own clock shows the hour. */
  async insertLines(trx: Trx, notices: readonly InsertedNotice[], now: Date): Promise<void> {
    if (notices.length === 0) return;
    const clocks = await clocksOf(trx, [...new Set(notices.map((one) => one.organisationId))]);
    const due = await Promise.all(clocks.map((clock) => nextDigest(now, clock)));
    const atOnce = sql`n.kind = ANY(coalesce(s.at_once, ${[...toldAtOnce]}::text[]))`;
    await sql`
      INSERT INTO letter_lines (user_id, notice_id, due_at)
      SELECT u.id, n.id, CASE WHEN ${atOnce} THEN now() ELSE c.due END
      FROM unnest(${notices.map(({ id }) => id)}::bigint[], ${notices.map((one) => one.organisationId)}::uuid[],
        ${notices.map(({ kind }) => kind)}::text[], ${notices.map(({ userId }) => userId)}::uuid[])
        AS n(id, organisation_id, kind, user_id)
      JOIN users u ON u.organisation_id = n.organisation_id AND u.ended_at IS NULL AND (n.kind <> 'system' OR u.administrator)
        AND (n.user_id IS NULL OR n.user_id = u.id)
      JOIN organisations o ON o.id = u.organisation_id
      LEFT JOIN notice_settings s ON s.user_id = u.id
      JOIN unnest(${clocks.map(({ hour }) => hour)}::int[], ${clocks.map(({ timeZone }) => timeZone)}::text[],
        ${clocks.map(({ country }) => country)}::text[], ${due}::timestamptz[]) AS c(hour, time_zone, country, due)
        ON c.hour = coalesce(s.digest_hour, ${usualHour}) AND c.time_zone IS NOT DISTINCT FROM s.time_zone
        AND c.country = o.country
      WHERE ${atOnce} OR n.kind = ANY(coalesce(s.daily, ${[...toldDaily]}::text[]))
      ON CONFLICT DO NOTHING`.execute(trx);
  },

  /** A person's daily lines that wait go by another clock from now on. */
  async moveLines(trx: Trx, userId: string, due: Date): Promise<void> {
    await sql`
      UPDATE letter_lines SET due_at = ${due} WHERE user_id = ${userId} AND due_at > clock_timestamp()`.execute(
      trx,
    );
  },

  /** Some of those who have lines that are due, and no letter since `quietSince`. */
  async due(trx: Trx, { now, quietSince }: { now: Date; quietSince: Date }): Promise<Reader[]> {
    const { rows } = await sql<Reader>`
      SELECT u.id AS "userId", u.organisation_id AS "organisationId", u.administrator AS "isAdministrator",
        coalesce(s.language, 'en') AS language
      FROM users u LEFT JOIN notice_settings s ON s.user_id = u.id
      WHERE u.id IN (SELECT user_id FROM letter_lines WHERE due_at <= ${now})
        AND NOT EXISTS (SELECT FROM letters l WHERE l.user_id = u.id AND l.created_at > ${quietSince})
      LIMIT 50`.execute(trx);
    return rows;
  },

  /** Takes a person's lines that are due. Nobody else has them then. @returns the notices, the latest first */
  async takeLines(trx: Trx, userId: string, now: Date): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`
      DELETE FROM letter_lines WHERE user_id = ${userId} AND due_at <= ${now} RETURNING notice_id AS id`.execute(
      trx,
    );
    return rows.map(({ id }) => id).sort((a, b) => b - a);
  },

  async insert(trx: Trx, letter: { userId: string; subject: string; body: string; at: Date }): Promise<void> {
    const { userId, subject, body, at } = letter;
    await trx
      .insertInto('letters')
      .values({ id: randomUUID(), user_id: userId, subject, body, next_at: at, created_at: at })
      .execute();
  },

  /** Letters that are due, kept from other processes until `until`. */
  async claim(trx: Trx, { now, until }: { now: Date; until: Date }): Promise<WaitingLetter[]> {
    const { rows } = await sql<WaitingLetter>`
      UPDATE letters l SET next_at = ${until}, attempts = l.attempts + 1
      FROM users u
      WHERE u.id = l.user_id AND l.id = ANY(ARRAY(
        SELECT id FROM letters WHERE state = 'waiting' AND next_at <= ${now} ORDER BY next_at LIMIT 20 FOR UPDATE SKIP LOCKED))
      RETURNING l.id, CASE WHEN u.ended_at IS NULL THEN u.email END AS email, l.subject, l.body, l.attempts,
        l.created_at AS "createdAt"`.execute(trx);
    return rows;
  },

  /** It was sent, or never will be: what it said is not kept. */
  async end(trx: Trx, id: string, state: 'sent' | 'refused', at: Date): Promise<void> {
    await trx
      .updateTable('letters')
      .set({ state, subject: null, body: null, ended_at: at })
      .where('id', '=', id)
      .execute();
  },

  async postpone(trx: Trx, id: string, nextAt: Date): Promise<void> {
    await trx.updateTable('letters').set({ next_at: nextAt }).where('id', '=', id).execute();
  },

  async forget(trx: Trx, before: Date): Promise<void> {
    await trx.deleteFrom('letters').where('ended_at', '<', before).execute();
  },
};

/** Few, however many people there are. */
async function clocksOf(trx: Trx, organisationIds: readonly string[]): Promise<DigestClock[]> {
  const { rows } = await sql<DigestClock>`
    SELECT DISTINCT coalesce(s.digest_hour, ${usualHour}) AS hour, s.time_zone AS "timeZone", o.country
    FROM users u JOIN organisations o ON o.id = u.organisation_id LEFT JOIN notice_settings s ON s.user_id = u.id
    WHERE u.organisation_id = ANY(${[...organisationIds]}::uuid[]) AND u.ended_at IS NULL`.execute(trx);
  return rows;
}
