import { z } from 'zod';
import { fromUtf8, toHex, utf8 } from './bytes.ts';
import type { Es256Signer } from './es256.ts';
import { timeSchema } from './event.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import { signJws, verifyJws } from './jws.ts';
import { blankHole, fillHole, findHole, indexOf } from './rendition.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

const TYPE = 'openpouch-trail+jws';

/** Whose trail an export is, and what was asked for. */
export const exportedTrailSchema = z.strictObject({
  organisation: z.strictObject({ id: z.uuid(), legalName: z.string().max(500) }),
  time: timeSchema,
  /** What was asked for, by the names of the API; empty: everything. */
  filters: z.record(z.string(), z.string()),
  lines: z.int().nonnegative(),
  /** Whether these are all that fit the filters. */
  complete: z.boolean(),
});
export type ExportedTrail = z.infer<typeof exportedTrailSchema>;

/**
 * What the operator says of a PDF that it made of a trail (protocol §12): whose trail it was, as asked for, at that time.
 * The file is named by the SHA-256 of its bytes with the hole blank.
 */
export const trailStatementSchema = exportedTrailSchema.extend({
  file: z.strictObject({
    length: z.int().positive(),
    sha256: z.string().regex(/^0x[0-9a-f]{64}$/),
    hole: z.strictObject({ offset: z.int().positive(), length: z.int().positive() }),
  }),
});
export type TrailStatement = z.infer<typeof trailStatementSchema>;

const START = utf8('{"trail":"');
const END = utf8('"}');
const SPACE = 0x20;

/** Signs a PDF with one blank hole and writes the statement into it. @throws MalformedError without a hole that holds it */
export async function signTrailFile(
  pdf: Uint8Array,
  said: Omit<TrailStatement, 'file'>,
  operator: Es256Signer,
  sha256: Sha256 = portableSha256,
): Promise<Uint8Array<ArrayBuffer>> {
  const { offset, length } = findHole(pdf);
  const file = { length: pdf.length, sha256: toHex(sha256(pdf)), hole: { offset, length } };
  const jws = await signJws(TYPE, { ...said, file }, operator);
  return fillHole(pdf, { offset, length }, `{"trail":"${jws}"}`);
}

export interface ReadTrailFile {
  readonly statement: TrailStatement;
  /** Who signed; whether that is an operator one trusts is the caller's question. */
  readonly jwk: EcPublicJwk;
  /** Whether every byte is as it was signed. */
  readonly unchanged: boolean;
}

/** @returns null for a file that is none of these. @throws MalformedError, SignatureError for a statement that does not hold */
export async function readTrailFile(
  file: Uint8Array,
  sha256: Sha256 = portableSha256,
): Promise<ReadTrailFile | null> {
  const offset = indexOf(file, START, 0);
  if (offset < 0) return null;
  const from = offset + START.length;
  // Within the largest statement that is ever taken.
  const end = indexOf(file.subarray(from, from + 600_000), END, 0);
  const jws = fromUtf8(file.subarray(from, end < 0 ? from : from + end), 'trail');
  const { jwk, payload } = await verifyJws(jws, TYPE);
  const statement = checked(trailStatementSchema, payload, 'trail');
  return {
    statement,
    jwk,
    unchanged: isUnchanged(file, { offset, end: from + end + END.length }, statement, sha256),
  };
}

/** The hole lies where it was, and holds nothing but the statement. */
function isUnchanged(
  file: Uint8Array,
  text: { readonly offset: number; readonly end: number },
  { file: { length, hole, sha256: signed } }: TrailStatement,
  sha256: Sha256,
): boolean {
  const holeEnd = hole.offset + hole.length;
  return (
    file.length === length &&
    text.offset === hole.offset &&
    text.end <= holeEnd &&
    holeEnd <= length &&
    file.subarray(text.end, holeEnd).every((byte) => byte === SPACE) &&
    toHex(sha256(blankHole(file, hole))) === signed
  );
}
