import { type ExpressionBuilder, sql } from 'kysely';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Trx } from '../database/database.ts';
import type { Address, KeyPurpose, OrganisationRole, Profile, Tables } from '../database/tables.ts';
import { problem } from '../http/problem.ts';
import type { CustodialKey, StoredKey } from '../keys/keyring.ts';
import { identityKeyOfRun } from '../keys/signing-session.ts';

export interface Organisation {
  readonly id: string;
  readonly role: OrganisationRole;
  readonly legalName: string;
  readonly country: string;
  readonly address: Address;
  readonly identifiers: readonly { scheme: string; value: string }[];
  readonly vouchedBy: string | null;
  /** Of a chamber or the federation: what the chain holds the hash of. */
  readonly profile: Profile | null;
  /** It holds its keys itself. */
  readonly selfCustody?: boolean;
}

/** A key that issues or issued, as everybody may know it: the chain shows the same. */
export interface IssuingKey {
  readonly id: string;
  readonly jwk: EcPublicJwk;
  readonly signerId: Buffer;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export interface OrganisationKey extends StoredKey {
  readonly signerId: Buffer;
  readonly voucher: string | null;
  /** Null: in custody. */
  readonly holderId: string | null;
}

const columns = [
  'id',
  'role',
  'legal_name as legalName',
  'country',
  'address',
  'identifiers',
  'vouched_by as vouchedBy',
  'profile',
  'self_custody as selfCustody',
] as const;
export const keyColumns = [
  'id',
  'organisation_id as organisationId',
  'purpose',
  'public_jwk as jwk',
  'signer_id as signerId',
  'sealed_private as sealedPrivate',
  'voucher',
  'holder_id as holderId',
] as const;

/** Longer than any chain takes to seal what was signed last. */
const untilSealed = sql<Date>`now() + interval '10 minutes'`;
const lastsUntil = (purpose: KeyPurpose) => (purpose === 'issuing' ? untilSealed : sql<Date>`now()`);

/** Without an index, which a new version of the collation would make wrong: 20,000 are sorted in 15 ms. */
const byName = sql`legal_name COLLATE "und-x-icu"`;

export const organisationStore = {
  async insert(trx: Trx, organisation: Organisation, invitedBy?: string): Promise<void> {
    await trx
      .insertInto('organisations')
      .values({
        id: organisation.id,
        role: organisation.role,
        legal_name: organisation.legalName,
        country: organisation.country,
        address: JSON.stringify(organisation.address),
        identifiers: JSON.stringify(organisation.identifiers),
        vouched_by: organisation.vouchedBy,
        invited_by: invitedBy ?? null,
        profile: organisation.profile === null ? null : JSON.stringify(organisation.profile),
      })
      .execute();
  },

  find(trx: Trx, id: string): Promise<Organisation | undefined> {
    return trx.selectFrom('organisations').select(columns).where('id', '=', id).executeTakeFirst();
  },

  /** Keeps others from changing its keys until the transaction ends. As the system. */
  async lock(trx: Trx, id: string): Promise<void> {
    await trx
      .selectFrom('organisations')
      .select('id')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
  },

  /** One transaction at a time creates the federation. */
  async lockDirectory(trx: Trx): Promise<void> {
    await sql`SELECT pg_advisory_xact_lock(hashtext('openpouch.federation'))`.execute(trx);
  },

  /** The federation, where one was created. */
  findFederation(trx: Trx): Promise<Organisation | undefined> {
    return trx
      .selectFrom('organisations')
      .select(columns)
      .where('role', '=', 'federation')
      .executeTakeFirst();
  },

  findMany(trx: Trx, ids: readonly string[]): Promise<Organisation[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return trx.selectFrom('organisations').select(columns).where('id', 'in', ids).execute();
  },

  /**
   * In the order of the dictionary, in any script; of those whom nobody vouches for, the ones that the reader invited, or
   * may vouch for: the federation all, a chamber those of its country.
   */
  list(
    trx: Trx,
    page: {
      after: Pick<Organisation, 'id' | 'legalName'> | undefined;
      limit: number;
      role: OrganisationRole | undefined;
      name: string | undefined;
      /** Only those whom nobody vouches for. */
      vouched: 'no' | undefined;
    },
  ): Promise<Organisation[]> {
    return trx
      .selectFrom('organisations')
      .select(columns)
      .where((eb: ExpressionBuilder<Tables, 'organisations'>) =>
        eb.and([
          sql<boolean>`(vouched_by IS NOT NULL OR role = 'federation' OR acting_organisation() IN (id, invited_by)
            OR EXISTS (SELECT FROM organisations me WHERE me.id = acting_organisation()
              AND (me.role = 'federation' OR (me.role = 'chamber' AND me.country = organisations.country))))`,
          ...(page.after === undefined
            ? []
            : [sql<boolean>`(${byName}, id) > (${page.after.legalName}, ${page.after.id}::uuid)`]),
          ...(page.vouched === undefined ? [] : [sql<boolean>`vouched_by IS NULL AND role <> 'federation'`]),
          ...(page.role === undefined ? [] : [eb('role', '=', page.role)]),
          ...(page.name === undefined
            ? []
            : [eb('legal_name', 'ilike', `%${page.name.replace(/[\\%_]/g, '\\$&')}%`)]),
        ]),
      )
      .orderBy(byName)
      .orderBy('id')
      .limit(page.limit)
      .execute();
  },

  /** Identity keys for which nobody vouches, whoever has or had them: of who was registered here, ended ones are vouched for too. */
  unvouchedKeys(trx: Trx, organisationId: string): Promise<{ id: string; signerId: Buffer }[]> {
    return trx
      .selectFrom('organisation_keys')
      .select(['id', 'signer_id as signerId'])
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', 'identity')
      .where('voucher', 'is', null)
      .execute();
  },

  async setVoucher(trx: Trx, keyId: string, voucher: string): Promise<void> {
    await trx.updateTable('organisation_keys').set({ voucher }).where('id', '=', keyId).execute();
  },

  async setVouchedBy(trx: Trx, id: string, vouchedBy: string): Promise<void> {
    await trx.updateTable('organisations').set({ vouched_by: vouchedBy }).where('id', '=', id).execute();
  },

  async insertKeys(trx: Trx, keys: readonly (CustodialKey & { voucher?: string })[]): Promise<void> {
    if (keys.length === 0) return;
    await trx
      .insertInto('organisation_keys')
      .values(
        keys.map((key) => ({
          id: key.id,
          organisation_id: key.organisationId,
          purpose: key.purpose,
          signer_id: Buffer.from(key.signerId.slice(2), 'hex'),
          public_jwk: JSON.stringify(key.jwk),
          sealed_private: Buffer.from(key.sealedPrivate),
          voucher: key.voucher ?? null,
        })),
      )
      .execute();
  },

  /**
   * The key in use for a purpose (an owner key belongs to a record and is asked by its id).
   * @throws wrong_state when there is none: the issuing key of a chamber that is suspended.
   */
  async currentKey(
    trx: Trx,
    organisationId: string,
    purpose: Exclude<KeyPurpose, 'owner'>,
  ): Promise<OrganisationKey> {
    const chosen = purpose === 'identity' ? identityKeyOfRun(organisationId) : undefined;
    const [key] = await organisationStore.currentKeys(trx, [organisationId], purpose, chosen);
    if (key === undefined)
      throw problem('wrong_state', { what: `${purpose} key`, state: 'ended', act: 'signing' });
    return key;
  },

  /**
   * Of those that have one. A key whose end is planned is in use until then, or until its successor is there; an
   * issuing key until shortly before, because what it signs counts by the time of the block that seals it.
   */
  currentKeys(
    trx: Trx,
    organisationIds: readonly string[],
    purpose: Exclude<KeyPurpose, 'owner'>,
    chosen?: string,
  ): Promise<OrganisationKey[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('organisation_keys')
      .select(keyColumns)
      .distinctOn('organisation_id')
      .where('organisation_id', 'in', organisationIds)
      .where('purpose', '=', purpose)
      .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', lastsUntil(purpose))]))
      .$if(chosen !== undefined, (query) => query.where('id', '=', chosen ?? ''))
      .orderBy('organisation_id')
      .orderBy('ended_at', (order) => order.desc().nullsFirst())
      .orderBy('created_at', 'desc')
      .execute();
  },

  /** As the system. */
  async setSelfCustody(trx: Trx, id: string, selfCustody: boolean): Promise<void> {
    await trx.updateTable('organisations').set({ self_custody: selfCustody }).where('id', '=', id).execute();
  },

  /** The newest first. As the system. */
  issuingKeys(trx: Trx, organisationId: string): Promise<IssuingKey[]> {
    return trx
      .selectFrom('organisation_keys')
      .select([
        'id',
        'public_jwk as jwk',
        'signer_id as signerId',
        'created_at as createdAt',
        'ended_at as endedAt',
      ])
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', 'issuing')
      .orderBy('created_at', 'desc')
      .execute();
  },

  async endKey(trx: Trx, id: string, at: Date): Promise<void> {
    await trx.updateTable('organisation_keys').set({ ended_at: at }).where('id', '=', id).execute();
  },

  keyById(trx: Trx, id: string): Promise<OrganisationKey> {
    return trx
      .selectFrom('organisation_keys')
      .select(keyColumns)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  },

  /** In the order asked for. @throws when one is not there */
  async keysByIds(trx: Trx, ids: readonly string[]): Promise<OrganisationKey[]> {
    const rows = await trx
      .selectFrom('organisation_keys')
      .select(keyColumns)
      .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
      .execute();
    const keys = new Map(rows.map((key) => [key.id, key]));
    return ids.map((id) => {
      const key = keys.get(id);
      if (key === undefined) throw new Error(`There is no key ${id}.`);
      return key;
    });
  },

  keysBySigner(trx: Trx, signerIds: readonly Buffer[]): Promise<OrganisationKey[]> {
    if (signerIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('organisation_keys')
      .select(keyColumns)
      .where('signer_id', 'in', signerIds)
      .execute();
  },
};
