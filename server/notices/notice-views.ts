import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import type { OrganisationRole, RecordKind } from '../database/tables.ts';
import { organisationSummarySchema } from '../organisations/index.ts';
import { standingSchema } from '../watches/index.ts';
import { type NoticeKind, noticeKinds } from './notice.ts';
import { isFor, isRead, type Recipient } from './notice-store.ts';

export const noticeSchema = z
  .strictObject({
    id: z.int(),
    kind: z.enum(noticeKinds),
    type: z.string().meta({ description: 'e.g. org.openpouch.handover.offered' }),
    time: z.iso.datetime().meta({ description: 'When it happened.' }),
    isRead: z.boolean(),
    actor: z.strictObject({
      name: z
        .string()
        .nullable()
        .meta({ description: 'The person, where they wrote to us; null: not told.' }),
      organisation: organisationSummarySchema.nullable().meta({ description: 'Null: the operator.' }),
    }),
    about: z
      .strictObject({
        kind: z.enum(['certificate', 'pouch']),
        id: z.uuid(),
        name: z.string().nullable().meta({ description: 'Number or title; null: it has none yet.' }),
        recordId: RecordId.schema.nullable(),
      })
      .nullable()
      .meta({ description: 'Null: about no such thing, or one does not see it any more.' }),
    extractId: z
      .uuid()
      .nullable()
      .meta({ description: 'The latest part of the record that we were given, where we see no more of it.' }),
    change: z
      .strictObject({
        number: z.string().nullable(),
        reference: z.string().nullable(),
        status: standingSchema,
      })
      .nullable()
      .meta({ description: 'What a watch of ours has told (org.openpouch.watch.changed).' }),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.output<typeof noticeSchema>;

export interface NoticeWish {
  readonly only?: 'unread' | undefined;
  readonly kind?: NoticeKind | undefined;
  /** Of these alone. */
  readonly ids?: readonly number[];
  /** Older than this one. */
  readonly after?: number | undefined;
  readonly limit: number;
}

interface Row {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly type: string;
  readonly time: Date;
  readonly isRead: boolean;
  readonly actorName: string | null;
  readonly organisation: { id: string; legalName: string; country: string; role: OrganisationRole } | null;
  readonly aboutKind: RecordKind | null;
  readonly aboutId: string | null;
  readonly name: string | null;
  readonly recordId: Buffer | null;
  readonly extractId: string | null;
  readonly change: NoticeView['change'];
}

/** A person's notices, the latest first; under their organisation's row-level security, which decides what is named. */
export async function noticeViews(
  trx: Trx,
  { userId, organisationId, isAdministrator }: Recipient,
  { only, kind, ids, after, limit }: NoticeWish,
): Promise<NoticeView[]> {
  const { rows } = await sql<Row>`
    SELECT n.id, n.kind, n.type, n.time, n.actor_name AS "actorName", ${isRead} AS "isRead",
      CASE WHEN o.id IS NOT NULL THEN
        jsonb_build_object('id', o.id, 'legalName', o.legal_name, 'country', o.country, 'role', o.role) END AS organisation,
      CASE WHEN p.id IS NOT NULL THEN 'pouch' WHEN coalesce(c.id, d.id) IS NOT NULL THEN 'certificate' END AS "aboutKind",
      coalesce(c.id, d.id, p.id) AS "aboutId", coalesce(c.number, d.number, p.title) AS name, n.record_id AS "recordId",
      CASE WHEN coalesce(c.id, d.id, p.id) IS NULL THEN (
        SELECT x.id FROM extracts x WHERE x.record_id = n.record_id AND x.organisation_id = n.organisation_id
          AND x.ended_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > now())
        ORDER BY x.created_at DESC LIMIT 1) END AS "extractId",
      CASE WHEN w.id IS NOT NULL THEN
        jsonb_build_object('number', w.number, 'reference', w.reference, 'status', w.status) END AS change
    FROM users u LEFT JOIN notice_settings s ON s.user_id = u.id
    JOIN notices n ON n.organisation_id = ${organisationId}
    LEFT JOIN organisations o ON o.id = n.actor_organisation_id
    LEFT JOIN certificates c ON c.record_id = n.record_id
    LEFT JOIN certificates d ON d.id = n.certificate_id
    LEFT JOIN pouches p ON p.record_id = n.record_id
    LEFT JOIN watch_changes w ON w.id = n.watch_change_id
    WHERE u.id = ${userId} AND (${isAdministrator} OR n.kind <> 'system') AND ${isFor}
      ${kind === undefined ? sql`` : sql`AND n.kind = ${kind}`}
      ${ids === undefined ? sql`` : sql`AND n.id = ANY(${[...ids]}::bigint[])`}
      ${after === undefined ? sql`` : sql`AND n.id < ${after}`}
      ${only === undefined ? sql`` : sql`AND n.id > coalesce(s.read_until, 0) AND NOT ${isRead}`}
    ORDER BY n.id DESC LIMIT ${limit}`.execute(trx);
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, type: row.type, time: row.time.toISOString(), isRead: row.isRead },
    actor: { name: row.actorName, organisation: row.organisation },
    change: row.change,
    extractId: row.extractId,
    about:
      row.aboutKind === null || row.aboutId === null
        ? null
        : {
            ...{ kind: row.aboutKind, id: row.aboutId, name: row.name },
            recordId: row.recordId === null ? null : RecordId.of(row.recordId),
          },
  }));
}
