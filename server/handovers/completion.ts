import { RecordId } from '../../core/ids.ts';
import { handoversDigest } from '../../core/typed-data.ts';
import { insertChainAct, type SignedBy } from '../anchoring/index.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { organisationStore } from '../organisations/index.ts';
import { toBytes } from '../records/bytes.ts';
import { type RecordRow, recordAccessStore, recordStore } from '../records/record-store.ts';
import type { Recorded } from '../records/recorder.ts';
import { acting, type ReaderKeys } from '../sharing/index.ts';
import type { Agreed, Handover } from './handover.ts';
import {
  type Agreement,
  agreementOf,
  type Move,
  signAgreement,
  signedHandovers,
  zip,
} from './handover-signing.ts';
import { handoverStore } from './handover-store.ts';
import { contentsOf } from './offers.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;
type Done = Promise<{ receipts: string[] }>;
type Owned = Pick<Move, 'record' | 'to'>;

/** How a handover comes about once its recipient has accepted. As the system, under the records' locks. */
export interface Completion {
  /**
   * The recipient signs; then the owner, at once where its keys are in custody, on the consent that its offer recorded.
   * Where the owner holds them itself, the handover waits for it.
   */
  agree(trx: Trx, handover: Handover, moves: readonly Move[], at: Date): Done;
  /** Both sign, the owner last, who is there to sign. */
  finish: Completion['agree'];
  /** The owner signs what it was that the recipient signed. */
  signAgreed(trx: Trx, handover: Handover, records: readonly RecordRow[], at: Date): Done;
}

export function createCompletion({ keyring, recorder, domain }: Context, readerKeys: ReaderKeys): Completion {
  const ownerOf = async (trx: Trx, organisationId: string) => {
    const owner = await organisationStore.find(trx, organisationId);
    if (owner === undefined) throw new Error(`There is no organisation ${organisationId}.`);
    return owner;
  };

  /** The owner's last act, the chain's, and what follows from them. */
  const complete = async (
    trx: Trx,
    handover: Handover,
    {
      moves,
      agreement,
      to,
    }: { moves: readonly (Owned & Pick<Move, 'from'>)[]; agreement: Agreement; to: readonly SignedBy[] },
    { owner, at }: { owner: { id: string; legalName: string }; at: Date },
  ): Done => {
    const records = moves.map(({ record }) => record);
    const from = await signAgreement(
      agreement,
      moves.map((move) => move.from),
      { keyring, domain },
    );
    const signed = signedHandovers(records, agreement, { from, to });
    const by = await acting(trx, keyring, { organisationId: owner.id, name: owner.legalName }, at);
    const data = {
      handoverId: handover.id,
      handovers: signed.map((one) => one.handover),
      signatures: signed.map((one) => ({ from: one.from, to: one.to })),
    };
    const handedOver = await recorder.append(
      trx,
      contentsOf(handover).map((id) => by.event(RecordId.of(id), 'org.openpouch.record.handed-over', data)),
    );
    const act = { act: 'handover' as const, handovers: signed };
    const actId = await insertChainAct(
      trx,
      act,
      records.map(({ recordId }) => recordId),
    );
    await moveRecords(trx, handover, { moves, handedOver }, at);
    await handoverStore.answer(trx, handover.id, { state: 'accepted', actId, at });
    return { receipts: handedOver.map(({ receipt }) => receipt) };
  };

  /**
   * Ownership, who may see it, and the keys of documents go over together. Who owned it keeps what was there until
   * then (docs/decisions/0011).
   */
  const moveRecords = async (
    trx: Trx,
    handover: Handover,
    { moves, handedOver }: { moves: readonly Owned[]; handedOver: readonly Recorded[] },
    at: Date,
  ): Promise<void> => {
    const recordIds = moves.map(({ record }) => record.recordId);
    const recipients = await recordAccessStore.idsOf(trx, recordIds, { organisationId: handover.to });
    await recordAccessStore.release(trx, recipients, handover.to);
    const owners = await recordAccessStore.idsOf(trx, recordIds, { basis: 'owner' });
    await recordAccessStore.end(trx, [...recipients, ...owners], at);
    const applied = await handoverStore.appliedFor(trx, recordIds, handover.from);
    await recordAccessStore.grant(
      trx,
      handedOver.flatMap(({ recordId, sequence }) => {
        const given = { recordId: toBytes(recordId), createdAt: at };
        const seenUntil = applied.has(recordId) ? undefined : sequence;
        return [
          { ...given, organisationId: handover.to, basis: 'owner' as const },
          { ...given, organisationId: handover.from, basis: 'former_owner' as const, seenUntil },
        ];
      }),
    );
    await recordStore.setOwners(
      trx,
      handover.to,
      moves.map(({ record: { recordId, chainSequence }, to }) => ({
        ...{ recordId, keyId: to.id, chainSequence: chainSequence + 1 },
      })),
    );
    for (const { record } of moves)
      if (record.kind === 'pouch') await readerKeys.align(trx, record.recordId, handover.from);
  };

  const accepted = async (moves: readonly Move[], at: Date) => {
    const agreement = agreementOf(moves, domain, at);
    const keys = moves.map((move) => move.to);
    return { moves, agreement, to: await signAgreement(agreement, keys, { keyring, domain }) };
  };

  return {
    async agree(trx, handover, moves, at) {
      const { agreement, to } = await accepted(moves, at);
      const owner = await ownerOf(trx, handover.from);
      if (owner.selfCustody !== true && moves.every(({ from }) => from.holderId === null))
        return complete(trx, handover, { moves, agreement, to }, { owner, at });
      const { handovers } = agreement;
      const agreed: Agreed = { handovers, keyIds: moves.map((move) => move.to.id), to };
      await handoverStore.answer(trx, handover.id, { state: 'agreed', agreed, at });
      return { receipts: [] };
    },

    async finish(trx, handover, moves, at) {
      const owner = await ownerOf(trx, handover.from);
      return complete(trx, handover, await accepted(moves, at), { owner, at });
    },

    async signAgreed(trx, handover, records, at) {
      if (handover.agreed == null) throw new Error(`Nothing was agreed of ${handover.id}.`);
      const { handovers, keyIds, to } = handover.agreed;
      // In the order that was signed, which is that of the locks.
      const agreement = { handovers, digest: handoversDigest(domain, handovers) };
      const from = await organisationStore.keysByIds(
        trx,
        records.map(({ ownerKeyId }) => ownerKeyId),
      );
      const keys = zip(from, await organisationStore.keysByIds(trx, keyIds));
      const moves = zip(records, keys).map(([record, [from, to]]) => ({ record, from, to }));
      const owner = await ownerOf(trx, handover.from);
      return complete(trx, handover, { moves, agreement, to }, { owner, at });
    },
  };
}
