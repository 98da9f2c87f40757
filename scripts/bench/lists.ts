import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, signIn } from '../client/api-client.ts';
import { startServerProcess } from '../client/server-process.ts';
import { type Party, readTrust } from '../demo/outside.ts';
import { percentile, print } from './figure.ts';
import { fillArchive, fillLists } from './list-rows.ts';

const certificates = 100_000;
const pouches = 40_000;
const archived = 900_000;
const reads = 40;

/** Far down, where one has gone on for hundreds of pages. */
const aYearAgo = encodeURIComponent(new Date(Date.now() - 365 * 24 * 3600 * 1000).toISOString());
const deep = `limit=200&after=${aYearAgo}_ffffffff-ffff-4fff-bfff-ffffffffffff`;

/** Filters that people use, from those that fit nearly all to those that fit none. */
const questions = {
  certificates: [
    '',
    'limit=200',
    deep,
    'state=submitted',
    'state=issued,revoked',
    'state=superseded',
    'destination=SG',
    'destination=IS',
    'destination=AQ',
    'q=straits',
    'q=reykjavik',
    'q=BENCH-2026-050123',
    'q=050123',
    'q=x',
    'q=nowhere%20at%20all',
    'q=straits%2042&state=issued&destination=SG',
    `q=straits&${deep}`,
    'forwarded=yes',
    'forwarded=no',
    'forwarded=yes&state=revoked&destination=IS',
    'state=not_issued&q=straits',
  ],
  pouches: [
    '',
    'limit=200',
    deep,
    'box=owned',
    'box=shared',
    'state=active',
    `state=active&${deep}`,
    'q=reykjavik',
    'q=shipment',
    'q=PCH-50123',
    'q=nothing',
    'q=x',
  ],
  activity: [
    '',
    `limit=200&after=${aYearAgo}_0`,
    'by=others',
    'type=share',
    'type=handover',
    'state=revoked',
    'sealed=no',
    'sealed=yes',
  ],
  home: [''],
  queue: ['', 'limit=200', 'view=new', 'view=mine', 'view=waiting', 'view=overdue&limit=200'],
} as const;

/** Lists of what is much, through HTTP and row-level security; each read is one request after the other. */
export async function benchLists(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  // PostgreSQL runs under an account of its own, which is to get through here to its folder.
  chmodSync(dataDir, 0o711);
  const server = await startServerProcess(dataDir);
  try {
    // Where the embedded PostgreSQL of that server listens.
    await measure(
      server.url,
      `postgres://openpouch@/openpouch?host=${encodeURIComponent(join(dataDir, 'postgres'))}`,
    );
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(base: string, databaseUrl: string): Promise<void> {
  const { demonstration } = await readTrust(base);
  const party = (key: string): Party => {
    const found = demonstration.find((it) => it.key === key);
    if (found === undefined) throw new Error(`There is no party ${key}.`);
    return found;
  };
  console.error(`Filling lists of ${certificates} certificates and ${pouches} pouches…`);
  await fillLists(databaseUrl, {
    ...{ certificates, pouches },
    exporterId: party('exporter').organisationId,
    chamberId: party('chamberAntwerp').organisationId,
    forwarderId: party('forwarder').organisationId,
  });
  const client = (key: string) => signIn(base, party(key).email, party(key).password);
  const [exporter, chamber, forwarder] = await Promise.all([
    client('exporter'),
    client('chamberAntwerp'),
    client('forwarder'),
  ]);
  const size = `${certificates} certificates, ${pouches} pouches`;
  const lists = '/certificates';
  await ask('list_certificates_of_exporter', exporter, lists, questions.certificates, { size, target: 150 });
  await ask('list_certificates_of_chamber', chamber, lists, questions.certificates, { size, target: 150 });
  await ask('list_certificates_of_forwarder', forwarder, lists, questions.certificates, {
    size,
    target: 150,
  });
  await ask('list_pouches_of_forwarder', forwarder, '/pouches', questions.pouches, { size, target: 150 });
  await ask('list_activity_of_exporter', exporter, '/activity', questions.activity, { size, target: 150 });
  await ask('home_of_exporter', exporter, '/home', questions.home, { size, target: 20 });
  await ask('home_of_chamber', chamber, '/home', questions.home, { size, target: 20 });

  console.error(`Filling an archive of ${archived} certificates more…`);
  await fillArchive(databaseUrl, {
    certificates: archived,
    applicantId: party('importer').organisationId,
    chamberId: party('chamberAntwerp').organisationId,
  });
  const large = `${certificates + archived} certificates of one chamber`;
  await ask('desk_queue', chamber, '/desk', questions.queue, { size: large, target: 50 });
  await ask('desk_counts', chamber, '/desk/counts', [''], { size: large, target: 50 });
  await ask('home_of_chamber_at_a_million', chamber, '/home', questions.home, { size: large, target: 20 });
}

/** The slowest of the questions decides. */
async function ask(
  name: string,
  reader: ApiClient,
  path: string,
  queries: readonly string[],
  { size, target }: { size: string; target: number },
): Promise<void> {
  const slowest = { address: '', p95: 0 };
  for (const address of queries.map((query) => (query === '' ? path : `${path}?${query}`))) {
    const milliseconds: number[] = [];
    // The first comes to pages and plans that are cold.
    await reader.get(address);
    for (let n = 0; n < reads; n++) {
      const started = performance.now();
      await reader.get(address);
      milliseconds.push(performance.now() - started);
    }
    const p95 = percentile(milliseconds, 95);
    if (p95 > slowest.p95) Object.assign(slowest, { address, p95 });
  }
  print({
    name: `${name}_p95`,
    value: slowest.p95,
    unit: 'ms',
    conditions: `${size}; of ${queries.length} questions, ${reads} times each, one after the other, the slowest: ${slowest.address}`,
    target: { is: '<=', value: target },
  });
}
