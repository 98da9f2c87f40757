import { type RawBuilder, sql } from 'kysely';

/**
 * Conditions on a column of words in lower case, one for each word that is sought: it is a part of them. Wildcards
 * that a person wrote stand for themselves.
 */
export function hasWords(column: RawBuilder<unknown>, q: string | undefined): RawBuilder<unknown>[] {
  const sought = (q ?? '').split(/\s+/).filter((word) => word !== '');
  return sought
    .slice(0, 8)
    .map((word) => sql`${column} LIKE lower(${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`);
}
