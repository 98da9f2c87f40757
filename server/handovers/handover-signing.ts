import { toHex } from '../../core/bytes.ts';
import { signDigest } from '../../core/es256.ts';
import { Commitment, type EntryHash, RecordId, SignerId } from '../../core/ids.ts';
import {
  type Closing,
  type ClosingReason,
  closingDigest,
  type Handover,
  handoversDigest,
  pinnedContent,
  type RegistryDomain,
} from '../../core/typed-data.ts';
import type { ChainAct, SignedBy, SignedHandover } from '../anchoring/index.ts';
import type { CustodialKey, Keyring, StoredKey } from '../keys/keyring.ts';
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
  readonly to: CustodialKey;
  /** Head of the trail that both parties pin. */
  readonly head: EntryHash;
}

/**
 * The handovers of a group with both signatures of each, all over the one digest: the recipient's first, the
 * owner's last, so that nothing the owner signed is ever without acceptance.
 */
export async function signHandovers(
  moves: readonly Move[],
  { keyring, domain, now }: { keyring: Keyring; domain: RegistryDomain; now: Date },
): Promise<SignedHandover[]> {
  const handovers = moves.map(
    ({ record, from, to, head }): Handover => ({
      recordId: RecordId.of(record.recordId),
      sequence: record.chainSequence,
      from: SignerId.of(from.signerId),
      to: to.signerId,
      content: pinnedContent(Commitment.of(record.content), head, sha256),
      deadline: deadlineAfter(now),
    }),
  );
  const digest = handoversDigest(domain, handovers);
  const sign = signerOf(keyring, digest);
  const accepted = await Promise.all(moves.map(({ to }) => sign(to)));
  const given = await Promise.all(moves.map(({ from }) => sign(from)));
  return zip(zip(moves, handovers), zip(given, accepted)).map(([[{ record }, handover], [from, to]]) => ({
    genesis: genesisOf(record),
    handover,
    from,
    to,
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
  const sign = signerOf(keyring, closingDigest(domain, closing));
  return { act: 'closing', genesis: genesisOf(record), closing, owner: await sign(owner) };
}

function signerOf(
  keyring: Keyring,
  digest: Parameters<typeof signDigest>[1],
): (key: StoredKey) => Promise<SignedBy> {
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
