import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type ApiClient, signIn } from '../client/api-client.ts';
import { startServerProcess } from '../client/server-process.ts';
import { type Party, readTrust } from '../demo/outside.ts';
import { percentile, print } from './figure.ts';
import { eventsOfRecord, fillTrail } from './trail-rows.ts';

const reads = 100;
const recordReads = 500;
const million = 1_000_000;
const target = (events: number): number => (events > million ? 100 : 50);

/**
 * The trail of organisations over all their records, and of one record, through HTTP and row-level security. With ten
 * million events by itself: `node scripts/bench/trail.ts 10000000`, which takes some 15 GB below the temporary folder.
 * @param keep a folder that is filled the first time, stays, and is measured again the next: `… 10000000 FOLDER`
 */
export async function benchTrail(events = million, keep?: string): Promise<void> {
  const dataDir = keep ?? mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  mkdirSync(dataDir, { recursive: true });
  // PostgreSQL runs under an account of its own, which is to get through here to its folder.
  chmodSync(dataDir, 0o711);
  const filled = join(dataDir, `filled-${events}`);
  const server = await startServerProcess(dataDir);
  try {
    const databaseUrl = `postgres://openpouch@/openpouch?host=${encodeURIComponent(join(dataDir, 'postgres'))}`;
    const { demonstration } = await readTrust(server.url);
    const party = (key: string): Party => {
      const found = demonstration.find((it) => it.key === key);
      if (found === undefined) throw new Error(`There is no party ${key}.`);
      return found;
    };
    const idOf = (key: string) => party(key).organisationId;
    if (!existsSync(filled)) {
      console.error(`Filling the trail of ${events} events…`);
      await fillTrail(databaseUrl, {
        events,
        chamberId: idOf('chamberAntwerp'),
        exporterId: idOf('exporter'),
        forwarderId: idOf('forwarder'),
        agentId: idOf('agent'),
      });
      writeFileSync(filled, '');
    }
    for (const key of ['chamberAntwerp', 'exporter', 'forwarder', 'agent']) {
      const client = await signIn(server.url, party(key).email, party(key).password);
      await askTrail(key, client, events, await questionsOf(client, idOf));
    }
    if (events === million)
      await readRecords(
        databaseUrl,
        await signIn(server.url, party('exporter').email, party('exporter').password),
      );
  } finally {
    await server.stop();
    if (keep === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** From filters that fit nearly all events to those that fit none, by themselves and together. */
async function questionsOf(client: ApiClient, idOf: (key: string) => string): Promise<string[]> {
  const { items } = await client.get<{ items: { id: string }[] }>('/activity/people');
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString();
  return [
    ...['', `after=${encodeURIComponent(`${daysAgo(200)}_1`)}`, 'by=us', 'by=others'],
    ...['exporter', 'forwarder', 'customsBelgium'].map((key) => `organisation=${idOf(key)}`),
    ...items.slice(0, 1).map(({ id }) => `person=${id}`),
    ...['type=handover', 'type=handover.rejected', 'type=share.granted', 'type=document'],
    ...['destination=SG', 'destination=IS', 'destination=AQ'],
    ...['state=revoked', 'state=closed,revoked', 'state=superseded', 'state=active'],
    ...['sealed=no', 'sealed=yes', `since=${daysAgo(120)}&until=${daysAgo(90)}`],
    ...[
      'type=handover&state=revoked',
      'type=handover.rejected&destination=SG',
      'destination=IS&state=closed',
    ],
    `type=record&since=${daysAgo(120)}&until=${daysAgo(90)}&state=closed`,
    `organisation=${idOf('forwarder')}&type=certificate.viewed&destination=JP`,
  ];
}

/** The slowest of the questions decides. */
async function askTrail(
  key: string,
  client: ApiClient,
  events: number,
  queries: readonly string[],
): Promise<void> {
  const slowest = { address: '', p50: 0, p99: 0 };
  for (const query of queries) {
    const address = `/activity?limit=50${query === '' ? '' : `&${query}`}`;
    const milliseconds: number[] = [];
    // The first comes to pages and plans that are cold.
    await client.get(address);
    for (let n = 0; n < reads; n++) {
      const started = performance.now();
      await client.get(address);
      milliseconds.push(performance.now() - started);
    }
    const [p50, p99] = [percentile(milliseconds, 50), percentile(milliseconds, 99)];
    if (p99 > slowest.p99) Object.assign(slowest, { address, p50, p99 });
  }
  print({
    name: `organisation_trail_of_${key}_p99`,
    value: slowest.p99,
    unit: 'ms',
    conditions: `${events} events; of ${queries.length} questions for a page of 50, ${reads} times each, the slowest: ${slowest.address}, p50 ${slowest.p50.toFixed(1)} ms; load ${load()}`,
    target: { is: '<=', value: target(events) },
  });
}

/** Each time another record, of which nothing is in memory yet. */
async function readRecords(databaseUrl: string, client: ApiClient): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ id: string }>(
    `SELECT '0x' || encode(record_id, 'hex') AS id FROM records ORDER BY md5(record_id::text) LIMIT $1`,
    [4 * recordReads],
  );
  await database.end();
  const milliseconds: number[] = [];
  for (const { id } of rows) {
    const started = performance.now();
    const response = await client.raw('GET', `/records/${id}/trail?limit=${eventsOfRecord}`);
    const text = await response.text();
    // Those of other exporters are not ours to see.
    if (response.status === 200 && text.length > 1_000) milliseconds.push(performance.now() - started);
    if (milliseconds.length === recordReads) break;
  }
  const conditions = `${eventsOfRecord} events with proofs of ${milliseconds.length} records, one after the other, among ${million} events; load ${load()}`;
  print({
    name: 'trail_at_a_million_p50',
    value: percentile(milliseconds, 50),
    unit: 'ms',
    conditions,
    target: { is: '<=', value: 5 },
  });
  print({
    name: 'trail_at_a_million_p99',
    value: percentile(milliseconds, 99),
    unit: 'ms',
    conditions,
    target: { is: '<=', value: 25 },
  });
}

const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

if (import.meta.main) {
  const [, , events = million, keep] = process.argv;
  await benchTrail(Number(events), keep === undefined ? undefined : resolve(keep));
}
