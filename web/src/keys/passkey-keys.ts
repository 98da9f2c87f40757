import { p256 } from '@noble/curves/nist.js';
import { fromUintBytes, toBase64Url, utf8 } from '../../../core/bytes.ts';
import { type Es256Signer, importEs256Signer } from '../../../core/es256.ts';

/** What an authenticator is asked to evaluate: the same everywhere, because what differs is in the labels below. */
export const prfInput = utf8('openpouch keys v1');

/** Derives the keys of one organisation from the secret that a passkey answers. */
export interface PasskeyKeys {
  readonly identity: () => Promise<Es256Signer>;
  /** The key of the n-th record, from 0. */
  readonly owner: (index: number) => Promise<Es256Signer>;
}

/** @param secret 32 bytes, the PRF's output (WebAuthn Level 3, §10.1.4). It is HKDF's input and nothing else. */
export async function passkeyKeys(
  secret: Uint8Array<ArrayBuffer>,
  organisationId: string,
): Promise<PasskeyKeys> {
  const master = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const derive = async (label: string): Promise<Es256Signer> => {
    const info = utf8(`openpouch/v1/${organisationId}/${label}`);
    const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
    const bits = new Uint8Array(await crypto.subtle.deriveBits(hkdf, master, 384));
    const scalar = scalarOf(bits);
    const point = p256.getPublicKey(scalar, false);
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => toBase64Url(part));
    const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: toBase64Url(scalar) };
    for (const bytes of [bits, scalar]) bytes.fill(0);
    return importEs256Signer(jwk);
  };
  return {
    identity: () => derive('identity'),
    owner: (index) => derive(`owner/${index}`),
  };
}

const order = p256.Point.Fn.ORDER;

/** FIPS 186-5, A.2.1: 128 bits more than the order has, so that no scalar is likelier than another. */
function scalarOf(bits: Uint8Array): Uint8Array<ArrayBuffer> {
  const scalar = new Uint8Array(32);
  let rest = (bigOf(bits) % (order - 1n)) + 1n;
  for (let index = 31; index >= 0; index--) {
    scalar[index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return scalar;
}

function bigOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let index = 0; index < bytes.length; index += 4)
    value = (value << 32n) | BigInt(fromUintBytes(bytes.subarray(index, index + 4)));
  return value;
}
