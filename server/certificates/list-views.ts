import { type RawBuilder, sql } from 'kysely';
import type { Principal } from '../access/scopes.ts';
import { elevated, type Trx } from '../database/database.ts';
import { hasWords } from '../database/search-words.ts';
import { toPage } from '../http/page.ts';
import { fromTimeCursor, toTimeCursor } from '../http/time-cursor.ts';
import { wasIssued } from './certificate.ts';
import type { CertificateItem, ListQuery } from './certificate-schemas.ts';
import { certificateViews } from './certificate-views.ts';

/**
 * A page of the certificates that an organisation may see, the latest first: what it applied for, what it was sent as
 * a chamber, and whose record it may see. One walk along an index for each, then merged.
 *
 * The ids are sought as the system, each walk naming the organisation: row-level security is asked of every row on the
 * way, which the index alone cannot answer. What is shown is read under row-level security.
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
  const own = filterOf(principal, query, {
    madeAt: sql`c.created_at`,
    id: sql`c.id`,
    words: sql`c.words`,
  });
  const seen = filterOf(principal, query, {
    madeAt: sql`a.listed_at`,
    id: sql`a.listed_id`,
    words: sql`a.words`,
  });
  const latest = sql`ORDER BY c.created_at DESC, c.id DESC LIMIT ${most}`;
  const applied = sql`
    SELECT c.id, c.created_at FROM certificates c WHERE c.applicant_id = ${organisationId} ${own} ${latest}`;
  const sent = sql`
    SELECT c.id, c.created_at FROM certificates c
    WHERE c.chamber_id = ${organisationId} AND c.state <> 'draft' ${own} ${latest}`;
  const given = sql`
    SELECT DISTINCT a.listed_id AS id, a.listed_at AS created_at
    FROM record_access a JOIN certificates c ON c.record_id = a.record_id
    WHERE a.organisation_id = ${organisationId} AND a.listed_as = 'certificate'
      AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()) ${seen}
    ORDER BY a.listed_at DESC, a.listed_id DESC LIMIT ${most}`;
  // What has no record was given to nobody.
  const issued = query.state?.some(wasIssued) ?? true;
  const walks = [
    ...(organisationRole === 'exporter' ? [applied] : []),
    ...(organisationRole === 'chamber' ? [sent] : []),
    ...(issued ? [given] : []),
  ];
  if (walks.length === 0) return [];
  const { rows } = await sql<Found>`
    SELECT found.id, found.created_at AS "createdAt"
    FROM (${sql.join(
      walks.map((walk) => sql`(${walk})`),
      sql` UNION `,
    )}) AS found
    ORDER BY found.created_at DESC, found.id DESC LIMIT ${most}`.execute(trx);
  return rows;
}

/** @param columns where the walk finds them: in the certificate, or in the access to it */
function filterOf(
  principal: Principal,
  query: ListQuery,
  { madeAt, id, words }: { [column in 'madeAt' | 'id' | 'words']: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const { box, state, kind, chamber, destination, since, until, forwarded, q, after } = query;
  const conditions: RawBuilder<unknown>[] = hasWords(words, q);
  if (box === 'owned')
    conditions.push(sql`EXISTS (SELECT FROM records r
      WHERE r.record_id = c.record_id AND r.owner_organisation_id = ${principal.organisationId})`);
  if (state?.length === 1) conditions.push(sql`c.state = ${state[0]}`);
  else if (state !== undefined) conditions.push(sql`c.state = ANY(${[...state]})`);
  if (kind !== undefined) conditions.push(sql`c.kind = ${kind}`);
  if (chamber !== undefined) conditions.push(sql`c.chamber_id = ${chamber}`);
  if (destination !== undefined) conditions.push(sql`c.destination_country = ${destination}`);
  if (since !== undefined) conditions.push(sql`${madeAt} >= ${new Date(since)}`);
  if (until !== undefined) conditions.push(sql`${madeAt} < ${new Date(until)}`);
  if (forwarded !== undefined) conditions.push(sql`${wasForwarded(principal)} = ${forwarded === 'yes'}`);
  if (after !== undefined) {
    const place = fromTimeCursor(after);
    conditions.push(sql`(${madeAt}, ${id}) < (${place.createdAt}, ${place.id}::uuid)`);
  }
  return sql.join(
    conditions.map((condition) => sql`AND ${condition}`),
    sql` `,
  );
}

/** By the organisation itself; of what a chamber issued, by whomever. Ever: a share that has ended was one. */
function wasForwarded({ organisationId, organisationRole }: Principal): RawBuilder<unknown> {
  const forwarding = sql`f.basis IN ('share', 'former_owner')`;
  if (organisationRole === 'chamber')
    return sql`EXISTS (SELECT FROM record_access f WHERE f.record_id = c.record_id AND ${forwarding})`;
  return sql`coalesce(c.record_id IN (SELECT f.record_id FROM record_access f
    WHERE ${forwarding} AND CASE f.basis WHEN 'share' THEN f.shared_by ELSE f.organisation_id END = ${organisationId}), false)`;
}
