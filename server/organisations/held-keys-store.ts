import { sql } from 'kysely';
import type { EcPublicJwk } from '../../core/signer.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import type { Keyring } from '../keys/keyring.ts';
import { keyColumns, type OrganisationKey, organisationStore } from './organisation-store.ts';

/** A key whose private half somebody else has. */
export interface HeldKey {
  readonly id: string;
  readonly holderId: string;
  readonly organisationId: string;
  readonly purpose: 'identity' | 'owner';
  readonly signerId: Buffer;
  readonly jwk: EcPublicJwk;
  readonly voucher: string | null;
}

/** Of a holder: its identity key, how many owner keys it enrolled, how many of them wait to be used, how many records are on them. */
export interface HeldCount {
  readonly holderId: string;
  readonly identityKeyId: string | null;
  readonly identityJwk: EcPublicJwk | null;
  readonly owners: number;
  readonly ready: number;
  readonly records: number;
}

/** The keys that organisations hold themselves, of which the public half is here. As the system. */
export const heldKeysStore = {
  /** @throws invalid_request (`taken`) when one is somebody's already */
  async insert(trx: Trx, keys: readonly HeldKey[]): Promise<void> {
    const inserted = await trx
      .insertInto('organisation_keys')
      .values(
        keys.map((key) => ({
          ...{ id: key.id, organisation_id: key.organisationId, holder_id: key.holderId },
          ...{ purpose: key.purpose, signer_id: key.signerId, public_jwk: JSON.stringify(key.jwk) },
          ...{ sealed_private: null, voucher: key.voucher },
        })),
      )
      .onConflict((conflict) => conflict.column('signer_id').doNothing())
      .returning('id')
      .execute();
    if (inserted.length < keys.length)
      throw invalidField('/', 'One of these keys is enrolled already.', 'body', { code: 'taken' });
  },

  /** Its identity key, and the owner keys on which no record is. Those with a record go on owning it. */
  async endOfHolder(trx: Trx, holderId: string, at: Date): Promise<void> {
    await trx
      .updateTable('organisation_keys')
      .set({ ended_at: at })
      .where('holder_id', '=', holderId)
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('purpose', '=', 'identity'), eb('taken_at', 'is', null)]))
      .execute();
  },

  async counts(trx: Trx, organisationId: string): Promise<HeldCount[]> {
    const { rows } = await sql<HeldCount>`
      SELECT k.holder_id AS "holderId",
        (max(k.id::text) FILTER (WHERE k.purpose = 'identity'))::uuid AS "identityKeyId",
        (max(k.public_jwk::text) FILTER (WHERE k.purpose = 'identity'))::jsonb AS "identityJwk",
        count(DISTINCT k.id) FILTER (WHERE k.purpose = 'owner') AS owners,
        count(*) FILTER (WHERE k.purpose = 'owner' AND k.taken_at IS NULL AND k.ended_at IS NULL) AS ready,
        count(r.record_id) AS records
      FROM organisation_keys k
      LEFT JOIN records r ON r.owner_key_id = k.id AND r.owner_organisation_id = k.organisation_id AND r.status = 'active'
      WHERE k.organisation_id = ${organisationId} AND k.holder_id IS NOT NULL
      GROUP BY k.holder_id`.execute(trx);
    return rows;
  },

  /** How many active records the organisation owns whose keys are here, in custody. */
  async recordsInCustody(trx: Trx, organisationId: string): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM records r JOIN organisation_keys k ON k.id = r.owner_key_id
      WHERE r.owner_organisation_id = ${organisationId} AND r.status = 'active' AND k.holder_id IS NULL`.execute(
      trx,
    );
    return rows[0]?.count ?? 0;
  },
};

/**
 * Owner keys for records that are to be the organisation's: fresh ones in custody; else those that its holder enrolled
 * beforehand, oldest first, of the holder whose turn it is. When they are used up the last is used again: nothing stops,
 * and its records can be seen to belong together. As the system.
 * @throws signature_needed when the organisation holds its keys itself and never enrolled one
 */
export async function takeOwnerKeys(
  trx: Trx,
  keyring: Keyring,
  owner: {
    readonly organisationId: string;
    /** Its keys are with holders. */
    readonly held: boolean;
    /** Whose key it should be, where there is one. */
    readonly holderId?: string | null;
  },
  count: number,
): Promise<OrganisationKey[]> {
  const { organisationId, held, holderId } = owner;
  if (!held) {
    const made = Array.from({ length: count }, () => keyring.generate(organisationId, 'owner'));
    await organisationStore.insertKeys(trx, made);
    return made.map((key) => {
      const signerId = Buffer.from(key.signerId.slice(2), 'hex');
      return { ...key, signerId, voucher: null, holderId: null };
    });
  }
  const othersLast = sql<boolean>`holder_id <> ${holderId ?? null}::uuid`;
  const ready = await trx
    .selectFrom('organisation_keys')
    .select(keyColumns)
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', 'owner')
    .where('holder_id', 'is not', null)
    .where('taken_at', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy(othersLast)
    .orderBy('created_at')
    .orderBy('id')
    .limit(count)
    .forUpdate()
    .skipLocked()
    .execute();
  if (ready.length > 0) {
    await trx
      .updateTable('organisation_keys')
      .set({ taken_at: sql`now()` })
      .where(
        'id',
        'in',
        ready.map((key) => key.id),
      )
      .execute();
  }
  if (ready.length === count) return ready;
  const again =
    ready.at(-1) ??
    (await trx
      .selectFrom('organisation_keys')
      .select(keyColumns)
      .where('organisation_id', '=', organisationId)
      .where('purpose', '=', 'owner')
      .where('holder_id', 'is not', null)
      .orderBy(othersLast)
      .orderBy('taken_at', 'desc')
      .limit(1)
      .executeTakeFirst());
  if (again === undefined)
    throw problem('signature_needed', { why: 'no key of theirs is enrolled for records' });
  return [...ready, ...Array.from({ length: count - ready.length }, () => again)];
}
