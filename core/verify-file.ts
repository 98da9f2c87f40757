import { z } from 'zod';
import { BUNDLE_LIMITS, type ProofBundle, parseBundle, UnknownFormatError } from './bundle.ts';
import { fromUtf8, type Hex, toHex, utf8 } from './bytes.ts';
import { commitment } from './commitment.ts';
import type { Sha256 } from './hashing.ts';
import { Commitment } from './ids.ts';
import { isObject } from './json.ts';
import { type Filling, type Hole, readHole, renditionCommitment } from './rendition.ts';
import { type Check, cannotTell, fails, holds, type LocalFacts } from './verdict.ts';
import { messageOf } from './verify-trail.ts';

/** A proof with or without the file it is about, or a file that is or carries its proof. */
export interface VerifyInput {
  /** Text or parsed JSON; left out, it is looked for in the file. */
  readonly bundle?: unknown;
  readonly file?: Uint8Array;
}

export interface Found {
  readonly bundle: ProofBundle;
  readonly file: Uint8Array | null;
}

/** The proof, or the check that says why there is none. Everything in `input` may be hostile. */
export function findProof(input: VerifyInput): { found: Found | null; check: Check } {
  try {
    const source = input.bundle === undefined ? proofInFile(input.file) : input.bundle;
    if (source === null) {
      return { found: null, check: cannotTell('proof.readable', 'This file carries no proof.') };
    }
    const bundle = parseBundle(source);
    const isProofItself = input.bundle === undefined && input.file !== undefined && isJson(input.file);
    return {
      found: withCredentialFile({ bundle, file: isProofItself ? null : (input.file ?? null) }),
      check: holds('proof.readable', 'The proof can be read.', { format: bundle.format }),
    };
  } catch (cause) {
    return {
      found: null,
      check:
        cause instanceof UnknownFormatError
          ? cannotTell('proof.readable', 'The proof was made for a newer verifier.', { format: 'newer' })
          : fails('proof.readable', `The proof is damaged or none of ours (${messageOf(cause)}).`),
    };
  }
}

/**
 * A file that is the certificate's credential, whole or with fields hidden, takes the place of the proof's own
 * (protocol §8): issuer's signature and commitment are those of its signed part.
 */
function withCredentialFile(found: Found): Found {
  const { bundle, file } = found;
  const { content, subject } = bundle;
  const isOfRecord = subject.type === 'record' || subject.type === 'control';
  if (!isOfRecord || file === null || content === null || !('credential' in content)) return found;
  const signed = content.credential.slice(0, content.credential.indexOf('~') + 1);
  if (signed === '' || file.length > BUNDLE_LIMITS.maxLength) return found;
  // Of bytes beyond ASCII it makes letters that no credential has: what they are does not matter here.
  const credential = new TextDecoder('latin1').decode(file).replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  if (!credential.startsWith(signed)) return found;
  return { bundle: { ...bundle, content: { ...content, credential } }, file: null };
}

function proofInFile(file: Uint8Array | undefined): string | null {
  if (file === undefined) return null;
  if (!isJson(file)) return readHole(file)?.text ?? null;
  // Beyond the limit the text is refused anyway: it need not be decoded first.
  return fromUtf8(file.subarray(0, BUNDLE_LIMITS.maxLength + 1), 'bundle');
}

/** Whether the first byte that is no white space is an opening brace. */
function isJson(file: Uint8Array): boolean {
  let at = 0;
  while (file[at] === 0x20 || file[at] === 0x0a || file[at] === 0x0d || file[at] === 0x09) at++;
  return file[at] === 0x7b;
}

const documentSchema = z.object({ commitment: Commitment.schema });
const renditionSchema = documentSchema.extend({
  length: z.int().positive(),
  hole: z.object({ offset: z.int().positive(), length: z.int().positive() }),
});
const RENDERED = 'org.openpouch.certificate.rendered';

/**
 * Whether the event is there that recorded the file, and whether the file given is that file.
 * @param certificate of the bundle, as far as it is shown and properly signed
 */
export function verifyFile(
  { bundle, file }: Found,
  { events, certificate }: Pick<LocalFacts, 'events' | 'certificate'>,
  sha256: Sha256,
): Check[] {
  const { subject } = bundle;
  if (subject.type === 'record' || subject.type === 'control') {
    return file === null ? [] : [compareCertified(certificate, toHex(sha256(file)))];
  }
  const body = events.find((event) => event.sequence === subject.sequence)?.body;
  if (body == null) {
    return [cannotTell('subject.event', 'The event that recorded the file is not shown.')];
  }
  const evidence = { sequence: subject.sequence, type: body.type };
  const isRendition = subject.type === 'rendition';
  const data = (isRendition ? renditionSchema : documentSchema).safeParse(body.data);
  if ((body.type === RENDERED) !== isRendition || !data.success) {
    return [fails('subject.event', `The event does not record a ${subject.type}.`, evidence)];
  }
  const recorded = holds('subject.event', `The event records a ${subject.type}.`, evidence);
  if (file === null) return [recorded];

  const rendition = renditionSchema.safeParse(body.data);
  const same =
    isRendition && rendition.success
      ? file.length === rendition.data.length &&
        holeIsClean(file, rendition.data.hole, bundle) &&
        renditionCommitment(subject.salt, file, rendition.data.hole, sha256) === rendition.data.commitment
      : commitment(subject.salt, file, sha256) === data.data.commitment;
  return [
    recorded,
    same
      ? holds('file.unchanged', 'The file is the one that was recorded, byte for byte.')
      : fails('file.unchanged', 'The file is not the one that was recorded: it was altered.', evidence),
  ];
}

/** A file beside the proof of a record: it can only be the document that the record certifies (protocol §8). */
export function compareCertified(certificate: LocalFacts['certificate'], digest: Hex): Check {
  const document = certificate?.kind === 'document' ? certificate.subject['document'] : undefined;
  const certified = isObject(document) ? document['digest'] : undefined;
  if (certified === undefined) return fails('file.unchanged', 'The proof says nothing about this file.');
  return certified === digest
    ? holds('file.unchanged', 'The file is the one that was certified, byte for byte.', { digest })
    : fails('file.unchanged', 'The file is not the one that was certified.', { digest, certified });
}

/** The hole is not covered by the commitment, so nothing may lie in it but spaces or a proof of this record. */
function holeIsClean(file: Uint8Array, hole: Hole, bundle: ProofBundle): boolean {
  if (hole.offset + hole.length > file.length) return false;
  if (file.subarray(hole.offset, hole.offset + hole.length).every((byte) => byte === 0x20)) return true;
  let filling: Filling | null;
  try {
    filling = readHole(file);
    if (filling === null || parseBundle(filling.text).recordId !== bundle.recordId) return false;
  } catch {
    return false;
  }
  const textLength = utf8(filling.text).length;
  return filling.offset === hole.offset && textLength <= hole.length && filling.length >= hole.length;
}
