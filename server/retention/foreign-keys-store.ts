import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

/** A foreign key: `columns` of `table` name `parentColumns` of `parent`. */
export interface ForeignKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
  /** Whether the row can be without. */
  readonly optional: boolean;
  /** Whether it is the row's own key: the row says something of the one that it names. */
  readonly isPrimary: boolean;
}

/** How to get from a record to rows that belong to it: each key leads from the table before to the next. */
export type Way = readonly ForeignKey[];

/** What an erasure has to do with a table: the ways that lead to its rows, and who else names them. */
export interface ErasedTable {
  readonly table: string;
  readonly ways: readonly Way[];
  /** Whether its rows name files. */
  readonly hasFiles: boolean;
  /** Keys of rows that do not belong to them, and are to let go of them. */
  readonly named: readonly ForeignKey[];
}

/** What of a record outlives its erasure: that it was there, who may know of it, that it was erased. */
const staying: ReadonlySet<string> = new Set([
  'records',
  'events',
  'record_access',
  'legal_holds',
  'erasures',
  'erased_files',
]);

/**
 * A row belongs to the one it names when the column is called after it (`record_id`, `pouch_id`, `document_id`), or is
 * the row's own key; one that names it otherwise (`successor_id`, `through`) only refers to it.
 */
function belongs({ columns, parent, parentColumns, isPrimary }: ForeignKey): boolean {
  if (isPrimary) return true;
  if (columns.every((column, index) => column === parentColumns[index] && column !== 'id')) return true;
  const singular = parent.replace(/ies$/, 'y').replace(/(?<=ch|sh|ss|x)e?s$|s$/, '');
  const last = singular.split('_').at(-1);
  return columns.length === 1 && [`${singular}_id`, `${last}_id`].includes(columns[0] ?? '');
}

/**
 * The tables whose rows belong to a record, those that depend on others first. PostgreSQL knows them: a table of a later
 * feature cannot be forgotten here.
 * @throws Error when a row that is not to go could not do without the one it names
 */
export async function erasedTables(trx: Trx): Promise<readonly ErasedTable[]> {
  const keys = await foreignKeys(trx);
  const files = await tablesWithFiles(trx);
  const ways = new Map<string, Way[]>();
  const follow = (parent: string, way: Way): void => {
    for (const key of keys.filter(
      (one) => one.parent === parent && belongs(one) && !staying.has(one.table),
    )) {
      if (way.some(({ table }) => table === key.table)) continue;
      const longer = [...way, key];
      ways.set(key.table, [...(ways.get(key.table) ?? []), longer]);
      follow(key.table, longer);
    }
  };
  follow('records', []);
  return inOrder([...ways.keys()], keys).map((table) => {
    const named = keys.filter((key) => key.parent === table && !belongs(key));
    const needing = named.find((key) => !key.optional);
    if (needing !== undefined)
      throw new Error(
        `${needing.table}.${needing.columns.join()} needs a row of ${table} that is to be erased.`,
      );
    return {
      table,
      ways: ways.get(table) ?? [],
      hasFiles: files.has(table),
      named,
    };
  });
}

/** Each table after all whose rows could not do without its rows. */
function inOrder(tables: readonly string[], keys: readonly ForeignKey[]): string[] {
  const left = new Set(tables);
  const sorted: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) =>
        !keys.some(
          (key) =>
            key.parent === table &&
            key.table !== table &&
            left.has(key.table) &&
            (belongs(key) || !key.optional),
        ),
    );
    if (free.length === 0) throw new Error(`These tables belong to each other: ${[...left].join(', ')}`);
    for (const table of free) {
      sorted.push(table);
      left.delete(table);
    }
  }
  return sorted;
}

async function foreignKeys(trx: Trx): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    SELECT child.relname AS "table", parent.relname AS parent,
      array_agg(a.attname::text ORDER BY place) AS columns, array_agg(f.attname::text ORDER BY place) AS "parentColumns",
      bool_and(NOT a.attnotnull) AS optional,
      EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisprimary
        AND i.indkey::int2[] @> c.conkey AND c.conkey @> i.indkey::int2[]) AS "isPrimary"
    FROM pg_constraint c
    JOIN pg_class child ON child.oid = c.conrelid
    JOIN pg_class parent ON parent.oid = c.confrelid
    CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS key(own, foreign_one, place)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = key.own
    JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = key.foreign_one
    WHERE c.contype = 'f' AND child.relnamespace = 'public'::regnamespace
    GROUP BY c.oid, c.conrelid, c.conkey, child.relname, parent.relname ORDER BY child.relname, c.oid`.execute(
    trx,
  );
  return rows;
}

async function tablesWithFiles(trx: Trx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'cid'`.execute(trx);
  return new Set(rows.map(({ name }) => name));
}
