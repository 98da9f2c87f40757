import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';

/**
 * SHA-256 of some bytes, 32 bytes. Functions that hash much take one as an argument: the server passes
 * Node's `crypto.hash`, several times as fast as this portable one.
 */
export interface Sha256 {
  (bytes: Uint8Array): Uint8Array;
  /** Of a text in UTF-8, in base64url: where there is a shorter way than by its bytes. */
  readonly ofText?: (text: string) => string;
}

export const sha256: Sha256 = (bytes) => nobleSha256(bytes);

/** Ethereum's Keccak-256, 32 bytes. */
export const keccak256 = (bytes: Uint8Array): Uint8Array => keccak_256(bytes);
