import { concat, fromHex, fromUintBytes, toBase64Url, utf8 } from './bytes.ts';
import { sha256 } from './hashing.ts';
import { Digest } from './ids.ts';
import { MalformedError } from './malformed.ts';
import { remembered } from './remembered.ts';
import type { EcPublicJwk } from './signer.ts';

/**
 * A P-256 key that signs. The key may lie elsewhere (HSM, browser, another service): `sign` gets the message
 * and answers `r ‖ s` (64 bytes) over its SHA-256; high s is brought down by the caller of this interface.
 */
export interface Es256Signer {
  readonly jwk: EcPublicJwk;
  sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> | Uint8Array;
}

const ECDSA = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' } as const;

/** Order of P-256 and its half (SEC 2, secp256r1). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER >> 1n;

/** A signer over a WebCrypto private key, which need not be extractable. */
export function es256Signer(privateKey: CryptoKey, jwk: EcPublicJwk): Es256Signer {
  return {
    jwk: publicJwk(jwk),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign(ECDSA, privateKey, message)),
  };
}

/** @throws MalformedError unless `jwk` is a P-256 private key */
export async function importEs256Signer(jwk: JsonWebKey): Promise<Es256Signer> {
  const { crv, kty, x, y, d } = jwk;
  if (crv !== 'P-256' || kty !== 'EC' || x === undefined || y === undefined || d === undefined) {
    throw new MalformedError('jwk', 'a private P-256 key');
  }
  const key = await crypto.subtle.importKey('jwk', { crv, kty, x, y, d }, ECDSA, false, ['sign']);
  return es256Signer(key, { crv, kty, x, y });
}

/** A new key pair. `extractable: false` keeps the private key in its WebCrypto store. */
export async function generateEs256Key(
  extractable: boolean,
): Promise<{ privateKey: CryptoKey; jwk: EcPublicJwk }> {
  const pair = await crypto.subtle.generateKey(ECDSA, extractable, ['sign', 'verify']);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { privateKey: pair.privateKey, jwk: publicJwk({ x: x ?? '', y: y ?? '' }) };
}

/** Only the members that a JWS header carries. */
export const publicJwk = ({ x, y }: { x: string; y: string }): EcPublicJwk => ({
  crv: 'P-256',
  kty: 'EC',
  x,
  y,
});

/** RFC 7638: SHA-256 of the key's canonical JSON, base64url. */
export const thumbprint = ({ x, y }: EcPublicJwk): string =>
  thumbprintOf(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);

const thumbprintOf = remembered((canonical) => toBase64Url(sha256(utf8(canonical))));

/** Signs `SHA-256(message)`; the answer is 64 bytes with low s. */
export async function signEs256(signer: Es256Signer, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return lowS(await signer.sign(message));
}

/** Signs an EIP-712 digest as the ES256 verifier contract checks it: ECDSA over `SHA-256(digest)`, low s. */
export const signDigest = (signer: Es256Signer, digest: Digest): Promise<Uint8Array> =>
  signEs256(signer, Digest.bytes(digest));

/** Whether `signature` (`r ‖ s`, low s) is this key's over `SHA-256(digest)`. */
export const verifyDigest = (jwk: EcPublicJwk, digest: Digest, signature: Uint8Array): Promise<boolean> =>
  verifyEs256(jwk, Digest.bytes(digest), signature);

/**
 * The check of one signature (`r ‖ s`, 64 bytes, either s) over `SHA-256(message)`, and no more: false also for a key that
 * is not on the curve. Functions that check many take one as an argument, which may answer at once.
 */
export type Es256Check = (
  jwk: EcPublicJwk,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
) => Promise<boolean> | boolean;

/** WebCrypto's. */
export const checkEs256: Es256Check = async (jwk, message, signature) => {
  const key = await importPublicKey(jwk);
  return key !== null && crypto.subtle.verify(ECDSA, key, new Uint8Array(signature), message);
};

/**
 * Whether `signature` (`r ‖ s`) over `SHA-256(message)` is by the key. High s is refused, so that nobody
 * can turn one valid signature into another. False also for a key that is not on the curve.
 */
export async function verifyEs256(
  jwk: EcPublicJwk,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
  check: Es256Check = checkEs256,
): Promise<boolean> {
  return signature.length === 64 && hasLowS(signature) && check(jwk, message, signature);
}

/** `r ‖ s` with s brought into the lower half (RFC 6979 leaves it open, EVM contracts do not). */
export function lowS(signature: Uint8Array): Uint8Array {
  if (signature.length !== 64) throw new MalformedError('signature', '64 bytes, r ‖ s');
  if (hasLowS(signature)) return signature;
  const s = (ORDER - sOf(signature)).toString(16).padStart(64, '0');
  return concat(signature.subarray(0, 32), fromHex(`0x${s}`));
}

function hasLowS(signature: Uint8Array): boolean {
  // 0x7fffffff 80000000 begins half the order: the first four bytes decide almost always.
  const head = fromUintBytes(signature.subarray(32, 36));
  return head < 0x7fffffff || (head === 0x7fffffff && sOf(signature) <= HALF_ORDER);
}

function sOf(signature: Uint8Array): bigint {
  let s = 0n;
  for (const byte of signature.subarray(32)) s = (s << 8n) | BigInt(byte);
  return s;
}

/** Importing costs as much as verifying, and the same few keys sign most of what is verified. */
const imported = new Map<string, CryptoKey>();
const IMPORTED_MAX = 1_000;

async function importPublicKey(jwk: EcPublicJwk): Promise<CryptoKey | null> {
  const name = `${jwk.x}.${jwk.y}`;
  const known = imported.get(name);
  if (known !== undefined) return known;
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('jwk', { ...publicJwk(jwk) }, ECDSA, false, ['verify']);
  } catch {
    return null;
  }
  const oldest = imported.keys().next();
  if (imported.size >= IMPORTED_MAX && !oldest.done) imported.delete(oldest.value);
  imported.set(name, key);
  return key;
}
