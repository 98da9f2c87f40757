import { randomUUID } from 'node:crypto';
import { toHex } from '../../core/bytes.ts';
import { SignerId } from '../../core/ids.ts';
import { signerBytes, signerFromJwk } from '../../core/signer.ts';
import { signVoucher } from '../../core/voucher.ts';
import { addUser, type Principal, type User } from '../access/index.ts';
import { insertChainAct } from '../anchoring/index.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import type { Address, KeyPurpose, OrganisationRole, Profile } from '../database/tables.ts';
import { problem } from '../http/problem.ts';
import type { CustodialKey } from '../keys/keyring.ts';
import { type IssuingKey, type Organisation, organisationStore } from './organisation-store.ts';
import { chamberIdOf, didOf, issues, profileHashOf } from './profile.ts';

export interface NewOrganisation {
  readonly legalName: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  readonly address: Address;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly administrator: { readonly name: string; readonly email: string; readonly passwordHash: string };
}

/** Exporters are brought in by their chamber, which knows them. */
export type InvitedRole = 'forwarder' | 'importer';
export type RegisteredRole = Exclude<OrganisationRole, 'federation'>;

export interface Registered {
  readonly organisation: Organisation;
  readonly administrator: User;
}

/** All as the system: the caller has established that the actor may. */
export interface OrganisationService {
  /** The first organisation of all; nobody vouches for it but the deployment's contracts. @throws already_exists */
  createFederation(trx: Trx, input: NewOrganisation): Promise<Registered>;
  /**
   * Somebody who was invited to read something. Nobody vouches for it: it is in nobody's directory but the inviter's, and what
   * it signs is its own word. @throws already_exists
   */
  registerInvited(
    trx: Trx,
    invitedBy: string,
    role: InvitedRole,
    input: NewOrganisation,
  ): Promise<Registered>;
  /** @throws forbidden when the registrar's role may not register this one, wrong_state when its issuing key has ended. */
  register(trx: Trx, registrar: Registrar, role: RegisteredRole, input: NewOrganisation): Promise<Registered>;
  /**
   * Ends the newest issuing key: suspends (now), plans an end (future), or says since when it was in wrong hands (past).
   * @throws wrong_state, invalid_request when the key ends no later already: an end is only ever brought forward.
   */
  endAccreditation(trx: Trx, organisation: Organisation, at: Date | undefined): Promise<void>;
  /** A new issuing key in place of the one in use; also how a suspended chamber comes back. @throws wrong_state */
  rotateIssuingKey(trx: Trx, organisation: Organisation): Promise<void>;
}

export type Registrar = Pick<Principal, 'organisationId' | 'organisationRole'>;
type Context = Pick<AppContext, 'keyring' | 'deployment' | 'publicUrl' | 'now'>;

/** Who may bring in whom: the federation anybody, a chamber the companies that it knows. */
export const registers: Readonly<Partial<Record<OrganisationRole, readonly RegisteredRole[]>>> = {
  federation: ['chamber', 'exporter', 'forwarder', 'importer', 'customs'],
  chamber: ['exporter', 'forwarder', 'importer'],
};

/**
 * On chain a rotated key lives on for an hour: what it signed just before is still to be anchored, and only what was
 * anchored before its end counts. Whatever it signs from now on, the server refuses.
 */
const rotationGraceSeconds = 3600;

export function createOrganisationService(context: Context): OrganisationService {
  const { keyring, deployment, now } = context;

  const accredit = async (trx: Trx, key: CustodialKey): Promise<void> => {
    const signer = toHex(signerBytes(signerFromJwk(key.jwk), deployment.verifiers));
    await insertChainAct(trx, { act: 'accreditation', signer, chamber: chamberIdOf(key.organisationId) }, []);
  };

  const end = async (trx: Trx, key: IssuingKey, at: Date): Promise<void> => {
    const signerId = SignerId.of(key.signerId);
    await insertChainAct(trx, { act: 'ending', signerId, at: Math.floor(at.getTime() / 1000) }, []);
  };

  const establish = async (
    trx: Trx,
    role: OrganisationRole,
    vouchedBy: string | null,
    input: NewOrganisation,
    invitedBy?: string,
  ) => {
    const id = randomUUID();
    const { legalName, country, address, identifiers } = input;
    const profile: Profile | null = issues(role)
      ? { legalName, country, did: didOf(context.publicUrl(), id) }
      : null;
    const organisation: Organisation = {
      id,
      role,
      legalName,
      country,
      address,
      identifiers,
      vouchedBy,
      profile,
    };
    await organisationStore.insert(trx, organisation, invitedBy);
    await insertKeys(trx, organisation);
    if (profile !== null) {
      await insertChainAct(
        trx,
        { act: 'profile', chamber: chamberIdOf(id), profileHash: profileHashOf(profile) },
        [],
      );
    }
    const administrator = { organisationId: id, ...input.administrator, administrator: true };
    return { organisation, administrator: await addUser(trx, administrator, '/administrator/email') };
  };

  const insertKeys = async (
    trx: Trx,
    { id, role, legalName, country, vouchedBy }: Organisation,
  ): Promise<void> => {
    const make = (purpose: KeyPurpose) => keyring.generate(id, purpose);
    const issuing = issues(role) ? make('issuing') : undefined;
    const identity = make('identity');
    const voucherKey =
      issuing ??
      (vouchedBy === null ? undefined : await organisationStore.currentKey(trx, vouchedBy, 'issuing'));
    const voucher =
      voucherKey &&
      (await signVoucher(
        { signerId: identity.signerId, organisation: { id, legalName, country }, time: now().toISOString() },
        keyring.signer(voucherKey),
      ));
    const keys = [
      { ...identity, ...(voucher !== undefined && { voucher }) },
      make('decryption'),
      ...(issuing === undefined ? [] : [issuing]),
    ];
    await organisationStore.insertKeys(trx, keys);
    if (issuing !== undefined) await accredit(trx, issuing);
  };

  const newestKey = async (trx: Trx, organisation: Organisation, act: string): Promise<IssuingKey> => {
    await organisationStore.lock(trx, organisation.id);
    const [key] = await organisationStore.issuingKeys(trx, organisation.id);
    if (key === undefined)
      throw problem('wrong_state', { what: 'organisation', state: `of the role ${organisation.role}`, act });
    return key;
  };

  return {
    async createFederation(trx, input) {
      await organisationStore.lockDirectory(trx);
      if ((await organisationStore.findFederation(trx)) !== undefined) {
        throw problem('already_exists', { what: 'federation', field: 'role' });
      }
      return establish(trx, 'federation', null, input);
    },

    registerInvited: (trx, invitedBy, role, input) => establish(trx, role, null, input, invitedBy),

    async register(trx, registrar, role, input) {
      const permitted = registers[registrar.organisationRole] ?? [];
      if (!permitted.includes(role)) {
        const detail = `You may register: ${permitted.join(', ')}.`;
        const needs = 'the federation: a chamber registers companies';
        throw problem('forbidden', { needs }, { errors: [{ in: 'body', pointer: '/role', detail }] });
      }
      return establish(trx, role, registrar.organisationId, input);
    },

    async endAccreditation(trx, organisation, wanted) {
      const key = await newestKey(trx, organisation, 'ending an accreditation');
      const at = wanted ?? now();
      if (key.endedAt !== null && seconds(at) >= seconds(key.endedAt)) {
        if (wanted === undefined) {
          throw problem('wrong_state', {
            what: 'accreditation',
            state: 'ended',
            act: 'ending it again, unless at an earlier time,',
          });
        }
        const detail = `The accreditation ends at ${key.endedAt.toISOString()} already: give an earlier time.`;
        throw problem('invalid_request', undefined, { errors: [{ in: 'body', pointer: '/at', detail }] });
      }
      await organisationStore.endKey(trx, key.id, at);
      await end(trx, key, at);
    },

    async rotateIssuingKey(trx, organisation) {
      const old = await newestKey(trx, organisation, 'rotating its key');
      const at = now();
      if (old.endedAt === null || old.endedAt > at) {
        await organisationStore.endKey(trx, old.id, at);
        const onChain = new Date(at.getTime() + rotationGraceSeconds * 1000);
        if (old.endedAt === null || old.endedAt > onChain) await end(trx, old, onChain);
      }
      const key = keyring.generate(organisation.id, 'issuing');
      await organisationStore.insertKeys(trx, [key]);
      await accredit(trx, key);
    },
  };
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/** The first organisation of an installation: by an operator's command or the demonstration, never by a route. */
export function createFederation(
  context: Context & Pick<AppContext, 'database'>,
  input: NewOrganisation,
): Promise<Registered> {
  return context.database.asSystem((trx) => createOrganisationService(context).createFederation(trx, input));
}
