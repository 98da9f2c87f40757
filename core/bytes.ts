import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
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
  if (!/^0x(?:[0-9a-f]{2})*$/.test(hex)) throw new MalformedError(field, 'lower-case hex with 0x');
  return hexToBytes(hex.slice(2)) as Uint8Array<ArrayBuffer>;
}

export const toBase64Url = (bytes: Uint8Array): string => base64url.encode(bytes);

/**
 * Unpadded base64url (RFC 7515 §2), exactly one spelling per value: bits left over in the last character
 * must be zero, else two texts would decode to the same signature.
 *
 * @throws MalformedError
 */
export function fromBase64Url(text: string, field = 'base64url'): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new MalformedError(field, 'unpadded base64url');
  let bytes: Uint8Array;
  try {
    bytes = base64url.decode(text);
  } catch (cause) {
    throw new MalformedError(field, 'unpadded base64url', { cause });
  }
  if (base64url.encode(bytes) !== text) throw new MalformedError(field, 'canonical base64url');
  return bytes as Uint8Array<ArrayBuffer>;
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
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
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
