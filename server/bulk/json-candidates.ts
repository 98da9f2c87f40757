import { isObject, type JsonObject } from '../../core/json.ts';
import { toPointer } from '../http/validate.ts';
import {
  type Built,
  type Candidate,
  type ReadFile,
  type RowError,
  referenceExpected,
  referencePattern,
} from './candidate.ts';
import type { Entry } from './read-json.ts';

/** Each entry of the list is an application. One that comes twice is, in its second place, the same again. */
export function jsonCandidates(entries: readonly Entry[]): ReadFile {
  const candidates = entries.map(
    (entry): Candidate => ({
      reference: typeof entry.reference === 'string' ? entry.reference : null,
      rows: [{ row: entry.row, cells: null }],
      build: () => build(entry),
    }),
  );
  return { headers: null, candidates, rows: entries.length };
}

function build({ row, reference, application, unknown }: Entry): Built {
  const at = { row, cell: null, column: null };
  const error = (pointer: string, detail: string): RowError => ({ ...at, pointer, detail });
  const isReferred = typeof reference === 'string' && referencePattern.test(reference);
  return {
    application: isObject(application) ? (application as JsonObject) : {},
    errors: [
      ...(isReferred ? [] : [error('/reference', referenceExpected)]),
      ...(isObject(application) ? [] : [error('/application', 'This is no application.')]),
      ...unknown.slice(0, 20).map((name) => error(toPointer([name]), 'There is no such field.')),
    ],
    place: () => at,
  };
}
