import { sql } from 'kysely';
import { BUNDLE_FORMAT, BUNDLE_LIMITS, type BundleEvent, type ProofBundle } from '../../core/bundle.ts';
import { decodeEvent } from '../../core/event.ts';
import { BatchRoot, Commitment, EntryHash, type RecordId, Salt } from '../../core/ids.ts';
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
      const issuer = await organisationStore.find(system, record.issuerOrganisationId);
      const bundle: ProofBundle = {
        format: BUNDLE_FORMAT,
        deployment: { chainId: deployment.chainId, recordRegistry: deployment.contracts.recordRegistry },
        recordId,
        genesis: genesisOf(record),
        content: await contentOf(system, record),
        events: rows.map(toBundleEvent),
        issuer: issuer?.profile == null ? null : { profile: issuer.profile },
        vouchers: await vouchersOf(system, rows, deployment.verifiers),
        subject,
      };
      if (events === 'all' && JSON.stringify(bundle).length > BUNDLE_LIMITS.maxLength)
        throw invalidField('/events', 'too long for one bundle: read the trail page by page', 'query');
      return bundle;
    });
  };
}

type EventRow = Awaited<ReturnType<typeof eventRows>>[number];

/** A former owner's trail ends with its handover; for nobody in particular none is cut. */
function eventRows(trx: Trx, recordId: Buffer, sequences: readonly number[] | null) {
  return trx
    .selectFrom('events')
    .leftJoin('batches', 'batches.number', 'events.batch_number')
    .select([
      'events.sequence',
      'events.previous',
      'events.body_commitment as bodyCommitment',
      'events.body_salt as salt',
      'events.jws',
      'events.leaf_index as index',
      'events.path',
      'batches.size',
      'batches.root',
    ])
    .where('events.record_id', '=', recordId)
    .where(sql<boolean>`events.sequence <= coalesce(sees_until(events.record_id), events.sequence)`)
    .$if(sequences !== null, (query) => query.where('events.sequence', 'in', sequences ?? []))
    .orderBy('events.sequence')
    .limit(mostEvents + 1)
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

async function contentOf(trx: Trx, record: RecordRow): Promise<ProofBundle['content']> {
  if (record.contentSalt === null) return null;
  const salt = Salt.of(record.contentSalt);
  if (record.kind === 'pouch') {
    const row = await trx
      .selectFrom('pouches')
      .select('manifest')
      .where('record_id', '=', record.recordId)
      .executeTakeFirst();
    return row === undefined ? null : { salt, manifest: row.manifest as JsonObject };
  }
  const row = await trx
    .selectFrom('certificates')
    .select('credential')
    .where('record_id', '=', record.recordId)
    .executeTakeFirst();
  return row?.credential == null ? null : { salt, credential: row.credential };
}

/** What ties the signers of the events shown to their organisations; a chamber's issuing key speaks for itself. */
async function vouchersOf(trx: Trx, rows: readonly EventRow[], verifiers: Verifiers): Promise<string[]> {
  // A header names the key and nothing else: one statement of each is read.
  const ofHeader = new Map(rows.flatMap(({ jws }) => (jws === null ? [] : [[jws.split('.', 1)[0], jws]])));
  const signers = [...ofHeader.values()].map((jws) => signerIdOfJwk(decodeEvent(jws).jwk, verifiers));
  const keys = await organisationStore.keysBySigner(trx, signers.map(toBytes));
  return keys.flatMap((key) => key.voucher ?? []).slice(0, mostVouchers);
}

const mostVouchers = 100;
const mostEvents = 2_000;
