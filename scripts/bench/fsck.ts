import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { newSalt } from '../../core/commitment.ts';
import { NO_PREVIOUS, recordEntryHash } from '../../core/entry.ts';
import { type Es256Signer, publicJwk } from '../../core/es256.ts';
import { bodyCommitment, eventBody, signEvent } from '../../core/event.ts';
import { Commitment, type EntryHash, type RecordId, SignerId } from '../../core/ids.ts';
import { signerIdOfJwk } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import { type Genesis, recordId, registryDomain } from '../../core/typed-data.ts';
import { toBytes } from '../../server/records/bytes.ts';
import { sha256 } from '../../server/records/recorder.ts';
import { startServerProcess } from '../client/server-process.ts';
import { readTrust } from '../demo/outside.ts';
import { fsck } from '../fsck/fsck.ts';
import { openSource } from '../fsck/source.ts';
import { print } from './figure.ts';
import { eventsOfRecord } from './trail-rows.ts';

const together = 100;

/**
 * A million signed events, which the server itself puts into batches and onto its chain; then all of it rebuilt, verified
 * and compared, while the server runs.
 */
export async function benchFsck(records = 20_000): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  chmodSync(dataDir, 0o711);
  const server = await startServerProcess(dataDir);
  const databaseUrl = `postgres://openpouch@/openpouch?host=${encodeURIComponent(join(dataDir, 'postgres'))}`;
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const { deployment, rpcUrl } = await readTrust(server.url);
    console.error(`Recording ${records * eventsOfRecord} events…`);
    await client.query('SET synchronous_commit = off');
    await client.query('SET session_replication_role = replica');
    const writer = await insertWriter(client, deployment);
    for (let from = 0; from < records; from += together) await record(client, deployment, writer);
    console.error('Sealing them…');
    await sealed(client);
    for (const signatures of [true, false]) {
      const source = await openSource(databaseUrl);
      const [started, used] = [performance.now(), process.cpuUsage()];
      const result = await fsck({ source, deployment, rpcUrl, signatures });
      const seconds = (performance.now() - started) / 1000;
      const { user, system } = process.cpuUsage(used);
      await source.close();
      if (result.findings.length > 0 || typeof result.chain === 'string')
        throw new Error(JSON.stringify(result));
      print({
        name: signatures ? 'fsck_of_a_million' : 'fsck_of_a_million_without_signatures',
        value: seconds,
        unit: 's',
        conditions: `${result.events} events of ${result.records} records in ${result.batches} batches, ${((user + system) / 1e6).toFixed(1)} s of one core beside the database's; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
        target: { is: '<=', value: 60 },
      });
    }
  } finally {
    await client.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Who signs all of it: a key of one organisation. */
interface Writer {
  readonly organisationId: string;
  readonly signer: Es256Signer;
}

async function insertWriter(client: pg.Client, { verifiers }: Deployment): Promise<Writer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const jwk = publicJwk({ x, y });
  const { rows } = await client.query<{ organisationId: string }>(
    `INSERT INTO organisation_keys (id, organisation_id, purpose, signer_id, public_jwk, sealed_private, ended_at)
     SELECT gen_random_uuid(), id, 'identity', $1, $2, '\\x00', now() FROM organisations LIMIT 1
     RETURNING organisation_id AS "organisationId"`,
    [toBytes(signerIdOfJwk(jwk, verifiers)), JSON.stringify(jwk)],
  );
  const organisationId = rows[0]?.organisationId ?? '';
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const };
  return { organisationId, signer: { jwk, sign: (message) => sign('sha256', message, key) } };
}

/** Some records with their trails, in two statements. */
async function record(
  client: pg.Client,
  deployment: Deployment,
  { organisationId, signer: by }: Writer,
): Promise<void> {
  const domain = registryDomain(deployment.chainId, deployment.contracts.recordRegistry);
  const heads: { id: RecordId; genesis: Genesis; head: EntryHash }[] = [];
  const events: {
    id: RecordId;
    sequence: number;
    previous: EntryHash;
    hash: EntryHash;
    commitment: Commitment;
    salt: string;
    jws: string;
  }[] = [];
  const time = new Date();
  for (let n = 0; n < together; n++) {
    const signer = SignerId.of(randomBytes(24));
    const genesis: Genesis = {
      kind: 'pouch',
      issuer: signer,
      firstOwner: signer,
      content: Commitment.of(randomBytes(32)),
    };
    const id = recordId(domain, genesis);
    let previous = NO_PREVIOUS;
    for (let sequence = 0; sequence < eventsOfRecord; sequence++) {
      const body = eventBody({
        source: `urn:uuid:${organisationId}`,
        type: 'org.openpouch.share.granted',
        subject: id,
        time,
        data: { note: 'x'.repeat(300), sequence },
      });
      const jws = await signEvent(body, by);
      const salt = newSalt();
      const commitment = bodyCommitment(salt, jws, sha256);
      const hash = recordEntryHash({ recordId: id, sequence, previous, bodyCommitment: commitment }, sha256);
      events.push({ id, sequence, previous, hash, commitment, salt, jws });
      previous = hash;
    }
    heads.push({ id, genesis, head: previous });
  }
  await client.query(
    `INSERT INTO records (record_id, kind, issuer, issuer_organisation_id, first_owner, content, content_salt,
       owner_organisation_id, owner_key_id, head_sequence, head_hash, created_at)
     SELECT made.id, 'pouch', issuer, k.organisation_id, issuer, content, '\\x00', k.organisation_id, k.id, $5, head, now()
     FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[]) AS made(id, issuer, content, head),
       (SELECT id, organisation_id FROM organisation_keys LIMIT 1) k`,
    [
      heads.map(({ id }) => toBytes(id)),
      heads.map(({ genesis }) => toBytes(genesis.issuer)),
      heads.map(({ genesis }) => toBytes(genesis.content)),
      heads.map(({ head }) => toBytes(head)),
      eventsOfRecord - 1,
    ],
  );
  await client.query(
    `INSERT INTO events (record_id, sequence, previous, entry_hash, body_commitment, body_salt, jws, type, actor_name, actor_organisation_id, time)
     SELECT id, sequence, previous, hash, commitment, salt, jws, 'org.openpouch.share.granted', 'Bench', $9, $8
     FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::text[])
       AS made(id, sequence, previous, hash, commitment, salt, jws)`,
    [
      events.map(({ id }) => toBytes(id)),
      events.map(({ sequence }) => sequence),
      events.map(({ previous }) => toBytes(previous)),
      events.map(({ hash }) => toBytes(hash)),
      events.map(({ commitment }) => toBytes(commitment)),
      events.map(({ salt }) => Buffer.from(salt.slice(2), 'hex')),
      events.map(({ jws }) => jws),
      time,
      organisationId,
    ],
  );
}

/** Until the server has anchored everything. */
async function sealed(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query('SELECT FROM events WHERE batch_number IS NULL LIMIT 1');
    const { rowCount: open } = await client.query(
      "SELECT FROM chain_transactions WHERE state NOT IN ('final', 'failed') LIMIT 1",
    );
    if (rowCount === 0 && open === 0) break;
    await delay(500);
  }
  await client.query('VACUUM (ANALYZE) events, records');
}

if (import.meta.main) await benchFsck(Number(process.argv[2] ?? 20_000));
