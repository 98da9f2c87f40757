import pg from 'pg';

/** So many texts are prepared at most: lists with many filters have many, and each costs every connection memory. */
const mostPrepared = 300;
/** What comes once, as with a number of rows of its own, takes no place from what comes always. */
const timesBefore = 3;
const mostCounted = 3_000;

const names = new Map<string, string>();
const counted = new Map<string, number>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostPrepared) return known;
  const times = (counted.get(text) ?? 0) + 1;
  if (times <= timesBefore) {
    if (counted.size >= mostCounted) counted.clear();
    counted.set(text, times);
    return undefined;
  }
  counted.delete(text);
  const name = `q${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * A connection that prepares each statement with values that is run often: PostgreSQL then parses it
 * once, and plans it again only where the values matter. With row-level security planning takes longer than most of
 * our queries run. (Behind a pooler that hands out a connection by the transaction, the pooler must know prepared
 * statements; docs/operations.md.)
 */
export class PreparingClient extends pg.Client {
  /** pg declares a dozen forms of `query`; the one that carries a text and values is the one that is prepared. */
  override query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const run = super.query as (...parameters: unknown[]) => unknown;
    return name === undefined
      ? run.call(this, text, values, ...rest)
      : run.call(this, { name, text, values }, ...rest);
  }) as pg.Client['query'];
}
