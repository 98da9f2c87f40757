import type { JsonObject } from '../../core/json.ts';
import type { BulkError } from '../database/tables.ts';

/** An application that a file holds, before anybody has looked whether it is right. */
export interface Candidate {
  /** The applicant's own; null where it is missing. */
  readonly reference: string | null;
  /** Where it stands in the file. */
  readonly rows: readonly CandidateRow[];
  /** Made when it is its turn, so that a file is never there twice. */
  readonly build: () => Built;
}

export interface CandidateRow {
  readonly row: number;
  /** What it says, for the file of what was refused; null of an entry of JSON. */
  readonly cells: readonly string[] | null;
}

export interface RowError extends BulkError {
  readonly row: number;
}

export interface Built {
  readonly application: JsonObject;
  /** What could not even be read. */
  readonly errors: readonly RowError[];
  /** Where something at this path of the application is written. */
  readonly place: (path: readonly PropertyKey[]) => Omit<RowError, 'detail' | 'pointer'>;
}

/** A file that was read. */
export interface ReadFile {
  /** Of a sheet. */
  readonly headers: readonly string[] | null;
  readonly candidates: readonly Candidate[];
  /** Rows or entries in all. */
  readonly rows: number;
}

/** The applicant's own reference: one line, which is compared as it is written. */
export const referencePattern = /^(?!\s)[^\p{Cc}\p{Cs}]{1,70}(?<!\s)$/u;
export const referenceExpected = 'Your own reference of the application, of 1 to 70 characters.';
