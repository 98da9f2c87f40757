import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { decodeJws } from '../../core/jws.ts';
import { derOf } from '../../server/records/es256.ts';

/** The public key that signed each text, as `x.y`; null where the signature does not hold. */
export type Signers = (string | null)[];

interface Signer {
  readonly name: string;
  readonly key: KeyObject;
}

/** By the text of the header, which is read once for all that one key signed. */
const known = new Map<string, Signer>();
const mostKnown = 10_000;

/** Half the order of P-256: a signature has its s in the lower half (protocol §1). */
const halfOrder = Buffer.from('7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8', 'hex');

/** @throws when the header is not the one of an event */
function signerOf(jws: string): Signer {
  const header = jws.slice(0, jws.indexOf('.'));
  const found = known.get(header);
  if (found !== undefined) return found;
  const { jwk } = decodeJws(jws, 'openpouch-event+jws');
  const signer = { name: `${jwk.x}.${jwk.y}`, key: createPublicKey({ key: { ...jwk }, format: 'jwk' }) };
  if (known.size >= mostKnown) known.clear();
  known.set(header, signer);
  return signer;
}

/** Node's own verification: with WebCrypto's the threads would wait for one another's. */
function whoSigned(jws: string): string | null {
  try {
    const end = jws.lastIndexOf('.');
    const { name, key } = signerOf(jws);
    const signature = Buffer.from(jws.slice(end + 1), 'base64url');
    if (signature.length !== 64 || signature.subarray(32).compare(halfOrder) > 0) return null;
    const signed = Buffer.from(jws.slice(0, end), 'latin1');
    return verify('sha256', signed, key, derOf(signature)) ? name : null;
  } catch {
    return null;
  }
}

const port = parentPort;
if (port === null) throw new Error('This runs in a thread of its own.');
port.on('message', (texts: readonly string[]) => port.postMessage(texts.map(whoSigned) satisfies Signers));
