import type { AskPaths } from '../../../core/completion.ts';
import type { AuditPath } from '../../../core/merkle.ts';
import { call } from '../api/http.ts';

/**
 * What this installation knows of entries that were not sealed when their proof was made: it is asked by their hashes
 * alone. What it answers is checked before it is used, so that the API's plain strings do.
 */
export const askPaths: AskPaths = async (recordId, entries) => {
  const body = { recordId, entries: [...entries] };
  const { items } = await call('POST /verification/audit-paths', { body });
  return new Map(items.map(({ sequence, ...path }) => [sequence, path as unknown as AuditPath]));
};
