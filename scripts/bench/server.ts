import autocannon from 'autocannon';
import { type ApiClient, clientCredentials, signIn } from '../client/api-client.ts';
import { sampleApplication, withDeclaration } from '../client/sample-application.ts';
import type { ServerProcess } from '../client/server-process.ts';
import { type Party, readTrust } from '../demo/outside.ts';
import { cpuSeconds, inParallel, percentile, print } from './figure.ts';
import { createLoad } from './load.ts';

const bulk = { certificates: 2_000, perRequest: 250, atOnce: 2 };
const single = { certificates: 800, atOnce: 16 };
const anchored = { certificates: 40 };
const handovers = { records: 200, atOnce: 8 };
const groups = { records: 1_000, perOffer: 25, atOnce: 2 };
const verifications = { proofs: 500, atOnce: 64, total: 20_000 };
const trail = { events: 50, reads: 500 };
const reads = { seconds: 8, connections: 64, certificates: 200 };

interface Issued {
  readonly id: string;
  readonly recordId: string;
}

/** Figures of the server under HTTP load, the load being made in this process. */
export async function benchServer(server: ServerProcess): Promise<void> {
  const { demonstration } = await readTrust(server.url);
  const party = (key: string): Party => {
    const found = demonstration.find((it) => it.key === key);
    if (found === undefined) throw new Error(`There is no party ${key}.`);
    return found;
  };
  const system = (key: string) => systemOf(server.url, party(key));
  const [exporter, chamber, forwarder] = await Promise.all([
    system('exporter'),
    system('chamberAntwerp'),
    system('forwarder'),
  ]);

  const wanted = bulk.certificates + single.certificates + anchored.certificates;
  console.error(`Applying for ${wanted} certificates…`);
  const submitted = await applyFor(exporter.client, party('chamberAntwerp').organisationId, wanted);

  const inBulk = await issueInBulk(server.pid, chamber.client, submitted.splice(0, bulk.certificates));
  const oneByOne = await issueOneByOne(server, chamber.token, submitted.splice(0, single.certificates));
  await issueToAnchored(chamber.client, submitted.splice(0, anchored.certificates));
  await waitUntilSealed(server.url);
  await verifyByServer(server.url, exporter.client, inBulk.slice(0, verifications.proofs));
  await authorisedReads(server, exporter.token, inBulk.slice(0, reads.certificates));
  await handOverRecords(
    exporter.client,
    forwarder.client,
    party('forwarder'),
    oneByOne.slice(0, handovers.records),
  );
  await handOverGroups(
    exporter.client,
    forwarder.client,
    party('forwarder'),
    inBulk.slice(-groups.records).map(({ recordId }) => recordId),
  );
  await readTrail(server.url, exporter, party('customsBelgium'));
  await memory(server.url);
}

export interface SystemAccess {
  readonly client: ApiClient;
  readonly token: string;
}

/** An ERP's access: an API client with all scopes of its organisation. */
export async function systemOf(base: string, party: Party): Promise<SystemAccess> {
  const person = await signIn(base, party.email, party.password);
  const { scopes } = await person.get<{ scopes: string[] }>('/me');
  const made = await person.post<{ id: string; secret: string }>('/api-clients', {
    body: { name: 'Bench', scopes: scopes.filter((scope) => scope !== 'organisation:administer') },
  });
  const response = await fetch(`${base}/api/v1/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: made.id,
      client_secret: made.secret,
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { token, client: await clientCredentials(base, made.id, made.secret) };
}

export async function applyFor(exporter: ApiClient, chamberId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  const serials = Array.from({ length: count }, (_, n) => n);
  const seconds = await inParallel(serials, 16, async (serial) => {
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: { chamberId, application: sampleApplication(serial) },
    });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    ids.push(id);
  });
  print({
    name: 'applications_per_second',
    value: count / seconds,
    unit: '1/s',
    conditions: `${count} drafted and submitted, two requests each, 16 at once`,
  });
  return ids;
}

/** Of the server's own process, beside database, chain and load: it says more than the clock where others are at work. */
function computing(pid: number): (acts: number) => string {
  const before = cpuSeconds(pid);
  return (acts) =>
    `${(((cpuSeconds(pid) - before) / acts) * 1_000).toFixed(2)} ms of the server's own core each`;
}

async function issueInBulk(pid: number, chamber: ApiClient, ids: readonly string[]): Promise<Issued[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / bulk.perRequest) }, (_, n) =>
    ids.slice(n * bulk.perRequest, (n + 1) * bulk.perRequest),
  );
  const issued: Issued[] = [];
  const computed = computing(pid);
  const seconds = await inParallel(chunks, bulk.atOnce, async (chunk) => {
    const { outcomes } = await chamber.post<{
      outcomes: { id: string; ok: boolean; certificate: { recordId: string } }[];
    }>('/certificates/issuances', { body: { ids: chunk } });
    for (const { id, ok, certificate } of outcomes) {
      if (!ok) throw new Error(`${id} was not issued.`);
      issued.push({ id, recordId: certificate.recordId });
    }
  });
  print({
    name: 'certificates_issued_in_bulk_per_second',
    value: ids.length / seconds,
    unit: '1/s',
    conditions: `accepted and durable; ${ids.length} of 2 items, ${bulk.perRequest} a request, ${bulk.atOnce} requests at once; ${computed(ids.length)}`,
    target: { is: '>=', value: 300 },
  });
  return issued;
}

async function issueOneByOne(
  { url, pid }: ServerProcess,
  token: string,
  ids: readonly string[],
): Promise<Issued[]> {
  const load = createLoad(url, single.atOnce);
  const computed = computing(pid);
  const issued: Issued[] = [];
  const seconds = await inParallel(ids, single.atOnce, async (id) => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': id };
    const { status, text } = await load.send('POST', `/certificates/${id}/issuance`, headers);
    if (status !== 200) throw new Error(`${id}: ${status} ${text}`);
    issued.push({ id, recordId: (JSON.parse(text) as { recordId: string }).recordId });
  });
  load.close();
  print({
    name: 'certificates_issued_one_by_one_per_second',
    value: ids.length / seconds,
    unit: '1/s',
    conditions: `accepted and durable; ${ids.length} of 2 items, one a request, ${single.atOnce} requests at once; ${computed(ids.length)}`,
    target: { is: '>=', value: 150 },
  });
  return issued;
}

/** From the request to issue until a reader is told that it is sealed; asked every 50 ms. */
async function issueToAnchored(chamber: ApiClient, ids: readonly string[]): Promise<void> {
  const seconds: number[] = [];
  for (const id of ids) {
    const started = performance.now();
    const { recordId } = await chamber.post<Issued>(`/certificates/${id}/issuance`);
    while (
      (await chamber.get<{ sealing: { state: string } }>(`/records/${recordId}`)).sealing.state !== 'final'
    ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    seconds.push((performance.now() - started) / 1000);
  }
  const conditions = `${ids.length} one after the other, embedded chain, a batch every 2 s`;
  print({ name: 'issue_to_anchored_p50', value: percentile(seconds, 50), unit: 's', conditions });
  print({
    name: 'issue_to_anchored_p95',
    value: percentile(seconds, 95),
    unit: 's',
    conditions,
    target: { is: '<=', value: 5 },
  });
}

async function waitUntilSealed(base: string): Promise<void> {
  for (;;) {
    const text = await (await fetch(`${base}/metrics`)).text();
    if (/openpouch_backlog\{kind="events"\} 0\n/.test(text)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // The last batch is on its way: one more interval.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
}

async function verifyByServer(base: string, exporter: ApiClient, issued: readonly Issued[]): Promise<void> {
  const bodies: string[] = [];
  for (const { recordId } of issued)
    bodies.push(JSON.stringify({ bundle: await exporter.get(`/records/${recordId}/proof`) }));
  const load = createLoad(base, verifications.atOnce);
  const run = (count: number) =>
    inParallel(
      Array.from({ length: count }, (_, n) => bodies[n % bodies.length] ?? ''),
      verifications.atOnce,
      async (body) => {
        const { status, text } = await load.send('POST', '/verification/bundles', {}, body);
        if (status !== 200 || !text.includes('"outcome":"valid"'))
          throw new Error(`${status} ${text.slice(0, 500)}`);
      },
    );
  const firstSeconds = await run(bodies.length);
  const seconds = await run(verifications.total);
  load.close();
  const conditions = `through HTTP, chain asked for status at its head, ${bodies.length} different proofs, ${verifications.atOnce} at once`;
  print({
    name: 'verifications_first_time_per_second',
    value: bodies.length / firstSeconds,
    unit: '1/s',
    conditions: `${conditions}; nothing remembered`,
  });
  print({
    name: 'verifications_per_second',
    value: verifications.total / seconds,
    unit: '1/s',
    conditions: `${conditions}; signatures and paths remembered`,
    target: { is: '>=', value: 2_500 },
  });
}

async function authorisedReads(
  { url, pid }: ServerProcess,
  token: string,
  issued: readonly Issued[],
): Promise<void> {
  const computed = computing(pid);
  const headers = { authorization: `Bearer ${token}` };
  let connection = 0;
  const result = await autocannon({
    url,
    connections: reads.connections,
    duration: reads.seconds,
    // Each connection begins elsewhere: together they would all ask for the same one.
    setupClient: (client) => {
      const from = connection++ * Math.ceil(issued.length / reads.connections);
      const inTurn = [...issued.slice(from), ...issued.slice(0, from)];
      client.setRequests(
        inTurn.map(({ id }) => ({ method: 'GET', path: `/api/v1/certificates/${id}`, headers })),
      );
    },
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} reads were refused.`);
  print({
    name: 'authorised_get_per_second',
    value: result.requests.average,
    unit: '1/s',
    conditions: `GET /certificates/{id} with a token, row-level security, ${issued.length} different, ${reads.connections} connections; ${computed(result.requests.total)}`,
    target: { is: '>=', value: 8_000 },
  });
}

async function handOverRecords(
  from: ApiClient,
  to: ApiClient,
  party: Party,
  issued: readonly Issued[],
): Promise<void> {
  const seconds = await inParallel(issued, handovers.atOnce, async ({ recordId }) => {
    const { id } = await from.post<{ id: string }>(`/records/${recordId}/handovers`, {
      body: { to: party.organisationId },
    });
    await to.post(`/handovers/${id}/acceptance`);
  });
  print({
    name: 'handovers_per_second',
    value: issued.length / seconds,
    unit: '1/s',
    conditions: `offered and accepted, two requests each, accepted and durable, ${handovers.atOnce} at once`,
  });
}

async function handOverGroups(
  from: ApiClient,
  to: ApiClient,
  party: Party,
  records: readonly string[],
): Promise<void> {
  const offers = Array.from({ length: Math.ceil(records.length / groups.perOffer) }, (_, n) =>
    records.slice(n * groups.perOffer, (n + 1) * groups.perOffer),
  );
  const seconds = await inParallel(offers, groups.atOnce, async (group) => {
    const { id } = await from.post<{ id: string }>('/handovers', {
      body: { to: party.organisationId, records: group },
    });
    await to.post(`/handovers/${id}/acceptance`);
  });
  print({
    name: 'handovers_in_groups_per_second',
    value: records.length / seconds,
    unit: '1/s',
    conditions: `${records.length} records offered and accepted, ${groups.perOffer} to an offer, all of it or none, accepted and durable, ${groups.atOnce} offers at once`,
    target: { is: '>=', value: 60 },
  });
}

async function readTrail(base: string, exporter: SystemAccess, reader: Party): Promise<void> {
  const { recordId } = await exporter.client.post<Issued>('/pouches', {
    body: { title: 'Bench', cover: {} },
  });
  // Sharing and ending is two events; the pouch's creation is the first.
  for (let events = 1; events < trail.events; events += 2) {
    const share = await exporter.client.post<{ id: string }>(`/records/${recordId}/shares`, {
      body: { organisationId: reader.organisationId, rights: ['view'] },
    });
    await exporter.client.delete(`/records/${recordId}/shares/${share.id}`);
  }
  await waitUntilSealed(base);
  const load = createLoad(base, 1);
  const milliseconds: number[] = [];
  for (let n = 0; n < trail.reads; n++) {
    const started = performance.now();
    const { status, text } = await load.send('GET', `/records/${recordId}/trail?limit=${trail.events}`, {
      authorization: `Bearer ${exporter.token}`,
    });
    milliseconds.push(performance.now() - started);
    if (
      n === 0 &&
      (status !== 200 || (JSON.parse(text) as { items: unknown[] }).items.length !== trail.events)
    )
      throw new Error(`${status} ${text.slice(0, 300)}`);
  }
  load.close();
  const conditions = `${trail.events} events with proofs, ${trail.reads} reads one after the other`;
  print({
    name: 'trail_p50',
    value: percentile(milliseconds, 50),
    unit: 'ms',
    conditions,
    target: { is: '<=', value: 5 },
  });
  print({ name: 'trail_p99', value: percentile(milliseconds, 99), unit: 'ms', conditions });
}

async function memory(base: string): Promise<void> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const bytes = Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
  print({
    name: 'server_memory',
    value: bytes / 1e6,
    unit: 'MB',
    conditions: 'resident, after the run, without PostgreSQL and chain',
    target: { is: '<=', value: 400 },
  });
}
