import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sampleApplication, withDeclaration } from '../client/sample-application.ts';
import { type ServerProcess, startServerProcess } from '../client/server-process.ts';
import { readTrust } from '../demo/outside.ts';
import { peakOf } from './documents.ts';
import { inParallel, print } from './figure.ts';
import { type SystemAccess, systemOf } from './server.ts';

const certificates = 200;
const items = 10_000;

/** Ten thousand proofs in one request of a customs platform, answered line by line while they come. */
export async function benchVerifyMany(server: ServerProcess): Promise<void> {
  const { demonstration } = await readTrust(server.url);
  const system = (key: string) => {
    const party = demonstration.find((it) => it.key === key);
    if (party === undefined) throw new Error(`There is no party ${key}.`);
    return systemOf(server.url, party);
  };
  const [exporter, chamber, customs] = await Promise.all(
    ['exporter', 'chamberAntwerp', 'customsBelgium'].map(system),
  );
  if (exporter === undefined || chamber === undefined || customs === undefined)
    throw new Error('Three parties.');
  const chamberId = demonstration.find(({ key }) => key === 'chamberAntwerp')?.organisationId;
  const proofs = await issue(exporter, chamber, chamberId);
  const lines = Array.from(
    { length: items },
    (_, n) => `${JSON.stringify({ id: String(n), bundle: proofs[n % proofs.length] })}\n`,
  );
  await verifyAll(server.url, customs.token, lines.slice(0, certificates));
  const memory = peakOf(server.pid);
  const seconds = await verifyAll(server.url, customs.token, lines);
  const conditions = `POST /verifications with ${items} proofs of ${certificates} certificates, answers read while they are sent`;
  print({ name: 'verifications_in_one_request_per_second', value: items / seconds, unit: '1/s', conditions });
  if (memory !== undefined)
    print({ name: 'verifications_memory_growth', value: memory.grown() / 1e6, unit: 'MB', conditions });
}

/** Certificates that are sealed, and their proofs. */
async function issue(
  { client: exporter }: SystemAccess,
  { client: chamber }: SystemAccess,
  chamberId?: string,
) {
  const proofs: unknown[] = [];
  const serials = Array.from({ length: certificates }, (_, n) => n);
  const records: string[] = [];
  await inParallel(serials, 8, async (serial) => {
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: { chamberId, application: sampleApplication(serial) },
    });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    const { recordId } = await chamber.post<{ recordId: string }>(`/certificates/${id}/issuance`);
    records.push(recordId);
  });
  const isSealed = async (record: string | undefined) =>
    (await exporter.get<{ sealing: { state: string } }>(`/records/${record}`)).sealing.state === 'final';
  while (!(await isSealed(records.at(-1)))) await new Promise((resolve) => setTimeout(resolve, 200));
  await inParallel(records, 8, async (record) => {
    proofs.push(await exporter.get(`/records/${record}/proof`));
  });
  return proofs;
}

/** @returns the seconds from the first line sent to the last one answered */
async function verifyAll(base: string, token: string, lines: readonly string[]): Promise<number> {
  const started = performance.now();
  const sent = request(`${base}/api/v1/verifications`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
  });
  const answered = once(sent, 'response');
  const sending = (async () => {
    for (const line of lines) if (!sent.write(line)) await once(sent, 'drain');
    sent.end();
  })();
  // The answer may begin before the last line is sent.
  const [response] = await answered;
  let valid = 0;
  for await (const line of createInterface({ input: response })) {
    const { verdict } = JSON.parse(line) as { verdict?: { outcome: string } };
    if (verdict?.outcome === 'valid') valid++;
  }
  await sending;
  if (valid !== lines.length) throw new Error(`${valid} of ${lines.length} are valid.`);
  return (performance.now() - started) / 1000;
}

if (import.meta.main) {
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  const server = await startServerProcess(dataDir);
  try {
    await benchVerifyMany(server);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
