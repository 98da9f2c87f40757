import type { SpokenLanguage } from '../../core/spoken-languages.ts';
import type { Trx } from '../database/database.ts';
import { usualHour } from './digest.ts';
import { type NoticeKind, noticeKinds, toldAtOnce, toldDaily } from './notice.ts';
import type { Recipient } from './notice-store.ts';

/** What a person wants by e-mail, and in which language. */
export interface NoticeSettings {
  readonly language: SpokenLanguage;
  /** When the daily letter is written; no time zone: that of the organisation's country. */
  readonly digest: { readonly hour: number; readonly timeZone: string | null };
  readonly email: Readonly<Record<NoticeKind, 'at_once' | 'daily' | 'none'>>;
}

export const settingsStore = {
  async find(trx: Trx, userId: string): Promise<NoticeSettings> {
    const row = await trx
      .selectFrom('notice_settings')
      .select(['language', 'at_once', 'daily', 'digest_hour as hour', 'time_zone as timeZone'])
      .where('user_id', '=', userId)
      .executeTakeFirst();
    const atOnce: readonly string[] = row?.at_once ?? toldAtOnce;
    const daily: readonly string[] = row?.daily ?? toldDaily;
    const wayOf = (kind: NoticeKind) =>
      atOnce.includes(kind) ? 'at_once' : daily.includes(kind) ? 'daily' : 'none';
    return {
      language: row?.language ?? 'en',
      digest: { hour: row?.hour ?? usualHour, timeZone: row?.timeZone ?? null },
      email: Object.fromEntries(noticeKinds.map((kind) => [kind, wayOf(kind)])) as NoticeSettings['email'],
    };
  },

  async save(
    trx: Trx,
    { userId, organisationId }: Recipient,
    { language, digest, email }: NoticeSettings,
  ): Promise<void> {
    const chosen = {
      language,
      digest_hour: digest.hour,
      time_zone: digest.timeZone,
      at_once: noticeKinds.filter((kind) => email[kind] === 'at_once'),
      daily: noticeKinds.filter((kind) => email[kind] === 'daily'),
    };
    await trx
      .insertInto('notice_settings')
      .values({ user_id: userId, organisation_id: organisationId, ...chosen })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(chosen))
      .execute();
  },
};
