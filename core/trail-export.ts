import { z } from 'zod';
import { bundleEventSchema } from './bundle.ts';
import { fromUtf8, toHex, utf8 } from './bytes.ts';
import type { Es256Signer } from './es256.ts';
import { timeSchema } from './event.ts';
import { Address, EntryHash, RecordId } from './ids.ts';
import { isSameJson, parseJson } from './json.ts';
import { signJws, verifyJws } from './jws.ts';
import { MalformedError } from './malformed.ts';
import type { Primitives } from './primitives.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';
import { type ExportedTrail, exportedTrailSchema } from './trail-file.ts';

/** A trail as JSON, each line with what proves it (protocol §12). It is read line by line: it may be as large as it likes. */
export const TRAIL_FORMAT = 'openpouch-trail/1';

const TYPE = 'openpouch-trail+jws';
const LIMITS = { maxLength: 2 * 1024 * 1024, maxDepth: 32 } as const;
const MOST_LINES = 1_000_000;
const LINE_END = 0x0a;

const headSchema = z.strictObject({
  format: z.literal(TRAIL_FORMAT),
  ...exportedTrailSchema.pick({ organisation: true, time: true, filters: true }).shape,
  deployment: z.strictObject({
    chainId: z.int().positive(),
    anchorRegistry: Address.schema,
    recordRegistry: Address.schema,
  }),
  lines: z.tuple([]),
});
export type TrailHead = Omit<z.infer<typeof headSchema>, 'lines'>;

/** As far as it is judged; the rest (names, destination, state) is for people to read. */
const lineSchema = z.object({
  type: z.string().max(100),
  time: timeSchema,
  actor: z.object({ organisation: z.object({ id: z.uuid(), legalName: z.string().max(500) }).nullable() }),
  data: z.record(z.string(), z.unknown()).nullable(),
  record: z.object({
    recordId: RecordId.schema,
    subject: z.object({ name: z.string().max(300).nullable() }).nullable(),
  }),
  sequence: z.int().nonnegative(),
  sealing: z.object({ sealedAt: timeSchema.nullable() }),
  proof: bundleEventSchema.extend({
    entryHash: EntryHash.schema,
    transactionHash: z.string().nullable(),
    blockNumber: z.int().nullable(),
  }),
});
export type TrailLine = z.infer<typeof lineSchema>;

/** What the operator says of the bytes before its statement. */
const statementSchema = z.strictObject({
  ...exportedTrailSchema.shape,
  file: z.strictObject({ length: z.int().positive(), sha256: z.string().regex(/^0x[0-9a-f]{64}$/) }),
});

/**
 * The end of an export: the operator's word that these were all its bytes, in this order.
 * @param digest SHA-256 of the `length` bytes before it
 */
export async function trailEnd(
  said: ExportedTrail,
  { length, digest }: { readonly length: number; readonly digest: Uint8Array },
  operator: Es256Signer,
): Promise<string> {
  const jws = await signJws(TYPE, { ...said, file: { length, sha256: toHex(digest) } }, operator);
  return `,"statement":"${jws}"}\n`;
}

/** Whether it is, or wants to be, a trail as JSON. */
export const isTrailExport = (file: Uint8Array): boolean =>
  /^[ \t\r\n]*\{[ \t\r\n]*"format"[ \t\r\n]*:[ \t\r\n]*"openpouch-trail\//.test(
    String.fromCharCode(...file.subarray(0, 200)),
  );

/** @throws MalformedError; a later format is one of another name */
export function readTrailHead(file: Uint8Array): TrailHead {
  const { text } = rowAt(file, 0);
  const { lines: _, ...head } = checked(headSchema, parseJson(`${text}]}`, LIMITS, 'trail'), 'trail');
  return head;
}

/** The lines in their order, one at a time. @throws MalformedError naming the first that is none */
export function* trailLines(file: Uint8Array): Generator<TrailLine> {
  let { next } = rowAt(file, 0);
  for (let number = 1; ; number++) {
    const row = rowAt(file, next);
    if (row.text.startsWith(']')) return;
    const name = `line ${number}`;
    if (number > MOST_LINES) throw new MalformedError(name, `at most ${MOST_LINES} lines`);
    const isLast = rowAt(file, row.next).text.startsWith(']');
    if (row.text.endsWith(',') === isLast) throw new MalformedError(name, 'lines parted by commas');
    yield checked(lineSchema, parseJson(isLast ? row.text : row.text.slice(0, -1), LIMITS, name), name);
    next = row.next;
  }
}

export interface TrailEnd {
  /** Whether it says that these are all that fit what was asked for. */
  readonly complete: boolean;
  /** Null: nobody signed it. */
  readonly signed: {
    readonly jwk: EcPublicJwk;
    readonly statement: ExportedTrail;
    /** Whether every byte is as it was signed. */
    readonly unchanged: boolean;
  } | null;
}

/** @throws MalformedError, SignatureError for a statement that does not hold */
export async function readTrailEnd(file: Uint8Array, { sha256, checkEs256 }: Primitives): Promise<TrailEnd> {
  const from = file.lastIndexOf(LINE_END, file.length - 2) + 1;
  const { text, next } = rowAt(file, from);
  const end = /^\],"complete":(true|false)(?:,"statement":"([\w.-]+)")?\}$/.exec(text);
  if (end === null || next !== file.length) throw new MalformedError('trail', 'an export that ends');
  const complete = end[1] === 'true';
  if (end[2] === undefined) return { complete, signed: null };
  const { jwk, payload } = await verifyJws(end[2], TYPE, checkEs256);
  const { file: signed, ...statement } = checked(statementSchema, payload, 'statement');
  const before = from + utf8(`],"complete":${complete}`).length;
  const unchanged = signed.length === before && toHex(sha256(file.subarray(0, before))) === signed.sha256;
  return { complete, signed: { jwk, statement, unchanged } };
}

/** @throws MalformedError at the end of the file, and for more than a line may have */
function rowAt(file: Uint8Array, from: number): { text: string; next: number } {
  const end = file.indexOf(LINE_END, from);
  if (end < 0 || end - from > LIMITS.maxLength) throw new MalformedError('trail', 'one line after another');
  return { text: fromUtf8(file.subarray(from, end), 'trail'), next: end + 1 };
}

/** Whether what a line says in clear is what its signed event says. */
export function tellsItsEvent(
  line: TrailLine,
  body: { readonly type: string; readonly time: string; readonly source: string; readonly data: unknown },
): boolean {
  const { organisation } = line.actor;
  const source = organisation === null ? 'urn:openpouch:operator' : `urn:uuid:${organisation.id}`;
  return (
    line.type === body.type &&
    line.time === body.time &&
    source === body.source &&
    isSameJson(line.data, body.data)
  );
}
