import { concat, fromBase64Url, fromHex, type Hex, toBase64Url, toHex, uintBytes } from './bytes.ts';
import { keccak256 } from './hashing.ts';
import { Address, SignerId } from './ids.ts';
import { MalformedError } from './malformed.ts';
import { remembered } from './remembered.ts';

/** Public P-256 key as it stands in a JWS header. */
export interface EcPublicJwk {
  readonly crv: 'P-256';
  readonly kty: 'EC';
  readonly x: string;
  readonly y: string;
}

/** Whoever may sign on chain. `x`, `y`: 32 bytes each. `n`: RSA modulus, big-endian, no leading zero. */
export type Signer =
  | { readonly kind: 'es256' | 'webauthn'; readonly x: Hex; readonly y: Hex }
  | { readonly kind: 'rsa'; readonly n: Hex }
  | { readonly kind: 'account'; readonly address: Address };

/** The deployment's verifier contracts (ERC-7913). */
export interface Verifiers {
  readonly es256: Address;
  readonly webauthn: Address;
  readonly rsa: Address;
}

/**
 * ERC-7913 signer bytes: verifier address ‖ key, or a bare address (protocol §1).
 *
 * @throws MalformedError naming the part that has the wrong length
 */
export function signerBytes(signer: Signer, verifiers: Verifiers): Uint8Array<ArrayBuffer> {
  switch (signer.kind) {
    case 'es256':
    case 'webauthn':
      return concat(
        Address.bytes(verifiers[signer.kind]),
        coordinate(signer.x, 'x'),
        coordinate(signer.y, 'y'),
      );
    case 'rsa':
      return concat(Address.bytes(verifiers.rsa), abiEncodeRsaKey(fromHex(signer.n, 'n')));
    case 'account':
      return Address.bytes(Address.parse(signer.address));
  }
}

/** The leftmost 24 bytes of the Keccak-256 of the signer bytes. */
export const signerId = (signer: Signer, verifiers: Verifiers): SignerId =>
  signerIdOfBytes(signerBytes(signer, verifiers));

export const signerIdOfBytes = (bytes: Uint8Array): SignerId => SignerId.of(keccak256(bytes).subarray(0, 24));

/** @throws MalformedError unless the coordinates are 32 bytes each */
export function signerFromJwk(jwk: EcPublicJwk): Signer {
  return { kind: 'es256', x: toHex(jwkCoordinate(jwk.x, 'jwk.x')), y: toHex(jwkCoordinate(jwk.y, 'jwk.y')) };
}

export function jwkFromSigner(signer: Signer): EcPublicJwk {
  if (signer.kind !== 'es256' && signer.kind !== 'webauthn') {
    throw new MalformedError('signer', 'a P-256 key');
  }
  const { x, y } = signer;
  return {
    crv: 'P-256',
    kty: 'EC',
    x: toBase64Url(coordinate(x, 'x')),
    y: toBase64Url(coordinate(y, 'y')),
  };
}

/** Signer id of the ES256 key in a JWS header. */
export const signerIdOfJwk = ({ x, y }: EcPublicJwk, { es256 }: Verifiers): SignerId =>
  signerIdOfKey(JSON.stringify([x, y, es256]));

const signerIdOfKey = remembered((key) => {
  const [x = '', y = '', verifier = ''] = JSON.parse(key) as readonly string[];
  const address = Address.bytes(Address.parse(verifier));
  return signerIdOfBytes(concat(address, jwkCoordinate(x, 'jwk.x'), jwkCoordinate(y, 'jwk.y')));
});

function coordinate(hex: Hex, field: string): Uint8Array {
  const bytes = fromHex(hex, field);
  if (bytes.length !== 32) throw new MalformedError(field, '32 bytes');
  return bytes;
}

function jwkCoordinate(text: string, field: string): Uint8Array {
  const bytes = fromBase64Url(text, field);
  if (bytes.length !== 32) throw new MalformedError(field, '32 bytes');
  return bytes;
}

/** `abi.encode(bytes e, bytes n)` with e = 65537: two offsets, then each value with its length, padded. */
function abiEncodeRsaKey(n: Uint8Array): Uint8Array {
  const leading = n[0] ?? 0;
  if (n.length < 256 || leading === 0 || (n.length === 256 && leading < 0x80)) {
    throw new MalformedError('n', 'an RSA modulus of 2,048 bits or more without leading zeros');
  }
  const e = Uint8Array.of(1, 0, 1);
  const word = (value: number) => uintBytes(value, 32);
  const padded = (bytes: Uint8Array) => concat(bytes, new Uint8Array((32 - (bytes.length % 32)) % 32));
  const encodedE = concat(word(e.length), padded(e));
  return concat(word(64), word(64 + encodedE.length), encodedE, word(n.length), padded(n));
}
