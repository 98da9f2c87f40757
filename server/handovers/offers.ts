import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { hexOf, toBytes } from '../records/bytes.ts';
import { recordAccessStore, recordStore } from '../records/record-store.ts';
import { type Handover, isOpen, stateAt } from './handover.ts';
import { handoverStore } from './handover-store.ts';

/**
 * Refuses while one of the records is in an open offer; offers that have expired or become void are put away. As the
 * system, under the records' locks.
 * @throws handover_open
 */
export async function refuseWhileOffered(trx: Trx, recordIds: readonly Buffer[], now: Date): Promise<void> {
  for (const offer of await handoverStore.openOver(trx, recordIds.map(hexOf))) {
    const state = stateAt(offer, await recordStore.findMany(trx, involved(offer)), now);
    if (isOpen(state)) throw problem('handover_open');
    await handoverStore.answer(trx, offer.id, { state, at: now });
    await endOffer(trx, offer, now);
  }
}

/** The recipient no longer sees what it was offered, unless it sees it for another reason. */
export async function endOffer(trx: Trx, offer: Handover, at: Date): Promise<void> {
  const ids = await recordAccessStore.idsOf(trx, contentsOf(offer), {
    organisationId: offer.to,
    basis: 'offer',
  });
  await recordAccessStore.end(trx, ids, at);
}

export const contentsOf = (handover: Pick<Handover, 'contents'>): Buffer[] =>
  handover.contents.map((id) => toBytes(RecordId.parse(id)));

/** All that an offer is about: what moves, and the pouch that a part is to be taken out of. */
export const involved = (handover: Pick<Handover, 'contents' | 'partOf'>): Buffer[] => [
  ...contentsOf(handover),
  ...(handover.partOf == null ? [] : [handover.partOf]),
];
