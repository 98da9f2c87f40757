import { readdirSync } from 'node:fs';
import type pg from 'pg';

/** Each table with the number of rows in which the text stands. */
export async function rowsThatSay(owner: pg.Client, text: string): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of rows) {
    const { rowCount } = await owner.query(`SELECT FROM ${name} t WHERE strpos(to_jsonb(t)::text, $1) > 0`, [
      text,
    ]);
    if ((rowCount ?? 0) > 0) found[name] = rowCount ?? 0;
  }
  return found;
}

/** Below a folder, at any depth. */
export const countFiles = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
