import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

export interface DeskFigures {
  readonly days: readonly { readonly day: string; readonly issued: number; readonly rejected: number }[];
  /** From submission to issuing; null where nothing was issued. */
  readonly medianHours: number | null;
  /** The most first, not more than 20. */
  readonly destinations: readonly { readonly country: string; readonly issued: number }[];
  readonly fees: readonly { readonly currency: string; readonly amount: string }[];
}

/** What a chamber decided in a time; days as people there count them. Under the chamber's row-level security. */
export async function deskFigures(
  trx: Trx,
  chamberId: string,
  { from, to, timeZone }: { from: Date; to: Date; timeZone: string },
): Promise<DeskFigures> {
  const decided = sql`desk_cases d WHERE d.chamber_id = ${chamberId} AND d.closed_at IS NOT NULL
    AND d.closed_at >= ${from} AND d.closed_at < ${to}`;
  const days = await sql<DeskFigures['days'][number]>`
    SELECT ((d.closed_at AT TIME ZONE ${timeZone})::date)::text AS day,
      count(*) FILTER (WHERE d.outcome = 'issued') AS issued, count(*) FILTER (WHERE d.outcome = 'rejected') AS rejected
    FROM ${decided} AND d.outcome <> 'withdrawn' GROUP BY 1 ORDER BY 1`.execute(trx);
  const median = await sql<{ hours: number | null }>`
    SELECT (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.closed_at - d.submitted_at)) / 3600)::float8 AS hours
    FROM ${decided} AND d.outcome = 'issued'`.execute(trx);
  const destinations = await sql<DeskFigures['destinations'][number]>`
    SELECT c.destination_country AS country, count(*) AS issued
    FROM certificates c JOIN (SELECT d.certificate_id FROM ${decided} AND d.outcome = 'issued') AS made ON made.certificate_id = c.id
    WHERE c.destination_country IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20`.execute(trx);
  const fees = await sql<DeskFigures['fees'][number]>`
    SELECT d.fee ->> 'currency' AS currency, sum((d.fee ->> 'amount')::numeric)::text AS amount
    FROM ${decided} AND d.fee IS NOT NULL GROUP BY 1 ORDER BY 1`.execute(trx);
  return {
    days: days.rows,
    medianHours: median.rows[0]?.hours ?? null,
    destinations: destinations.rows,
    fees: fees.rows,
  };
}
