import { type RawBuilder, sql } from 'kysely';
import { recordedAmong } from '../content/recorded-store.ts';
import type { Trx } from '../database/database.ts';
import type { EraseBelongings, ErasedRecord } from '../records/belongings.ts';
import { type ErasedTable, erasedTables, type ForeignKey, type Way } from './foreign-keys-store.ts';

/** Of an event whose content is gone: what lists show instead of what happened. */
export const erasedType = 'org.openpouch.erased';

/**
 * Destroys what a record holds but for the skeletons of its events and its last event, which says that it was erased:
 * rows, content keys and salts. As the system, under the record's lock.
 * @returns CIDs of its files: what is left of them nobody can read any more
 */
export async function destroyContent(
  trx: Trx,
  recordId: Buffer,
  belongings: readonly EraseBelongings[],
  at: Date,
): Promise<readonly string[]> {
  // One at a time: two that share a file would each leave it to the other.
  await sql`SELECT pg_advisory_xact_lock(hashtext('openpouch erasure'))`.execute(trx);
  const record: ErasedRecord = { recordId, ...(await knownTo(trx, recordId)) };
  const cids = new Set<string>();
  for (const erase of belongings) for (const cid of await erase(trx, record)) cids.add(cid);
  for (const table of await erasedTables(trx)) await eraseRows(trx, table, recordId, cids);
  await sql`
    UPDATE events SET body_salt = NULL, jws = NULL, type = ${erasedType}, actor_organisation_id = NULL, actor_name = '',
      actor_person_id = NULL
    WHERE record_id = ${recordId} AND sequence < (SELECT head_sequence FROM records WHERE record_id = ${recordId})`.execute(
    trx,
  );
  // Whoever could see the record goes on seeing that it was erased, and no list shows it.
  await sql`
    UPDATE record_access SET words = NULL, listed_as = NULL, listed_at = NULL, listed_id = NULL
    WHERE record_id = ${recordId}`.execute(trx);
  await sql`UPDATE legal_holds SET reason = '', set_by = '', lifted_by = '' WHERE record_id = ${recordId}`.execute(
    trx,
  );
  await sql`UPDATE records SET content_salt = NULL, erased_at = ${at} WHERE record_id = ${recordId}`.execute(
    trx,
  );
  // What went into another pouch with its part of this one is still that one's.
  const others = await recordedAmong(trx, [...cids]);
  return [...cids].filter((cid) => !others.has(cid));
}

/** Who may see it, and the ids of what was told of it. */
async function knownTo(trx: Trx, recordId: Buffer): Promise<Omit<ErasedRecord, 'recordId'>> {
  const readers = await trx
    .selectFrom('record_access')
    .select('organisation_id as id')
    .distinct()
    .where('record_id', '=', recordId)
    .execute();
  // The payload of a JWS is base64url without padding.
  const { rows } = await sql<{ id: string }>`
    SELECT convert_from(decode(rpad(text, (length(text) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::json ->> 'id' AS id
    FROM (SELECT translate(split_part(jws, '.', 2), '-_', '+/') AS text FROM events
      WHERE record_id = ${recordId} AND jws IS NOT NULL) AS bodies`.execute(trx);
  const { rows: subjects } = await sql<{ id: string }>`
    SELECT id FROM certificates WHERE record_id = ${recordId} UNION ALL SELECT id FROM pouches WHERE record_id = ${recordId}`.execute(
    trx,
  );
  const [subject] = subjects;
  if (subject === undefined) throw new Error('A record is a certificate or a pouch.');
  return {
    subjectId: subject.id,
    readers: readers.map(({ id }) => id),
    eventIds: rows.map(({ id }) => id),
  };
}

async function eraseRows(
  trx: Trx,
  { table, ways, hasFiles, named }: ErasedTable,
  recordId: Buffer,
  cids: Set<string>,
): Promise<void> {
  for (const way of ways) {
    const where = condition(way, recordId);
    if (hasFiles) {
      const { rows } = await sql<{
        cid: string | null;
      }>`SELECT cid FROM ${sql.table(table)} WHERE ${where}`.execute(trx);
      for (const { cid } of rows) if (cid !== null) cids.add(cid);
    }
    for (const key of named) await letGo(trx, key, where);
    await sql`DELETE FROM ${sql.table(table)} WHERE ${where}`.execute(trx);
  }
}

/** Rows of others stay and no longer name what goes. */
async function letGo(
  trx: Trx,
  { table, columns, parent, parentColumns }: ForeignKey,
  where: RawBuilder<unknown>,
): Promise<void> {
  const emptied = sql.join(columns.map((column) => sql`${sql.ref(column)} = NULL`));
  await sql`UPDATE ${sql.table(table)} SET ${emptied}
    WHERE (${refs(columns)}) IN (SELECT ${refs(parentColumns)} FROM ${sql.table(parent)} WHERE ${where})`.execute(
    trx,
  );
}

const refs = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((column) => sql.ref(column)));

/** Which rows of the last table of a way belong to the record. */
function condition(way: Way, recordId: Buffer): RawBuilder<unknown> {
  const key = way.at(-1);
  if (key === undefined) throw new Error('A way leads somewhere.');
  if (way.length === 1) return sql`${refs(key.columns)} = ${recordId}`;
  return sql`(${refs(key.columns)}) IN (
    SELECT ${refs(key.parentColumns)} FROM ${sql.table(key.parent)} WHERE ${condition(way.slice(0, -1), recordId)})`;
}
