import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from './bytes.ts';
import { type Es256Check, type Es256Signer, lowS, signEs256, verifyEs256 } from './es256.ts';
import { canonicalJson, isObject, type JsonObject, parseCanonicalObject } from './json.ts';
import { MalformedError } from './malformed.ts';
import { remembered } from './remembered.ts';
import { type EcPublicJwk, signerFromJwk } from './signer.ts';

/** Every kind of signed statement has a type of its own, so that none can be passed off as another. */
export type JwsType =
  | 'openpouch-event+jws'
  | 'openpouch-receipt+jws'
  | 'openpouch-voucher+jws'
  | 'openpouch-enrolment+jws'
  | 'openpouch-root+jws'
  | 'openpouch-trail+jws'
  | 'openpouch-control+jws'
  | 'vc+sd-jwt';

const LIMITS = { maxLength: 512 * 1024, maxDepth: 32 } as const;

export interface Jws {
  readonly jwk: EcPublicJwk;
  /** Of a credential alone: the key's id in its issuer's DID document. */
  readonly kid?: string;
  readonly payload: JsonObject;
}

/** A signature that does not hold: not malformed, but not the key's. */
export class SignatureError extends Error {
  constructor(type: JwsType) {
    super(`${type}: the signature is not by the key in its header`);
    this.name = 'SignatureError';
  }
}

/**
 * The text to be signed, `base64url(header).base64url(payload)`: what self-custody gets to sign elsewhere.
 * The header is canonical JSON with `alg`, `jwk`, `typ`, of a credential also `kid`, and nothing else.
 */
export function prepareJws(type: JwsType, payload: JsonObject, jwk: EcPublicJwk, kid?: string): string {
  return `${headerText(type, jwk, kid)}.${toBase64Url(utf8(canonicalJson(payload, 'payload')))}`;
}

/** Puts a signature (`r ‖ s` over SHA-256 of the prepared text, either s) to what was prepared. */
export const completeJws = (prepared: string, signature: Uint8Array): string =>
  `${prepared}.${toBase64Url(lowS(signature))}`;

export async function signJws(type: JwsType, payload: JsonObject, signer: Es256Signer): Promise<string> {
  const prepared = prepareJws(type, payload, signer.jwk);
  return completeJws(prepared, await signEs256(signer, utf8(prepared)));
}

/**
 * Reads and verifies a compact JWS. Only the exact header of the protocol is taken (typ, alg ES256, jwk,
 * canonical), only a canonical payload and only low s.
 *
 * @throws MalformedError when it is spelled otherwise, SignatureError when the signature is not the key's
 */
export async function verifyJws(jws: string, type: JwsType, check?: Es256Check): Promise<Jws> {
  const parts = split(jws, type);
  const read = readParts(parts, type);
  const signature = fromBase64Url(parts.signature, `${type} signature`);
  if (!(await verifyEs256(read.jwk, utf8(`${parts.header}.${parts.payload}`), signature, check))) {
    throw new SignatureError(type);
  }
  return read;
}

/** The same without asking whether the signature holds: for what was verified before it was stored. */
export const decodeJws = (jws: string, type: JwsType): Jws => readParts(split(jws, type), type);

interface Parts {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

function split(jws: string, type: JwsType): Parts {
  if (jws.length > LIMITS.maxLength) throw new MalformedError(type, `at most ${LIMITS.maxLength} characters`);
  const [header, payload, signature, ...more] = jws.split('.');
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0) {
    throw new MalformedError(type, 'a compact JWS of three parts');
  }
  return { header, payload, signature };
}

function readParts(parts: Parts, type: JwsType): Jws {
  return {
    ...readHeader(`${type} ${parts.header}`),
    payload: parseCanonicalObject(decode(parts.payload, `${type} payload`), LIMITS, `${type} payload`),
  };
}

/** A key's header is the same in all that it signs. */
const readHeader = remembered((typeAndHeader): Pick<Jws, 'jwk' | 'kid'> => {
  const space = typeAndHeader.indexOf(' ');
  const type = typeAndHeader.slice(0, space) as JwsType;
  const text = typeAndHeader.slice(space + 1);
  const header = parseCanonicalObject(decode(text, `${type} header`), LIMITS, `${type} header`);
  const { jwk, kid } = header;
  if (!isObject(jwk) || typeof jwk['x'] !== 'string' || typeof jwk['y'] !== 'string') {
    throw new MalformedError(`${type} header.jwk`, 'a public P-256 key');
  }
  const key: EcPublicJwk = { crv: 'P-256', kty: 'EC', x: jwk['x'], y: jwk['y'] };
  const named = type === 'vc+sd-jwt' && typeof kid === 'string' ? { kid } : {};
  // Rebuilding the header is the check of typ, alg, the key's members and their spelling in one.
  if (headerText(type, key, named.kid) !== text) {
    throw new MalformedError(`${type} header`, `{ alg: ES256, jwk: { crv, kty, x, y }, typ: ${type} }`);
  }
  return { jwk: key, ...named };
});

const decode = (part: string, field: string): string => fromUtf8(fromBase64Url(part, field), field);

function headerText(type: JwsType, { x, y }: EcPublicJwk, kid?: string): string {
  const jwk = { crv: 'P-256', kty: 'EC', x, y } as const;
  signerFromJwk(jwk); // lengths and spelling of the coordinates
  return toBase64Url(utf8(canonicalJson({ alg: 'ES256', jwk, kid, typ: type })));
}
