import { RecordId, SignerId } from '../../core/ids.ts';
import { type Genesis, recordId as recordIdOf } from '../../core/typed-data.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { refuseWhileOffered } from '../handovers/index.ts';
import { checkIfMatch } from '../http/if-match.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { newId, newSalt } from '../keys/signing-session.ts';
import { organisationStore, takeOwnerKeys } from '../organisations/index.ts';
import { toBytes } from '../records/bytes.ts';
import { recordAccessStore, recordStore } from '../records/record-store.ts';
import type { Recorded } from '../records/recorder.ts';
import { acting, actingWith, openThrough, requireActive, requireOwner } from '../sharing/index.ts';
import { type Cover, type Manifest, manifestCommitment, maximumCertificates } from './pouch.ts';
import { pouchStore } from './pouch-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;

export interface PouchService {
  /**
   * @returns the new pouch's id and the receipt of its first event, and of what the trail of the one that it replaces says
   * @throws invalid_request, not_owner, wrong_state, handover_open, already_exists: of the one that it replaces
   */
  create(
    trx: Trx,
    principal: Pick<Principal, 'organisationId' | 'name'>,
    wish: { title: string; cover: Cover; partOf?: RecordId; replaces?: RecordId | undefined },
  ): Promise<{ id: string; receipts: string[] }>;
  /**
   * Title and cover anew. The manifest, to which the genesis commits, stays what it was.
   * @throws not_found, not_owner, wrong_state, handover_open, precondition_missing, changed_meanwhile
   */
  changeCover(
    trx: Trx,
    principal: Principal,
    pouchId: string,
    wish: { title: string; cover: Cover },
    ifMatch: string | undefined,
  ): Promise<{ receipts: string[] }>;
  /**
   * The caller's own issued certificate goes into the caller's own pouch; whoever sees the pouch sees it then.
   * @throws not_found, not_owner, wrong_state, handover_open, already_exists
   */
  addCertificate(
    trx: Trx,
    principal: Pick<Principal, 'organisationId' | 'name'>,
    pouchId: string,
    certificateId: string,
  ): Promise<{ receipts: string[] }>;
}

export function createPouchService({ keyring, recorder, domain, now }: Context): PouchService {
  return {
    async create(trx, principal, { title, cover, partOf, replaces }) {
      // Under the principal's row-level security: what it does not see is not there.
      const replaced = replaces === undefined ? undefined : await recordStore.find(trx, toBytes(replaces));
      if (replaces !== undefined && replaced?.kind !== 'pouch')
        throw invalidField('/replaces', 'There is no such pouch.', 'body', { code: 'not_allowed' });
      return elevated(trx, async (trx) => {
        const createdAt = now();
        const { organisationId } = principal;
        if (replaces !== undefined) await requireReplaceable(trx, toBytes(replaces), principal, createdAt);
        const identity = await organisationStore.currentKey(trx, organisationId, 'identity');
        const { holderId } = identity;
        const [owner] = await takeOwnerKeys(
          trx,
          keyring,
          { organisationId, held: holderId !== null, holderId },
          1,
        );
        if (owner === undefined) throw new Error('A key that was taken is gone.');
        const manifest: Manifest = {
          title,
          cover,
          madeBy: organisationId,
          createdAt: createdAt.toISOString(),
          ...(partOf !== undefined && { partOf }),
          ...(replaces !== undefined && { replaces }),
        };
        const salt = newSalt();
        const genesis: Genesis = {
          kind: 'pouch',
          issuer: SignerId.of(identity.signerId),
          firstOwner: SignerId.of(owner.signerId),
          content: manifestCommitment(salt, manifest),
        };
        const recordId = recordIdOf(domain, genesis);
        const act = actingWith(keyring.signer(identity), { organisationId, name: principal.name }, createdAt);
        const [first] = await recorder.prepareFirst([
          act.event(recordId, 'org.openpouch.pouch.created', {
            genesis,
            ...(partOf !== undefined && { partOf }),
            ...(replaces !== undefined && { replaces }),
          }),
        ]);
        if (first === undefined) throw new Error('A draft that was prepared is gone.');

        await recordStore.insert(trx, [
          {
            recordId: toBytes(recordId),
            kind: 'pouch',
            issuer: toBytes(genesis.issuer),
            issuerOrganisationId: organisationId,
            firstOwner: toBytes(genesis.firstOwner),
            content: toBytes(genesis.content),
            contentSalt: toBytes(salt),
            ownerOrganisationId: organisationId,
            ownerKeyId: owner.id,
            chainSequence: 0,
            status: 'active',
            reason: 0,
            successor: null,
            headSequence: first.sequence,
            headHash: toBytes(first.entryHash),
            createdAt,
          },
        ]);
        await recorder.insert(trx, [first]);
        const id = newId();
        await pouchStore.insert(trx, {
          id,
          recordId: toBytes(recordId),
          madeBy: organisationId,
          title,
          cover,
          manifest,
          createdAt,
          replaces: replaces === undefined ? null : toBytes(replaces),
        });
        // After the pouch: an access takes its place in lists from it.
        await recordAccessStore.grant(trx, [
          { recordId: toBytes(recordId), organisationId, basis: 'owner', createdAt },
        ]);
        const told =
          replaces === undefined
            ? []
            : await recorder.append(trx, [
                act.event(replaces, 'org.openpouch.pouch.replaced', { by: recordId }),
              ]);
        return { id, receipts: [first, ...told].map(({ receipt }) => receipt) };
      });
    },

    async changeCover(trx, principal, pouchId, wish, ifMatch) {
      const pouch = await pouchStore.find(trx, pouchId);
      if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
      return elevated(trx, async (trx) => {
        const at = now();
        const [record] = await recordStore.lock(trx, [pouch.recordId]);
        if (record === undefined) throw problem('not_found', { what: 'pouch' });
        requireOwner(record, principal);
        requireActive(record, 'changing its cover');
        await refuseWhileOffered(trx, [pouch.recordId], at);
        checkIfMatch(ifMatch, await pouchStore.revision(trx, pouchId));
        const by = await acting(trx, keyring, principal, at);
        const recorded = await recorder.append(trx, [
          by.event(RecordId.of(pouch.recordId), 'org.openpouch.pouch.described', { ...wish }),
        ]);
        const [{ sequence: eventSequence }] = recorded as [Recorded];
        await pouchStore.changeCover(trx, { id: pouchId, recordId: pouch.recordId, eventSequence, ...wish });
        return { receipts: recorded.map((event) => event.receipt) };
      });
    },

    async addCertificate(trx, principal, pouchId, certificateId) {
      const pouch = await pouchStore.find(trx, pouchId);
      if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
      const certificate = await pouchStore.seenCertificate(trx, certificateId);
      if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
      const { recordId, state } = certificate;
      const act = 'adding it to a pouch';
      if (recordId === null)
        throw problem('wrong_state', { what: 'certificate', state: state.replace('_', ' '), act });

      return elevated(trx, async (trx) => {
        const at = now();
        const records = await recordStore.lock(trx, [pouch.recordId, recordId]);
        for (const record of records) {
          requireOwner(record, principal);
          requireActive(record, record.kind === 'pouch' ? 'adding a certificate' : act);
        }
        await refuseWhileOffered(trx, [pouch.recordId, recordId], at);
        const there = await pouchStore.certificatesIn(trx, pouchId);
        if (there.some((one) => one.id === certificateId)) {
          throw problem('already_exists', { what: 'certificate in this pouch', field: 'id' });
        }
        if (there.length >= maximumCertificates) {
          throw invalidField(
            '/certificateId',
            `A pouch holds at most ${maximumCertificates} certificates.`,
            'body',
            { code: 'too_many', limit: maximumCertificates },
          );
        }
        const by = await acting(trx, keyring, principal, at);
        const ids = { pouch: RecordId.of(pouch.recordId), certificate: RecordId.of(recordId) };
        const recorded = await recorder.append(trx, [
          by.event(ids.pouch, 'org.openpouch.pouch.certificate-added', { certificate: ids.certificate }),
          by.event(ids.certificate, 'org.openpouch.certificate.added-to-pouch', { pouch: ids.pouch }),
        ]);
        const [{ sequence: eventSequence }] = recorded as [Recorded, Recorded];
        const added = { pouchId, certificateId, eventSequence, addedAt: at };
        await pouchStore.addCertificate(trx, { ...added, addedBy: principal.organisationId });
        await openThrough(trx, pouch.recordId, [recordId], { at });
        return { receipts: recorded.map((event) => event.receipt) };
      });
    },
  };
}

/** As the system. @throws not_owner, wrong_state, handover_open, already_exists */
async function requireReplaceable(
  trx: Trx,
  id: Buffer,
  principal: Pick<Principal, 'organisationId'>,
  at: Date,
): Promise<void> {
  const [record] = await recordStore.lock(trx, [id]);
  if (record === undefined) throw problem('not_found', { what: 'pouch' });
  requireOwner(record, principal);
  requireActive(record, 'putting another in its place');
  await refuseWhileOffered(trx, [id], at);
  if (await pouchStore.isReplaced(trx, id))
    throw problem('already_exists', { what: 'pouch in its place', field: 'replaces' });
}
