import { sql } from 'kysely';
import { BUNDLE_FORMAT, BUNDLE_LIMITS, type BundleEvent, type ProofBundle } from '../../core/bundle.ts';
import { decodeEvent } from '../../core/event.ts';
import { BatchRoot, Commitment, EntryHash, RecordId, Salt, SignerId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import { signerIdOfJwk, type Verifiers } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { organisationStore } from '../organisations/index.ts';
import { nodesOf, toBytes } from '../records/bytes.ts';
import { genesisOf } from '../records/genesis.ts';
import { type RecordRow, recordStore } from '../records/record-store.ts';

export interface BundleOptions {
  readonly subject: ProofBundle['subject'];
  /** `proof` (the record's first event and the subject's) or the whole trail. */
  readonly events?: 'proof' | 'all';
}

export type BuildRecordBundle = (
  trx: Trx,
  recordId: RecordId,
  options: BundleOptions,
) => Promise<ProofBundle>;

/**
 * Makes the proof bundle (docs/protocol.md, 6) of a record that the caller may see: it looks first, under the
 * transaction's own role. @throws not_found
 */
export function createBundleBuilder(deployment: Deployment): BuildRecordBundle {
  return async (trx, recordId, { subject, events = 'proof' }) => {
    const record = await recordStore.find(trx, toBytes(recordId));
    if (record === undefined) throw problem('not_found', { what: 'record' });
    const wanted = events === 'all' ? null : [0, ...('sequence' in subject ? [subject.sequence] : [])];
    return elevated(trx, async (system) => {
      const rows = await eventRows(system, record.recordId, wanted);
      // The format's own bound: a longer trail is read page by page, each event with its proof.
      if (rows.length > mostEvents)
        throw invalidField('/events', `at most ${mostEvents} in one bundle`, 'query');
      const [bundle] = await assemble(system, deployment, [{ record, rows, subject }]);
      if (bundle === undefined) throw problem('not_found', { what: 'record' });
      if (events === 'all' && JSON.stringify(bundle).length > BUNDLE_LIMITS.maxLength)
        throw invalidField('/events', 'too long for one bundle: read the trail page by page', 'query');
      return bundle;
    });
  };
}

/** What is to be proven of a record. */
export interface Wanted {
  readonly recordId: Buffer;
  readonly subject: ProofBundle['subject'];
}

/**
 * The bundles of many records, in as many statements as of one. As the system.
 * @returns in the order of `wanted`; undefined where there is no such record
 */
export async function buildBundles(
  system: Trx,
  deployment: Deployment,
  wanted: readonly Wanted[],
): Promise<(ProofBundle | undefined)[]> {
  if (wanted.length === 0) return [];
  const records = new Map<string, RecordRow>();
  for (const row of await recordStore.findMany(system, [...new Set(wanted.map((one) => one.recordId))]))
    records.set(row.recordId.toString('hex'), row);
  const events = new Map<string, EventRow[]>();
  for (const row of await provingEvents(system, wanted)) {
    const id = row.recordId.toString('hex');
    events.set(id, [...(events.get(id) ?? []), row]);
  }
  const found = wanted.flatMap(({ recordId, subject }, place) => {
    const id = recordId.toString('hex');
    const record = records.get(id);
    const sequences = sequencesOf(subject);
    const rows = (events.get(id) ?? []).filter((row) => sequences.includes(row.sequence));
    return record === undefined ? [] : [{ record, rows, subject, place }];
  });
  const bundles: (ProofBundle | undefined)[] = wanted.map(() => undefined);
  for (const [index, bundle] of (await assemble(system, deployment, found)).entries())
    bundles[found[index]?.place ?? -1] = bundle;
  return bundles;
}

interface Part {
  readonly record: RecordRow;
  readonly rows: readonly EventRow[];
  readonly subject: ProofBundle['subject'];
}

/** As the system: with what else a bundle says, asked once for all. */
async function assemble(
  system: Trx,
  { chainId, contracts, verifiers }: Deployment,
  parts: readonly Part[],
): Promise<ProofBundle[]> {
  const issuerIds = [...new Set(parts.map(({ record }) => record.issuerOrganisationId))];
  const issuers = new Map((await organisationStore.findMany(system, issuerIds)).map((one) => [one.id, one]));
  const contents = await contentsOf(system, parts);
  const vouchersOf = await vouchersOfAll(system, parts, verifiers);
  return parts.map(({ record, rows, subject }) => {
    const profile = issuers.get(record.issuerOrganisationId)?.profile ?? null;
    return {
      format: BUNDLE_FORMAT,
      deployment: { chainId, recordRegistry: contracts.recordRegistry },
      recordId: RecordId.of(record.recordId),
      genesis: genesisOf(record),
      content: contents.get(record.recordId.toString('hex')) ?? null,
      events: rows.map(toBundleEvent),
      issuer: profile === null ? null : { profile },
      vouchers: vouchersOf(rows),
      subject,
    };
  });
}

const sequencesOf = (subject: ProofBundle['subject']): number[] => [
  0,
  ...('sequence' in subject ? [subject.sequence] : []),
];

type EventRow = Awaited<ReturnType<typeof eventRows>>[number];

const proven = (trx: Trx) =>
  trx
    .selectFrom('events')
    .leftJoin('batches', 'batches.number', 'events.batch_number')
    .select([
      'events.record_id as recordId',
      'events.sequence',
      'events.previous',
      'events.body_commitment as bodyCommitment',
      'events.body_salt as salt',
      'events.jws',
      'events.leaf_index as index',
      'events.path',
      'batches.size',
      'batches.root',
    ]);

/** A former owner's trail ends with its handover; for nobody in particular none is cut. */
function eventRows(trx: Trx, recordId: Buffer, sequences: readonly number[] | null) {
  return proven(trx)
    .where('events.record_id', '=', recordId)
    .where(sql<boolean>`events.sequence <= coalesce(sees_until(events.record_id), events.sequence)`)
    .$if(sequences !== null, (query) => query.where('events.sequence', 'in', sequences ?? []))
    .orderBy('events.sequence')
    .limit(mostEvents + 1)
    .execute();
}

/** Of each record the events that prove what is wanted, for nobody in particular. */
function provingEvents(trx: Trx, wanted: readonly Wanted[]) {
  const pairs = wanted.flatMap(({ recordId, subject }) =>
    sequencesOf(subject).map((sequence) => ({ recordId, sequence })),
  );
  return proven(trx)
    .where(
      sql<boolean>`(events.record_id, events.sequence) IN (SELECT * FROM unnest(
        ${pairs.map((one) => one.recordId)}::bytea[], ${pairs.map((one) => one.sequence)}::bigint[]))`,
    )
    .orderBy('events.sequence')
    .execute();
}

function toBundleEvent(row: EventRow): BundleEvent {
  const { salt, jws, index, size, path, root } = row;
  return {
    sequence: row.sequence,
    previous: EntryHash.of(row.previous),
    bodyCommitment: Commitment.of(row.bodyCommitment),
    body: salt === null || jws === null ? null : { salt: Salt.of(salt), jws },
    anchor:
      index === null || size === null || path === null || root === null
        ? null
        : { index, size, path: nodesOf(path), root: BatchRoot.of(root) },
  };
}

/** By the record's id in hexadecimal digits. */
async function contentsOf(
  trx: Trx,
  parts: readonly Part[],
): Promise<ReadonlyMap<string, ProofBundle['content']>> {
  const contents = new Map<string, ProofBundle['content']>();
  const saltOf = new Map(parts.map(({ record }) => [record.recordId.toString('hex'), record.contentSalt]));
  const idsOf = (kind: RecordRow['kind']) =>
    parts.filter(({ record }) => record.kind === kind).map(({ record }) => record.recordId);
  const put = (recordId: Buffer | null, content: { manifest: JsonObject } | { credential: string }) => {
    const id = recordId?.toString('hex') ?? '';
    const salt = saltOf.get(id);
    if (salt != null) contents.set(id, { salt: Salt.of(salt), ...content });
  };
  const pouches = idsOf('pouch');
  if (pouches.length > 0) {
    const query = trx.selectFrom('pouches').select(['record_id', 'manifest']);
    for (const row of await query.where('record_id', 'in', pouches).execute())
      put(row.record_id, { manifest: row.manifest as JsonObject });
  }
  const certificates = idsOf('certificate');
  if (certificates.length > 0) {
    const query = trx.selectFrom('certificates').select(['record_id', 'credential']);
    for (const { record_id, credential } of await query.where('record_id', 'in', certificates).execute())
      if (credential !== null) put(record_id, { credential });
  }
  return contents;
}

/** What ties the signers of the events shown to their organisations; a chamber's issuing key speaks for itself. */
async function vouchersOfAll(
  trx: Trx,
  parts: readonly Part[],
  verifiers: Verifiers,
): Promise<(rows: readonly EventRow[]) => string[]> {
  // A header names the key and nothing else: one statement of each is read.
  const signers = new Map<string, SignerId>();
  for (const { jws } of parts.flatMap(({ rows }) => rows)) {
    const header = headerOf(jws);
    if (jws !== null && header !== undefined && !signers.has(header))
      signers.set(header, signerIdOfJwk(decodeEvent(jws).jwk, verifiers));
  }
  const keys = await organisationStore.keysBySigner(trx, [...signers.values()].map(toBytes));
  return (rows) => {
    const theirs = new Set(
      rows.flatMap(({ jws }) => {
        const signer = signers.get(headerOf(jws) ?? '');
        return signer === undefined ? [] : [signer];
      }),
    );
    return keys
      .filter((key) => theirs.has(SignerId.of(key.signerId)))
      .flatMap((key) => key.voucher ?? [])
      .slice(0, mostVouchers);
  };
}

const headerOf = (jws: string | null): string | undefined => jws?.split('.', 1)[0];

const mostVouchers = 100;
const mostEvents = 2_000;
