import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type ApiClient, signIn } from '../client/api-client.ts';
import { type ServerProcess, startServerProcess } from '../client/server-process.ts';
import { readTrust } from '../demo/outside.ts';
import { inParallel, print } from './figure.ts';

const documents = 1_000;
const bytes = 20_000;

/** How long the erasure of a full pouch takes: from its last event until its last file is gone. */
export async function benchErasure(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  // PostgreSQL runs under an account of its own, which is to get through here to its folder.
  chmodSync(dataDir, 0o711);
  let server = await startServerProcess(dataDir);
  const databaseUrl = `postgres://openpouch@/openpouch?host=${encodeURIComponent(join(dataDir, 'postgres'))}`;
  try {
    const exporter = await signInAsExporter(server);
    const { id, recordId } = await exporter.post<{ id: string; recordId: string }>('/pouches', {
      body: { title: 'Bench' },
    });
    console.error(`Filling a pouch with ${documents} documents…`);
    await inParallel(Array.from({ length: documents }), 4, async (_, n) => {
      const file = { bytes: Buffer.alloc(bytes, `Document ${n} `), mediaType: 'application/octet-stream' };
      await exporter.post(`/pouches/${id}/documents?name=${n}.bin`, file);
    });
    await connected(databaseUrl, (client) => oldEnough(client, exporter, recordId));
    await server.stop();
    // What is due is erased when a server starts, and every ten minutes.
    server = await startServerProcess(dataDir);
    const seconds = await connected(databaseUrl, (client) => erased(client, recordId));
    print({
      name: 'erasure_of_a_pouch',
      value: seconds,
      unit: 's',
      conditions: `${documents} documents of ${bytes / 1_000} kB, each a file of its own; rows, keys and salts in one transaction, then the files`,
      target: { is: '<=', value: 5 },
    });
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function connected<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function signInAsExporter(server: ServerProcess): Promise<ApiClient> {
  const { demonstration } = await readTrust(server.url);
  const exporter = demonstration.find(({ key }) => key === 'exporter');
  if (exporter === undefined) throw new Error('There is no party exporter.');
  return signIn(server.url, exporter.email, exporter.password);
}

/** Its law and its waiting days are over, as if it were of eleven years ago. */
async function oldEnough(client: pg.Client, owner: ApiClient, recordId: string): Promise<void> {
  const id = [Buffer.from(recordId.slice(2), 'hex')];
  for (const table of ['records', 'document_versions'])
    await client.query(
      `UPDATE ${table} SET created_at = now() - interval '11 years' WHERE record_id = $1`,
      id,
    );
  await owner.post(`/records/${recordId}/erasure`);
  await client.query('UPDATE erasures SET due_at = now(), next_at = now() WHERE record_id = $1', id);
}

/** Waits for its end. @returns seconds since the event that says so, which is signed first */
async function erased(client: pg.Client, recordId: string): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ seconds: number }>(
      `SELECT extract(epoch FROM x.ended_at - e.time)::float8 AS seconds FROM erasures x
       JOIN records r ON r.record_id = x.record_id
       JOIN events e ON e.record_id = r.record_id AND e.type = 'org.openpouch.record.erased'
       WHERE x.record_id = $1 AND x.state = 'erased'`,
      [Buffer.from(recordId.slice(2), 'hex')],
    );
    const [found] = rows;
    if (found !== undefined) return found.seconds;
    await delay(100);
  }
}

if (import.meta.main) await benchErasure();
