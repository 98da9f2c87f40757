import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Es256Check } from '../../core/es256.ts';
import { remembered } from '../../core/remembered.ts';
import type { EcPublicJwk } from '../../core/signer.ts';

/**
 * Node's own check of a signature. WebCrypto's takes half as much of the processor again, and several times as much
 * of the thread that asks.
 */
export const checkEs256: Es256Check = (jwk, message, signature) => {
  const key = keyOf(jwk);
  if (key === null) return false;
  return new Promise((resolve, reject) => {
    verify('sha256', message, key, derOf(signature), (error, holds) => {
      if (error === null) resolve(holds);
      else reject(error);
    });
  });
};

/**
 * The same at once, in the thread that asks: for one where nothing else waits. All threads share the few helpers of the
 * process, which the other check is left to.
 */
export const checkEs256AtOnce = (jwk: EcPublicJwk, message: Uint8Array, signature: Uint8Array): boolean => {
  const key = keyOf(jwk);
  return key !== null && verify('sha256', message, key, derOf(signature));
};

/** Null: it is no point of the curve. */
function keyOf({ x, y }: EcPublicJwk): KeyObject | null {
  try {
    return imported(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }));
  } catch {
    return null;
  }
}

const imported = remembered((jwk) => createPublicKey({ key: JSON.parse(jwk), format: 'jwk' }));

/**
 * `r ‖ s` (64 bytes) as `SEQUENCE { INTEGER r, INTEGER s }` (X9.62). Node takes the other form as well, with options that
 * cost it half as much again as the verification does.
 */
export function derOf(signature: Uint8Array): Uint8Array {
  const der = new Uint8Array(72);
  let at = 2;
  for (const from of [0, 32]) {
    const end = from + 32;
    let start = from;
    while (start < end - 1 && signature[start] === 0) start++;
    const isHigh = (signature[start] ?? 0) > 0x7f;
    der[at++] = 0x02;
    der[at++] = end - start + (isHigh ? 1 : 0);
    if (isHigh) der[at++] = 0;
    der.set(signature.subarray(start, end), at);
    at += end - start;
  }
  der[0] = 0x30;
  der[1] = at - 2;
  return der.subarray(0, at);
}
