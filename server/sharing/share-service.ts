import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { organisationNamer, organisationStore } from '../organisations/index.ts';
import { lockWithCertificates } from '../pouches/index.ts';
import { type AccessRow, type RecordRow, recordAccessStore, recordStore } from '../records/record-store.ts';
import { actingOn, type Consent, onConsent } from './acting.ts';
import type { ReaderKeys } from './reader-keys.ts';
import { inOrder, requireActive, seenRecord } from './record-rights.ts';
import type { ShareView, ShareWish } from './share.ts';
import { openThrough } from './through-access.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;

export interface ShareService {
  /** Everybody who may see the record now. @throws not_found */
  list(trx: Trx, recordId: RecordId): Promise<ShareView[]>;
  /**
   * Lets another organisation see a record; of a pouch also its certificates and the keys of its documents.
   * @throws not_found, forbidden (never more than one holds oneself), already_exists, not_permitted_party, wrong_state
   */
  grant(
    trx: Trx,
    principal: Principal,
    recordId: RecordId,
    wish: ShareWish,
    consent?: Consent,
  ): Promise<{ share: ShareView; receipts: string[] }>;
  /**
   * By the owner, or by who gave it; with all that was shared on through it.
   * @throws not_found, forbidden, changed_meanwhile
   */
  end(
    trx: Trx,
    principal: Principal,
    recordId: RecordId,
    shareId: string,
  ): Promise<{ share: ShareView; receipts: string[] }>;
}

/** The most rows of access to one record: a new version's key is wrapped for each reader. */
const mostReaders = 500;

export function createShareService(
  { keyring, recorder, now }: Context,
  readerKeys: ReaderKeys,
): ShareService {
  return {
    async list(trx, recordId) {
      const record = await seenRecord(trx, recordId);
      return toViews(trx, await recordAccessStore.ofRecord(trx, record.recordId));
    },

    async grant(trx, principal, recordId, wish, consent) {
      const seen = await seenRecord(trx, recordId);
      const id = seen.recordId;
      const target = await organisationStore.find(trx, wish.organisationId);
      if (target === undefined)
        throw invalidField('/organisationId', 'There is no such organisation.', 'body', {
          code: 'no_such_organisation',
        });
      return elevated(trx, async (trx) => {
        const at = now();
        const endsAt = wish.endsAt === undefined ? undefined : new Date(wish.endsAt);
        if (endsAt !== undefined && endsAt <= at)
          throw invalidField('/endsAt', 'This is in the past.', 'body', { code: 'in_the_past' });
        const { record, certificates: owned } = await lockWithCertificates(trx, seen);
        const certificates = owned.map((one) => one.recordId);
        checkParty(record, principal, target.id);
        const access = await recordAccessStore.ofRecord(trx, id);
        const through = givenThrough(access, principal.organisationId, wish.rights, endsAt);
        checkRights(record, through, wish);
        const isShared = (row: AccessRow) =>
          row.organisationId === target.id && row.basis === 'share' && row.through === null;
        if (access.some(isShared))
          throw problem('already_exists', { what: 'share of this record', field: 'organisationId' });
        if (access.length >= mostReaders)
          throw problem('wrong_state', {
            what: record.kind,
            state: `seen by ${access.length}`,
            act: 'sharing it',
          });

        const [shareId = ''] = await recordAccessStore.grant(trx, [
          {
            ...{ recordId: id, organisationId: target.id, basis: 'share', rights: inOrder(wish.rights) },
            ...{ sharedBy: principal.organisationId, createdAt: at, endsAt },
            derivedFrom: through?.basis === 'owner' ? undefined : through?.id,
            actsFor: wish.actsForOwner ? principal.organisationId : undefined,
          },
        ]);
        await openThrough(trx, id, certificates, { only: shareId, at });
        if (record.kind === 'pouch') await readerKeys.align(trx, id, principal.organisationId);

        const by = onConsent(await actingOn(trx, keyring, principal, record, at), consent);
        const data = {
          ...{ organisationId: target.id, rights: inOrder(wish.rights) },
          ...(wish.actsForOwner && { actsFor: principal.organisationId }),
          endsAt: endsAt?.toISOString() ?? null,
        };
        const recorded = await recorder.append(trx, [
          by.event(recordId, 'org.openpouch.share.granted', { ...data, shareId }),
          ...certificates.map((certificate) =>
            by.event(RecordId.of(certificate), 'org.openpouch.share.granted', { ...data, through: recordId }),
          ),
        ]);
        return { share: await viewOf(trx, shareId), receipts: recorded.map((event) => event.receipt) };
      });
    },

    async end(trx, principal, recordId, shareId) {
      const { recordId: id } = await seenRecord(trx, recordId);
      return elevated(trx, async (trx) => {
        const at = now();
        const { records, following } = await lockWithFollowing(trx, id, shareId);
        const record = records.find((one) => one.recordId.equals(id));
        const share = await recordAccessStore.find(trx, shareId);
        if (
          record === undefined ||
          share === undefined ||
          share.basis !== 'share' ||
          !share.recordId.equals(id)
        ) {
          throw problem('not_found', { what: 'share' });
        }
        if (![record.ownerOrganisationId, share.sharedBy].includes(principal.organisationId)) {
          throw problem('forbidden', { needs: 'to own the record, or to have given this share' });
        }
        const view = await viewOf(trx, shareId);
        await recordAccessStore.end(trx, [shareId], at);
        if (record.kind === 'pouch') await readerKeys.align(trx, id, record.ownerOrganisationId);

        const by = await actingOn(trx, keyring, principal, record, at);
        const data = { organisationId: share.organisationId };
        const recorded = await recorder.append(trx, [
          by.event(recordId, 'org.openpouch.share.ended', { ...data, shareId }),
          ...following.map((row) =>
            by.event(RecordId.of(row.recordId), 'org.openpouch.share.ended', {
              organisationId: row.organisationId,
              ...(row.through === null
                ? { shareId: row.id, with: shareId }
                : { through: RecordId.of(row.through) }),
            }),
          ),
        ]);
        return { share: view, receipts: recorded.map((event) => event.receipt) };
      });
    },
  };
}

/** Locks a record with those that are seen through one of its shares. @throws changed_meanwhile when one was added meanwhile */
async function lockWithFollowing(trx: Trx, recordId: Buffer, shareId: string) {
  const seen = () => recordAccessStore.following(trx, [shareId]);
  const records = await recordStore.lock(trx, [recordId, ...(await seen()).map((row) => row.recordId)]);
  const following = await seen();
  const isLocked = (row: AccessRow) => records.some((record) => record.recordId.equals(row.recordId));
  if (!following.every(isLocked)) throw problem('changed_meanwhile');
  return { records, following };
}

/**
 * The access of an organisation by which it may share for so long: its ownership, else the one that holds most of what
 * is wished. What it shares ends with it.
 */
function givenThrough(
  rows: readonly AccessRow[],
  organisationId: string,
  wished: readonly string[],
  until: Date | undefined,
): AccessRow | undefined {
  const held = ({ rights }: AccessRow) => wished.filter((right) => rights.includes(right)).length;
  return rows
    .filter((row) => row.organisationId === organisationId && row.rights.includes('share'))
    .filter((row) => row.endsAt === null || (until !== undefined && row.endsAt >= until))
    .toSorted((a, b) => Number(b.basis === 'owner') - Number(a.basis === 'owner') || held(b) - held(a))[0];
}

function checkParty(record: RecordRow, principal: Principal, target: string): void {
  if (target === principal.organisationId)
    throw problem('not_permitted_party', { why: 'it is your own organisation' });
  if (target === record.ownerOrganisationId)
    throw problem('not_permitted_party', { why: 'it owns the record' });
}

/** @param through which it is to be given; undefined: the principal holds none that allows it */
function checkRights(record: RecordRow, through: AccessRow | undefined, wish: ShareWish): void {
  const { rights, actsForOwner } = wish;
  if (through === undefined)
    throw problem('forbidden', { needs: 'the right to share, for as long as the share is to last' });
  const adding = rights.indexOf('add');
  if (adding >= 0 && record.kind === 'certificate')
    throw invalidField(`/rights/${adding}`, 'Nothing can be added to a certificate.', 'body', {
      code: 'nothing_to_add',
    });
  if (adding >= 0) requireActive(record, 'sharing it for adding documents');
  if (actsForOwner) {
    if (through.basis !== 'owner') throw problem('not_owner');
    if (record.kind !== 'pouch')
      throw invalidField('/actsForOwner', 'One acts for the owner on a pouch, with the certificates in it.');
    requireActive(record, 'letting another act for you');
  }
  const mayGive = (right: string) => (right === 'offer' ? actsForOwner : through.rights.includes(right));
  const index = rights.findIndex((right) => !mayGive(right));
  if (index >= 0) {
    const errors = [
      {
        ...{ in: 'body' as const, pointer: `/rights/${index}`, code: 'not_held' as const },
        detail: 'You do not hold this right yourself.',
      },
    ];
    throw problem('forbidden', { needs: 'every right that is shared' }, { errors });
  }
}

async function viewOf(trx: Trx, id: string): Promise<ShareView> {
  const row = await recordAccessStore.find(trx, id);
  const [view] = await toViews(trx, row === undefined ? [] : [row]);
  if (view === undefined) throw new Error(`There is no access ${id}.`);
  return view;
}

async function toViews(trx: Trx, rows: readonly AccessRow[]): Promise<ShareView[]> {
  const named = await organisationNamer(
    trx,
    rows.flatMap((row) => [row.organisationId, row.sharedBy ?? [], row.actsFor ?? []].flat()),
  );
  return rows.map((row) => ({
    id: row.id,
    recordId: RecordId.of(row.recordId),
    organisation: named(row.organisationId),
    basis: row.basis,
    rights: inOrder(row.rights),
    sharedBy: row.sharedBy === null ? null : named(row.sharedBy),
    actsFor: row.actsFor === null ? null : named(row.actsFor),
    through: row.through === null ? null : RecordId.of(row.through),
    follows: row.derivedFrom,
    createdAt: row.createdAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
  }));
}
