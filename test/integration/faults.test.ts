import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { type ApiClient, ApiProblem, type Sent, signIn } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { type ServerProcess, startServerProcess } from '../../scripts/client/server-process.ts';
import { createOutsider, type Party, readTrust } from '../../scripts/demo/outside.ts';
import { descendantsOf, eventually, isAlive } from '../fixtures/processes.ts';

interface Act {
  readonly certificateId: string;
  readonly recordId: string;
  readonly number: string;
  handedOver: boolean;
  shared: boolean;
}

/** More than one block of the content store. */
const documentBytes = 1_200_000;

interface SealedFact {
  readonly entryHash: string;
  readonly sealedAt: string | null;
}

/** The whole system as a process, under a load of issues, handovers, shares and documents, killed where it hurts. */
describe('faults', function () {
  this.timeout(240_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-faults-'));
  const acts: Act[] = [];
  /** What was acknowledged, by id. */
  const documents = new Map<string, Buffer>();
  const pouches: string[] = [];
  let server: ServerProcess;
  let parties: readonly Party[];

  before(async () => {
    server = await startServerProcess(dataDir, { OPENPOUCH_BATCH_INTERVAL_MS: '500' });
    ({ demonstration: parties } = await readTrust(server.url));
  });
  after(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.error(server.log().slice(-8_000));
  });

  it('survives kill -9 of the server', async () => {
    await underLoad(async () => {
      const port = new URL(server.url).port;
      const below = descendantsOf(server.pid);
      await server.stop('SIGKILL');
      await eventually(
        'the processes below the killed server end',
        () => below.every(({ pid }) => !isAlive(pid)),
        20_000,
      );
      server = await startServerProcess(dataDir, { OPENPOUCH_BATCH_INTERVAL_MS: '500', PORT: port });
    });
  });

  it('survives kill -9 of the database', async () => {
    await underLoad(async () => killBelow(/postgres -D|postgres.*-k /));
  });

  it('survives kill -9 of the chain', async () => {
    await underLoad(async () => killBelow(/hardhat.* node /));
  });

  it('leaves no process behind when it is stopped', async () => {
    const below = descendantsOf(server.pid);
    expect(below.length).to.be.greaterThan(1);
    await server.stop('SIGINT');
    await eventually('every process has ended', () => below.every(({ pid }) => !isAlive(pid)), 20_000);
  });

  /** Load before, during and after the fault; then everything that was acknowledged is looked at. */
  async function underLoad(fault: () => Promise<void>): Promise<void> {
    const before = await sealedFacts();
    const ending = new AbortController();
    const load = Promise.all([1, 2, 3, 4].map((lane) => runLane(lane, ending.signal)));
    const counted = acts.length;
    const goesOn = async () => {
      await eventually('the load is under way', () => acts.length >= counted + 12, 60_000);
      await fault();
      const afterFault = acts.length;
      await eventually('the load goes on after the fault', () => acts.length >= afterFault + 12, 60_000);
      ending.abort();
    };
    await Promise.all([goesOn(), load]);
    await verifyAll(before);
  }

  async function client(key: string): Promise<ApiClient> {
    const party = parties.find((it) => it.key === key);
    if (party === undefined) throw new Error(`There is no party ${key}.`);
    return persistently(() => signIn(server.url, party.email, party.password));
  }

  /** Apply, submit, issue, offer, accept, each under one Idempotency-Key until it is answered. */
  async function runLane(lane: number, signal: AbortSignal): Promise<void> {
    const [exporter, chamber, forwarder] = await Promise.all(
      ['exporter', 'chamberAntwerp', 'forwarder'].map(client),
    );
    if (exporter === undefined || chamber === undefined || forwarder === undefined)
      throw new Error('No clients.');
    const idOf = (key: string) => parties.find((party) => party.key === key)?.organisationId ?? '';
    const pouch = await insist<{ id: string }>(exporter, '/pouches', { body: { title: `Lane ${lane}` } });
    pouches.push(pouch.id);
    for (let n = 0; !signal.aborted; n++) {
      const application = sampleApplication(lane * 10_000 + n);
      const { id } = await insist<{ id: string }>(exporter, '/certificates', {
        body: { chamberId: idOf('chamberAntwerp'), application },
      });
      await insist(exporter, `/certificates/${id}/submission`, withDeclaration);
      const issued = await insist<{ recordId: string; number: string }>(
        chamber,
        `/certificates/${id}/issuance`,
      );
      const act: Act = {
        certificateId: id,
        recordId: issued.recordId,
        number: issued.number,
        handedOver: false,
        shared: false,
      };
      acts.push(act);
      const body = { to: idOf('forwarder') };
      const offer = await insist<{ id: string }>(exporter, `/records/${issued.recordId}/handovers`, { body });
      await insist(forwarder, `/handovers/${offer.id}/acceptance`);
      act.handedOver = true;
      await insist(forwarder, `/records/${issued.recordId}/shares`, {
        body: { organisationId: idOf('agent'), rights: ['view', 'download'] },
      });
      act.shared = true;
      const bytes = Buffer.alloc(documentBytes, `${lane}-${n} `);
      const { id: documentId } = await insist<{ id: string }>(
        exporter,
        `/pouches/${pouch.id}/documents?name=${n}.bin`,
        { bytes },
      );
      documents.set(documentId, bytes);
    }
  }

  /** What stood in the trails before the fault: nobody may take it away or date it anew. */
  async function sealedFacts(): Promise<Map<string, SealedFact[]>> {
    const forwarder = await client('forwarder');
    const facts = new Map<string, SealedFact[]>();
    for (const { recordId } of acts) {
      const { items } = await forwarder.get<{
        items: { sealing: { sealedAt: string | null }; proof: { entryHash: string } }[];
      }>(`/records/${recordId}/trail?limit=200`);
      facts.set(
        recordId,
        items.map(({ sealing, proof }) => ({ entryHash: proof.entryHash, sealedAt: sealing.sealedAt })),
      );
    }
    return facts;
  }

  async function verifyAll(before: ReadonlyMap<string, readonly SealedFact[]>): Promise<void> {
    const exporter = await client('exporter');
    const forwarder = await client('forwarder');
    await eventually(
      'everything is sealed',
      async () => {
        const metrics = await (await fetch(`${server.url}/metrics`)).text();
        return /backlog\{kind="events"\} 0\n/.test(metrics) && /backlog\{kind="acts"\} 0\n/.test(metrics);
      },
      60_000,
    );
    await eventually(
      'the last batch is final',
      async () => {
        const last = acts.at(-1);
        const { sealing } = await exporter.get<{ sealing: { state: string } }>(`/records/${last?.recordId}`);
        return sealing.state === 'final';
      },
      30_000,
    );

    const { deployment, rpcUrl } = await readTrust(server.url);
    const outsider = createOutsider(deployment, rpcUrl);
    try {
      for (const act of acts) {
        const certificate = await exporter.get<{ number: string; recordId: string; state: string }>(
          `/certificates/${act.certificateId}`,
        );
        expect(certificate).to.include({ number: act.number, recordId: act.recordId, state: 'issued' });
        const verdict = await outsider.check(await exporter.get(`/records/${act.recordId}/proof`));
        expect(verdict.outcome, `${act.number}: ${verdict.statement}`).to.equal('valid');
        const { items } = await exporter.get<{ items: { type: string }[] }>(
          `/records/${act.recordId}/trail?limit=200`,
        );
        const { items: access } = await forwarder.get<{ items: { basis: string }[] }>(
          `/records/${act.recordId}/shares`,
        );
        const times = (type: string) => items.filter((item) => item.type === `org.openpouch.${type}`).length;
        expect(times('certificate.issued')).to.equal(1);
        expect(times('record.handed-over')).to.equal(act.handedOver ? 1 : 0);
        expect(access.filter(({ basis }) => basis === 'share')).to.have.length(act.shared ? 1 : 0);
        expect(verdict.facts?.chain?.state.sequence).to.equal(act.handedOver ? 1 : 0);
      }
    } finally {
      outsider.close();
    }
    const kept = await Promise.all(
      pouches.map((id) => exporter.get<{ documents: { id: string }[] }>(`/pouches/${id}`)),
    );
    const ids = kept.flatMap((pouch) => pouch.documents.map(({ id }) => id));
    expect(ids, 'documents, each once').to.have.members([...documents.keys()]);
    for (const [id, bytes] of documents) {
      const read = await exporter.bytes(`/documents/${id}/versions/1/content`);
      expect(bytes.equals(read), `document ${id} as it was sent`).to.equal(true);
    }
    expect(new Set(acts.map((act) => act.number)).size, 'a number was given twice').to.equal(acts.length);
    const { items } = await exporter.get<{ items: unknown[] }>('/certificates?limit=200');
    if (acts.length < 200) expect(items.length, 'an application was made twice').to.equal(acts.length);
    const now = await sealedFacts();
    for (const [recordId, facts] of before) {
      // Looking at it is an event too: the trail may have grown, and what waited then is sealed by now.
      const stands = (now.get(recordId) ?? []).slice(0, facts.length);
      expect(
        stands.map((fact, n) => (facts[n]?.sealedAt === null ? { ...fact, sealedAt: null } : fact)),
        'what was sealed has changed',
      ).to.deep.equal(facts);
    }
  }

  async function killBelow(command: RegExp): Promise<void> {
    const found = descendantsOf(server.pid).find(
      (process) => command.test(process.command) && !process.command.startsWith('sh '),
    );
    if (found === undefined) throw new Error(`No process like ${command} below the server.`);
    process.kill(found.pid, 'SIGKILL');
    await eventually('it is gone', () => !isAlive(found.pid));
  }
});

async function insist<T>(client: ApiClient, path: string, sent: Sent = {}): Promise<T> {
  const idempotencyKey = randomUUID();
  return persistently(() =>
    client.post<T>(path, { ...sent, idempotencyKey, signal: AbortSignal.timeout(15_000) }),
  );
}

/** As an ERP does: a lost connection and a 5xx are tried again, a refusal is not. */
async function persistently<T>(act: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const passing =
        !(error instanceof ApiProblem) || error.status >= 500 || error.code === 'request_in_progress';
      if (!passing || Date.now() > giveUpAt) throw error;
      await sleep(100);
    }
  }
}
