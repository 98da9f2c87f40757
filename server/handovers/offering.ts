import { RecordId } from '../../core/ids.ts';
import { type Principal, scopesOfRole } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { newId } from '../keys/signing-session.ts';
import { organisationStore } from '../organisations/index.ts';
import { lockAllWithCertificates } from '../pouches/index.ts';
import { hexOf, toBytes } from '../records/bytes.ts';
import { type RecordRow, recordAccessStore, recordStore } from '../records/record-store.ts';
import { actingOn, actsForOwner, requireActive } from '../sharing/index.ts';
import { handoverStore } from './handover-store.ts';
import { refuseWhileOffered } from './offers.ts';
import { choosePart, type PartWish } from './part.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;

const dayMs = 24 * 3600 * 1000;
const offeredDays = { otherwise: 14, most: 90 };
/** Unless another end was chosen. */
export const offerEnd = (now: Date): Date => new Date(now.getTime() + offeredDays.otherwise * dayMs);
/** They move in one transaction of the chain: a pouch with all that it can hold, or so many by themselves. */
export const mostRecordsOffered = 51;

export interface HandoverWish {
  /** The recipient's organisation. */
  readonly to: string;
  readonly message: string;
  readonly expiresAt: Date | undefined;
  /** Of the one pouch that is named: what is to go; undefined: all. */
  readonly part?: PartWish | undefined;
}

export type Offer = (
  trx: Trx,
  principal: Principal,
  recordIds: readonly RecordId[],
  wish: HandoverWish,
) => Promise<{ id: string; receipts: string[] }>;

export function createOffering({ keyring, recorder, now }: Context): Offer {
  return async (trx, principal, recordIds, { to, message, expiresAt, part: wish }) => {
    const named = await seenRecords(trx, recordIds);
    await requireRecipient(trx, principal, to);
    return elevated(trx, async (trx) => {
      const at = now();
      const ends = checkExpiry(expiresAt, at);
      const { owner, records, moving } = await lockGroup(trx, named, principal);
      const from = owner.ownerOrganisationId;
      if (to === from) throw problem('not_permitted_party', { why: 'it owns the record' });
      const part = wish === undefined ? null : await choosePart(trx, owner, wish, moving);
      const group =
        part === null ? [...records, ...moving] : part.certificates.map((one) => toBytes(one.recordId));
      const involved = part === null ? group : [owner.recordId, ...group];
      await refuseWhileOffered(trx, involved, at);

      const id = newId();
      const contents = group.map((one) => RecordId.of(one));
      await handoverStore.insert(trx, {
        ...{ id, recordId: owner.recordId, from, to, state: 'offered', message, reason: '', contents },
        ...{ actId: null, createdAt: at, expiresAt: ends, answeredAt: null },
        named: records.length > 1 ? records.map((one) => RecordId.of(one)) : null,
        ...{ part, partOf: part === null ? null : owner.recordId },
      });
      await showTo(trx, group, { from, to, at, ends });
      const by = await actingOn(trx, keyring, principal, owner, at);
      const what =
        part === null
          ? {}
          : {
              documents: part.documents.map((one) => one.id),
              certificates: part.certificates.map((one) => one.recordId),
            };
      const data = { handoverId: id, to, records: contents, ...what, expiresAt: ends.toISOString() };
      const type = `org.openpouch.handover.${part === null ? 'offered' : 'part-offered'}` as const;
      const recorded = await recorder.append(
        trx,
        involved.map((one) => by.event(RecordId.of(one), type, data)),
      );
      return { id, receipts: recorded.map(({ receipt }) => receipt) };
    });
  };
}

/** What is offered to somebody is seen by them while it is. As the system. */
export const showTo = (
  trx: Trx,
  group: readonly Buffer[],
  { from, to, at, ends }: { from: string; to: string; at: Date; ends: Date },
): Promise<unknown> =>
  recordAccessStore.grant(
    trx,
    group.map((one) => ({
      ...{ recordId: one, organisationId: to, basis: 'offer' as const, rights: ['view' as const] },
      ...{ sharedBy: from, createdAt: at, endsAt: ends },
    })),
  );

/** Under the principal's row-level security, in the order asked for. @throws not_found for one that is not seen */
async function seenRecords(trx: Trx, recordIds: readonly RecordId[]): Promise<RecordRow[]> {
  const wanted = [...new Set(recordIds)];
  const seen = new Map(
    (await recordStore.findMany(trx, wanted.map(toBytes))).map((one) => [hexOf(one.recordId), one]),
  );
  return wanted.map((id) => {
    const record = seen.get(id);
    if (record === undefined) throw problem('not_found', { what: 'record' });
    return record;
  });
}

async function requireRecipient(trx: Trx, principal: Principal, to: string): Promise<void> {
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
}

/**
 * What is named and, of pouches, what moves with them; locked, active, of one owner, for which the principal may offer.
 * @returns the first that is named, as `owner`; all that are, and what goes with them and is not named itself
 */
async function lockGroup(trx: Trx, named: readonly RecordRow[], principal: Principal) {
  const locked = await lockAllWithCertificates(trx, named);
  const [first] = locked;
  if (first === undefined) throw invalidField('/records', 'Name at least one.');
  const owner = first.record;
  const foreign: RecordRow[] = [];
  for (const { record } of locked) {
    const isOne = record.ownerOrganisationId === owner.ownerOrganisationId;
    if (!(isOne && (await mayOffer(trx, record, principal)))) foreign.push(record);
  }
  if (foreign.length > 0) throw notOwner(named, foreign);
  for (const { record } of locked) requireActive(record, 'a handover');
  const records = locked.map(({ record }) => record.recordId);
  const others = new Map(
    locked
      .flatMap(({ certificates }) => certificates)
      .filter(({ status }) => status === 'active')
      .map(({ recordId }) => [hexOf(recordId), recordId]),
  );
  for (const one of records) others.delete(hexOf(one));
  const moving = [...others.values()];
  if (records.length + moving.length > mostRecordsOffered)
    throw invalidField('/records', `One offer moves at most ${mostRecordsOffered} records.`, 'body', {
      ...{ code: 'too_many', limit: mostRecordsOffered },
    });
  return { owner, records, moving };
}

/** Of several, says which are not the owner's. */
function notOwner(named: readonly RecordRow[], foreign: readonly RecordRow[]): Error {
  if (named.length === 1) return problem('not_owner');
  const pointers = [...named.entries()].filter(([, one]) =>
    foreign.some(({ recordId }) => recordId.equals(one.recordId)),
  );
  const errors = pointers.map(([index]) => ({
    ...{ in: 'body' as const, pointer: `/records/${index}`, code: 'not_held' as const },
    detail: 'Another party owns this one.',
  }));
  return problem('not_owner', undefined, { errors });
}

/** The owner, or who acts for it. @throws not_owner */
export async function requireMayOffer(trx: Trx, record: RecordRow, principal: Actor): Promise<void> {
  if (!(await mayOffer(trx, record, principal))) throw problem('not_owner');
}

type Actor = Pick<Principal, 'organisationId'>;

async function mayOffer(trx: Trx, record: RecordRow, { organisationId }: Actor): Promise<boolean> {
  return (
    record.ownerOrganisationId === organisationId ||
    (await actsForOwner(trx, record, organisationId, 'offer'))
  );
}

function checkExpiry(wished: Date | undefined, now: Date): Date {
  const ends = wished ?? offerEnd(now);
  if (ends <= now) throw invalidField('/expiresAt', 'This is in the past.', 'body', { code: 'in_the_past' });
  if (ends.getTime() > now.getTime() + offeredDays.most * dayMs) {
    throw invalidField('/expiresAt', `An offer stands for at most ${offeredDays.most} days.`, 'body', {
      ...{ code: 'too_far', limit: offeredDays.most },
    });
  }
  return ends;
}
