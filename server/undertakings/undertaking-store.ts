import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { TimeCursor } from '../http/time-cursor.ts';
import type { Undertaking, UndertakingAct, UndertakingState } from './undertaking.ts';

/** Each with its state at that time. */
const all = (at: Date): RawBuilder<unknown> => sql`
  SELECT u.id, u.exporter_id AS "exporterId", u.chamber_id AS "chamberId", u.version, u.language, u.text, u.signatories,
    u.given_by AS "givenBy", u.given_at AS "givenAt", u.ends_at AS "endsAt", h.history,
    CASE WHEN u.ends_at <= ${at}::timestamptz AND h.last IN ('given', 'accepted') THEN 'expired' ELSE h.last END AS state
  FROM undertakings u CROSS JOIN LATERAL (
    SELECT
      coalesce((array_agg(a.act ORDER BY a.number DESC) FILTER (WHERE a.act <> 'signatory_removed'))[1], 'given') AS last,
      coalesce(jsonb_agg(jsonb_build_object('act', a.act, 'by', a.by_name, 'at', a.at, 'reason', a.reason,
        'signatoryId', a.signatory_id) ORDER BY a.number), '[]') AS history
    FROM undertaking_acts a WHERE a.undertaking_id = u.id) AS h`;

interface Wish {
  /** Whose, and on which side they stand. */
  readonly party: { readonly side: 'exporterId' | 'chamberId'; readonly id: string };
  readonly state?: UndertakingState | undefined;
  readonly after?: TimeCursor | undefined;
  readonly limit: number;
  readonly at: Date;
}

/** Under row-level security: an exporter's own, and those given to a chamber. */
export const undertakingStore = {
  async insert(trx: Trx, given: Omit<Undertaking, 'state' | 'history'>): Promise<void> {
    await trx
      .insertInto('undertakings')
      .values({
        id: given.id,
        exporter_id: given.exporterId,
        chamber_id: given.chamberId,
        version: given.version,
        language: given.language,
        text: given.text,
        signatories: JSON.stringify(given.signatories),
        given_by: given.givenBy,
        given_at: given.givenAt,
        ends_at: given.endsAt,
      })
      .execute();
  },

  async addAct(
    trx: Trx,
    { id, exporterId, chamberId }: Pick<Undertaking, 'id' | 'exporterId' | 'chamberId'>,
    done: {
      act: UndertakingAct;
      reason?: string | undefined;
      signatoryId?: string | undefined;
      organisationId: string;
      by: string;
      at: Date;
    },
  ): Promise<void> {
    await trx
      .insertInto('undertaking_acts')
      .values({
        undertaking_id: id,
        exporter_id: exporterId,
        chamber_id: chamberId,
        act: done.act,
        reason: done.reason ?? null,
        signatory_id: done.signatoryId ?? null,
        by_organisation: done.organisationId,
        by_name: done.by,
        at: done.at,
      })
      .execute();
  },

  async find(trx: Trx, id: string, at: Date): Promise<Undertaking | undefined> {
    const { rows } = await sql<Undertaking>`SELECT * FROM (${all(at)}) AS u WHERE id = ${id}`.execute(trx);
    return rows[0];
  },

  /** The latest first. */
  async list(trx: Trx, { party, state, after, limit, at }: Wish): Promise<Undertaking[]> {
    const fits = [
      sql`u.${sql.ref(party.side)} = ${party.id}`,
      ...(state === undefined ? [] : [sql`u.state = ${state}`]),
      ...(after === undefined
        ? []
        : [sql`(u."givenAt", u.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`]),
    ];
    const { rows } = await sql<Undertaking>`
      SELECT u.* FROM (${all(at)}) AS u WHERE ${sql.join(fits, sql` AND `)}
      ORDER BY u."givenAt" DESC, u.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  },

  /** All of an exporter to a chamber whose year is not over, the latest first: not more than may be given in a year. */
  async between(
    trx: Trx,
    { exporterId, chamberId }: Pick<Undertaking, 'exporterId' | 'chamberId'>,
    at: Date,
  ): Promise<Undertaking[]> {
    const { rows } = await sql<Undertaking>`
      SELECT * FROM (${all(at)}) AS u
      WHERE "exporterId" = ${exporterId} AND "chamberId" = ${chamberId} AND "endsAt" > ${at}::timestamptz
      ORDER BY "givenAt" DESC, id DESC`.execute(trx);
    return rows;
  },

  /** What is done about those of an exporter to a chamber is done one after the other, until the transaction's end. */
  async lock(trx: Trx, { exporterId, chamberId }: Pick<Undertaking, 'exporterId' | 'chamberId'>) {
    const name = `undertaking:${exporterId}:${chamberId}`;
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
  },
};
