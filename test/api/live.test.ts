import { Readable } from 'node:stream';
import { expect } from 'chai';
import pg from 'pg';
import { type ApiClient, clientCredentials, signIn } from '../../scripts/client/api-client.ts';
import { withDeclaration } from '../../scripts/client/sample-application.ts';
import type { Principal } from '../../server/access/scopes.ts';
import { createDatabase, type Database } from '../../server/database/database.ts';
import { listen } from '../../server/database/listener.ts';
import { changesChannel, createLiveChanges } from '../../server/live/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Ear, listenTo, openEar } from './support/event-stream.ts';
import { newOrganisation } from './support/members.ts';
import { openShipment, type Shipment } from './support/shipment.ts';

describe('live changes', () => {
  let server: TestServer;
  let shipment: Shipment;
  const ears: Ear[] = [];

  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
  });
  afterEach(async () => {
    for (const ear of ears.splice(0)) await ear.close().catch(() => undefined);
  });
  after(() => server?.close());

  const ear = async (client: ApiClient): Promise<Ear> => {
    const opened = await openEar(client);
    ears.push(opened);
    return opened;
  };
  /** Longer than what is told together takes. */
  const quiet = () => new Promise((resolve) => setTimeout(resolve, 300));
  const about = (heard: Ear, kinds = ['record', 'certificate', 'handover']) =>
    heard.hints.filter(({ kind }) => kinds.includes(kind));
  const freshSession = (key: string) => {
    const party = server.parties.find((it) => it.key === key);
    if (party === undefined) throw new Error(`There is no party ${key}.`);
    return signIn(server.url, party.email, party.password);
  };

  it('tell of a certificate whoever may see it, and nobody else', async () => {
    const [exporter, chamber, stranger] = await Promise.all([
      ear(shipment.exporter),
      ear(shipment.chamber),
      ear(shipment.importer),
    ]);
    const { id, recordId } = await shipment.certificate();
    expect(await exporter.hear('certificate', id)).to.be.an('object');
    await exporter.hear('record', recordId);
    await chamber.hear('certificate', id);
    await chamber.hear('record', recordId);
    await quiet();
    expect(exporter.hints).to.deep.include({ kind: 'certificate', id, recordId });
    expect(about(stranger)).to.deep.equal([]);
    for (const heard of [exporter, chamber])
      for (const hint of about(heard))
        expect(Object.keys(hint)).to.have.members(
          'recordId' in hint ? ['kind', 'id', 'recordId'] : ['kind', 'id'],
        );
  });

  it('tell the chamber nothing of drafts', async () => {
    const [exporter, chamber] = await Promise.all([ear(shipment.exporter), ear(shipment.chamber)]);
    const body = { chamberId: server.idOf('chamberAntwerp'), application: {} };
    const { id } = await shipment.exporter.post<{ id: string }>('/certificates', { body });
    await exporter.hear('certificate', id);
    await quiet();
    expect(about(chamber)).to.deep.equal([]);
  });

  it('tell both sides of a handover, and who shared no longer that it is over', async () => {
    const { recordId } = await shipment.certificate();
    const [exporter, forwarder, importer] = await Promise.all([
      ear(shipment.exporter),
      ear(shipment.forwarder),
      ear(shipment.importer),
    ]);
    const { id } = await shipment.exporter.post<{ id: string }>(`/records/${recordId}/handovers`, {
      body: { to: shipment.id('forwarder') },
    });
    expect(await forwarder.hear('handover', id)).to.deep.equal({ kind: 'handover', id, recordId });
    await forwarder.hear('record', recordId);
    await exporter.hear('handover', id);
    await shipment.forwarder.post(`/handovers/${id}/acceptance`);
    expect(about(importer)).to.deep.equal([]);

    const share = await shipment.forwarder.post<{ id: string }>(`/records/${recordId}/shares`, {
      body: { organisationId: shipment.id('importer'), rights: ['view'] },
    });
    await importer.hear('record', recordId);
    const told = importer.hints.length;
    await shipment.forwarder.delete(`/records/${recordId}/shares/${share.id}`);
    await quiet();
    expect(importer.hints.slice(told)).to.deep.include({ kind: 'record', id: recordId, recordId });
  });

  it('tell nothing of what was refused', async () => {
    const exporter = await ear(shipment.exporter);
    const body = { chamberId: server.idOf('chamberAntwerp'), application: {} };
    const { id } = await shipment.exporter.post<{ id: string }>('/certificates', { body });
    await exporter.hear('certificate', id);
    const told = about(exporter).length;
    expect(
      (await shipment.exporter.raw('POST', `/certificates/${id}/submission`, withDeclaration)).status,
    ).to.equal(422);
    await quiet();
    expect(about(exporter)).to.have.length(told);
  });

  it('tell everybody of organisations and of sealing, once for a batch', async () => {
    const [customs, federation] = await Promise.all([
      ear(shipment.customs),
      ear(await server.client('federation')),
    ]);
    const { id } = await (await server.client('federation')).post<{ id: string }>('/organisations', {
      body: newOrganisation('importer'),
    });
    await customs.hear('organisation', id);
    await federation.hear('organisation', id);
    await server.anchoring.flush();
    await quiet();
    const before = federation.hints.filter(({ kind }) => kind === 'sealing').length;
    await shipment.pouch();
    await server.anchoring.flush();
    await customs.hear('sealing');
    await quiet();
    const sealed = federation.hints.filter(({ kind }) => kind === 'sealing').slice(before);
    expect(sealed).to.have.length(1);
    expect(sealed[0]?.id).to.match(/^0x[0-9a-f]{64}$/);
  });

  it('tell a system what its scopes let it read', async () => {
    const { id, secret } = await shipment.exporter.post<{ id: string; secret: string }>('/api-clients', {
      body: { name: 'Screen in the hall', scopes: ['organisation:read'] },
    });
    const system = await ear(await clientCredentials(server.url, id, secret));
    const { recordId } = await shipment.pouch();
    const own = await ear(shipment.exporter);
    await shipment.exporter.post(`/records/${recordId}/shares`, {
      body: { organisationId: shipment.id('forwarder'), rights: ['view'] },
    });
    await own.hear('record', recordId);
    await quiet();
    expect(about(system)).to.deep.equal([]);
    expect((await ear(shipment.exporter)).hints).to.deep.equal([]);
  });

  it('end with the session, and with the system’s access', async () => {
    const session = await freshSession('exporter');
    const other = await ear(shipment.exporter);
    const person = await ear(session);
    const client = await shipment.exporter.post<{ id: string; secret: string }>('/api-clients', {
      body: { name: 'ERP', scopes: ['organisation:read'] },
    });
    const system = await ear(await clientCredentials(server.url, client.id, client.secret));
    await session.delete('/sessions/current');
    await person.ended;
    await shipment.exporter.delete(`/api-clients/${client.id}`);
    await system.ended;
    const { recordId } = await shipment.pouch();
    await other.hear('record', recordId);
    await openEar(session).then(
      () => expect.fail('opened without a session'),
      (error: Error) => expect(error.message).to.equal('401'),
    );
  });

  it('are for so many of one organisation at the same time', async () => {
    const opened: Ear[] = [];
    for (let n = 0; n < 200; n++) opened.push(await ear(shipment.customs));
    await openEar(shipment.customs).then(
      () => expect.fail('opened one more'),
      (error: Error) => expect(error.message).to.equal('429'),
    );
    await ear(shipment.exporter);
    await opened[0]?.close();
    await quiet();
    await ear(shipment.customs);
  });

  describe('in another server process', () => {
    let database: Database;
    const closers: (() => unknown)[] = [];
    const principal = (): Principal => ({
      kind: 'user',
      id: '',
      name: 'Somebody',
      organisationId: server.idOf('exporter'),
      organisationRole: 'exporter',
      scopes: new Set(['record:read', 'certificate:read']),
    });

    /** As `compose.ts` puts it together. */
    async function anotherProcess(heartbeatMs: number) {
      const { logger } = server.context;
      database = createDatabase({ url: server.databaseUrl, onConnectionError: () => undefined });
      const live = createLiveChanges({
        database,
        logger,
        heartbeatMs,
        most: { ofOrganisation: 2, together: 3 },
      });
      const end = await listen({
        ...{ database, logger, heard: live.heard },
        channels: { [changesChannel]: live.announced },
      });
      closers.push(() => database.close(), end, live.close);
      return live;
    }
    afterEach(async () => {
      for (const close of closers.splice(0).toReversed()) await close();
    });
    const listenIn = (stream: Readable): Ear => {
      const heard = listenTo(Readable.toWeb(stream) as ReadableStream<Uint8Array>);
      ears.push(heard);
      return heard;
    };

    it('are heard as well', async () => {
      const live = await anotherProcess(60_000);
      const heard = listenIn(live.open(principal(), async () => true));
      const { recordId } = await shipment.pouch();
      await heard.hear('record', recordId);
    });

    it('say that they are alive, and ask whether one still may', async () => {
      const live = await anotherProcess(50);
      let may = true;
      const heard = listenIn(live.open(principal(), async () => may));
      await quiet();
      expect(heard.text()).to.match(/^retry: \d+\n\n/);
      expect(
        heard
          .text()
          .split('\n\n')
          .filter((line) => line === ':'),
      ).to.have.length.within(2, 10);
      may = false;
      await heard.ended;
    });

    it('end when something may have been missed', async () => {
      const live = await anotherProcess(60_000);
      const heard = listenIn(live.open(principal(), async () => true));
      const owner = new pg.Client({ connectionString: server.databaseUrl });
      await owner.connect();
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query = 'LISTEN ${changesChannel}'`,
      );
      await owner.end();
      await heard.ended;
      const again = listenIn(live.open(principal(), async () => true));
      const { recordId } = await shipment.pouch();
      await again.hear('record', recordId);
    });

    it('end for a reader that does not read, and when the server stops', async () => {
      const live = await anotherProcess(60_000);
      const slow = live.open(principal(), async () => true);
      let told = 0;
      const some = () => Array.from({ length: 100 }, () => `0x${String(told++).padStart(64, '0')}`);
      while (slow.readableLength < 260_000 && told < 10_000) {
        for (let n = 0; n < 10; n++) live.announced(JSON.stringify({ kind: 'sealing', ids: some() }));
        await quiet();
      }
      const rest = listenIn(slow);
      await rest.ended;
      expect(rest.text().length).to.be.lessThan(400_000);

      const other = listenIn(live.open(principal(), async () => true));
      live.close();
      await other.ended;
      expect(() => live.open(principal(), async () => true)).to.throw();
    });
  });

  it('end when something is announced that nobody here understands, and begin again', async () => {
    const heard = await ear(shipment.exporter);
    const connection = await server.context.database.connection();
    for (const payload of ['{"kind":"weather","ids":["1"]}', 'no JSON'])
      await connection.query('SELECT pg_notify($1, $2)', [changesChannel, payload]);
    await connection.end();
    await heard.ended;
    const again = await ear(shipment.exporter);
    const { recordId } = await shipment.certificate();
    await again.hear('record', recordId);
  });
});
