import { Disclosure, pack, splitSdJwt, unpackSync } from '@sd-jwt/core';
import { z } from 'zod';
import { randomBytes, toBase64Url, utf8 } from './bytes.ts';
import type { CertificateSubject } from './certificate-subject.ts';
import { commitment } from './commitment.ts';
import { type Es256Signer, signEs256 } from './es256.ts';
import { timeSchema } from './event.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import type { Commitment, Salt } from './ids.ts';
import { isObject, type JsonObject } from './json.ts';
import { completeJws, decodeJws, prepareJws, verifyJws } from './jws.ts';
import { MalformedError } from './malformed.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

/**
 * A certificate of origin as a W3C Verifiable Credential 2.0, secured as SD-JWT (media type vc+sd-jwt):
 * `<issuer-signed JWT>~<disclosure>~…~`. Its holder leaves out disclosures to hide fields from a reader; the
 * issuer's signature and the content commitment hold all the same.
 */
const TYPE = 'vc+sd-jwt';
const MAX_LENGTH = 1024 * 1024;
const MAX_DISCLOSURES = 4_000;

export const CREDENTIAL_CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  { '@vocab': 'urn:openpouch:certificate-of-origin:1#' },
] as const;
export const CREDENTIAL_TYPE = ['VerifiableCredential', 'EuNonPreferentialCertificateOfOrigin'] as const;

/** Fields of the subject that may be hidden one by one; all others are always shown. */
const HIDEABLE = [
  ...['verificationCode', 'consignor', 'onBehalfOf', 'consignee', 'importer', 'destinationCountry'],
  ...['transport', 'remarks', 'references', 'invoiceTotal', 'incoterm'],
];
const HIDEABLE_IN_ITEM = [
  ...['marks', 'packages', 'inBulk', 'description', 'hsCode', 'productId', 'origin', 'grossWeight'],
  ...['netWeight', 'quantity', 'manufacturer', 'originCriterion', 'invoice'],
];

const issuerSchema = z.strictObject({
  /** did:web of the chamber, as in its profile. */
  id: z.string().min(1).max(500),
  /** Legal name, as in its profile. */
  name: z.string().min(1).max(200),
  /** ICC accreditation number. */
  accreditationNumber: z.string().min(1).max(35).optional(),
});
export type CredentialIssuer = z.infer<typeof issuerSchema>;

export interface CredentialClaims {
  readonly issuer: CredentialIssuer;
  readonly validFrom: Date;
  readonly subject: CertificateSubject;
}

/** What is to be signed, and the disclosures that go with it. */
export interface PreparedCredential {
  readonly prepared: string;
  readonly disclosures: readonly string[];
}

/** Prepares a credential for a key that signs elsewhere (`completeCredential`). */
export async function prepareCredential(
  claims: CredentialClaims,
  jwk: EcPublicJwk,
  sha256: Sha256 = portableSha256,
): Promise<PreparedCredential> {
  const { packedClaims, disclosures } = await pack<JsonObject>(
    {
      '@context': CREDENTIAL_CONTEXT,
      type: CREDENTIAL_TYPE,
      issuer: claims.issuer,
      validFrom: claims.validFrom.toISOString(),
      credentialSubject: claims.subject,
    },
    // The library's frame type follows a payload's type to any depth; ours is data.
    { credentialSubject: subjectFrame(claims.subject) } as never,
    { alg: 'sha-256', hasher: hasherOf(sha256) },
    () => toBase64Url(randomBytes(16)),
  );
  const payload = { ...packedClaims, _sd_alg: 'sha-256' };
  return {
    prepared: prepareJws(TYPE, payload, jwk),
    disclosures: disclosures.map((disclosure) => disclosure.encode()),
  };
}

export const completeCredential = (credential: PreparedCredential, signature: Uint8Array): string =>
  join(completeJws(credential.prepared, signature), credential.disclosures);

export async function issueCredential(
  claims: CredentialClaims,
  signer: Es256Signer,
  sha256: Sha256 = portableSha256,
): Promise<string> {
  const prepared = await prepareCredential(claims, signer.jwk, sha256);
  return completeCredential(prepared, await signEs256(signer, utf8(prepared.prepared)));
}

/** A certificate's content: the issuer-signed JWT, the part before the first `~`. */
export const credentialContent = (credential: string): Uint8Array<ArrayBuffer> =>
  utf8(credential.split('~', 1)[0] ?? '');

export const credentialCommitment = (
  salt: Salt,
  credential: string,
  sha256: Sha256 = portableSha256,
): Commitment => commitment(salt, credentialContent(credential), sha256);

export interface ReadCredential {
  /** The issuing key. */
  readonly jwk: EcPublicJwk;
  readonly issuer: CredentialIssuer;
  readonly validFrom: string;
  /** What of the certificate is shown; hidden fields are absent. */
  readonly subject: JsonObject;
  /** Paths in the subject that are shown and might be hidden, e.g. `consignee`, `items.0.hsCode`. */
  readonly disclosed: readonly string[];
  /** How many fields are hidden. */
  readonly hiddenCount: number;
}

/**
 * Reads and verifies a credential, whole or redacted. Disclosures that were altered, repeated or that the
 * issuer's part does not name are refused.
 *
 * @throws MalformedError, SignatureError
 */
export async function verifyCredential(
  credential: string,
  sha256: Sha256 = portableSha256,
): Promise<ReadCredential> {
  const { jwt, disclosures } = split(credential);
  const { jwk, payload } = await verifyJws(jwt, TYPE);
  return read(jwk, payload, disclosures, sha256);
}

/** Reads a credential that was verified before it was stored. @throws MalformedError */
export function decodeCredential(credential: string, sha256: Sha256 = portableSha256): ReadCredential {
  const { jwt, disclosures } = split(credential);
  const { jwk, payload } = decodeJws(jwt, TYPE);
  return read(jwk, payload, disclosures, sha256);
}

/**
 * The credential with only those hideable fields for which `show(path)` is true; paths as in
 * `ReadCredential.disclosed`.
 */
export function presentCredential(
  credential: string,
  show: (path: string) => boolean,
  sha256: Sha256 = portableSha256,
): string {
  const { jwt, disclosures } = split(credential);
  const opened = open(decodeJws(jwt, TYPE).payload, disclosures, sha256);
  const shown = disclosures.filter((encoded) => {
    const path = opened.pathOf.get(toBase64Url(sha256(utf8(encoded))));
    return path !== undefined && show(path);
  });
  return join(jwt, shown);
}

function read(
  jwk: EcPublicJwk,
  payload: JsonObject,
  disclosures: readonly string[],
  sha256: Sha256,
): ReadCredential {
  const { claims, pathOf, hiddenCount } = open(payload, disclosures, sha256);
  const { issuer, validFrom, credentialSubject } = claims;
  const type = claims['type'];
  if (!Array.isArray(type) || type.join() !== CREDENTIAL_TYPE.join()) {
    throw new MalformedError('credential.type', CREDENTIAL_TYPE.join(', '));
  }
  const [base] = Array.isArray(claims['@context']) ? claims['@context'] : [];
  if (base !== CREDENTIAL_CONTEXT[0]) throw new MalformedError('credential.@context', CREDENTIAL_CONTEXT[0]);
  if (!isObject(credentialSubject)) throw new MalformedError('credential.credentialSubject', 'an object');
  return {
    jwk,
    issuer: checked(issuerSchema, issuer, 'credential.issuer'),
    validFrom: checked(timeSchema, validFrom, 'credential.validFrom'),
    subject: credentialSubject,
    disclosed: [...pathOf.values()].sort(),
    hiddenCount,
  };
}

interface Opened {
  readonly claims: JsonObject;
  /** Path in the subject by the disclosure's digest. */
  readonly pathOf: ReadonlyMap<string, string>;
  readonly hiddenCount: number;
}

/** Puts the disclosures in their places. @throws MalformedError for any that has none */
function open(payload: JsonObject, encoded: readonly string[], sha256: Sha256): Opened {
  if (payload['_sd_alg'] !== 'sha-256') throw new MalformedError('credential._sd_alg', 'sha-256');
  try {
    const hasher = hasherOf(sha256);
    const disclosures = encoded.map((text) => Disclosure.fromEncodeSync(text, { alg: 'sha-256', hasher }));
    if (!disclosures.every(({ key }) => typeof key === 'string' && !RESERVED.includes(key))) {
      throw new Error('not [salt, name, value], or a reserved name');
    }
    const digests = countDigests(payload) + countDigests(disclosures.map(({ value }) => value));
    const { unpackedObj, disclosureKeymap } = unpackSync(payload, disclosures, hasher);
    const entries = Object.entries(disclosureKeymap);
    // One that is there twice, or of another form than its place, would be dropped without a word.
    if (!isObject(unpackedObj) || entries.length !== disclosures.length) throw new Error('no place');
    const pathOf = new Map(
      entries.map(([path, digest]) => [digest, path.replace(/^credentialSubject\./, '')]),
    );
    return { claims: unpackedObj, pathOf, hiddenCount: digests - disclosures.length };
  } catch (cause) {
    throw new MalformedError('credential disclosures', 'disclosures that the credential names', { cause });
  }
}

/** Claim names that SD-JWT keeps for itself (RFC 9901 §4.2.1), and the one that JavaScript does. */
const RESERVED = ['_sd', '...', '__proto__'];

function countDigests(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countDigests(item), 0);
  if (!isObject(value)) return 0;
  const { _sd, ...rest } = value;
  return (Array.isArray(_sd) ? _sd.length : 0) + countDigests(Object.values(rest));
}

function subjectFrame(subject: CertificateSubject): JsonObject {
  const present = (names: readonly string[], value: object) => names.filter((name) => name in value);
  const items = subject.items.map(
    (item, index) => [index, { _sd: present(HIDEABLE_IN_ITEM, item) }] as const,
  );
  return {
    _sd: present(HIDEABLE, subject),
    issue: { _sd: ['officer'] },
    items: Object.fromEntries(items),
  };
}

function split(credential: string): { jwt: string; disclosures: string[] } {
  if (credential.length > MAX_LENGTH)
    throw new MalformedError('credential', `at most ${MAX_LENGTH} characters`);
  if (!credential.endsWith('~')) throw new MalformedError('credential', 'an SD-JWT without key binding');
  const { jwt, disclosures } = splitSdJwt(credential);
  if (disclosures.length > MAX_DISCLOSURES) throw new MalformedError('credential', 'fewer disclosures');
  return { jwt, disclosures };
}

const join = (jwt: string, disclosures: readonly string[]): string => [jwt, ...disclosures, ''].join('~');

const hasherOf = (sha256: Sha256) => (data: string | ArrayBuffer) =>
  sha256(typeof data === 'string' ? utf8(data) : new Uint8Array(data));
