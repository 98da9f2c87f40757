import { type RawBuilder, sql } from 'kysely';
import type { TimeCursor } from '../http/time-cursor.ts';

/**
 * Of a list that shows the latest first (`ORDER BY created_at DESC, id DESC`): what comes after the last row of the page
 * before. Of a query of one table.
 */
export const olderThan = (after: TimeCursor | undefined): RawBuilder<boolean> =>
  after === undefined ? sql`true` : sql`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`;
