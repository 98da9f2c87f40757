import type { ExpressionBuilder } from 'kysely';
import type { CustodialKey, StoredKey } from '../keys/keyring.ts';
import type { Trx } from '../database/database.ts';
import type { Address, KeyPurpose, OrganisationRole, Tables } from '../database/tables.ts';

export interface Organisation {
  readonly id: string;
  readonly role: OrganisationRole;
  readonly legalName: string;
  readonly country: string;
  readonly address: Address;
  readonly identifiers: readonly { scheme: string; value: string }[];
  readonly vouchedBy: string | null;
}

export interface OrganisationKey extends StoredKey {
  readonly signerId: Buffer;
  readonly voucher: string | null;
}

const columns = ['id', 'role', 'legal_name as legalName', 'country', 'address', 'identifiers', 'vouched_by as vouchedBy'] as const;
const keyColumns = [
  'id',
  'organisation_id as organisationId',
  'purpose',
  'public_jwk as jwk',
  'signer_id as signerId',
  'sealed_private as sealedPrivate',
  'voucher',
] as const;

export const organisationStore = {
  async insert(trx: Trx, organisation: Organisation): Promise<void> {
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
      })
      .execute();
  },

  find(trx: Trx, id: string): Promise<Organisation | undefined> {
    return trx.selectFrom('organisations').select(columns).where('id', '=', id).executeTakeFirst();
  },

  findMany(trx: Trx, ids: readonly string[]): Promise<Organisation[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return trx.selectFrom('organisations').select(columns).where('id', 'in', ids).execute();
  },

  list(
    trx: Trx,
    page: { after: string | undefined; limit: number; role: OrganisationRole | undefined; name: string | undefined },
  ): Promise<Organisation[]> {
    return trx
      .selectFrom('organisations')
      .select(columns)
      .where((eb: ExpressionBuilder<Tables, 'organisations'>) =>
        eb.and([
          ...(page.after === undefined ? [] : [eb('id', '>', page.after)]),
          ...(page.role === undefined ? [] : [eb('role', '=', page.role)]),
          ...(page.name === undefined ? [] : [eb('legal_name', 'ilike', `%${page.name.replace(/[\\%_]/g, '\\$&')}%`)]),
        ]),
      )
      .orderBy('id')
      .limit(page.limit)
      .execute();
  },

  async insertKeys(trx: Trx, keys: readonly (CustodialKey & { voucher?: string })[]): Promise<void> {
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

  /** The key in use for a purpose (an owner key belongs to a record and is asked by its id). */
  currentKey(trx: Trx, organisationId: string, purpose: Exclude<KeyPurpose, 'owner'>): Promise<OrganisationKey> {
    return trx
      .selectFrom('organisation_keys')
      .select(keyColumns)
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', purpose)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
  },

  currentKeys(trx: Trx, organisationIds: readonly string[], purpose: Exclude<KeyPurpose, 'owner'>): Promise<OrganisationKey[]> {
    return trx
      .selectFrom('organisation_keys')
      .select(keyColumns)
      .where('organisation_id', 'in', organisationIds)
      .where('purpose', '=', purpose)
      .where('ended_at', 'is', null)
      .execute();
  },

  keyById(trx: Trx, id: string): Promise<OrganisationKey> {
    return trx.selectFrom('organisation_keys').select(keyColumns).where('id', '=', id).executeTakeFirstOrThrow();
  },

  keysBySigner(trx: Trx, signerIds: readonly Buffer[]): Promise<OrganisationKey[]> {
    if (signerIds.length === 0) return Promise.resolve([]);
    return trx.selectFrom('organisation_keys').select(keyColumns).where('signer_id', 'in', signerIds).execute();
  },
};
