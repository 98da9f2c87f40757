import { sql } from 'kysely';
import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import type { AccessBasis, RecordKind, RecordStatus } from '../database/tables.ts';
import { newId } from '../keys/signing-session.ts';

/**
 * What a share can allow; the owner has all of it. `offer`: offer the handover in the owner's name, which only who acts
 * for the owner holds.
 */
export type AccessRight = 'view' | 'download' | 'add' | 'share' | 'offer';

const ownersRights: readonly AccessRight[] = ['view', 'download', 'add', 'share'];

export interface RecordRow {
  readonly recordId: Buffer;
  readonly kind: RecordKind;
  readonly issuer: Buffer;
  readonly issuerOrganisationId: string;
  readonly firstOwner: Buffer;
  readonly content: Buffer;
  /** Null: erased. */
  readonly contentSalt: Buffer | null;
  readonly ownerOrganisationId: string;
  readonly ownerKeyId: string;
  readonly chainSequence: number;
  readonly status: RecordStatus;
  readonly reason: number;
  readonly successor: Buffer | null;
  readonly headSequence: number;
  readonly headHash: Buffer;
  /** When it was closed, revoked or superseded. */
  readonly endedAt: Date | null;
  /** What it held is destroyed; nothing can happen to it any more. */
  readonly erasedAt: Date | null;
}

/** A record that is made. */
export type NewRecord = Omit<RecordRow, 'endedAt' | 'erasedAt'> & { readonly createdAt: Date };

const columns = [
  'record_id as recordId',
  'kind',
  'issuer',
  'issuer_organisation_id as issuerOrganisationId',
  'first_owner as firstOwner',
  'content',
  'content_salt as contentSalt',
  'owner_organisation_id as ownerOrganisationId',
  'owner_key_id as ownerKeyId',
  'chain_sequence as chainSequence',
  'status',
  'reason',
  'successor',
  'head_sequence as headSequence',
  'head_hash as headHash',
  'ended_at as endedAt',
  'erased_at as erasedAt',
] as const;

/** One text however many there are, so that it is prepared once. */
const isAmong = (recordIds: readonly Buffer[]) => sql<boolean>`record_id = ANY(${[...recordIds]}::bytea[])`;

export const recordStore = {
  find(trx: Trx, recordId: Buffer): Promise<RecordRow | undefined> {
    return trx.selectFrom('records').select(columns).where('record_id', '=', recordId).executeTakeFirst();
  },

  findMany(trx: Trx, recordIds: readonly Buffer[]): Promise<RecordRow[]> {
    if (recordIds.length === 0) return Promise.resolve([]);
    return trx.selectFrom('records').select(columns).where(isAmong(recordIds)).execute();
  },

  /** Locks the rows, in the order of their ids so that two groups cannot block each other. */
  lock(trx: Trx, recordIds: readonly Buffer[]): Promise<RecordRow[]> {
    if (recordIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('records')
      .select(columns)
      .where(isAmong(recordIds))
      .orderBy('record_id')
      .forUpdate()
      .execute();
  },

  async insert(trx: Trx, rows: readonly NewRecord[]): Promise<void> {
    await trx
      .insertInto('records')
      .values(
        rows.map((row) => ({
          record_id: row.recordId,
          kind: row.kind,
          issuer: row.issuer,
          issuer_organisation_id: row.issuerOrganisationId,
          first_owner: row.firstOwner,
          content: row.content,
          content_salt: row.contentSalt,
          owner_organisation_id: row.ownerOrganisationId,
          owner_key_id: row.ownerKeyId,
          head_sequence: row.headSequence,
          head_hash: row.headHash,
          created_at: row.createdAt,
        })),
      )
      .execute();
  },

  async setHeads(
    trx: Trx,
    heads: readonly { recordId: Buffer; sequence: number; hash: Buffer }[],
  ): Promise<void> {
    await sql`
      UPDATE records SET head_sequence = h.sequence, head_hash = h.hash
      FROM unnest(${heads.map((h) => h.recordId)}::bytea[], ${heads.map((h) => h.sequence)}::bigint[], ${heads.map((h) => h.hash)}::bytea[])
        AS h(record_id, sequence, hash)
      WHERE records.record_id = h.record_id`.execute(trx);
  },

  /** The records have a new owner: one more act on chain each. */
  async setOwners(
    trx: Trx,
    organisationId: string,
    owned: readonly { recordId: Buffer; keyId: string; chainSequence: number }[],
  ): Promise<void> {
    await sql`
      UPDATE records SET owner_organisation_id = ${organisationId}, owner_key_id = o.key_id, chain_sequence = o.chain_sequence
      FROM unnest(${owned.map((o) => o.recordId)}::bytea[], ${owned.map((o) => o.keyId)}::uuid[],
        ${owned.map((o) => o.chainSequence)}::bigint[]) AS o(record_id, key_id, chain_sequence)
      WHERE records.record_id = o.record_id`.execute(trx);
  },

  async setStatus(
    trx: Trx,
    recordId: Buffer,
    status: { status: RecordStatus; reason: number; successor: Buffer | null },
  ): Promise<void> {
    await trx.updateTable('records').set(status).where('record_id', '=', recordId).execute();
  },

  /** The signed bodies of a party's events of one type after `since`; null: erased. */
  async bodiesSince(
    trx: Trx,
    recordId: Buffer,
    { type, organisationId, name }: { type: string; organisationId: string | undefined; name: string },
    since: Date,
  ): Promise<(string | null)[]> {
    const rows = await trx
      .selectFrom('events')
      .select('jws')
      .where('record_id', '=', recordId)
      .where('type', '=', type)
      .where('actor_organisation_id', '=', organisationId ?? null)
      .where('actor_name', '=', name)
      .where('time', '>', since)
      .execute();
    return rows.map((row) => row.jws);
  },

  /** Whether the trail tells of an event of this type by this user or API client after `since`. */
  async hasEventOf(
    trx: Trx,
    recordId: Buffer,
    type: string,
    personId: string,
    since: Date,
  ): Promise<boolean> {
    const found = await trx
      .selectFrom('events')
      .select('id')
      .where('record_id', '=', recordId)
      .where('type', '=', type)
      .where('actor_person_id', '=', personId)
      .where('time', '>', since)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  },

  /** Whether the trail tells of an event of this type by this organisation. */
  async hasEvent(trx: Trx, recordId: Buffer, type: string, organisationId: string): Promise<boolean> {
    const found = await trx
      .selectFrom('events')
      .select('id')
      .where('record_id', '=', recordId)
      .where('type', '=', type)
      .where('actor_organisation_id', '=', organisationId)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  },
};

export interface AccessRow {
  readonly id: string;
  readonly recordId: Buffer;
  readonly organisationId: string;
  readonly basis: AccessBasis;
  readonly rights: readonly string[];
  readonly sharedBy: string | null;
  readonly through: Buffer | null;
  /** The access that this one follows from, and with which it ends. */
  readonly derivedFrom: string | null;
  /** The owner for which it acts on this record. */
  readonly actsFor: string | null;
  /** Of a former owner: sequence of the last event that it may know of. */
  readonly seenUntil: number | null;
  readonly createdAt: Date;
  readonly endsAt: Date | null;
}

const accessColumns = [
  'id',
  'record_id as recordId',
  'organisation_id as organisationId',
  'basis',
  'rights',
  'shared_by as sharedBy',
  'through',
  'derived_from as derivedFrom',
  'acts_for as actsFor',
  'seen_until as seenUntil',
  'created_at as createdAt',
  'ends_at as endsAt',
] as const;

/** Who may see a record: rows in force only. */
export const recordAccessStore = {
  async grant(
    trx: Trx,
    rows: readonly {
      recordId: Buffer;
      organisationId: string;
      basis: AccessBasis;
      /** All of them for the owner, to see and to download for others, unless told. */
      rights?: readonly AccessRight[];
      sharedBy?: string;
      /** The pouch through which a certificate in it is seen. */
      through?: Buffer;
      derivedFrom?: string | undefined;
      /** The owner for which it is to act. */
      actsFor?: string | undefined;
      /** Sequence of the last event that it shows; of all when undefined. */
      seenUntil?: number | undefined;
      createdAt: Date;
      endsAt?: Date | undefined;
    }[],
  ): Promise<string[]> {
    if (rows.length === 0) return [];
    const values = rows.map((row) => ({
      id: newId(),
      record_id: row.recordId,
      organisation_id: row.organisationId,
      basis: row.basis,
      rights: [...(row.rights ?? (row.basis === 'owner' ? ownersRights : ['view', 'download']))],
      shared_by: row.sharedBy ?? null,
      through: row.through ?? null,
      derived_from: row.derivedFrom ?? null,
      acts_for: row.actsFor ?? null,
      seen_until: row.seenUntil ?? null,
      created_at: row.createdAt,
      ends_at: row.endsAt ?? null,
      ended_at: null,
    }));
    await trx.insertInto('record_access').values(values).execute();
    return values.map((value) => value.id);
  },

  ofRecord(trx: Trx, recordId: Buffer): Promise<AccessRow[]> {
    return trx
      .selectFrom('record_access')
      .select(accessColumns)
      .where('record_id', '=', recordId)
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', new Date())]))
      .orderBy('created_at')
      .execute();
  },

  find(trx: Trx, id: string): Promise<AccessRow | undefined> {
    return trx
      .selectFrom('record_access')
      .select(accessColumns)
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
  },

  /** All rights that an organisation holds on a record now, on whatever basis. */
  async rightsOf(trx: Trx, recordId: Buffer, organisationId: string): Promise<ReadonlySet<string>> {
    const rows = (await recordAccessStore.ofRecord(trx, recordId)).filter(
      (row) => row.organisationId === organisationId,
    );
    return new Set(rows.flatMap((row) => row.rights));
  },

  /** Those of these records that an organisation may download. */
  async downloadable(
    trx: Trx,
    recordIds: readonly Buffer[],
    organisationId: string,
  ): Promise<ReadonlySet<RecordId>> {
    if (recordIds.length === 0) return new Set();
    const rows = await trx
      .selectFrom('record_access')
      .select('record_id as recordId')
      .where('record_id', 'in', recordIds)
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', new Date())]))
      .where(sql<boolean>`'download' = ANY(rights)`)
      .execute();
    return new Set(rows.map(({ recordId }) => RecordId.of(recordId)));
  },

  /** With all that follows from them: a pouch's certificates, and what was shared on. */
  async end(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    await sql`
      WITH RECURSIVE ending AS (
        SELECT unnest(${[...ids]}::uuid[]) AS id
        UNION
        SELECT a.id FROM ending e JOIN record_access a ON a.derived_from = e.id WHERE a.ended_at IS NULL)
      UPDATE record_access SET ended_at = ${at}
      WHERE id IN (SELECT id FROM ending) AND ended_at IS NULL`.execute(trx);
  },

  /** The rows that follow from these, directly or through others, and end with them. */
  async following(trx: Trx, ids: readonly string[]): Promise<AccessRow[]> {
    if (ids.length === 0) return [];
    const { rows } = await sql<{ id: string }>`
      WITH RECURSIVE following AS (
        SELECT id FROM record_access WHERE derived_from = ANY(${[...ids]}::uuid[]) AND ended_at IS NULL
        UNION
        SELECT a.id FROM following f JOIN record_access a ON a.derived_from = f.id WHERE a.ended_at IS NULL)
      SELECT id FROM following`.execute(trx);
    if (rows.length === 0) return [];
    return trx
      .selectFrom('record_access')
      .select(accessColumns)
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .orderBy('created_at')
      .execute();
  },

  /** What an organisation shared on by these rows is from now on shared by itself: it has become the owner. */
  async release(trx: Trx, ids: readonly string[], organisationId: string): Promise<void> {
    if (ids.length === 0) return;
    await trx
      .updateTable('record_access')
      .set({ derived_from: null })
      .where('derived_from', 'in', ids)
      .where('shared_by', '=', organisationId)
      .where('through', 'is', null)
      .where('ended_at', 'is', null)
      .execute();
  },

  /** The rows in force of several records, optionally of one organisation or on one basis. */
  idsOf(
    trx: Trx,
    recordIds: readonly Buffer[],
    only: { organisationId?: string; basis?: AccessBasis },
  ): Promise<string[]> {
    if (recordIds.length === 0) return Promise.resolve([]);
    return trx
      .selectFrom('record_access')
      .select('id')
      .where(isAmong(recordIds))
      .where('ended_at', 'is', null)
      .$if(only.organisationId !== undefined, (query) =>
        query.where('organisation_id', '=', only.organisationId ?? ''),
      )
      .$if(only.basis !== undefined, (query) => query.where('basis', '=', only.basis ?? 'owner'))
      .execute()
      .then((rows) => rows.map((row) => row.id));
  },
};
