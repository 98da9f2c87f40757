import { randomUUID } from 'node:crypto';
import { RecordId } from '../../core/ids.ts';
import { type Principal, scopesOfRole } from '../access/scopes.ts';
import { insertChainAct } from '../anchoring/index.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { organisationStore } from '../organisations/index.ts';
import { lockWithCertificates } from '../pouches/index.ts';
import { toBytes } from '../records/bytes.ts';
import { type RecordRow, recordAccessStore, recordStore } from '../records/record-store.ts';
import type { Recorded } from '../records/recorder.ts';
import {
  type Acting,
  acting,
  type ReaderKeys,
  requireActive,
  requireOwner,
  seenRecord,
} from '../sharing/index.ts';
import { type Handover, requireOffered, stateAt } from './handover.ts';
import { type Move, signHandovers, zip } from './handover-signing.ts';
import { handoverStore } from './handover-store.ts';
import { contentsOf, endOffer, refuseWhileOffered } from './offers.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;

const dayMs = 24 * 3600 * 1000;
const offeredDays = { otherwise: 14, most: 90 };

export interface HandoverWish {
  /** The recipient's organisation. */
  readonly to: string;
  readonly message: string;
  readonly expiresAt: Date | undefined;
}

type Answered = Promise<{ receipts: string[] }>;

/** Custody: the server signs for both parties, each on its own recorded consent. */
export interface HandoverService {
  /**
   * Of a pouch with the certificates in it that its owner owns and that are active: one group, all or none.
   * @throws not_found, not_owner, wrong_state, handover_open, not_permitted_party, invalid_request, changed_meanwhile
   */
  offer(
    trx: Trx,
    principal: Principal,
    recordId: RecordId,
    wish: HandoverWish,
  ): Promise<{ id: string; receipts: string[] }>;
  /** By the recipient: in one transaction the records are its own. @throws not_found, wrong_state */
  accept(trx: Trx, principal: Principal, id: string): Answered;
  /** By the recipient. @throws not_found, wrong_state */
  reject(trx: Trx, principal: Principal, id: string, reason: string): Answered;
  /** By who offered it. @throws not_found, wrong_state */
  withdraw(trx: Trx, principal: Principal, id: string): Answered;
}

export function createHandoverService(
  { keyring, recorder, domain, now }: Context,
  readerKeys: ReaderKeys,
): HandoverService {
  /** Ends an offer that did not come about: the same for both sides but for who says it. */
  const decline = (
    trx: Trx,
    principal: Principal,
    id: string,
    side: 'from' | 'to',
    answer: { state: 'rejected' | 'withdrawn'; act: string; reason?: string },
  ): Answered =>
    underLock(trx, principal, id, { side, act: answer.act, now: now() }, async (trx, { handover, at }) => {
      const { state, reason } = answer;
      await handoverStore.answer(trx, id, { state, at, ...(reason !== undefined && { reason }) });
      await endOffer(trx, handover, at);
      const by = await acting(trx, keyring, principal, at);
      const drafts = eventsOver(by, contentsOf(handover), `org.openpouch.handover.${state}`, {
        handoverId: id,
      });
      return { receipts: receiptsOf(await recorder.append(trx, drafts)) };
    });

  return {
    async offer(trx, principal, recordId, { to, message, expiresAt }) {
      const offered = await seenRecord(trx, recordId);
      const recipient = await organisationStore.find(trx, to);
      if (recipient === undefined)
        throw invalidField('/to', 'There is no such organisation.', 'body', { code: 'no_such_organisation' });
      if (to === principal.organisationId)
        throw problem('not_permitted_party', { why: 'it is your own organisation' });
      if (!scopesOfRole[recipient.role].includes('record:handover')) {
        throw problem('not_permitted_party', {
          why: `an organisation of the role ${recipient.role} cannot own records; share instead`,
        });
      }
      return elevated(trx, async (trx) => {
        const at = now();
        const ends = checkExpiry(expiresAt, at);
        const group = await lockGroup(trx, offered, principal);
        await refuseWhileOffered(trx, group, at);

        const id = randomUUID();
        const contents = group.map((one) => RecordId.of(one));
        await handoverStore.insert(trx, {
          ...{
            id,
            recordId: offered.recordId,
            from: principal.organisationId,
            to,
            state: 'offered',
            message,
            reason: '',
            contents,
          },
          ...{ actId: null, createdAt: at, expiresAt: ends, answeredAt: null },
        });
        await recordAccessStore.grant(
          trx,
          group.map((one) => ({
            ...{ recordId: one, organisationId: to, basis: 'offer' as const, rights: ['view' as const] },
            ...{ sharedBy: principal.organisationId, createdAt: at, endsAt: ends },
          })),
        );
        const by = await acting(trx, keyring, principal, at);
        const data = { handoverId: id, to, records: contents, expiresAt: ends.toISOString() };
        const drafts = eventsOver(by, group, 'org.openpouch.handover.offered', data);
        return { id, receipts: receiptsOf(await recorder.append(trx, drafts)) };
      });
    },

    accept: (trx, principal, id) =>
      underLock(
        trx,
        principal,
        id,
        { side: 'to', act: 'acceptance', now: now() },
        async (trx, { handover, records, at }) => {
          const by = await acting(trx, keyring, principal, at);
          const owned = records.map((record) => ({
            record,
            to: keyring.generate(principal.organisationId, 'owner'),
          }));
          await organisationStore.insertKeys(
            trx,
            owned.map(({ to }) => to),
          );
          // The identity key's word that the owner key is the recipient's: nothing else ties the two.
          const accepted = await recorder.append(
            trx,
            owned.map(({ record, to }) =>
              by.event(RecordId.of(record.recordId), 'org.openpouch.handover.accepted', {
                handoverId: id,
                owner: to.signerId,
              }),
            ),
          );
          const moves: Move[] = [];
          for (const [{ record, to }, { entryHash }] of zip(owned, accepted)) {
            const from = await organisationStore.keyById(trx, record.ownerKeyId);
            moves.push({ record, from, to, head: entryHash });
          }
          const signed = await signHandovers(moves, { keyring, domain, now: at });
          const given = await actingFor(trx, handover.from, at);
          const handedOver = await recorder.append(
            trx,
            eventsOver(given, contentsOf(handover), 'org.openpouch.record.handed-over', {
              handoverId: id,
              handovers: signed.map((one) => one.handover),
              signatures: signed.map(({ from, to }) => ({ from, to })),
            }),
          );
          const actId = await insertChainAct(
            trx,
            { act: 'handover', handovers: signed },
            records.map((record) => record.recordId),
          );
          await moveRecords(trx, handover, { moves, handedOver }, at);
          await handoverStore.answer(trx, id, { state: 'accepted', actId, at });
          return { receipts: receiptsOf([...accepted, ...handedOver]) };
        },
      ),

    reject: (trx, principal, id, reason) =>
      decline(trx, principal, id, 'to', { state: 'rejected', act: 'rejection', reason }),
    withdraw: (trx, principal, id) =>
      decline(trx, principal, id, 'from', { state: 'withdrawn', act: 'withdrawal' }),
  };

  /** The owner's last act on its records, said with its identity key on the consent that its offer recorded. */
  async function actingFor(trx: Trx, organisationId: string, time: Date): Promise<Acting> {
    const owner = await organisationStore.find(trx, organisationId);
    if (owner === undefined) throw new Error(`There is no organisation ${organisationId}.`);
    return acting(trx, keyring, { organisationId, name: owner.legalName }, time);
  }

  /**
   * Ownership, who may see it, and the keys of documents go over together. Who owned it keeps what was there until
   * then (docs/decisions/0011).
   */
  async function moveRecords(
    trx: Trx,
    handover: Handover,
    { moves, handedOver }: { moves: readonly Move[]; handedOver: readonly Recorded[] },
    at: Date,
  ): Promise<void> {
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
    for (const { record, to } of moves) {
      const { recordId, chainSequence, kind } = record;
      await recordStore.setOwner(trx, recordId, {
        organisationId: handover.to,
        keyId: to.id,
        chainSequence: chainSequence + 1,
      });
      if (kind === 'pouch') await readerKeys.align(trx, recordId, handover.from);
    }
  }
}

/** The offered record and, of a pouch, what moves with it; locked, owned by the principal and active. */
async function lockGroup(trx: Trx, offered: RecordRow, principal: Principal): Promise<Buffer[]> {
  const { record, certificates } = await lockWithCertificates(trx, offered);
  requireOwner(record, principal);
  requireActive(record, 'a handover');
  const moving = certificates.filter((one) => one.status === 'active');
  return [record.recordId, ...moving.map((one) => one.recordId)];
}

/**
 * Loads a handover as a party to it, locks its records (in the order of their ids, as everybody does) and only then
 * looks whether it is still offered: of fifty that come at once one finds it so.
 */
async function underLock<T>(
  trx: Trx,
  principal: Principal,
  id: string,
  { side, act, now }: { side: 'from' | 'to'; act: string; now: Date },
  work: (trx: Trx, locked: { handover: Handover; records: RecordRow[]; at: Date }) => Promise<T>,
): Promise<T> {
  const seen = await handoverStore.find(trx, id);
  if (seen === undefined) throw problem('not_found', { what: 'handover' });
  if (seen[side] !== principal.organisationId) {
    throw problem('forbidden', { needs: side === 'to' ? 'to be the recipient' : 'to be who offered it' });
  }
  return elevated(trx, async (trx) => {
    const records = await recordStore.lock(trx, contentsOf(seen));
    const handover = await handoverStore.find(trx, id);
    if (handover === undefined) throw problem('not_found', { what: 'handover' });
    requireOffered(stateAt(handover, records, now), act);
    return work(trx, { handover, records, at: now });
  });
}

function checkExpiry(wished: Date | undefined, now: Date): Date {
  const ends = wished ?? new Date(now.getTime() + offeredDays.otherwise * dayMs);
  if (ends <= now) throw invalidField('/expiresAt', 'This is in the past.', 'body', { code: 'in_the_past' });
  if (ends.getTime() > now.getTime() + offeredDays.most * dayMs) {
    throw invalidField('/expiresAt', `An offer stands for at most ${offeredDays.most} days.`);
  }
  return ends;
}

const eventsOver = (
  by: Acting,
  recordIds: readonly Buffer[],
  type: `org.openpouch.${string}`,
  data: Record<string, unknown>,
) => recordIds.map((recordId) => by.event(RecordId.of(recordId), type, data));

const receiptsOf = (recorded: readonly Recorded[]): string[] => recorded.map((event) => event.receipt);
