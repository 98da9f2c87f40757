import type { ChamberProfile, ProofBundle } from './bundle.ts';
import type { CertificateKind } from './certificate-kind.ts';
import type { Accreditation, Anchor, Block, RecordState } from './chain.ts';
import type { ControlStatement } from './control.ts';
import type { EventBody } from './event.ts';
import type { BatchRoot, EntryHash, ProfileHash, RecordId, SignerId } from './ids.ts';
import { isObject, type JsonObject } from './json.ts';
import type { HiddenIn } from './open-disclosures.ts';
import type { Genesis } from './typed-data.ts';
import type { Voucher } from './voucher.ts';

/** In order of precedence, protocol §8: the first that any check leads to is the verdict. */
export const OUTCOMES = [
  'invalid',
  'indeterminate',
  'revoked',
  'superseded',
  'closed',
  'pending',
  'expired',
  'valid',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is checked. A code is part of the API; the sentence beside it may change, and other languages say their own. */
export const CHECK_CODES = [
  'proof.readable',
  'deployment.known',
  'record.id',
  'trail.chain',
  'trail.signatures',
  'trail.batches',
  'issuance.event',
  'content.commitment',
  'credential.signature',
  'credential.issuer',
  'issuer.named',
  'vouchers.signatures',
  'subject.event',
  'file.unchanged',
  'chain.answers',
  'chain.identity',
  'chain.fresh',
  'issuance.sealed',
  'issuer.accredited',
  'issuer.profile',
  'record.status',
  'certificate.validity',
  'subject.sealed',
  'rendition.issuer',
  'recorder.vouched',
  'control.statement',
  'control.current',
  'control.time',
  'control.holder',
  'archive.whole',
  'archive.part',
  'export.signature',
  'export.lines',
  'export.whole',
  'export.sealed',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

export interface Check {
  readonly code: CheckCode;
  readonly status: 'ok' | 'failed' | 'unknown';
  /** What this check alone leads to; `valid` for one that holds or that only informs. */
  readonly outcome: Outcome;
  /** One sentence for a person. */
  readonly text: string;
  /** The values that decided. */
  readonly evidence: JsonObject;
}

/** An event as far as the bundle shows it. */
export interface EventFact {
  readonly sequence: number;
  readonly entryHash: EntryHash;
  /** Null: not yet in a batch. */
  readonly root: BatchRoot | null;
  /** Null: withheld or erased. `time` in it is claimed by who signed. */
  readonly body: EventBody | null;
  readonly signer: SignerId | null;
}

export interface CertificateFact {
  readonly kind: CertificateKind;
  readonly issuer: { readonly id: string; readonly name: string };
  readonly validFrom: string;
  /** When it ceases to be valid; null: it has no end. */
  readonly validUntil: string | null;
  /** The disclosed part of the certificate's data. */
  readonly subject: JsonObject;
  readonly hiddenCount: number;
  readonly hiddenIn: readonly HiddenIn[];
}

/** A signer's organisation as its voucher says; `by`: who vouches. */
export interface VoucherFact extends Voucher {
  readonly by: SignerId;
}

/** What a statement of control says, and whose keys signed it. */
export interface ControlFact extends ControlStatement {
  readonly owner: SignerId;
  /** The identity key that said so too. */
  readonly identity: SignerId | null;
}

/** What the proof says by itself. */
export interface LocalFacts {
  readonly recordId: RecordId;
  readonly federation: string | null;
  readonly genesis: Genesis;
  readonly subject: ProofBundle['subject'];
  readonly certificate: CertificateFact | null;
  readonly manifest: JsonObject | null;
  readonly issuer: { readonly profile: ChamberProfile; readonly hash: ProfileHash } | null;
  readonly events: readonly EventFact[];
  readonly vouchers: readonly VoucherFact[];
  /** Null: the proof is none of control, or its statement does not hold. */
  readonly control: ControlFact | null;
  /** The file that was verified with the proof. */
  readonly file: { readonly length: number; readonly sha256: string } | null;
}

/** What the chain adds, and at which blocks. */
export interface ChainFacts {
  readonly latest: Block;
  readonly final: Block;
  /** First anchor, at the final block, of the first event, the subject's event and the last one shown. */
  readonly sealed: {
    readonly issuance: Anchor | null;
    readonly subject: Anchor | null;
    readonly head: Anchor | null;
  };
  readonly accreditation: Accreditation | null;
  readonly state: RecordState;
  /** Organisations whose voucher's signer the federation accredits, by the signer they vouch for. */
  readonly organisations: { readonly [signer: SignerId]: Voucher['organisation'] };
}

export interface Facts extends LocalFacts {
  readonly chain: ChainFacts | null;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The verdict in words, for a person. */
  readonly statement: string;
  readonly checks: readonly Check[];
  /** Null when there was no proof to read. */
  readonly facts: Facts | null;
}

const rank = Object.fromEntries(OUTCOMES.map((outcome, at) => [outcome, at])) as Record<Outcome, number>;

export const worstOf = (checks: readonly Check[]): Outcome =>
  checks.reduce<Outcome>((worst, { outcome }) => (rank[outcome] < rank[worst] ? outcome : worst), 'valid');

type Say = (code: CheckCode, text: string, evidence?: JsonObject) => Check;

export const holds: Say = (code, text, evidence = {}) => ({
  code,
  status: 'ok',
  outcome: 'valid',
  text,
  evidence,
});
export const fails: Say = (code, text, evidence = {}) => ({
  code,
  status: 'failed',
  outcome: 'invalid',
  text,
  evidence,
});
export const cannotTell: Say = (code, text, evidence = {}) => ({
  code,
  status: 'unknown',
  outcome: 'indeterminate',
  text,
  evidence,
});
export const waits: Say = (code, text, evidence = {}) => ({
  code,
  status: 'unknown',
  outcome: 'pending',
  text,
  evidence,
});
/** Tells something without weight in the verdict. */
export const informs: Say = (code, text, evidence = {}) => ({
  code,
  status: 'unknown',
  outcome: 'valid',
  text,
  evidence,
});

/** Whose the original was when a copy of a certificate was made, as the chamber's event says. */
export interface CopyFact {
  readonly owner: string;
  /** RFC 3339. */
  readonly at: string;
}

/** Null: the proof is not about the PDF of a copy that says so. */
export function copyFact(facts: LocalFacts): CopyFact | null {
  if (facts.subject.type !== 'rendition') return null;
  const inControl = subjectEvent(facts)?.body?.data['inControl'];
  if (!isObject(inControl)) return null;
  const { name, at } = inControl;
  return typeof name === 'string' && typeof at === 'string' ? { owner: name, at } : null;
}

/** The event that the proof is about: the one that recorded its file, or the record's first. */
export function subjectEvent(facts: LocalFacts): EventFact | undefined {
  const sequence = 'sequence' in facts.subject ? facts.subject.sequence : 0;
  return facts.events.find((event) => event.sequence === sequence);
}
