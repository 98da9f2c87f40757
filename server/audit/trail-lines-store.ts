import { type RawBuilder, sql } from 'kysely';
import type { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import type { RecordStatus } from '../database/tables.ts';
import { toBytes } from '../records/bytes.ts';

/** What of an organisation's trail is asked for; undefined: not filtered by. */
export interface TrailWish {
  readonly organisationId: string;
  readonly actor: string | undefined;
  /** User or API client of the organisation itself. */
  readonly person: string | undefined;
  readonly by: 'us' | 'others' | undefined;
  /** `handover` for all of its kind, or `handover.offered`. */
  readonly type: string | undefined;
  readonly since: Date | undefined;
  readonly until: Date | undefined;
  readonly recordId: RecordId | undefined;
  /** Where the record's goods go, ISO 3166-1 alpha-2. */
  readonly destination: string | undefined;
  readonly state: readonly RecordStatus[] | undefined;
  readonly sealed: 'yes' | 'no' | undefined;
}

/** Where an event stands in the trail of an organisation. */
export interface TrailPlace {
  readonly time: Date;
  /** Of the event. */
  readonly id: number;
}

/**
 * The places of the newest events that fit, the latest first. As the system, naming the organisation; each is held
 * against the access as it is now, which may have run out.
 *
 * Each kind of act and each state that is asked for is walked by itself along its own index and the walks are merged: a
 * planner that expected many of a rare kind would walk all lines of the organisation for them.
 */
export async function trailPlaces(
  trx: Trx,
  wish: TrailWish,
  { after, limit }: { after: TrailPlace | undefined; limit: number },
): Promise<TrailPlace[]> {
  const types = wish.type === undefined ? undefined : await typesOf(trx, wish.organisationId, wish.type);
  const states = wish.state;
  const conditions = [...conditionsOf(wish)];
  if (after !== undefined) conditions.push(sql`(l.time, l.event_id) < (${after.time}, ${after.id})`);
  if (types !== undefined) conditions.push(sql`l.type = asked_type.one`);
  if (states !== undefined) conditions.push(sql`l.state = asked_state.one`);
  const found = sql`
    SELECT l.time, l.event_id AS id FROM ${linesAmong(wish)} AS l
    WHERE ${sql.join(conditions, sql` AND `)}
      AND (SELECT e.sequence <= sees_until(e.record_id) FROM events e WHERE e.id = l.event_id)
    ORDER BY l.time DESC, l.event_id DESC LIMIT ${limit}`;
  const { rows } = await sql<TrailPlace>`
    SELECT found.time, found.id
    FROM unnest(${types ?? ['any']}::text[]) AS asked_type(one)
    CROSS JOIN unnest(${states === undefined ? ['any'] : [...states]}::text[]) AS asked_state(one)
    CROSS JOIN LATERAL (${found}) AS found
    ORDER BY found.time DESC, found.id DESC LIMIT ${limit}`.execute(trx);
  return rows;
}

/** All lines, or those of few events: what a record has and what is not sealed is sought from there, line by line. */
function linesAmong({ organisationId, recordId, sealed }: TrailWish): RawBuilder<unknown> {
  const few =
    recordId !== undefined
      ? sql`SELECT time, id FROM events WHERE record_id = ${toBytes(recordId)}`
      : sealed === 'no'
        ? sql`
          SELECT w.time, w.id FROM events w WHERE w.batch_number IS NULL
          UNION ALL
          SELECT w.time, w.id FROM chain_transactions t JOIN batches b ON b.transaction_id = t.id
            JOIN events w ON w.batch_number = b.number WHERE t.state NOT IN ('final', 'failed')`
        : undefined;
  if (few === undefined) return sql`trail_lines`;
  // OFFSET 0: whatever the planner expects, it is a look into the index for each.
  return sql`(SELECT one.* FROM (${few}) AS few CROSS JOIN LATERAL (
    SELECT * FROM trail_lines t WHERE t.organisation_id = ${organisationId} AND t.time = few.time AND t.event_id = few.id
    OFFSET 0) AS one)`;
}

function* conditionsOf(wish: TrailWish): Generator<RawBuilder<unknown>> {
  const { organisationId, actor, person, by, since, until, destination, sealed } = wish;
  yield sql`l.organisation_id = ${organisationId}`;
  if (actor !== undefined) yield sql`l.actor_id = ${actor}`;
  if (person !== undefined) yield sql`l.person_id = ${person}`;
  if (by === 'us') yield sql`l.actor_id = ${organisationId}`;
  if (by === 'others') yield sql`l.actor_id IS DISTINCT FROM ${organisationId}`;
  if (since !== undefined) yield sql`l.time >= ${since}`;
  if (until !== undefined) yield sql`l.time < ${until}`;
  if (destination !== undefined) yield sql`l.destination = ${destination}`;
  if (sealed !== undefined) yield sql`(${isSealed}) = ${sealed === 'yes'}`;
}

const isSealed = sql`SELECT t.state IS NOT NULL AND t.state = 'final' FROM events e
  LEFT JOIN batches b ON b.number = e.batch_number LEFT JOIN chain_transactions t ON t.id = b.transaction_id
  WHERE e.id = l.event_id`;

/** The types of that kind that the organisation's trail has: a few looks into an index, however long the trail is. */
async function typesOf(trx: Trx, organisationId: string, type: string): Promise<string[]> {
  if (type.includes('.')) return [type];
  const next = (after: RawBuilder<unknown>) => sql`
    SELECT min(l.type) AS one FROM trail_lines l
    WHERE l.organisation_id = ${organisationId} AND l.type > ${after} AND l.type < ${`${type}/`}`;
  const { rows } = await sql<{ one: string }>`
    WITH RECURSIVE found AS (${next(sql`${`${type}.`}`)} UNION ALL
      SELECT (${next(sql`found.one`)}) FROM found WHERE found.one IS NOT NULL)
    SELECT one FROM found WHERE one IS NOT NULL`.execute(trx);
  return rows.map(({ one }) => one);
}
