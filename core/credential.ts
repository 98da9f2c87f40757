import { pack, splitSdJwt } from '@sd-jwt/core';
import { z } from 'zod';
import { randomBytes, toBase64Url, utf8 } from './bytes.ts';
import { type CertificateKind, certificateKinds, kindOf } from './certificate-kind.ts';
import type { CertificateSubject } from './certificate-subject.ts';
import type { DocumentSubject } from './certified-document.ts';
import { commitment } from './commitment.ts';
import { type Es256Signer, signEs256, thumbprint } from './es256.ts';
import { timeSchema } from './event.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import type { Commitment, Salt } from './ids.ts';
import { isObject, type JsonObject } from './json.ts';
import { completeJws, decodeJws, type Jws, prepareJws, verifyJws } from './jws.ts';
import { MalformedError } from './malformed.ts';
import { digestOf, type HiddenIn, openDisclosures } from './open-disclosures.ts';
import { type Primitives, portable } from './primitives.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

/**
 * A certificate, of origin or of a document, as a W3C Verifiable Credential 2.0, secured as SD-JWT (media type vc+sd-jwt):
 * `<issuer-signed JWT>~<disclosure>~…~`. Its holder leaves out disclosures to hide fields from a reader; the
 * issuer's signature and the content commitment hold all the same.
 */
const TYPE = 'vc+sd-jwt';
const MAX_LENGTH = 1024 * 1024;
const MAX_DISCLOSURES = 4_000;

export const W3C_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
export const CREDENTIAL_TYPES = {
  origin: ['VerifiableCredential', 'EuNonPreferentialCertificateOfOrigin'],
  document: ['VerifiableCredential', 'ChamberCertifiedDocument'],
} as const satisfies Record<CertificateKind, readonly string[]>;

/** Fields of the subject that may be hidden one by one; all others are always shown. */
export const HIDEABLE = [
  ...['verificationCode', 'consignor', 'onBehalfOf', 'consignee', 'importer', 'destinationCountry'],
  ...['transport', 'remarks', 'references', 'totals', 'invoiceTotal', 'incoterm', 'applicant'],
  'supportingDocuments',
];
export const HIDEABLE_IN_ITEM = [
  ...['marks', 'packages', 'inBulk', 'description', 'hsCode', 'hsEdition', 'productId', 'origin'],
  ...['grossWeight', 'netWeight', 'quantity', 'manufacturer', 'originCriterion', 'originRule', 'invoice'],
];
export const HIDEABLE_IN_ISSUE = ['officer'];
/** Of a certified document: never the document itself, nor what is certified of it. */
export const HIDEABLE_OF_DOCUMENT: readonly string[] = [
  ...['verificationCode', 'consignor', 'consignee', 'destinationCountry', 'signatory', 'remarks'],
];

export const issuerSchema = z.strictObject({
  /** did:web of the chamber, as in its profile. */
  id: z.string().min(1).max(500),
  /** Legal name, as in its profile. */
  name: z.string().min(1).max(200),
  /** ICC accreditation number. */
  accreditationNumber: z.string().min(1).max(35).optional(),
});
export type CredentialIssuer = z.infer<typeof issuerSchema>;

/** A published document as a credential refers to it (VC Data Model 2.0, `relatedResource`). */
export interface Published {
  /** Its address. */
  readonly id: string;
  /** SHA-256 as in Subresource Integrity: `sha256-<base64>`. */
  readonly digestSRI: string;
}

/** What the fields mean (JSON-LD context) and what they may hold (JSON Schema). */
export interface Vocabulary<T extends Published = Published> {
  readonly context: T;
  readonly schema: T;
}

export interface CredentialClaims {
  readonly issuer: CredentialIssuer;
  readonly validFrom: Date;
  /** Where the country of destination takes it for so long only. */
  readonly validUntil?: Date | undefined;
  readonly subject: CertificateSubject | DocumentSubject;
  /** Where its context and its schema are published. */
  readonly vocabulary: Vocabulary;
}

/** The id of an issuing key in its chamber's DID document (RFC 7638). */
export const keyIdOf = (did: string, jwk: EcPublicJwk): string => `${did}#${thumbprint(jwk)}`;

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
  const { context, schema } = claims.vocabulary;
  const { validUntil } = claims;
  const { packedClaims, disclosures } = await pack<JsonObject>(
    {
      '@context': [W3C_CONTEXT, context.id],
      type: CREDENTIAL_TYPES[kindOf(claims.subject)],
      issuer: claims.issuer,
      validFrom: claims.validFrom.toISOString(),
      ...(validUntil !== undefined && { validUntil: validUntil.toISOString() }),
      relatedResource: [{ ...reference(context), mediaType: 'application/ld+json' }],
      credentialSchema: { ...reference(schema), type: 'JsonSchema' },
      credentialSubject: claims.subject,
    },
    // The library's frame type follows a payload's type to any depth; ours is data.
    { credentialSubject: subjectFrame(claims.subject) } as never,
    { alg: 'sha-256', hasher: hasherOf(sha256) },
    () => toBase64Url(randomBytes(16)),
  );
  const payload = { ...packedClaims, _sd_alg: 'sha-256' };
  return {
    prepared: prepareJws(TYPE, payload, jwk, keyIdOf(claims.issuer.id, jwk)),
    disclosures: disclosures.map((disclosure) => disclosure.encode()),
  };
}

const reference = ({ id, digestSRI }: Published): Published => ({ id, digestSRI });

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
  readonly kind: CertificateKind;
  /** The issuing key. */
  readonly jwk: EcPublicJwk;
  readonly issuer: CredentialIssuer;
  readonly validFrom: string;
  /** Null: it has no end. */
  readonly validUntil: string | null;
  /** What of the certificate is shown; hidden fields are absent. */
  readonly subject: JsonObject;
  /** Paths in the subject that are shown and might be hidden, e.g. `consignee`, `items.0.hsCode`. */
  readonly disclosed: readonly string[];
  /** How many fields are hidden. */
  readonly hiddenCount: number;
  readonly hiddenIn: readonly HiddenIn[];
}

/**
 * Reads and verifies a credential, whole or redacted. Disclosures that were altered, repeated or that the
 * issuer's part does not name are refused.
 *
 * @throws MalformedError, SignatureError
 */
export async function verifyCredential(
  credential: string,
  { sha256, checkEs256 }: Primitives = portable,
): Promise<ReadCredential> {
  const { jwt, disclosures } = split(credential);
  return read(await verifyJws(jwt, TYPE, checkEs256), disclosures, sha256);
}

/** Reads a credential that was verified before it was stored. @throws MalformedError */
export function decodeCredential(credential: string, sha256: Sha256 = portableSha256): ReadCredential {
  const { jwt, disclosures } = split(credential);
  return read(decodeJws(jwt, TYPE), disclosures, sha256);
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
  const opened = openDisclosures(decodeJws(jwt, TYPE).payload, disclosures, sha256);
  const shown = disclosures.filter((encoded) => {
    const path = opened.pathOf.get(digestOf(encoded, sha256));
    return path !== undefined && show(path);
  });
  return join(jwt, shown);
}

/**
 * The credential with its disclosures in place, as a JSON Schema or a JSON-LD processor reads it.
 *
 * @throws MalformedError; the signature is not asked for
 */
export function disclosedCredential(credential: string, sha256: Sha256 = portableSha256): JsonObject {
  const { jwt, disclosures } = split(credential);
  return openDisclosures(decodeJws(jwt, TYPE).payload, disclosures, sha256).claims;
}

function read({ jwk, kid, payload }: Jws, disclosures: readonly string[], sha256: Sha256): ReadCredential {
  const { claims, pathOf, hiddenIn } = openDisclosures(payload, disclosures, sha256);
  const { credentialSubject } = claims;
  const type = Array.isArray(claims['type']) ? claims['type'].join() : '';
  const kind = certificateKinds.find((one) => CREDENTIAL_TYPES[one].join() === type);
  if (kind === undefined)
    throw new MalformedError('credential.type', 'a certificate of origin or a certified document');
  const [base] = Array.isArray(claims['@context']) ? claims['@context'] : [];
  if (base !== W3C_CONTEXT) throw new MalformedError('credential.@context', W3C_CONTEXT);
  if (!isObject(credentialSubject)) throw new MalformedError('credential.credentialSubject', 'an object');
  const issuer = checked(issuerSchema, claims['issuer'], 'credential.issuer');
  // Credentials of before had none.
  if (kid !== undefined && kid !== keyIdOf(issuer.id, jwk))
    throw new MalformedError('credential.kid', "the issuer's key");
  return {
    kind,
    jwk,
    issuer,
    ...period(claims),
    subject: credentialSubject,
    // Sorted for whoever hides fields: who verifies does not ask for them.
    get disclosed() {
      return [...pathOf.values()].sort();
    },
    hiddenCount: hiddenIn.reduce((sum, { count }) => sum + count, 0),
    hiddenIn,
  };
}

/** @throws MalformedError for an end that is none, or that does not come after the beginning */
function period(claims: JsonObject): Pick<ReadCredential, 'validFrom' | 'validUntil'> {
  const validFrom = checked(timeSchema, claims['validFrom'], 'credential.validFrom');
  if (!('validUntil' in claims)) return { validFrom, validUntil: null };
  const validUntil = checked(timeSchema, claims['validUntil'], 'credential.validUntil');
  if (Date.parse(validUntil) <= Date.parse(validFrom))
    throw new MalformedError('credential.validUntil', 'a time after validFrom');
  return { validFrom, validUntil };
}

function subjectFrame(subject: CertificateSubject | DocumentSubject): JsonObject {
  const present = (names: readonly string[], value: object) => names.filter((name) => name in value);
  if (!('items' in subject))
    return { _sd: present(HIDEABLE_OF_DOCUMENT, subject), issue: { _sd: HIDEABLE_IN_ISSUE } };
  const items = subject.items.map(
    (item, index) => [index, { _sd: present(HIDEABLE_IN_ITEM, item) }] as const,
  );
  return {
    _sd: present(HIDEABLE, subject),
    issue: { _sd: HIDEABLE_IN_ISSUE },
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
