import { z } from 'zod';

/** `?limit=&after=` of every list: keyset pages, the cursor is the `next` of the page before. */
export function pageQuery<S extends z.ZodType<string>>(cursor: S) {
  return {
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: cursor.optional(),
  };
}

export const pageOf = <S extends z.ZodType>(item: S) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** @param rows one more than `limit` was asked for, which tells whether there is a next page */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => string,
): { rows: readonly T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
