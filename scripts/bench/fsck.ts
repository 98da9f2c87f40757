import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { newSalt } from '../../core/commitment.ts';
import { NO_PREVIOUS, recordEntryHash } from '../../core/entry.ts';
import { bodyCommitment } from '../../core/event.ts';
import { Commitment, type EntryHash, type RecordId, SignerId } from '../../core/ids.ts';
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
 * A million events, real but for their signatures, which the server itself puts into batches and onto its chain; then all
 * of it rebuilt and compared, while the server runs.
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
    for (let from = 0; from < records; from += together) await record(client, deployment);
    console.error('Sealing them…');
    await sealed(client);
    const source = await openSource(databaseUrl);
    const [started, used] = [performance.now(), process.cpuUsage()];
    const result = await fsck({ source, deployment, rpcUrl });
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(used);
    await source.close();
    if (result.findings.length > 0 || typeof result.chain === 'string')
      throw new Error(JSON.stringify(result));
    print({
      name: 'fsck_of_a_million',
      value: seconds,
      unit: 's',
      conditions: `${result.events} events of ${result.records} records in ${result.batches} batches, without signatures, ${((user + system) / 1e6).toFixed(1)} s of one core; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
      target: { is: '<=', value: 60 },
    });
  } finally {
    await client.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Some records with their trails, in two statements. */
async function record(client: pg.Client, deployment: Deployment): Promise<void> {
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
  const signature = 's'.repeat(86);
  const time = new Date().toISOString();
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
      const data = {
        organisationId: '00000000-0000-4000-8000-000000000000',
        note: 'x'.repeat(300),
        sequence,
      };
      const body = {
        source: 'urn:openpouch:operator',
        type: 'org.openpouch.share.granted',
        subject: id,
        time,
        data,
      };
      const jws = `header.${Buffer.from(JSON.stringify(body)).toString('base64url')}.${signature}`;
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
    `INSERT INTO events (record_id, sequence, previous, entry_hash, body_commitment, body_salt, jws, type, actor_name, time)
     SELECT id, sequence, previous, hash, commitment, salt, jws, 'org.openpouch.share.granted', 'Bench', $8
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
