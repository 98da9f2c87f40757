import { type RawBuilder, sql } from 'kysely';
import type { CertificateKind } from '../../core/certificate-kind.ts';
import type { Trx } from '../database/database.ts';
import type { Fee } from './settings-store.ts';

export const deskViews = ['open', 'new', 'mine', 'waiting', 'overdue'] as const;
/** `open` waits for the chamber: `new` for somebody to take it, `mine` for me; `waiting` for the applicant. */
export type DeskView = (typeof deskViews)[number];

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** An application at a chamber. */
export interface DeskCase {
  readonly certificateId: string;
  readonly submittedAt: Date;
  /** Null while it waits for the applicant. */
  readonly dueAt: Date | null;
  readonly waitingSince: Date | null;
  readonly assignee: Person | null;
  readonly recommended: (Person & { readonly at: Date }) | null;
  readonly closedAt: Date | null;
  /** Of what was issued. */
  readonly fee: Fee | null;
}

export interface CasePlace {
  readonly certificateId: string;
  /** Its place in the view. */
  readonly at: Date;
}

/** Beyond this nobody counts. */
export const countedUpTo = 1_000;

export type DeskCounts = Readonly<Record<DeskView, number>>;

/** Read under the chamber's row-level security, written as the system. */
export const caseStore = {
  /** An application that comes again begins anew, at whichever chamber. */
  async open(
    trx: Trx,
    one: {
      certificateId: string;
      chamberId: string;
      kind: CertificateKind;
      submittedAt: Date;
      dueAt: Date;
    },
  ): Promise<void> {
    const values = {
      chamber_id: one.chamberId,
      kind: one.kind,
      submitted_at: one.submittedAt,
      due_at: one.dueAt,
      waiting_since: null,
      recommended_by: null,
      recommended_name: null,
      recommended_at: null,
      closed_at: null,
      outcome: null,
      fee: null,
    };
    await trx
      .insertInto('desk_cases')
      .values({ certificate_id: one.certificateId, ...values, assignee_id: null })
      .onConflict((conflict) =>
        conflict.column('certificate_id').doUpdateSet((eb) => ({
          ...values,
          // Whoever had it has it again, unless it went elsewhere.
          assignee_id: eb
            .case()
            .when('desk_cases.chamber_id', '=', one.chamberId)
            .then(eb.ref('desk_cases.assignee_id'))
            .else(null)
            .end(),
        })),
      )
      .execute();
  },

  /** Cases that there were none of before. */
  async openNew(
    trx: Trx,
    ids: readonly string[],
    all: { chamberId: string; kind: CertificateKind; submittedAt: Date; dueAt: Date },
  ): Promise<void> {
    await sql`
      INSERT INTO desk_cases (certificate_id, chamber_id, kind, submitted_at, due_at)
      SELECT id, ${all.chamberId}, ${all.kind}, ${all.submittedAt}::timestamptz, ${all.dueAt}::timestamptz
      FROM unnest(${[...ids]}::uuid[]) AS id`.execute(trx);
  },

  async close(
    trx: Trx,
    ids: readonly string[],
    closed: { outcome: 'issued' | 'rejected' | 'withdrawn'; at: Date; fee?: Fee | null },
  ): Promise<void> {
    const fee = closed.fee == null ? null : JSON.stringify(closed.fee);
    // A document may have a fee of its own.
    const ofDocument = sql`(SELECT s.document_fee FROM chamber_settings s WHERE s.chamber_id = desk_cases.chamber_id)`;
    await trx
      .updateTable('desk_cases')
      .set({
        closed_at: closed.at,
        outcome: closed.outcome,
        fee:
          closed.outcome === 'issued'
            ? sql<
                string | null
              >`CASE WHEN kind = 'document' THEN coalesce(${ofDocument}, ${fee}::jsonb) ELSE ${fee}::jsonb END`
            : null,
      })
      .where(sql<boolean>`certificate_id = ANY(${[...ids]}::uuid[])`)
      .where('closed_at', 'is', null)
      .execute();
  },

  async set(
    trx: Trx,
    id: string,
    change: { waiting_since: Date | null; due_at: Date | null } | { assignee_id: string | null },
  ): Promise<void> {
    await trx.updateTable('desk_cases').set(change).where('certificate_id', '=', id).execute();
  },

  async setRecommended(trx: Trx, id: string, by: Person, at: Date): Promise<void> {
    await trx
      .updateTable('desk_cases')
      .set({ recommended_by: by.id, recommended_name: by.name, recommended_at: at })
      .where('certificate_id', '=', id)
      .execute();
  },

  async find(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, DeskCase>> {
    const { rows } = await sql<Row>`
      SELECT d.certificate_id, d.submitted_at, d.due_at, d.waiting_since, d.closed_at, d.recommended_by, d.recommended_name,
        d.recommended_at, d.fee, u.id AS assignee_id, u.name AS assignee_name
      FROM desk_cases d LEFT JOIN users u ON u.id = d.assignee_id
      WHERE d.certificate_id = ANY(${[...ids]}::uuid[])`.execute(trx);
    return new Map(rows.map((row) => [row.certificate_id, toCase(row)]));
  },

  /** One walk along the view's index. */
  async page(
    trx: Trx,
    viewer: { chamberId: string; personId: string },
    page: {
      view: DeskView;
      kind: CertificateKind | undefined;
      now: Date;
      after: CasePlace | undefined;
      limit: number;
    },
  ): Promise<CasePlace[]> {
    const { order, condition } = viewOf(page.view, viewer, page.now);
    const kind = page.kind === undefined ? sql`` : sql`AND kind = ${page.kind}`;
    const after =
      page.after === undefined
        ? sql``
        : sql`AND (${order}, certificate_id) > (${page.after.at}, ${page.after.certificateId}::uuid)`;
    const { rows } = await sql<CasePlace>`
      SELECT certificate_id AS "certificateId", ${order} AS at FROM desk_cases
      WHERE ${condition} ${kind} ${after} ORDER BY ${order}, certificate_id LIMIT ${page.limit}`.execute(trx);
    return rows;
  },

  async counts(trx: Trx, viewer: { chamberId: string; personId: string }, now: Date): Promise<DeskCounts> {
    const counts = deskViews.map((view) => {
      const { condition } = viewOf(view, viewer, now);
      return sql`(SELECT count(*) FROM (SELECT FROM desk_cases WHERE ${condition} LIMIT ${countedUpTo}) AS few)
        AS ${sql.ref(view)}`;
    });
    const { rows } = await sql<DeskCounts>`SELECT ${sql.join(counts)}`.execute(trx);
    return rows[0] ?? { open: 0, new: 0, mine: 0, waiting: 0, overdue: 0 };
  },

  /** Whoever can sign in for the acting organisation, by name. */
  officers(trx: Trx, limit: number): Promise<Person[]> {
    return trx
      .selectFrom('users')
      .select(['id', 'name'])
      .where('ended_at', 'is', null)
      .orderBy('name')
      .orderBy('id')
      .limit(limit)
      .execute();
  },

  officer(trx: Trx, id: string): Promise<Person | undefined> {
    return trx
      .selectFrom('users')
      .select(['id', 'name'])
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
  },
};

function viewOf(
  view: DeskView,
  { chamberId, personId }: { chamberId: string; personId: string },
  now: Date,
): { order: RawBuilder<unknown>; condition: RawBuilder<unknown> } {
  const own = sql`chamber_id = ${chamberId} AND closed_at IS NULL`;
  const open = sql`${own} AND waiting_since IS NULL`;
  switch (view) {
    case 'open':
      return { order: sql`submitted_at`, condition: open };
    case 'new':
      return { order: sql`submitted_at`, condition: sql`${open} AND assignee_id IS NULL` };
    case 'mine':
      return {
        order: sql`submitted_at`,
        condition: sql`${open} AND assignee_id = ${personId} AND assignee_id IS NOT NULL`,
      };
    case 'waiting':
      return { order: sql`waiting_since`, condition: sql`${own} AND waiting_since IS NOT NULL` };
    case 'overdue':
      return { order: sql`due_at`, condition: sql`${open} AND due_at < ${now}` };
  }
}

interface Row {
  readonly certificate_id: string;
  readonly submitted_at: Date;
  readonly due_at: Date | null;
  readonly waiting_since: Date | null;
  readonly closed_at: Date | null;
  readonly recommended_by: string | null;
  readonly recommended_name: string | null;
  readonly recommended_at: Date | null;
  readonly fee: Fee | null;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
}

function toCase(row: Row): DeskCase {
  const { assignee_id, assignee_name, recommended_by, recommended_name, recommended_at } = row;
  return {
    certificateId: row.certificate_id,
    submittedAt: row.submitted_at,
    dueAt: row.due_at,
    waitingSince: row.waiting_since,
    closedAt: row.closed_at,
    fee: row.fee,
    assignee: assignee_id === null ? null : { id: assignee_id, name: assignee_name ?? '' },
    recommended:
      recommended_by === null || recommended_at === null
        ? null
        : { id: recommended_by, name: recommended_name ?? '', at: recommended_at },
  };
}
