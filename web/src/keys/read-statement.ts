import { z } from 'zod';
import { fromBase64Url, fromUtf8, toBase64Url } from '../../../core/bytes.ts';
import { controlStatementSchema } from '../../../core/control.ts';
import { eventBodySchema } from '../../../core/event.ts';
import { Digest, RecordId, SignerId } from '../../../core/ids.ts';
import { canonicalJson, isObject, parseCanonicalObject } from '../../../core/json.ts';
import { prepareJws } from '../../../core/jws.ts';
import { signerIdOfJwk } from '../../../core/signer.ts';
import type { Deployment } from '../../../core/trust.ts';
import {
  CLOSING_REASONS,
  type ClosingReason,
  closingDigest,
  type Handover,
  handoversDigest,
  registryDomain,
  walletDomain,
} from '../../../core/typed-data.ts';
import type { StatementToSign } from '../api/schema.ts';

/** What is to be signed is not what was asked for, or not what it is said to be. Nothing is signed. */
export class NotWhatWasAsked extends Error {
  readonly why: Distrust;
  constructor(why: Distrust, options?: ErrorOptions) {
    super(why, options);
    this.name = 'NotWhatWasAsked';
    this.why = why;
  }
}

/** `unreadable`: it is none of our statements. `altered`: its bytes are not what it says. `chain`: it is for other contracts. */
export type Distrust = 'unreadable' | 'altered' | 'chain' | 'other-act' | 'other-words' | 'time' | 'stock';

interface Common {
  readonly id: string;
  readonly keyId: string;
  readonly holderId: string;
  /** Of the public half of the key. */
  readonly x: string;
  readonly signerId: SignerId;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As it was read from the bytes; of a digest as it was computed again. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** A statement as its bytes say it, and not as whoever sent it does. */
export type ReadStatement = Common &
  (
    | {
        readonly kind: 'event';
        /** Without `org.openpouch.`. */
        readonly type: string;
        readonly subject: string;
        readonly source: string;
        readonly time: string;
        readonly data: Readonly<Record<string, unknown>>;
      }
    | {
        readonly kind: 'control';
        readonly recordId: string;
        readonly purpose: string;
        readonly challenge: string;
        readonly time: string;
      }
    | { readonly kind: 'handover'; readonly handovers: readonly Handover[] }
    | { readonly kind: 'closing'; readonly recordId: string; readonly reason: ClosingReason }
  );

/** The contracts that these keys sign for. */
export type SignedFor = Pick<Deployment, 'chainId' | 'verifiers'> & {
  readonly contracts: Pick<Deployment['contracts'], 'recordRegistry'>;
};

const uint48 = z
  .int()
  .nonnegative()
  .max(2 ** 48 - 1);
const handoverSchema = z.strictObject({
  recordId: RecordId.schema,
  sequence: uint48,
  from: SignerId.schema,
  to: SignerId.schema,
  content: Digest.schema,
  deadline: uint48,
});
const handoversSchema = z.union([
  handoverSchema.transform((one) => [one]),
  z.strictObject({ handovers: z.array(handoverSchema).min(2) }).transform(({ handovers }) => handovers),
]);
const closingSchema = z.strictObject({
  ...{ recordId: RecordId.schema, sequence: uint48, reason: z.int() },
  ...{ content: Digest.schema, deadline: uint48 },
});

/** Reads one from its bytes. An identity key signs words, an owner key a digest or its word that it is in control. @throws NotWhatWasAsked */
export function readStatement(statement: StatementToSign, signedFor: SignedFor): ReadStatement {
  try {
    const bytes = fromBase64Url(statement.bytes);
    const { id, keyId, holderId, jwk } = statement;
    const signerId = signerIdOfJwk(jwk, signedFor.verifiers);
    const common = { id, keyId, holderId, x: jwk.x, signerId, bytes, content: statement.content };
    // A digest is 32 bytes; words are longer, and have a dot in them.
    return bytes.length === 32 ? readDigest(statement, common, signedFor) : readWords(statement, common);
  } catch (cause) {
    if (cause instanceof NotWhatWasAsked) throw cause;
    throw new NotWhatWasAsked('unreadable', { cause });
  }
}

function readWords({ content, jwk, purpose }: StatementToSign, common: Common): ReadStatement {
  const text = fromUtf8(common.bytes);
  const [, payload = ''] = text.split('.');
  const said = parseCanonicalObject(fromUtf8(fromBase64Url(payload)), limits);
  if (canonicalJson(said) !== canonicalJson(content)) throw new NotWhatWasAsked('altered');
  const isSpelled = (type: 'openpouch-event+jws' | 'openpouch-control+jws') =>
    text === prepareJws(type, said, jwk);
  if (isSpelled('openpouch-control+jws')) {
    const { recordId, purpose, challenge, time } = controlStatementSchema.parse(said);
    return { ...common, kind: 'control', recordId, purpose, challenge, time };
  }
  if (purpose !== 'identity' || !isSpelled('openpouch-event+jws')) throw new NotWhatWasAsked('unreadable');
  const { type, subject, source, time, data } = eventBodySchema.parse(said);
  const kind = type.replace(/^org\.openpouch\./, '');
  return { ...common, kind: 'event', type: kind, subject, source, time, data };
}

const limits = { maxLength: 512 * 1024, maxDepth: 32 };

function readDigest(
  { content, purpose }: StatementToSign,
  common: Common,
  { chainId, contracts }: SignedFor,
): ReadStatement {
  if (purpose !== 'owner') throw new NotWhatWasAsked('unreadable');
  const domain = registryDomain(chainId, contracts.recordRegistry);
  const { primaryType, message } = content;
  if (canonicalJson(content['domain']) !== canonicalJson(walletDomain(domain)))
    throw new NotWhatWasAsked('chain');
  const isOver = (digest: Digest) => toBase64Url(Digest.bytes(digest)) === toBase64Url(common.bytes);
  if (primaryType === 'Closing') {
    const { reason: number, ...rest } = closingSchema.parse(message);
    const known = Object.entries(CLOSING_REASONS).find(([, value]) => value === number);
    if (known === undefined) throw new NotWhatWasAsked('unreadable');
    const reason = known[0] as ClosingReason;
    if (!isOver(closingDigest(domain, { ...rest, reason }))) throw new NotWhatWasAsked('altered');
    return { ...common, kind: 'closing', recordId: rest.recordId, reason };
  }
  const isHandover = primaryType === 'Handover' || primaryType === 'HandoverGroup';
  if (!isHandover || !isObject(message)) throw new NotWhatWasAsked('unreadable');
  const handovers = handoversSchema.parse(message);
  if (!isOver(handoversDigest(domain, handovers))) throw new NotWhatWasAsked('altered');
  return { ...common, kind: 'handover', handovers };
}
