import type { EventType } from '../../core/event-types.ts';
import { RecordId, SignerId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { type OrganisationKey, organisationStore, takeOwnerKeys } from '../organisations/index.ts';
import { hexOf } from '../records/bytes.ts';
import { type RecordRow, recordStore } from '../records/record-store.ts';
import type { Recorded } from '../records/recorder.ts';
import { type Acting, acting, actingOn, actingWith, type ReaderKeys } from '../sharing/index.ts';
import { type Completion, createCompletion } from './completion.ts';
import {
  type Agreed,
  type Handover,
  type HandoverState,
  isPartial,
  isPartToMake,
  requireOffered,
  stateAt,
} from './handover.ts';
import { type Move, zip } from './handover-signing.ts';
import { handoverStore } from './handover-store.ts';
import { createOffering, type Offer, offerEnd, requireMayOffer, showTo } from './offering.ts';
import { endOffer, involved } from './offers.ts';
import { ownerSignsPart, takeOut } from './part.ts';
import { partStore } from './part-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;

type Answered = Promise<{ receipts: string[] }>;

/** Custody: the server signs for both parties, each on its own recorded consent. */
export interface HandoverService {
  /**
   * Of a pouch with the certificates in it that its owner owns and that are active, of several records, or of a part of a
   * pouch: one group, all or none. By the owner, or in its name by who may offer for it, as the grant of that says: its consent.
   * @throws not_found, not_owner, wrong_state, handover_open, not_permitted_party, invalid_request, changed_meanwhile
   */
  offer: Offer;
  /**
   * By the recipient: in one transaction the records are its own, or, where the owner holds its keys itself, wait for
   * the owner's signature. @throws not_found, wrong_state
   */
  accept(trx: Trx, principal: Principal, id: string): Answered;
  /**
   * By the owner that holds its keys itself, last; of a part of a pouch whose recipient does so too, the pouch is made and
   * offered then. @throws not_found, wrong_state */
  sign(trx: Trx, principal: Principal, id: string): Answered;
  /** By the recipient. @throws not_found, wrong_state */
  reject(trx: Trx, principal: Principal, id: string, reason: string): Answered;
  /** By whose it is, or who may offer for it. @throws not_found, wrong_state */
  withdraw(trx: Trx, principal: Principal, id: string): Answered;
}

export function createHandoverService(context: Context, readerKeys: ReaderKeys): HandoverService {
  const { keyring, recorder, now } = context;
  const { agree, finish, signAgreed } = createCompletion(context, readerKeys);

  /** The recipient says which keys are its own, and signs; then the owner does, or is waited for. */
  const move = async (
    trx: Trx,
    accepted: {
      handover: Handover;
      owned: readonly [RecordRow, OrganisationKey][];
      by: Acting;
      at: Date;
      agree: Completion['agree'];
    },
  ): Answered => {
    const { handover, owned, by, at, agree } = accepted;
    // The identity key's word that the owner key is the recipient's: nothing else ties the two.
    const recorded = await recorder.append(
      trx,
      owned.map(([record, to]) =>
        by.event(RecordId.of(record.recordId), 'org.openpouch.handover.accepted', {
          handoverId: handover.id,
          owner: SignerId.of(to.signerId),
        }),
      ),
    );
    const keys = await organisationStore.keysByIds(
      trx,
      owned.map(([{ ownerKeyId }]) => ownerKeyId),
    );
    const moves = zip(zip(owned, keys), recorded).map(
      ([[[record, to], from], { entryHash }]): Move => ({ record, from, to, head: entryHash }),
    );
    const { receipts } = await agree(trx, handover, moves, at);
    return { receipts: [...receiptsOf(recorded), ...receipts] };
  };

  /** Ends an offer that did not come about: the same for both sides but for who says it. */
  const decline = (
    trx: Trx,
    principal: Principal,
    id: string,
    side: 'from' | 'to',
    answer: { state: 'rejected' | 'withdrawn'; act: string; reason?: string },
  ): Answered =>
    underLock(
      trx,
      principal,
      id,
      {
        ...{ side, act: answer.act, now: now() },
        ...(side === 'from' && { in: ['offered', 'agreed'] as const }),
      },
      async (trx, { handover, records, at }) => {
        const { state, reason } = answer;
        await handoverStore.answer(trx, id, { state, at, ...(reason !== undefined && { reason }) });
        await endOffer(trx, handover, at);
        const by = await actingFrom(trx, principal, { handover, records }, at);
        const drafts = eventsOver(by, involved(handover), `org.openpouch.handover.${state}`, {
          handoverId: id,
        });
        return { receipts: receiptsOf(await recorder.append(trx, drafts)) };
      },
    );

  return {
    offer: createOffering({ keyring, recorder, now }),

    accept: (trx, principal, id) =>
      underLock(
        trx,
        principal,
        id,
        { side: 'to', act: 'acceptance', now: now() },
        async (trx, { handover, records, at }) => {
          const { organisationId, name } = principal;
          const identity = await organisationStore.currentKey(trx, organisationId, 'identity');
          const { holderId } = identity;
          const by = actingWith(keyring.signer(identity), { organisationId, name }, at);
          const takeKeys = (count: number) =>
            takeOwnerKeys(trx, keyring, { organisationId, held: holderId !== null, holderId }, count);
          if (!isPartial(handover)) {
            const owned = zip(records, await takeKeys(records.length));
            return move(trx, { handover, owned, by, at, agree });
          }
          if (!(await ownerSignsPart(trx, handover.from))) {
            const made = await takeOut(trx, context, readerKeys, { handover, at });
            const owned = zip(made.records, await takeKeys(made.records.length));
            return move(trx, { handover: made.handover, owned, by, at, agree });
          }
          // Who keeps its keys signs once there is something to sign.
          const keys = holderId === null ? await takeKeys(1 + handover.part.certificates.length) : [];
          const agreed: Agreed = { handovers: [], to: [], keyIds: keys.map((key) => key.id) };
          await handoverStore.answer(trx, id, { state: 'agreed', agreed, at });
          const drafts = eventsOver(by, [handover.partOf], 'org.openpouch.handover.accepted', {
            handoverId: id,
          });
          return { receipts: receiptsOf(await recorder.append(trx, drafts)) };
        },
      ),

    sign: (trx, principal, id) =>
      underLock(
        trx,
        principal,
        id,
        { side: 'from', act: 'signing it', now: now(), in: ['agreed'] },
        async (trx, { handover, records, at }) => {
          if (!isPartToMake(handover)) return signAgreed(trx, handover, records, at);
          const organisationId = handover.to;
          const recipient = await organisationStore.find(trx, organisationId);
          const keys = await organisationStore.keysByIds(trx, handover.agreed?.keyIds ?? []);
          const made = await takeOut(trx, context, readerKeys, { handover, at });
          if (recipient?.selfCustody === true || keys.length === 0)
            return offerWhole(trx, principal, { ...made, at });
          // The recipient's word stands: it accepted, and its keys are in custody.
          const identity = await organisationStore.currentKey(trx, organisationId, 'identity');
          const { legalName: name } = recipient ?? { legalName: '' };
          const by = actingWith(keyring.signer(identity), { organisationId, name }, at);
          const owned = zip(made.records, keys);
          return move(trx, { handover: made.handover, owned, by, at, agree: finish });
        },
      ),

    reject: (trx, principal, id, reason) =>
      decline(trx, principal, id, 'to', { state: 'rejected', act: 'rejection', reason }),
    withdraw: (trx, principal, id) =>
      decline(trx, principal, id, 'from', { state: 'withdrawn', act: 'withdrawal' }),
  };

  /**
   * The recipient keeps its keys too, and what it would sign names the pouch that was only made now: it is offered that,
   * and accepts as of any pouch.
   */
  async function offerWhole(
    trx: Trx,
    principal: Principal,
    accepted: { handover: Handover; records: readonly RecordRow[]; at: Date },
  ): Answered {
    const { handover, records, at } = accepted;
    const { id, from, to } = handover;
    const ends = offerEnd(at);
    const ids = records.map(({ recordId }) => recordId);
    await endOffer(trx, handover, at);
    await partStore.offerWhole(trx, id, ends);
    await showTo(trx, ids, { from, to, at, ends });
    const by = await acting(trx, keyring, principal, at);
    const data = { handoverId: id, to, records: ids.map(hexOf), expiresAt: ends.toISOString() };
    return {
      receipts: receiptsOf(
        await recorder.append(trx, eventsOver(by, ids, 'org.openpouch.handover.offered', data)),
      ),
    };
  }

  /** What a side says of an offer; for the owner where it acts for it. */
  function actingFrom(
    trx: Trx,
    principal: Principal,
    { handover, records }: { handover: Handover; records: readonly RecordRow[] },
    at: Date,
  ): Promise<Acting> {
    const record = records.find((one) => one.recordId.equals(handover.recordId));
    return record === undefined
      ? acting(trx, keyring, principal, at)
      : actingOn(trx, keyring, principal, record, at);
  }
}

/**
 * Loads a handover as a party to it, locks its records (in the order of their ids, as everybody does) and only then
 * looks whether it is still offered: of fifty that come at once one finds it so.
 */
async function underLock<T>(
  trx: Trx,
  principal: Principal,
  id: string,
  asked: { side: 'from' | 'to'; act: string; now: Date; in?: readonly HandoverState[] },
  work: (trx: Trx, locked: { handover: Handover; records: RecordRow[]; at: Date }) => Promise<T>,
): Promise<T> {
  const { side, act, now } = asked;
  const seen = await handoverStore.find(trx, id);
  if (seen === undefined) throw problem('not_found', { what: 'handover' });
  const isSide = seen[side] === principal.organisationId;
  if (!isSide && (side === 'to' || seen.to === principal.organisationId)) {
    throw problem('forbidden', { needs: side === 'to' ? 'to be the recipient' : 'to be who offered it' });
  }
  return elevated(trx, async (trx) => {
    const records = await recordStore.lock(trx, involved(seen));
    const handover = await handoverStore.find(trx, id);
    if (handover === undefined) throw problem('not_found', { what: 'handover' });
    const offered = records.find((record) => record.recordId.equals(seen.recordId));
    if (!isSide && offered !== undefined) await requireMayOffer(trx, offered, principal);
    requireOffered(stateAt(handover, records, now), act, asked.in);
    return work(trx, { handover, records, at: now });
  });
}

const eventsOver = (
  by: Acting,
  recordIds: readonly Buffer[],
  type: EventType,
  data: Record<string, unknown>,
) => recordIds.map((recordId) => by.event(RecordId.of(recordId), type, data));

const receiptsOf = (recorded: readonly Recorded[]): string[] => recorded.map((event) => event.receipt);
