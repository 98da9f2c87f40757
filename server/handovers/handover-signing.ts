import { toHex } from '../../core/bytes.ts';
import { signDigest } from '../../core/es256.ts';
import { Commitment, Digest, type EntryHash, RecordId, SignerId } from '../../core/ids.ts';
import {
  CLOSING_REASONS,
  type Closing,
  type ClosingReason,
  closingDigest,
  type Handover,
  handoversDigest,
  pinnedContent,
  type RegistryDomain,
  TYPES,
  walletDomain,
} from '../../core/typed-data.ts';
import type { ChainAct, SignedBy, SignedHandover } from '../anchoring/index.ts';
import type { Keyring, StoredKey } from '../keys/keyring.ts';
import { explainDigest } from '../keys/signing-session.ts';
import type { OrganisationKey } from '../organisations/index.ts';
import { genesisOf } from '../records/genesis.ts';
import type { RecordRow } from '../records/record-store.ts';
import { sha256 } from '../records/recorder.ts';

/** A year: longer than any outage of chain or server. Why so long in custody: docs/decisions/0009. */
const executableSeconds = 366 * 24 * 3600;
export const deadlineAfter = (now: Date): number => Math.floor(now.getTime() / 1000) + executableSeconds;

/** One record of a group on its way from one owner key to the next. */
export interface Move {
  readonly record: RecordRow;
  readonly from: OrganisationKey;
  readonly to: OrganisationKey;
  /** Head of the trail that both parties pin. */
  readonly head: EntryHash;
}

/** What both parties sign: the handovers of a group, and the one digest over them. */
export interface Agreement {
  readonly handovers: readonly Handover[];
  readonly digest: Digest;
}

/** @param now from which the deadline is counted */
export function agreementOf(moves: readonly Move[], domain: RegistryDomain, now: Date): Agreement {
  const handovers = moves.map(
    ({ record, from, to, head }): Handover => ({
      recordId: RecordId.of(record.recordId),
      sequence: record.chainSequence,
      from: SignerId.of(from.signerId),
      to: SignerId.of(to.signerId),
      content: pinnedContent(Commitment.of(record.content), head, sha256),
      deadline: deadlineAfter(now),
    }),
  );
  return { handovers, digest: handoversDigest(domain, handovers) };
}

/** One side's signatures of an agreement, a key after the other. */
export function signAgreement(
  { handovers, digest }: Agreement,
  keys: readonly StoredKey[],
  { keyring, domain }: { keyring: Keyring; domain: RegistryDomain },
): Promise<SignedBy[]> {
  const [only, ...more] = handovers;
  explainDigest(Digest.bytes(digest), () => ({
    domain: walletDomain(domain),
    types:
      more.length === 0
        ? { Handover: TYPES.Handover }
        : { HandoverGroup: TYPES.HandoverGroup, Handover: TYPES.Handover },
    primaryType: more.length === 0 ? 'Handover' : 'HandoverGroup',
    message: more.length === 0 ? only : { handovers },
  }));
  return Promise.all(keys.map(signerOf(keyring, digest)));
}

/** The recipient's signatures first, the owner's last: nothing the owner signed is ever without acceptance. */
export function signedHandovers(
  records: readonly RecordRow[],
  { handovers }: Pick<Agreement, 'handovers'>,
  { from, to }: { from: readonly SignedBy[]; to: readonly SignedBy[] },
): SignedHandover[] {
  return zip(zip(records, handovers), zip(from, to)).map(([[record, handover], [given, accepted]]) => ({
    genesis: genesisOf(record),
    handover,
    from: given,
    to: accepted,
  }));
}

/** @param head of the trail before the closing is recorded */
export async function signClosing(
  record: RecordRow,
  owner: OrganisationKey,
  reason: ClosingReason,
  { keyring, domain, now, head }: { keyring: Keyring; domain: RegistryDomain; now: Date; head: EntryHash },
): Promise<Extract<ChainAct, { act: 'closing' }>> {
  const closing: Closing = {
    recordId: RecordId.of(record.recordId),
    sequence: record.chainSequence,
    reason,
    content: pinnedContent(Commitment.of(record.content), head, sha256),
    deadline: deadlineAfter(now),
  };
  const digest = closingDigest(domain, closing);
  explainDigest(Digest.bytes(digest), () => ({
    domain: walletDomain(domain),
    types: { Closing: TYPES.Closing },
    primaryType: 'Closing',
    message: { ...closing, reason: CLOSING_REASONS[reason] },
  }));
  const sign = signerOf(keyring, digest);
  return { act: 'closing', genesis: genesisOf(record), closing, owner: await sign(owner) };
}

function signerOf(keyring: Keyring, digest: Digest): (key: StoredKey) => Promise<SignedBy> {
  return async (key) => {
    const signer = keyring.signer(key);
    return { jwk: signer.jwk, signature: toHex(await signDigest(signer, digest)) };
  };
}

/** Pairs of what stands at the same place. @throws RangeError for lists of different length */
export function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  if (left.length !== right.length) throw new RangeError(`${left.length} and ${right.length} do not pair.`);
  return left.map((item, index) => [item, right[index] as B]);
}
