import type { ActOf } from '../../core/event-types.ts';
import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { refuseWhileOffered } from '../handovers/index.ts';
import { problem } from '../http/problem.ts';
import { hexOf } from '../records/bytes.ts';
import { type RecordRow, recordStore } from '../records/record-store.ts';
import { acting, requireOwner, seenRecord } from '../sharing/index.ts';
import { type Erasure, erasureStore } from './erasure-store.ts';
import { type Hold, holdStore } from './hold-store.ts';
import { isKept, retentionOf } from './retention.ts';
import { heldBy } from './retention-views.ts';
import { settingsStore } from './settings-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;

interface Receipts {
  readonly receipts: string[];
}

/** Holds, and what is asked of an erasure; the erasure itself is the eraser's. Call it for administrators alone. */
export interface RetentionService {
  /** @throws not_found, forbidden, already_exists */
  hold(trx: Trx, principal: Principal, recordId: RecordId, reason: string): Promise<Receipts>;
  /** Whoever set it lifts it. @throws not_found */
  lift(trx: Trx, principal: Principal, recordId: RecordId, id: string): Promise<Receipts>;
  /** @throws not_found, not_owner, wrong_state, kept, on_hold, handover_open, already_exists */
  ask(trx: Trx, principal: Principal, recordId: RecordId): Promise<Receipts>;
  /** @throws not_found, not_owner, second_person_needed, wrong_state, kept, on_hold */
  approve(trx: Trx, principal: Principal, recordId: RecordId): Promise<Receipts>;
  /** @throws not_found, not_owner, wrong_state */
  withdraw(trx: Trx, principal: Principal, recordId: RecordId): Promise<Receipts>;
}

export const dayMs = 24 * 3_600_000;

export function createRetentionService({ keyring, recorder, now }: Context): RetentionService {
  /** What the principal's organisation does to a record, under its lock and as the system; told in its trail. */
  async function act(
    trx: Trx,
    principal: Principal,
    seen: Pick<RecordRow, 'recordId'>,
    work: (record: RecordRow, at: Date) => Promise<Told | null>,
  ): Promise<Receipts> {
    return elevated(trx, async () => {
      const at = now();
      const record = await lockRecord(trx, seen.recordId);
      const told = await work(record, at);
      if (told === null) return { receipts: [] };
      const by = await acting(trx, keyring, principal, at);
      const recorded = await recorder.append(trx, [
        by.event(RecordId.of(record.recordId), `org.openpouch.record.${told.type}`, told.data ?? {}),
      ]);
      return { receipts: recorded.map((event) => event.receipt) };
    });
  }

  return {
    async hold(trx, principal, recordId, reason) {
      const seen = await seenRecord(trx, recordId);
      if (!(await heldBy(trx, [seen.recordId], principal)).has(hexOf(seen.recordId)))
        throw problem('forbidden', { needs: 'an owner, a former owner, the issuing chamber or customs' });
      return act(trx, principal, seen, async (record, at) => {
        const holds = await holdStore.inForce(trx, [record.recordId]);
        if (holds.some((one) => one.organisationId === principal.organisationId))
          throw problem('already_exists', { what: 'hold', field: 'record' });
        const { organisationId, name } = principal;
        await holdStore.insert(trx, {
          recordId: record.recordId,
          organisationId,
          reason,
          setBy: name,
          setAt: at,
        });
        return { type: 'held' };
      });
    },

    async lift(trx, principal, recordId, id) {
      const seen = await seenRecord(trx, recordId);
      return act(trx, principal, seen, async (record, at) => {
        const holds = await holdStore.inForce(trx, [record.recordId]);
        if (!holds.some((one) => one.id === id && one.organisationId === principal.organisationId))
          throw problem('not_found', { what: 'hold' });
        await holdStore.lift(trx, id, { name: principal.name, at });
        if (holds.length === 1) await erasureStore.release(trx, record.recordId);
        return { type: 'hold-lifted' };
      });
    },

    async ask(trx, principal, recordId) {
      const seen = await seenRecord(trx, recordId);
      requireOwner(seen, principal);
      return act(trx, principal, seen, async (record, at) => {
        requireOwner(record, principal);
        await refuseErasure(trx, record, at);
        await refuseWhileOffered(trx, [record.recordId], at);
        if ((await erasureStore.of(trx, [record.recordId])).length > 0)
          throw problem('already_exists', { what: 'erasure', field: 'record' });
        const { fourEyes, waitingDays } = await settingsStore.find(trx, principal.organisationId);
        const dueAt = fourEyes ? null : new Date(at.getTime() + waitingDays * dayMs);
        const asked = { person: principal.id, name: principal.name };
        const { organisationId } = principal;
        await erasureStore.insert(trx, { recordId: record.recordId, organisationId, asked, at, dueAt });
        // Readers are told once it is sure that the owner wants it.
        return dueAt && announced(dueAt);
      });
    },

    async approve(trx, principal, recordId) {
      const seen = await seenRecord(trx, recordId);
      requireOwner(seen, principal);
      return act(trx, principal, seen, async (record, at) => {
        const erasure = await openErasure(trx, record, principal);
        if (erasure.state !== 'asked')
          throw problem('wrong_state', { what: 'erasure', state: erasure.state, act: 'approving it' });
        if (principal.kind !== 'user' || erasure.askedPerson === principal.id)
          throw problem('second_person_needed', { why: 'whoever asked for it cannot approve it' });
        await refuseErasure(trx, record, at);
        const { waitingDays } = await settingsStore.find(trx, principal.organisationId);
        const dueAt = new Date(at.getTime() + waitingDays * dayMs);
        await erasureStore.approve(trx, erasure.id, principal.name, dueAt);
        return announced(dueAt);
      });
    },

    async withdraw(trx, principal, recordId) {
      const seen = await seenRecord(trx, recordId);
      requireOwner(seen, principal);
      return act(trx, principal, seen, async (record, at) => {
        const erasure = await openErasure(trx, record, principal);
        if (erasure.state === 'erasing' || erasure.state === 'erased')
          throw problem('wrong_state', {
            what: record.kind,
            state: 'erased',
            act: 'withdrawing the erasure',
          });
        await erasureStore.end(trx, erasure.id, 'withdrawn', at);
        return erasure.state === 'asked' ? null : { type: 'erasure-withdrawn' };
      });
    },
  };
}

interface Told {
  readonly type: ActOf<'record'>;
  readonly data?: { readonly dueAt: string };
}

export const announced = (dueAt: Date): Told => ({
  type: 'erasure-announced',
  data: { dueAt: dueAt.toISOString() },
});

/** @throws not_found */
export async function lockRecord(trx: Trx, recordId: Buffer): Promise<RecordRow> {
  const [record] = await recordStore.lock(trx, [recordId]);
  if (record === undefined) throw problem('not_found', { what: 'record' });
  return record;
}

async function openErasure(trx: Trx, record: RecordRow, { organisationId }: Principal): Promise<Erasure> {
  const [erasure] = await erasureStore.of(trx, [record.recordId]);
  if (erasure === undefined || erasure.organisationId !== organisationId)
    throw problem('not_found', { what: 'erasure' });
  return erasure;
}

/** @throws wrong_state when it is erased already, kept within a term, on_hold */
async function refuseErasure(trx: Trx, record: RecordRow, at: Date): Promise<void> {
  if (record.erasedAt !== null)
    throw problem('wrong_state', { what: record.kind, state: 'erased', act: 'erasing it' });
  const obstacle = await obstacleTo(trx, record, at);
  if (obstacle?.kind === 'hold')
    throw problem('on_hold', { since: obstacle.hold.setAt.toISOString().slice(0, 10) });
  if (obstacle?.kind === 'term') throw problem('kept', { until: obstacle.until, why: obstacle.why });
}

export type Obstacle =
  | { readonly kind: 'hold'; readonly hold: Hold }
  | { readonly kind: 'term'; readonly until: string; readonly why: string };

/** What forbids to erase a record now. As the system. */
export async function obstacleTo(trx: Trx, { recordId }: RecordRow, at: Date): Promise<Obstacle | undefined> {
  const [hold] = await holdStore.inForce(trx, [recordId]);
  if (hold !== undefined) return { kind: 'hold', hold };
  const retention = (await retentionOf(trx, [recordId])).get(hexOf(recordId));
  if (retention === undefined || !isKept(retention, at) || retention.kept === null) return undefined;
  const { until, law } = retention.kept;
  return { kind: 'term', until, why: law?.source ?? "an organisation's own term" };
}
