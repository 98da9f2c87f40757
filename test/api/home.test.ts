import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { clientCredentials } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { truthful } from './support/shipment.ts';

interface Section {
  readonly count: number;
  readonly items: readonly { readonly id: string; readonly consignee: string | null }[];
}
interface Home {
  readonly drafts: Section | null;
  readonly returned: (Section & { items: readonly { decision: { reason: string } | null }[] }) | null;
  readonly submitted: (Section & { oldestAt: string | null }) | null;
  readonly offers: Section | null;
  readonly withChamber: Section | null;
  readonly offering: Section | null;
  readonly latest: Section['items'] | null;
  readonly shared: {
    count: number;
    items: readonly { recordId: string; subject: { kind: string; name: string }; sharedBy: { id: string } }[];
  } | null;
  readonly chambers: {
    count: number;
    accredited: number;
    ending: readonly { chamber: { id: string } }[];
  } | null;
  readonly sealing: SealingHealth | null;
}
interface SealingHealth {
  readonly backlog: { readonly events: number; readonly acts: number; readonly transactions: number };
  readonly oldestWaiting: string | null;
  readonly chain?: { readonly block: number; readonly time: string } | null;
  readonly lastBatch: { readonly number: number; readonly events: number } | null;
  readonly lastFinal: { readonly number: number; readonly sealedAt: string } | null;
  readonly failedActs: {
    readonly count: number;
    readonly latest: readonly { act: string; failure: string }[];
  };
}

describe('home', () => {
  let server: TestServer;
  const clients: Partial<Record<DemonstrationPartyKey, ApiClient>> = {};

  before(async () => {
    server = await startTestServer();
  });
  after(() => server?.close());

  const client = async (party: DemonstrationPartyKey): Promise<ApiClient> => {
    const made = clients[party] ?? truthful(server.routes, await server.client(party));
    clients[party] = made;
    return made;
  };
  const home = async (party: DemonstrationPartyKey) => (await client(party)).get<Home>('/home');
  const apply = async (serial: number): Promise<string> => {
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(serial) };
    return (await (await client('exporter')).post<{ id: string }>('/certificates', { body })).id;
  };
  const submit = async (serial: number): Promise<string> => {
    const id = await apply(serial);
    await (await client('exporter')).post(`/certificates/${id}/submission`, withDeclaration);
    return id;
  };

  it('has for each role its part and nothing of the others’', async () => {
    const parts = async (party: DemonstrationPartyKey) =>
      Object.entries(await home(party)).flatMap(([name, part]) => (part === null ? [] : [name]));
    expect(await parts('exporter')).to.deep.equal([
      ...['drafts', 'returned', 'offers', 'tasks', 'withChamber', 'offering', 'undertakings', 'latest'],
    ]);
    expect(await parts('chamberAntwerp')).to.deep.equal(['submitted', 'undertakings', 'latest']);
    for (const party of ['forwarder', 'agent', 'importer'] as const)
      expect(await parts(party), party).to.deep.equal(['offers', 'tasks', 'offering', 'latest']);
    expect(await parts('customsSingapore')).to.deep.equal(['shared']);
    expect(await parts('federation')).to.deep.equal(['chambers', 'sealing']);
  });

  it('shows the exporter drafts, and what was not issued with the reason', async () => {
    const draft = await apply(1);
    const refused = await submit(2);
    await (await client('chamberAntwerp')).post(`/certificates/${refused}/rejection`, {
      body: { reason: 'No evidence of origin.' },
    });
    const waiting = await submit(3);
    const asked = await submit(4);
    await (await client('chamberAntwerp')).post(`/certificates/${asked}/change-requests`, {
      body: { fields: [{ pointer: '/remarks', wish: 'The contract number.' }] },
    });
    const { drafts, returned, withChamber, latest } = await home('exporter');
    expect(drafts?.count).to.equal(1);
    expect(drafts?.items.map(({ id }) => id)).to.deep.equal([draft]);
    expect(returned?.count).to.equal(2);
    expect(returned?.items.map(({ id }) => id)).to.deep.equal([asked, refused]);
    expect(returned?.items[1]).to.deep.include({ id: refused, consignee: 'Straits Fine Foods Pte Ltd' });
    expect(returned?.items[1]?.decision?.reason).to.equal('No evidence of origin.');
    expect(withChamber?.items.map(({ id }) => id)).to.deep.equal([waiting]);
    expect(latest?.map(({ id }) => id)).to.deep.equal([asked, waiting, refused, draft]);
    await (await client('chamberAntwerp')).post(`/certificates/${waiting}/rejection`, {
      body: { reason: 'For the next test.' },
    });
  });

  it('shows the chamber its queue, whoever waits longest first, and the other chamber none of it', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) ids.push(await submit(10 + n));
    const { submitted } = await home('chamberAntwerp');
    expect(submitted?.count).to.equal(12);
    expect(submitted?.items.map(({ id }) => id)).to.deep.equal(ids.slice(0, 10));
    const first = await (await client('chamberAntwerp')).get<{ submittedAt: string }>(
      `/certificates/${ids[0]}`,
    );
    expect(submitted?.oldestAt).to.equal(first.submittedAt);
    expect((await home('chamberSingapore')).submitted).to.deep.equal({ count: 0, items: [], oldestAt: null });
    await (await client('chamberAntwerp')).post(`/certificates/${ids[0]}/issuance`);
    expect((await home('chamberAntwerp')).submitted?.items[0]?.id).to.equal(ids[1]);
  });

  it('shows offers until they are answered or void, and customs what was shared with them', async () => {
    const exporter = await client('exporter');
    const pouch = await exporter.post<{ id: string; recordId: string }>('/pouches', {
      body: { title: 'One' },
    });
    const certificate = await submit(29);
    const issued = await (await client('chamberAntwerp')).post<{ id: string; recordId: string }>(
      `/certificates/${certificate}/issuance`,
    );
    const offers = [];
    for (const { recordId } of [pouch, issued]) {
      const body = { to: server.idOf('forwarder') };
      offers.push((await exporter.post<{ id: string }>(`/records/${recordId}/handovers`, { body })).id);
    }
    const forwarder = await home('forwarder');
    expect(forwarder.offers?.count).to.equal(2);
    expect(forwarder.offers?.items.map(({ id }) => id)).to.deep.equal(offers.toReversed());
    expect((await home('exporter')).offers?.count).to.equal(0);
    await (await client('forwarder')).post(`/handovers/${offers[0]}/acceptance`);
    expect((await home('forwarder')).offers?.items.map(({ id }) => id)).to.deep.equal([offers[1]]);
    await (await client('chamberAntwerp')).post(`/certificates/${certificate}/revocation`, {
      body: { reason: 'issuedInError' },
    });
    expect((await home('forwarder')).offers).to.deep.equal({ count: 0, items: [] });

    const id = await submit(30);
    const { recordId } = await (await client('chamberAntwerp')).post<{ recordId: string }>(
      `/certificates/${id}/issuance`,
    );
    const share = await exporter.post<{ id: string }>(`/records/${recordId}/shares`, {
      body: { organisationId: server.idOf('customsSingapore'), rights: ['view'] },
    });
    const { shared } = await home('customsSingapore');
    expect(shared?.count).to.equal(1);
    expect(shared?.items[0]).to.deep.include({ recordId });
    expect(shared?.items[0]?.subject.kind).to.equal('certificate');
    expect(shared?.items[0]?.sharedBy.id).to.equal(server.idOf('exporter'));
    await exporter.delete(`/records/${recordId}/shares/${share.id}`);
    expect((await home('customsSingapore')).shared).to.deep.equal({ count: 0, items: [] });
  });

  it('shows a system no more than its scopes', async () => {
    const { id, secret } = await (await client('exporter')).post<{ id: string; secret: string }>(
      '/api-clients',
      {
        body: { name: 'ERP', scopes: ['organisation:read'] },
      },
    );
    const system = truthful(server.routes, await clientCredentials(server.url, id, secret));
    expect(Object.values(await system.get<Home>('/home')).every((part) => part === null)).to.equal(true);
  });

  it('shows the federation its chambers and how the sealing goes on', async () => {
    await server.anchoring.flush();
    const before = await home('federation');
    expect(before.chambers).to.deep.equal({ count: 2, accredited: 2, ending: [] });
    expect(before.sealing?.backlog).to.deep.equal({ events: 0, acts: 0, transactions: 0 });
    expect(before.sealing?.oldestWaiting).to.equal(null);
    expect(before.sealing?.lastBatch?.number).to.be.greaterThan(0);
    expect(before.sealing?.lastFinal?.number).to.equal(before.sealing?.lastBatch?.number);
    expect(before.sealing?.failedActs).to.deep.equal({ count: 0, latest: [] });

    const federation = await client('federation');
    await federation.post(`/organisations/${server.idOf('chamberSingapore')}/accreditation-end`, {
      body: {},
    });
    const { chambers } = await home('federation');
    expect(chambers).to.deep.include({ count: 2, accredited: 1 });
    expect(chambers?.ending.map(({ chamber }) => chamber.id)).to.deep.equal([
      server.idOf('chamberSingapore'),
    ]);
  });

  it('tells whoever registers organisations what waits, since when, and what the chain refused', async () => {
    await server.anchoring.flush();
    await server.anchoring.stop();
    const started = new Date();
    await submit(40);
    const exporter = await client('exporter');
    await exporter.post('/pouches', { body: { title: 'Waits' } });
    const chamber = await client('chamberAntwerp');
    const waiting = await chamber.get<SealingHealth>('/sealing');
    expect(waiting.backlog.events).to.equal(1);
    expect(new Date(waiting.oldestWaiting ?? 0)).to.be.within(started, new Date());

    await server.context.database.asSystem((trx) =>
      trx
        .insertInto('chain_acts')
        .values({
          record_ids: [],
          act: 'ending',
          payload: '{}',
          state: 'failed',
          failure: 'AlreadyEnded(signerId 0x00)',
        })
        .execute(),
    );
    server.anchoring.start();
    await server.anchoring.flush();
    const after = await chamber.get<SealingHealth>('/sealing');
    expect(after.backlog).to.deep.equal({ events: 0, acts: 0, transactions: 0 });
    expect(after.lastBatch?.events).to.equal(1);
    expect(after.lastFinal?.number).to.equal(after.lastBatch?.number);
    expect(after.lastFinal?.sealedAt).to.match(/^20\d\d-/);
    const { latest } = await server.context.chain.read(server.context.deployment, {
      ...{ anchors: [], accreditations: [], states: [] },
    });
    expect(after.chain).to.deep.equal({
      block: latest.block.number,
      time: new Date(latest.block.time * 1000).toISOString(),
    });
    expect(after.failedActs.count).to.equal(1);
    expect(after.failedActs.latest[0]).to.deep.include({ act: 'ending', failure: 'AlreadyEnded' });
    expect((await exporter.raw('GET', '/sealing')).status).to.equal(403);
  });
});
