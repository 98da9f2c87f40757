import { type RawBuilder, sql } from 'kysely';
import type { Principal } from '../access/scopes.ts';
import { elevated, type Trx } from '../database/database.ts';
import { toPage } from '../http/page.ts';
import { searchTerms } from '../http/search-terms.ts';
import { fromTimeCursor, toTimeCursor } from '../http/time-cursor.ts';
import type { CertificateItem, ListQuery } from './certificate-schemas.ts';
import { certificateViews } from './certificate-views.ts';

/**
 * A page of the certificates that an organisation may see, the latest first: what it applied for, what it was sent as
 * a chamber, and whose record it may see. One walk along an index for each, then merged.
 *
 * The ids are sought as the system, each walk naming the organisation: under row-level security PostgreSQL takes no
 * index for ILIKE, which is not leakproof. What is shown is read under row-level security.
 */
export async function certificatePage(
  trx: Trx,
  principal: Principal,
  query: ListQuery,
): Promise<{ items: CertificateItem[]; next: string | null }> {
  const found = await elevated(trx, (trx) => idsOf(trx, principal, query));
  const { rows, next } = toPage(found, query.limit, toTimeCursor);
  const items = await certificateViews.items(
    trx,
    rows.map((row) => row.id),
  );
  return { items, next };
}

interface Found {
  readonly id: string;
  readonly createdAt: Date;
}

async function idsOf(trx: Trx, principal: Principal, query: ListQuery): Promise<Found[]> {
  const { organisationId, organisationRole } = principal;
  const most = query.limit + 1;
  const filter = filterOf(principal, query);
  const latest = sql`ORDER BY c.created_at DESC, c.id DESC LIMIT ${most}`;
  const walks = [
    ...(organisationRole === 'exporter'
      ? [
          sql`SELECT c.id, c.created_at FROM certificates c WHERE c.applicant_id = ${organisationId} ${filter} ${latest}`,
        ]
      : []),
    ...(organisationRole === 'chamber'
      ? [
          sql`SELECT c.id, c.created_at FROM certificates c
            WHERE c.chamber_id = ${organisationId} AND c.state <> 'draft' ${filter} ${latest}`,
        ]
      : []),
    sql`SELECT DISTINCT c.id, a.listed_at AS created_at
      FROM record_access a JOIN certificates c ON c.record_id = a.record_id
      WHERE a.organisation_id = ${organisationId} AND a.listed_at IS NOT NULL
        AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
        ${query.after === undefined ? sql`` : sql`AND a.listed_at <= ${fromTimeCursor(query.after).createdAt}`} ${filter}
      ORDER BY a.listed_at DESC, c.id DESC LIMIT ${most}`,
  ];
  const { rows } = await sql<Found>`
    SELECT found.id, found.created_at AS "createdAt"
    FROM (${sql.join(
      walks.map((walk) => sql`(${walk})`),
      sql` UNION `,
    )}) AS found
    ORDER BY found.created_at DESC, found.id DESC LIMIT ${most}`.execute(trx);
  return rows;
}

function filterOf(principal: Principal, query: ListQuery): RawBuilder<unknown> {
  const { state, chamber, destination, since, until, forwarded, q, after } = query;
  const conditions: RawBuilder<unknown>[] = [];
  const only = (condition: RawBuilder<unknown>) => conditions.push(sql`AND ${condition}`);
  if (state?.length === 1) only(sql`c.state = ${state[0]}`);
  else if (state !== undefined) only(sql`c.state = ANY(${[...state]})`);
  if (chamber !== undefined) only(sql`c.chamber_id = ${chamber}`);
  if (destination !== undefined) only(sql`c.destination_country = ${destination}`);
  if (since !== undefined) only(sql`c.created_at >= ${new Date(since)}`);
  if (until !== undefined) only(sql`c.created_at < ${new Date(until)}`);
  if (forwarded !== undefined)
    only(forwarded === 'yes' ? wasForwarded(principal) : sql`NOT ${wasForwarded(principal)}`);
  for (const term of searchTerms(q)) only(sql`c.words ILIKE ${term}`);
  if (after !== undefined) {
    const { createdAt, id } = fromTimeCursor(after);
    only(sql`(c.created_at, c.id) < (${createdAt}, ${id}::uuid)`);
  }
  return sql.join(conditions, sql` `);
}

/** By the organisation itself; of what a chamber issued, by whomever. Ever: a share that has ended was one. */
const wasForwarded = ({ organisationId, organisationRole }: Principal) => sql`EXISTS (
  SELECT FROM record_access f WHERE f.record_id = c.record_id AND f.basis IN ('share', 'former_owner')
    ${
      organisationRole === 'chamber'
        ? sql``
        : sql`AND CASE f.basis WHEN 'share' THEN f.shared_by ELSE f.organisation_id END = ${organisationId}`
    })`;
