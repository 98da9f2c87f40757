import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { publicJwk } from '../../core/es256.ts';
import { signerIdOfJwk } from '../../core/signer.ts';
import type { Deployment } from '../../core/trust.ts';
import { toBytes } from '../../server/records/bytes.ts';
import { startServerProcess } from '../client/server-process.ts';
import { readTrust } from '../demo/outside.ts';
import { fsck } from '../fsck/fsck.ts';
import { openSource } from '../fsck/source.ts';
import { print } from './figure.ts';
import { eventColumns, type RowsFiles, type RowsOptions, recordColumns } from './fsck-rows.ts';
import { eventsOfRecord } from './trail-rows.ts';

/** In one file: 10,000 events. */
const together = 200;

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
    const began = performance.now();
    const writer = await insertWriter(client, deployment);
    await record(client, deployment, writer, { records, folder: join(dataDir, 'fill') });
    console.error(`Sealing them, ${((performance.now() - began) / 1000).toFixed(0)} s later…`);
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
async function insertWriter(client: pg.Client, deployment: Deployment) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const jwk = publicJwk({ x, y });
  const { rows } = await client.query<{ organisationId: string; keyId: string }>(
    `INSERT INTO organisation_keys (id, organisation_id, purpose, signer_id, public_jwk, sealed_private, ended_at)
     SELECT gen_random_uuid(), id, 'identity', $1, $2, '\\x00', now() FROM organisations LIMIT 1
     RETURNING organisation_id AS "organisationId", id AS "keyId"`,
    [toBytes(signerIdOfJwk(jwk, deployment.verifiers)), JSON.stringify(jwk)],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('There is no organisation.');
  return { ...row, jwk, privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}

/** Records with their trails: a thread for each core signs them into files, which the database reads meanwhile. */
async function record(
  client: pg.Client,
  { chainId, contracts }: Deployment,
  writer: Awaited<ReturnType<typeof insertWriter>>,
  { records, folder }: { readonly records: number; readonly folder: string },
): Promise<void> {
  mkdirSync(folder, { mode: 0o755 });
  const { recordRegistry } = contracts;
  const options: RowsOptions = { ...writer, chainId, recordRegistry, folder, eventsOfRecord };
  let left = Math.ceil(records / together);
  // One connection: its statements wait for one another.
  let copied: Promise<unknown> = Promise.resolve();
  const copy = async ({ records: ofRecords, events }: RowsFiles) => {
    await client.query(`COPY records (${recordColumns}) FROM '${ofRecords}'`);
    await client.query(`COPY events (${eventColumns}) FROM '${events}'`);
    for (const file of [ofRecords, events]) rmSync(file);
  };
  const lane = async () => {
    const thread = new Worker(new URL('./fsck-rows.ts', import.meta.url), { workerData: options });
    try {
      while (left > 0) {
        const [made] = [once(thread, 'message') as Promise<[RowsFiles]>];
        thread.postMessage({ name: String(left--), count: together });
        const [files] = await made;
        copied = copied.then(() => copy(files));
      }
    } finally {
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  await copied;
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
