import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

/** Which of these CIDs are recorded. It asks every table that has a column `cid`, so that a table of a later feature cannot be forgotten here. */
export async function recordedAmong(trx: Trx, cids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'cid'`.execute(trx);
  const recorded = new Set<string>();
  for (const { name } of tables) {
    const { rows } = await sql<{ cid: string }>`
      SELECT cid FROM ${sql.table(name)} WHERE cid = ANY(${[...cids]})`.execute(trx);
    for (const { cid } of rows) recorded.add(cid);
  }
  return recorded;
}
