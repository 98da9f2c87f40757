import { createHash } from 'node:crypto';
import { kindOf } from '../../core/certificate-kind.ts';
import { canonicalJson, type JsonObject } from '../../core/json.ts';
import { findings, warningsOf } from '../certificates/index.ts';
import type { CodeLists } from '../codes/index.ts';
import { toPointer } from '../http/validate.ts';
import type { Built, Candidate, RowError } from './candidate.ts';

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

/** Where and when it is to be submitted at once. */
export interface Submitting {
  readonly chamberCountry: string;
  readonly at: Date;
  readonly codeLists: CodeLists;
}

/**
 * An application of a file is taken when it is complete. Where it is submitted at once, what forbids that refuses it: a
 * draft may still be changed, and waits for better days.
 */
export function judge(candidate: Candidate, chamberId: string, submitting?: Submitting): Judged {
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
  const forbidden = submitting === undefined ? [] : forbidding(application, submitting, place);
  const errors = [...unread, ...found, ...forbidden].slice(0, mostErrors);
  const { reference } = candidate;
  if (errors.length > 0 || reference === null) return { ok: false, errors };
  const text = canonicalJson({ chamberId, application });
  return { ok: true, reference, application, digest: createHash('sha256').update(text).digest() };
}

/** What a single submission would be refused for, though it is complete. */
function forbidding(application: JsonObject, submitting: Submitting, place: Built['place']): RowError[] {
  if (kindOf(application) !== 'origin') {
    const detail = 'A document is certified with its file: it is applied for by itself.';
    return [
      { ...place(['formType']), pointer: '/formType', detail, code: 'not_allowed', rule: 'document_alone' },
    ];
  }
  return warningsOf(application, submitting)
    .filter(({ blocks }) => blocks)
    .map(({ pointer, code, detail, source }) => ({
      ...place(pathOf(pointer)),
      pointer,
      code: 'not_allowed',
      rule: code,
      detail: `${detail} (${source})`,
    }));
}

/** Of a pointer into an application: no member of it has a name that RFC 6901 writes otherwise. */
const pathOf = (pointer: string): string[] => pointer.split('/').slice(1);
