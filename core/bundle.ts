import { z } from 'zod';
import { utf8 } from './bytes.ts';
import { sha256 } from './hashing.ts';
import {
  Address,
  BatchRoot,
  Commitment,
  EntryHash,
  NodeHash,
  ProfileHash,
  RecordId,
  Salt,
  SignerId,
} from './ids.ts';
import { canonicalJson, hasMoreValuesThan, isObject, parseJson } from './json.ts';
import { MalformedError } from './malformed.ts';
import { remembered } from './remembered.ts';
import { checked } from './schema.ts';
import { countrySchema } from './voucher.ts';

/** Protocol §6. Whoever makes a bundle may be hostile: everything in it has a bound. */
export const BUNDLE_FORMAT = 'openpouch-proof/1';
export const BUNDLE_LIMITS = { maxLength: 2 * 1024 * 1024, maxDepth: 32, maxManifestValues: 10_000 } as const;

const count = z.int().nonnegative();

export const bundleEventSchema = z.strictObject({
  sequence: count,
  previous: EntryHash.schema,
  bodyCommitment: Commitment.schema,
  /** Null: withheld or erased. */
  body: z.strictObject({ salt: Salt.schema, jws: z.string().max(512 * 1024) }).nullable(),
  /** Null: not yet in a batch. */
  anchor: z
    .strictObject({
      index: count,
      size: count,
      // 2^53 leaves have paths of 53 nodes.
      path: z.array(NodeHash.schema).max(53),
      root: BatchRoot.schema,
    })
    .nullable(),
});
export type BundleEvent = z.infer<typeof bundleEventSchema>;

/** A chamber's public profile; the SHA-256 of its canonical JSON is on chain. */
export const profileSchema = z.strictObject({
  legalName: z.string().min(1).max(200),
  country: countrySchema,
  did: z.string().min(1).max(500),
});
export type ChamberProfile = z.infer<typeof profileSchema>;

export const genesisSchema = z.strictObject({
  kind: z.enum(['certificate', 'pouch']),
  issuer: SignerId.schema,
  firstOwner: SignerId.schema,
  content: Commitment.schema,
});

export const bundleSubjectSchema = z.union([
  z.strictObject({ type: z.literal('record') }),
  z.strictObject({ type: z.enum(['document', 'rendition']), sequence: count, salt: Salt.schema }),
  /** Who is in control says so (protocol §14): by the owner key, and by the identity key or null. */
  z.strictObject({
    type: z.literal('control'),
    owner: z.string().max(8 * 1024),
    identity: z
      .string()
      .max(8 * 1024)
      .nullable(),
  }),
]);

export const proofBundleSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  deployment: z.strictObject({ chainId: z.int().positive(), recordRegistry: Address.schema }),
  recordId: RecordId.schema,
  genesis: genesisSchema,
  content: z
    .union(
      [
        z.strictObject({ salt: Salt.schema, credential: z.string().max(1024 * 1024) }),
        z.strictObject({ salt: Salt.schema, manifest: z.record(z.string(), z.unknown()) }),
      ],
      'a salt with a credential or a manifest',
    )
    .nullable(),
  events: z.array(bundleEventSchema).max(2_000),
  issuer: z.strictObject({ profile: profileSchema }).nullable(),
  vouchers: z.array(z.string().max(8 * 1024)).max(100),
  subject: bundleSubjectSchema,
});
export type ProofBundle = z.infer<typeof proofBundleSchema>;

/** A bundle of a later version of the protocol: not wrong, but beyond this verifier. */
export class UnknownFormatError extends Error {
  constructor() {
    super(`format: expected ${BUNDLE_FORMAT}`);
    this.name = 'UnknownFormatError';
  }
}

/**
 * Reads a bundle from its text or from what was parsed from it.
 *
 * @throws MalformedError naming the member, UnknownFormatError
 */
export function parseBundle(input: unknown): ProofBundle {
  // An object may come from a parser without limits of ours; spelling it out again applies them.
  const text = typeof input === 'string' ? input : canonicalJson(input, 'bundle');
  const value = parseJson(text, BUNDLE_LIMITS, 'bundle');
  if (isObject(value) && /^openpouch-proof\/(?!1$)\d+$/.test(String(value['format']))) {
    throw new UnknownFormatError();
  }
  // Of two million brackets it takes half a second to say what they are called: no manifest has so many.
  const content = isObject(value) ? value['content'] : undefined;
  if (isObject(content) && hasMoreValuesThan(content['manifest'], BUNDLE_LIMITS.maxManifestValues))
    throw new MalformedError('content.manifest', `at most ${BUNDLE_LIMITS.maxManifestValues} values`);
  // A number beyond any double (1e999) parses, but has no bytes to be hashed.
  if (isObject(content) && isObject(content['manifest']))
    canonicalJson(content['manifest'], 'content.manifest');
  return checked(proofBundleSchema, value, 'bundle');
}

/** The bundle as it is written into files: canonical JSON. @throws MalformedError when it is none */
export function bundleText(bundle: ProofBundle): string {
  const text = canonicalJson(checked(proofBundleSchema, bundle, 'bundle'), 'bundle');
  if (text.length > BUNDLE_LIMITS.maxLength) {
    throw new MalformedError('bundle', `at most ${BUNDLE_LIMITS.maxLength} characters`);
  }
  return text;
}

export const profileHash = (profile: ChamberProfile): ProfileHash => hashOfProfile(canonicalJson(profile));

const hashOfProfile = remembered((canonical) => ProfileHash.of(sha256(utf8(canonical))));
