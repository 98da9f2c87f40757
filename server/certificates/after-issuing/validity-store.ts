import { sql } from 'kysely';
import type { Trx } from '../../database/database.ts';

/** How long a country takes certificates for, and who says so. */
export interface ValidityPeriod {
  /** Of destination, ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly months: number;
  /** The rule, and where it can be read. */
  readonly source: string;
  /** First day on which certificates of this validity are issued: `2026-01-01`. */
  readonly since: string;
}

/** Open to whoever is signed in; written as the system. */
export const validityStore = {
  list(trx: Trx): Promise<ValidityPeriod[]> {
    return trx
      .selectFrom('validity_periods')
      .select((eb) => ['country', 'months', 'source', eb.cast<string>('since', 'text').as('since')])
      .orderBy('country')
      .execute();
  },

  async save(trx: Trx, period: ValidityPeriod): Promise<void> {
    const { country, ...values } = period;
    await trx
      .insertInto('validity_periods')
      .values(period)
      .onConflict((conflict) => conflict.column('country').doUpdateSet(values))
      .execute();
  },

  async remove(trx: Trx, country: string): Promise<boolean> {
    const { numDeletedRows } = await trx
      .deleteFrom('validity_periods')
      .where('country', '=', country)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },

  /** When certificates end that are issued now, by their country of destination. As the system. */
  async ends(trx: Trx, at: Date): Promise<ReadonlyMap<string, Date>> {
    const { rows } = await sql<{ country: string; end: Date }>`
      SELECT country, (${at}::timestamptz AT TIME ZONE 'UTC' + months * interval '1 month') AT TIME ZONE 'UTC' AS "end"
      FROM validity_periods WHERE since <= (${at}::timestamptz AT TIME ZONE 'UTC')::date`.execute(trx);
    return new Map(rows.map(({ country, end }) => [country, end]));
  },

  /** As their credentials say. As the system. */
  async setExpiry(
    trx: Trx,
    issued: readonly { readonly id: string; readonly validUntil?: Date | undefined }[],
  ): Promise<void> {
    const ending = issued.filter(({ validUntil }) => validUntil !== undefined);
    if (ending.length === 0) return;
    await sql`
      UPDATE certificates c SET expires_at = e.ends_at
      FROM unnest(${ending.map(({ id }) => id)}::uuid[], ${ending.map(({ validUntil }) => validUntil)}::timestamptz[]) AS e (id, ends_at)
      WHERE c.id = e.id`.execute(trx);
  },

  /**
   * Those whose time is over, locked; what another process is at is left out, but not what something that is being
   * written only refers to. As the system.
   */
  async lockExpired(trx: Trx, now: Date, limit: number): Promise<{ id: string; recordId: Buffer }[]> {
    const { rows } = await sql<{ id: string; recordId: Buffer }>`
      SELECT id, record_id AS "recordId" FROM certificates
      WHERE expires_at IS NOT NULL AND state IN ('issued', 'verified') AND expires_at <= ${now}
      ORDER BY expires_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`.execute(trx);
    return rows;
  },

  /** When the next one ends. As the system. */
  async nextExpiry(trx: Trx): Promise<Date | undefined> {
    const { rows } = await sql<{ at: Date | null }>`
      SELECT min(expires_at) AS at FROM certificates
      WHERE expires_at IS NOT NULL AND state IN ('issued', 'verified')`.execute(trx);
    return rows[0]?.at ?? undefined;
  },
};
