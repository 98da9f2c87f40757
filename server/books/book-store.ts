import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import { olderThan } from '../database/latest-first.ts';
import { hasWords } from '../database/search-words.ts';
import type { TimeCursor } from '../http/time-cursor.ts';
import type { Book } from './book.ts';

export interface ListedEntry {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}
export interface Entry extends ListedEntry {
  readonly content: unknown;
  /** Counts changes. */
  readonly version: number;
}

const listed = ['id', 'name', 'created_at as createdAt'] as const;

/** Under row-level security: an organisation's own. */
export const bookStore = {
  async insert(
    trx: Trx,
    entry: Omit<Entry, 'version'> & { readonly organisationId: string; readonly book: Book },
  ): Promise<void> {
    await trx
      .insertInto('book_entries')
      .values({
        id: entry.id,
        organisation_id: entry.organisationId,
        book: entry.book,
        name: entry.name,
        content: JSON.stringify(entry.content),
        created_at: entry.createdAt,
      })
      .execute();
  },

  find(trx: Trx, book: Book, id: string): Promise<Entry | undefined> {
    return trx
      .selectFrom('book_entries')
      .select([...listed, 'content', 'version'])
      .where('book', '=', book)
      .where('id', '=', id)
      .executeTakeFirst();
  },

  /** The latest first. */
  list(
    trx: Trx,
    book: Book,
    page: { q: string | undefined; after: TimeCursor | undefined; limit: number },
  ): Promise<ListedEntry[]> {
    const { after, q } = page;
    const [first = sql`true`, ...more] = hasWords(sql`lower(name)`, q);
    const fits = more.reduce((all, one) => sql`${all} AND ${one}`, first);
    return trx
      .selectFrom('book_entries')
      .select(listed)
      .where('book', '=', book)
      .where(sql<boolean>`${fits}`)
      .where(olderThan(after))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit)
      .execute();
  },

  async count(trx: Trx, book: Book): Promise<number> {
    const { count } = await trx
      .selectFrom('book_entries')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('book', '=', book)
      .executeTakeFirstOrThrow();
    return count;
  },

  /** Nobody else writes it until the transaction ends. */
  lock(trx: Trx, book: Book, id: string): Promise<{ version: number } | undefined> {
    return trx
      .selectFrom('book_entries')
      .select('version')
      .where('book', '=', book)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
  },

  async update(trx: Trx, id: string, { name, content }: Pick<Entry, 'name' | 'content'>): Promise<void> {
    await trx
      .updateTable('book_entries')
      .set((eb) => ({ name, content: JSON.stringify(content), version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },

  /** As the system: the application itself deletes nothing. */
  async delete(trx: Trx, id: string): Promise<void> {
    await trx.deleteFrom('book_entries').where('id', '=', id).execute();
  },
};
