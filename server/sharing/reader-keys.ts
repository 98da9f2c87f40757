import { CompactEncrypt, compactDecrypt } from 'jose';
import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type OrganisationKey, organisationStore } from '../organisations/index.ts';

/** One version of a document. */
export interface VersionRef {
  readonly documentId: string;
  readonly version: number;
}

/**
 * The content keys of a pouch's documents, wrapped for every organisation that may download (JWE compact,
 * ECDH-ES+A256KW, A256GCM; `kid` names the decryption key). As the system; the caller holds the record's lock, so
 * that a new version and a new reader cannot miss each other.
 */
export interface ReaderKeys {
  /** Wraps the content key of a new version for all readers in force, which a former owner is not. */
  wrap(trx: Trx, recordId: Buffer, of: VersionRef, contentKey: Uint8Array): Promise<void>;
  /**
   * Makes the wraps those of the readers in force: new readers get the keys of all versions, earlier ones too, a former
   * owner of those until its handover; who reads no longer, or whose time is over, loses them.
   * @param opener an organisation that holds the keys already and from whose wraps the new ones are made
   */
  align(trx: Trx, recordId: Buffer, opener: string): Promise<void>;
  /** The content key in clear, or undefined when none is wrapped for this organisation. */
  open(trx: Trx, of: VersionRef, organisationId: string): Promise<Uint8Array | undefined>;
}

export function createReaderKeys(keyring: Keyring): ReaderKeys {
  return {
    async wrap(trx, recordId, of, contentKey) {
      const keys = await organisationStore.currentKeys(
        trx,
        (await readersOf(trx, recordId)).flatMap(({ organisationId, until }) =>
          until === null ? [organisationId] : [],
        ),
        'decryption',
      );
      await insertWraps(trx, await Promise.all(keys.map((key) => wrapFor(key, of, contentKey))));
    },

    async align(trx, recordId, opener) {
      const readers = await readersOf(trx, recordId);
      await sql`
        DELETE FROM document_keys k USING document_versions v
        WHERE v.record_id = ${recordId} AND k.document_id = v.document_id AND k.version = v.version
          AND NOT EXISTS (SELECT FROM ${rowsOf(readers)} WHERE r.organisation_id = k.organisation_id AND ${isFor})`.execute(
        trx,
      );
      const missing = await missingWraps(trx, recordId, readers, opener);
      if (missing.length === 0) return;
      const keys = await organisationStore.currentKeys(
        trx,
        [...new Set(missing.map((row) => row.organisationId))],
        'decryption',
      );
      const keyOf = new Map(keys.map((key) => [key.organisationId, key]));
      const unwrap = createUnwrap(trx, keyring, opener);
      const wraps: Wrap[] = [];
      for (const { organisationId, wrapped, ...of } of missing) {
        const key = keyOf.get(organisationId);
        if (key === undefined || wrapped === null)
          throw new Error(`No key of ${opener} for ${of.documentId} opens it to ${organisationId}.`);
        wraps.push(await wrapFor(key, of, await unwrap(wrapped)));
      }
      await insertWraps(trx, wraps);
    },

    async open(trx, of, organisationId) {
      const row = await trx
        .selectFrom('document_keys')
        .select('wrapped_key')
        .where('document_id', '=', of.documentId)
        .where('version', '=', of.version)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirst();
      return row && createUnwrap(trx, keyring, organisationId)(row.wrapped_key);
    },
  };
}

interface Wrap extends VersionRef {
  readonly organisationId: string;
  readonly wrappedKey: string;
}

async function wrapFor(key: OrganisationKey, of: VersionRef, contentKey: Uint8Array): Promise<Wrap> {
  const wrappedKey = await new CompactEncrypt(contentKey)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: key.id })
    .encrypt(key.jwk);
  return { ...of, organisationId: key.organisationId, wrappedKey };
}

/** A decryption key may have been rotated since: the wrap names the one that opens it. */
function createUnwrap(
  trx: Trx,
  keyring: Keyring,
  organisationId: string,
): (wrapped: string) => Promise<Uint8Array> {
  const known = new Map<string, OrganisationKey>();
  return async (wrapped) => {
    const { plaintext } = await compactDecrypt(
      wrapped,
      async ({ kid = '' }) => {
        const key = known.get(kid) ?? (await organisationStore.keyById(trx, kid));
        known.set(kid, key);
        if (key.organisationId !== organisationId)
          throw new Error(`Wrapped for ${key.organisationId}, not for ${organisationId}.`);
        return keyring.privateKey(key);
      },
      { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] },
    );
    return plaintext;
  };
}

interface Reader {
  readonly organisationId: string;
  /** Sequence of the last event that it may know of; null: of all. */
  readonly until: number | null;
}

async function readersOf(trx: Trx, recordId: Buffer): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    SELECT organisation_id AS "organisationId", CASE WHEN bool_and(seen_until IS NOT NULL) THEN max(seen_until) END AS until
    FROM record_access
    WHERE record_id = ${recordId} AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now()) AND 'download' = ANY(rights)
    GROUP BY organisation_id`.execute(trx);
  return rows;
}

/** The readers as rows `r`, and which versions `v` are for them. */
const rowsOf = (readers: readonly Reader[]) => sql`
  unnest(${readers.map((reader) => reader.organisationId)}::uuid[], ${readers.map((reader) => reader.until)}::bigint[])
    AS r(organisation_id, until)`;
/** What has gone into another pouch stays with those alone who owned this one before. */
const isFor = sql`(r.until IS NULL OR v.event_sequence <= r.until) AND (v.parted_at IS NULL OR r.until < v.parted_at)`;

async function missingWraps(trx: Trx, recordId: Buffer, readers: readonly Reader[], opener: string) {
  const { rows } = await sql<VersionRef & { organisationId: string; wrapped: string | null }>`
    SELECT v.document_id AS "documentId", v.version, r.organisation_id AS "organisationId", own.wrapped_key AS wrapped
    FROM document_versions v
    JOIN ${rowsOf(readers)} ON ${isFor}
    LEFT JOIN document_keys own ON own.document_id = v.document_id AND own.version = v.version AND own.organisation_id = ${opener}
    LEFT JOIN document_keys had ON had.document_id = v.document_id AND had.version = v.version AND had.organisation_id = r.organisation_id
    WHERE v.record_id = ${recordId} AND had.organisation_id IS NULL`.execute(trx);
  return rows;
}

async function insertWraps(trx: Trx, wraps: readonly Wrap[]): Promise<void> {
  if (wraps.length === 0) return;
  await sql`
    INSERT INTO document_keys (document_id, version, organisation_id, wrapped_key)
    SELECT * FROM unnest(${wraps.map((w) => w.documentId)}::uuid[], ${wraps.map((w) => w.version)}::integer[],
      ${wraps.map((w) => w.organisationId)}::uuid[], ${wraps.map((w) => w.wrappedKey)}::text[])`.execute(trx);
}
