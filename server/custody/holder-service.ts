import { randomUUID } from 'node:crypto';
import { type Enrolment, verifyEnrolment } from '../../core/enrolment.ts';
import { SignatureError } from '../../core/jws.ts';
import { MalformedError } from '../../core/malformed.ts';
import { signerIdOfJwk } from '../../core/signer.ts';
import { signVoucher } from '../../core/voucher.ts';
import { announceEndedAccess } from '../access/index.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import type { HolderKind, ProposedKeys } from '../database/tables-self-custody.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { type HeldKey, heldKeysStore, type Organisation, organisationStore } from '../organisations/index.ts';
import { toBytes } from '../records/bytes.ts';
import { type Holder, holderStore } from './holder-store.ts';

type Context = Pick<AppContext, 'keyring' | 'deployment' | 'now'>;

export const mostOwnersAtOnce = 100;
const mostReady = 1_000;
const mostHolders = 50;
/** A proof of possession is made for this occasion. */
const proofMinutes = 15;

export interface NewHolder {
  readonly name: string;
  readonly kind: HolderKind;
  readonly keys: ProposedKeys;
}

/** Who holds an organisation's keys. The server checks that each key is had by whoever enrols it, and never has it. */
export interface HolderService {
  /**
   * An administrator's holds keys at once; anybody else's when an administrator confirms it. With the first the
   * organisation's identity key in custody ends: from then on the server cannot sign for it.
   * @returns its id
   * @throws invalid_request for a proof that does not hold, limit_reached, wrong_state
   */
  enrol(trx: Trx, principal: Principal, holder: NewHolder): Promise<string>;
  /** By an administrator. @throws not_found, wrong_state */
  confirm(trx: Trx, principal: Principal, id: string): Promise<void>;
  /** More owner keys, by whose device it is or an administrator. @throws not_found, forbidden, wrong_state, as `enrol` */
  addOwnerKeys(trx: Trx, principal: Principal, id: string, proofs: readonly string[]): Promise<void>;
  /**
   * By an administrator: it signs nothing more, but for the records that are on its keys. With the last of them the
   * server holds the organisation's identity key again. @throws not_found, wrong_state
   */
  end(trx: Trx, principal: Principal, id: string): Promise<void>;
}

export function createHolderService({ keyring, deployment, now }: Context): HolderService {
  /** Reads and checks proofs of possession. */
  const read = async (
    holder: { readonly id: string; readonly organisationId: string },
    purpose: Enrolment['purpose'],
    proofs: readonly { readonly proof: string; readonly pointer: string }[],
  ): Promise<HeldKey[]> => {
    const keys: HeldKey[] = [];
    for (const { proof, pointer } of proofs) {
      const { jwk, enrolment } = await verifyEnrolment(proof).catch((cause: unknown) => {
        if (cause instanceof MalformedError || cause instanceof SignatureError)
          throw invalidField(pointer, `This proves no key: ${cause.message}.`);
        throw cause;
      });
      if (enrolment.organisationId !== holder.organisationId || enrolment.purpose !== purpose)
        throw invalidField(pointer, `It must name your organisation, and the purpose ${purpose}.`);
      if (Math.abs(Date.parse(enrolment.time) - now().getTime()) > proofMinutes * 60_000)
        throw invalidField(pointer, `It must be made within ${proofMinutes} minutes of now.`);
      const signerId = toBytes(signerIdOfJwk(jwk, deployment.verifiers));
      keys.push({
        ...{ id: randomUUID(), holderId: holder.id, organisationId: holder.organisationId },
        ...{ purpose, signerId, jwk, voucher: null },
      });
    }
    return keys;
  };

  const voucherFor = async (
    trx: Trx,
    organisation: Organisation,
    signerId: Buffer,
  ): Promise<string | null> => {
    const { id, legalName, country, vouchedBy } = organisation;
    // Who came by an invitation, and nobody knows yet.
    if (organisation.profile === null && vouchedBy === null) return null;
    const issuer = await organisationStore.currentKey(
      trx,
      organisation.profile === null ? (vouchedBy ?? id) : id,
      'issuing',
    );
    const named = {
      signerId: `0x${signerId.toString('hex')}` as never,
      organisation: { id, legalName, country },
    };
    return signVoucher({ ...named, time: now().toISOString() }, keyring.signer(issuer));
  };

  /** The keys are the organisation's from now on. As the system. */
  const take = async (
    trx: Trx,
    holder: Pick<Holder, 'id' | 'organisationId'>,
    proposed: ProposedKeys,
  ): Promise<void> => {
    const organisation = await organisationStore.find(trx, holder.organisationId);
    if (organisation === undefined) throw new Error(`There is no organisation ${holder.organisationId}.`);
    await organisationStore.lock(trx, organisation.id);
    const [identity] = await read(holder, 'identity', [{ proof: proposed.identity, pointer: '/identity' }]);
    if (identity === undefined) throw new Error('A key that was read is gone.');
    const owners = await read(holder, 'owner', proofsOf(proposed.owners));
    const voucher = await voucherFor(trx, organisation, identity.signerId);
    if (organisation.selfCustody !== true) {
      const inCustody = await organisationStore.currentKey(trx, organisation.id, 'identity');
      await organisationStore.endKey(trx, inCustody.id, now());
      await organisationStore.setSelfCustody(trx, organisation.id, true);
      await announceEndedAccess(trx);
    }
    await heldKeysStore.insert(trx, [{ ...identity, voucher }, ...owners]);
  };

  const open = async (trx: Trx, id: string): Promise<Holder> => {
    const holder = await holderStore.find(trx, id);
    if (holder === undefined) throw problem('not_found', { what: 'key holder' });
    if (holder.endedAt !== null)
      throw problem('wrong_state', { what: 'key holder', state: 'ended', act: 'this' });
    return holder;
  };

  return {
    async enrol(trx, principal, { name, kind, keys }) {
      const { organisationId } = principal;
      const holders = await holderStore.list(trx);
      if (holders.filter(({ endedAt }) => endedAt === null).length >= mostHolders)
        throw problem('limit_reached', { limit: mostHolders, what: 'holders of your keys' });
      const holder = { id: randomUUID(), organisationId };
      const isAdministrator = principal.scopes.has('organisation:administer');
      // What is only proposed is checked as well: nobody should confirm what cannot be.
      await read(holder, 'identity', [{ proof: keys.identity, pointer: '/identity' }]);
      await read(holder, 'owner', proofsOf(keys.owners));
      return elevated(trx, async (trx) => {
        const at = now();
        await holderStore.insert(trx, {
          ...{ ...holder, name, kind, createdAt: at },
          userId: principal.kind === 'user' ? principal.id : null,
          proposed: isAdministrator ? null : keys,
          confirmedAt: isAdministrator ? at : null,
        });
        if (isAdministrator) await take(trx, holder, keys);
        return holder.id;
      });
    },

    async confirm(trx, _principal, id) {
      const holder = await open(trx, id);
      const { proposed } = holder;
      if (proposed === null)
        throw problem('wrong_state', { what: 'key holder', state: 'confirmed', act: 'confirming it' });
      await elevated(trx, async (trx) => {
        await take(trx, holder, proposed);
        await holderStore.confirm(trx, id, now());
      });
    },

    async addOwnerKeys(trx, principal, id, proofs) {
      const holder = await open(trx, id);
      if (holder.userId !== principal.id && !principal.scopes.has('organisation:administer'))
        throw problem('forbidden', { needs: 'to be whose device it is, or an administrator' });
      const keys = await read(holder, 'owner', proofsOf(proofs));
      if (holder.confirmedAt === null)
        throw problem('wrong_state', { what: 'key holder', state: 'not confirmed', act: 'adding keys' });
      await elevated(trx, async (trx) => {
        await organisationStore.lock(trx, holder.organisationId);
        const counts = await heldKeysStore.counts(trx, holder.organisationId);
        const ready = counts.find(({ holderId }) => holderId === id)?.ready ?? 0;
        if (ready + keys.length > mostReady)
          throw problem('limit_reached', { limit: mostReady, what: 'keys that wait to be used' });
        await heldKeysStore.insert(trx, keys);
      });
    },

    async end(trx, principal, id) {
      await open(trx, id);
      const others = (await holderStore.list(trx)).filter(
        (one) => one.id !== id && one.confirmedAt !== null && one.endedAt === null,
      );
      await elevated(trx, async (trx) => {
        const { organisationId } = principal;
        await organisationStore.lock(trx, organisationId);
        const organisation = await organisationStore.find(trx, organisationId);
        await heldKeysStore.endOfHolder(trx, id, now());
        await holderStore.end(trx, id, now());
        if (organisation?.selfCustody !== true || others.length > 0) return;
        const identity = keyring.generate(organisationId, 'identity');
        const voucher = await voucherFor(trx, organisation, toBytes(identity.signerId));
        await organisationStore.insertKeys(trx, [{ ...identity, ...(voucher !== null && { voucher }) }]);
        await organisationStore.setSelfCustody(trx, organisationId, false);
        await announceEndedAccess(trx);
      });
    },
  };
}

const proofsOf = (owners: readonly string[]) =>
  owners.map((proof, index) => ({ proof, pointer: `/owners/${index}` }));
