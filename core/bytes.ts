import { bytesToHex } from '@noble/hashes/utils.js';
import { MalformedError } from './malformed.ts';

export type Hex = `0x${string}`;

const encoder = new TextEncoder();
// fatal: a lone surrogate or a broken sequence must not be read as U+FFFD, two texts would hash alike.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** @throws MalformedError when the bytes are not UTF-8 */
export function fromUtf8(bytes: Uint8Array, field = 'text'): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new MalformedError(field, 'UTF-8', { cause });
  }
}

/** Lower case with `0x`, the only spelling of the protocol. */
export const toHex = (bytes: Uint8Array): Hex => `0x${bytesToHex(bytes)}`;

/** @throws MalformedError unless `hex` is `0x` and an even number of lower-case digits */
export function fromHex(hex: string, field = 'hex'): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(0, hex.length - 2) >> 1);
  let seen = hex.length % 2 === 0 && hex.startsWith('0x') ? 0 : 0xff;
  for (let at = 0; at < bytes.length; at++) {
    const high = NIBBLES[hex.charCodeAt(2 * at + 2)] ?? 0xff;
    const low = NIBBLES[hex.charCodeAt(2 * at + 3)] ?? 0xff;
    seen |= high | low;
    bytes[at] = (high << 4) | low;
  }
  if (seen > 15) throw new MalformedError(field, 'lower-case hex with 0x');
  return bytes;
}

/** What a digit stands for; above 15: it is none. */
const NIBBLES = new Uint8Array(256).fill(0xff);
for (const [value, digit] of [...'0123456789abcdef'].entries()) NIBBLES[digit.charCodeAt(0)] = value;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** What a character stands for; above 63: it is none of the alphabet. */
const SEXTETS = new Uint8Array(256).fill(0xff);
for (const [value, character] of [...ALPHABET].entries()) SEXTETS[character.charCodeAt(0)] = value;

/** Node's own conversions, ten times as fast as what stands here for browsers. */
const native = (globalThis as { readonly Buffer?: typeof Buffer }).Buffer;

export function toBase64Url(bytes: Uint8Array): string {
  if (native !== undefined)
    return native.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
  let text = '';
  let at = 0;
  for (; at + 2 < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += letter(three >> 18) + letter(three >> 12) + letter(three >> 6) + letter(three);
  }
  const left = bytes.length - at;
  if (left === 0) return text;
  const last = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8);
  return text + letter(last >> 18) + letter(last >> 12) + (left === 2 ? letter(last >> 6) : '');
}

const letter = (value: number): string => ALPHABET[value & 63] ?? '';

/**
 * Unpadded base64url (RFC 7515 §2), exactly one spelling per value: bits left over in the last character
 * must be zero, else two texts would decode to the same signature.
 *
 * @throws MalformedError
 */
export function fromBase64Url(text: string, field = 'base64url'): Uint8Array<ArrayBuffer> {
  // Node's decoder passes over what it does not know: only what it spells again as it was had one spelling.
  const decoded = native?.from(text, 'base64url');
  if (decoded?.toString('base64url') === text) return decoded;
  const bytes = new Uint8Array((text.length * 6) >> 3);
  let bits = 0;
  let waiting = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const sextet = SEXTETS[text.charCodeAt(index)] ?? 0xff;
    if (sextet > 63) throw new MalformedError(field, 'unpadded base64url');
    bits = ((bits << 6) | sextet) & 0xffff;
    waiting += 6;
    if (waiting >= 8) {
      waiting -= 8;
      bytes[at++] = bits >> waiting;
    }
  }
  // A single character is no byte.
  if (waiting >= 6) throw new MalformedError(field, 'unpadded base64url');
  if ((bits & ((1 << waiting) - 1)) !== 0) throw new MalformedError(field, 'canonical base64url');
  return bytes;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/**
 * `value` as `length` big-endian bytes.
 *
 * @throws MalformedError when it is negative, not a safe integer or does not fit
 */
export function uintBytes(value: number, length: number, field = 'integer'): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * length)) {
    throw new MalformedError(field, `an unsigned integer of ${8 * length} bits`);
  }
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let i = length - 1; i >= 0 && rest > 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** @throws MalformedError above 2^53 − 1: nothing of ours counts that far */
export function fromUintBytes(bytes: Uint8Array, field = 'integer'): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  if (!Number.isSafeInteger(value)) throw new MalformedError(field, 'an integer below 2^53');
  return value;
}

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));
