import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestServer } from '../../fixtures/server.ts';

/** What a server keeps, told apart by table: two equal ones mean that nothing changed between them. */
export type Fingerprint = Readonly<Record<string, string>>;

export interface Fingerprints {
  take(): Promise<Fingerprint>;
  close(): Promise<void>;
}

/** Every row of every table, and the names of the stored files. Anchoring must be stopped: it changes rows by itself. */
export async function createFingerprints(server: TestServer): Promise<Fingerprints> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%' ORDER BY 1`,
  );
  // The place of a row and the transaction that wrote it: a row that is written again, also with the same words,
  // has others, and no row need be read whole.
  const hashes = tables.map(
    ({ name }) =>
      `(SELECT count(*) || '/' || sum(hashtextextended(xmin::text || ' ' || ctid::text, 0)) FROM ${name}) AS ${name}`,
  );
  // Planned once: it is asked thousands of times.
  const question = { name: 'fingerprint', text: `SELECT ${hashes.join(', ')}` };
  const folder = join(server.dataDir, 'blocks');
  const files = (): string => {
    if (!existsSync(folder)) return '';
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return names.sort().join('\n');
  };
  // Whatever changes a table is written to the log first: where nothing was, the tables are as they were.
  let read = { at: '', tables: {} as Record<string, string> };
  return {
    async take() {
      const { rows: ends } = await client.query<{ at: string }>('SELECT pg_current_wal_insert_lsn() AS at');
      const at = ends[0]?.at ?? '';
      if (at !== read.at || at === '') {
        const { rows } = await client.query<Record<string, string>>(question);
        read = { at, tables: rows[0] ?? {} };
      }
      return { ...read.tables, files: createHash('sha256').update(files()).digest('hex') };
    },
    close: () => client.end(),
  };
}
