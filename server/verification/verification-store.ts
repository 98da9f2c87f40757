import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';

/** A version of a document, as far as a proof of it needs. */
export interface RecordedFile {
  readonly recordId: Buffer;
  readonly eventSequence: number;
  readonly salt: Buffer;
}

export interface NumberedCertificate {
  readonly number: string;
  readonly recordId: Buffer;
  readonly code: string;
  readonly credential: string | null;
}

export interface KnownIssuer {
  readonly id: string;
  readonly legalName: string;
  readonly country: string;
  /** In the ICC's accreditation chain. */
  readonly accreditationNumber: string | null;
}

/**
 * Look-ups by what only a holder of the thing knows. They read tables of other features, each in one SELECT, as the
 * system: there is no party whose rows they could be limited to.
 */
export const verificationStore = {
  /** The first version that has exactly these bytes. */
  fileByDigest(trx: Trx, digest: Buffer): Promise<RecordedFile | undefined> {
    return trx
      .selectFrom('document_versions')
      .select(['record_id as recordId', 'event_sequence as eventSequence', 'salt'])
      .where('digest', '=', digest)
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst();
  },

  /** Of what certifies a document with exactly these bytes, what was issued last. */
  certifiedByDigest(trx: Trx, digest: Buffer): Promise<{ recordId: Buffer | null } | undefined> {
    return trx
      .selectFrom('certificates')
      .select('record_id as recordId')
      .where('document_digest', '=', digest)
      .where('record_id', 'is not', null)
      .orderBy('decided_at', 'desc')
      .limit(1)
      .executeTakeFirst();
  },

  /** `fileByDigest` of several. */
  async filesByDigests(trx: Trx, digests: readonly Buffer[]): Promise<(RecordedFile & { digest: Buffer })[]> {
    if (digests.length === 0) return [];
    return trx
      .selectFrom('document_versions')
      .distinctOn('digest')
      .select(['digest', 'record_id as recordId', 'event_sequence as eventSequence', 'salt'])
      .where('digest', 'in', [...digests])
      .orderBy('digest')
      .orderBy('created_at')
      .execute();
  },

  /** `certifiedByDigest` of several. */
  async certifiedByDigests(
    trx: Trx,
    digests: readonly Buffer[],
  ): Promise<{ digest: Buffer; recordId: Buffer }[]> {
    if (digests.length === 0) return [];
    const rows = await trx
      .selectFrom('certificates')
      .distinctOn('document_digest')
      .select(['document_digest as digest', 'record_id as recordId'])
      .where('document_digest', 'in', [...digests])
      .where('record_id', 'is not', null)
      .orderBy('document_digest')
      .orderBy('decided_at', 'desc')
      .execute();
    return rows.flatMap(({ digest, recordId }) =>
      digest === null || recordId === null ? [] : [{ digest, recordId }],
    );
  },

  /** `certificatesByNumber` of several, with what a credential shown is compared with. */
  async certificatesByNumbers(trx: Trx, numbers: readonly string[]): Promise<NumberedCertificate[]> {
    if (numbers.length === 0) return [];
    const rows = await trx
      .selectFrom('certificates')
      .select(['number', 'record_id as recordId', 'verification_code as code', 'credential'])
      .where('number', 'in', [...numbers])
      .where('record_id', 'is not', null)
      .execute();
    return rows.flatMap(({ number, recordId, code, credential }) =>
      number === null || recordId === null || code === null ? [] : [{ number, recordId, code, credential }],
    );
  },

  /** Where these entries of a record stand in their batches; nulls of what is in none. */
  pathsOf(trx: Trx, recordId: Buffer, sequences: readonly number[]) {
    return trx
      .selectFrom('events')
      .leftJoin('batches', 'batches.number', 'events.batch_number')
      .select([
        'events.sequence',
        'events.entry_hash as entryHash',
        'events.leaf_index as index',
        'events.path',
        'batches.size',
        'batches.root',
      ])
      .where('events.record_id', '=', recordId)
      .where('events.sequence', 'in', sequences)
      .orderBy('events.sequence')
      .execute();
  },

  /** The signed bodies of a party's events of one type in several trails; null: erased. */
  bodiesSince(
    trx: Trx,
    recordIds: readonly Buffer[],
    { type, organisationId, name }: { type: string; organisationId: string; name: string },
    since: Date,
  ): Promise<{ recordId: Buffer; jws: string | null }[]> {
    return trx
      .selectFrom('events')
      .select(['record_id as recordId', 'jws'])
      .where('record_id', 'in', [...recordIds])
      .where('type', '=', type)
      .where('actor_organisation_id', '=', organisationId)
      .where('actor_name', '=', name)
      .where('time', '>', since)
      .execute();
  },

  /** The certificate with this number that this chamber issued on this day (UTC, as the certificate says it). */
  async certificateOf(
    trx: Trx,
    { number, issuer, issuedOn }: { number: string; issuer: string; issuedOn: string },
  ): Promise<{ recordId: Buffer; code: string } | undefined> {
    const row = await trx
      .selectFrom('certificates')
      .innerJoin('records', 'records.record_id', 'certificates.record_id')
      .select(['certificates.record_id as recordId', 'certificates.verification_code as code'])
      .where('certificates.number', '=', number)
      .where('certificates.chamber_id', '=', issuer)
      .where(sql<boolean>`(records.created_at AT TIME ZONE 'UTC')::date = ${issuedOn}::date`)
      .executeTakeFirst();
    return row?.recordId == null || row.code === null
      ? undefined
      : { recordId: row.recordId, code: row.code };
  },

  /** Who may have issued what is looked up: everybody may know it, as the chain shows them. */
  async issuers(trx: Trx): Promise<KnownIssuer[]> {
    const rows = await chambers(trx).orderBy('country').orderBy('legal_name').limit(2_000).execute();
    return rows.map(toIssuer);
  },

  async issuer(trx: Trx, id: string): Promise<KnownIssuer | undefined> {
    const row = await chambers(trx).where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toIssuer(row);
  },

  /** Issued certificates with this number; chambers number on their own, so there may be several. */
  async certificatesByNumber(
    trx: Trx,
    number: string,
  ): Promise<{ recordId: Buffer; code: string; successor: string | null }[]> {
    const rows = await trx
      .selectFrom('certificates')
      .leftJoin('certificates as next', 'next.id', 'certificates.successor_id')
      .select([
        'certificates.record_id as recordId',
        'certificates.verification_code as code',
        'next.number as successor',
      ])
      .where('certificates.number', '=', number)
      .where('certificates.record_id', 'is not', null)
      .limit(10)
      .execute();
    return rows.flatMap(({ recordId, code, successor }) =>
      recordId === null || code === null ? [] : [{ recordId, code, successor }],
    );
  },
};

const chambers = (trx: Trx) =>
  trx
    .selectFrom('organisations')
    .select(['id', 'legal_name as legalName', 'country', 'identifiers'])
    .where('role', '=', 'chamber');

function toIssuer({
  identifiers,
  ...issuer
}: Omit<KnownIssuer, 'accreditationNumber'> & {
  identifiers: readonly { scheme: string; value: string }[];
}): KnownIssuer {
  const accreditationNumber = identifiers.find(({ scheme }) => scheme === 'icc')?.value ?? null;
  return { ...issuer, accreditationNumber };
}
