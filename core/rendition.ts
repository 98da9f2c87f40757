import { fromUtf8, utf8 } from './bytes.ts';
import { commitment } from './commitment.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import type { Commitment, Salt } from './ids.ts';
import { MalformedError } from './malformed.ts';

/**
 * A PDF that carries its own proof (protocol §7). It is made with one uncompressed attachment of spaces, the
 * hole; the commitment covers the file with the hole blank; the bundle is written into the hole afterwards.
 */
export interface Hole {
  /** Byte offset in the file. */
  readonly offset: number;
  readonly length: number;
}

/** Shortest run of spaces that is taken for a hole. */
const MIN_HOLE = 1_024;
const MAX_CANDIDATES = 8;
const SPACE = 0x20;
const STREAM = utf8('stream');
const END = utf8('endstream');

/**
 * The one blank hole of a freshly rendered PDF: a stream of nothing but spaces.
 *
 * @throws MalformedError unless there is exactly one
 */
export function findHole(pdf: Uint8Array): Hole {
  const holes: Hole[] = [];
  for (const offset of streamStarts(pdf)) {
    const length = spacesFrom(pdf, offset);
    if (length >= MIN_HOLE && startsWith(pdf, END, afterLineEnd(pdf, offset + length))) {
      holes.push({ offset, length });
    }
  }
  const [hole] = holes;
  if (hole === undefined || holes.length > 1)
    throw new MalformedError('pdf', 'one stream of spaces, the hole');
  return hole;
}

/** Writes the bundle's text into the hole and pads it. @throws MalformedError when it does not fit */
export function fillHole(pdf: Uint8Array, hole: Hole, bundleText: string): Uint8Array<ArrayBuffer> {
  const text = utf8(bundleText);
  if (text.length > hole.length) throw new MalformedError('bundle', `at most ${hole.length} bytes, the hole`);
  const filled = blankHole(pdf, hole);
  filled.set(text, hole.offset);
  return filled;
}

/** A copy of the file with the hole blank: what the commitment covers. */
export function blankHole(pdf: Uint8Array, hole: Hole): Uint8Array<ArrayBuffer> {
  if (hole.offset + hole.length > pdf.length) throw new MalformedError('hole', 'a place inside the file');
  const blank = new Uint8Array(pdf);
  return blank.fill(SPACE, hole.offset, hole.offset + hole.length);
}

/** Commitment over the file with the hole blank, whatever the hole holds now. */
export const renditionCommitment = (
  salt: Salt,
  pdf: Uint8Array,
  hole: Hole,
  sha256: Sha256 = portableSha256,
): Commitment => commitment(salt, blankHole(pdf, hole), sha256);

/** The object in the hole, and the bytes that it and the spaces behind it take up. */
export interface Filling extends Hole {
  readonly text: string;
}

/**
 * The proof that a file carries: a stream that begins with a bundle's text. Where the hole really ends is
 * for the signed event to say; `length` is only how far it may reach.
 *
 * @returns null for a file without one
 * @throws MalformedError for more than one, or text that is no UTF-8
 */
export function readHole(pdf: Uint8Array): Filling | null {
  let found: Filling | null = null;
  let candidates = 0;
  for (const offset of streamStarts(pdf)) {
    if (!startsWith(pdf, BUNDLE_START, offset)) continue;
    // Each is read to its end: a file made of nothing but beginnings must not take for ever.
    if (++candidates > MAX_CANDIDATES) throw new MalformedError('pdf', 'one proof bundle');
    const end = objectEnd(pdf, offset);
    if (end === null || !holdsFormat(pdf.subarray(offset, end))) continue;
    if (found !== null) throw new MalformedError('pdf', 'one proof bundle');
    const text = fromUtf8(pdf.subarray(offset, end), 'bundle');
    found = { offset, length: end - offset + spacesFrom(pdf, end), text };
  }
  return found;
}

/** Canonical JSON sorts members: a bundle begins with `content`. */
const BUNDLE_START = utf8('{"content":');
const FORMAT = utf8('"format":"openpouch-proof/');

const holdsFormat = (bytes: Uint8Array): boolean => indexOf(bytes, FORMAT, 0) >= 0;

/** Offsets right after each `stream` keyword and its line end (ISO 32000-2, 7.3.8.1). */
function* streamStarts(pdf: Uint8Array): Generator<number> {
  for (let at = indexOf(pdf, STREAM, 0); at >= 0; at = indexOf(pdf, STREAM, at + 1)) {
    const start = afterLineEnd(pdf, at + STREAM.length);
    if (start > at + STREAM.length) yield start;
  }
}

function afterLineEnd(pdf: Uint8Array, at: number): number {
  const line = pdf[at] === 0x0d ? at + 1 : at;
  return pdf[line] === 0x0a ? line + 1 : at;
}

function spacesFrom(pdf: Uint8Array, start: number): number {
  let end = start;
  while (pdf[end] === SPACE) end++;
  return end - start;
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array, at: number): boolean {
  for (let index = 0; index < prefix.length; index++) if (bytes[at + index] !== prefix[index]) return false;
  return true;
}

/** Offset of the first occurrence, or -1. Plain loops: files of strangers are searched while others wait. */
export function indexOf(bytes: Uint8Array, needle: Uint8Array, from: number): number {
  for (let at = from; at + needle.length <= bytes.length; at++) {
    if (bytes[at] === needle[0] && startsWith(bytes, needle, at)) return at;
  }
  return -1;
}

/** Offset after the JSON object that begins at `start`, or null when it does not end. */
function objectEnd(bytes: Uint8Array, start: number): number | null {
  let depth = 0;
  let inString = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) depth++;
    else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return at + 1;
  }
  return null;
}
