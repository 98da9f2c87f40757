import pg from 'pg';

/** A reader of one snapshot: whatever the server writes meanwhile is not in it. */
export interface Source {
  rows<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>;
  /** What is committed now, outside the snapshot. */
  now<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** Read only, as the system role that sees every organisation's rows. @throws when the database does not answer */
export async function openSource(url: string): Promise<Source> {
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: url,
      options: '-c role=openpouch_system -c default_transaction_read_only=on',
      types,
    });
    await client.connect();
    return client;
  };
  const snapshot = await connect();
  const fresh = await connect();
  await snapshot.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const of =
    (client: pg.Client): Source['rows'] =>
    async <T extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<T>(text, [...values])).rows;
  return {
    rows: of(snapshot),
    now: of(fresh),
    async close() {
      await Promise.all([snapshot.end(), fresh.end()]);
    },
  };
}

/** int8 as number: sequences, times and counts stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format ?? 'text')) as pg.CustomTypesConfig['getTypeParser'],
};
