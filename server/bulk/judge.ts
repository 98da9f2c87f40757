import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../../core/json.ts';
import { findings } from '../certificates/index.ts';
import { toPointer } from '../http/validate.ts';
import type { Candidate, RowError } from './candidate.ts';

/** What is wrong with an application, or the application as it can be applied with. */
export type Judged =
  | {
      readonly ok: true;
      readonly reference: string;
      readonly application: JsonObject;
      readonly digest: Buffer;
    }
  | { readonly ok: false; readonly errors: readonly RowError[] };

/** Of one application: whoever means well is helped by the first. */
const mostErrors = 50;

/** An application of a file is taken when it could be submitted as it is. */
export function judge(candidate: Candidate, chamberId: string): Judged {
  const { application, errors: unread, place } = candidate.build();
  // Where a cell could not be read, the schema would only say that it is missing.
  const already = new Set(unread.map(({ pointer }) => pointer));
  const found = findings(application, 'origin')
    .map(
      ({ path, detail, kind, because }): RowError => ({
        ...place(path),
        pointer: toPointer(path),
        ...(kind === 'missing' ? { detail: 'This is missing.', code: 'missing' } : { detail, ...because }),
      }),
    )
    .filter(({ pointer }) => !already.has(pointer));
  const errors = [...unread, ...found].slice(0, mostErrors);
  const { reference } = candidate;
  if (errors.length > 0 || reference === null) return { ok: false, errors };
  const text = canonicalJson({ chamberId, application });
  return { ok: true, reference, application, digest: createHash('sha256').update(text).digest() };
}
