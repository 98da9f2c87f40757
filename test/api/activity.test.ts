import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Certificate,
  openShipment,
  type Pouch,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

interface Activity {
  readonly type: string;
  readonly time: string;
  readonly actor: { readonly organisation: { readonly id: string } | null };
  readonly data: Record<string, unknown> | null;
  readonly record: {
    readonly recordId: string;
    readonly kind: string;
    readonly subject: { readonly id: string; readonly name: string | null };
    readonly state: string;
  };
  readonly sequence: number;
  readonly sealing: { readonly state: string };
  readonly links: { readonly record: string; readonly trail: string; readonly proof: string };
}
interface Page {
  readonly items: readonly Activity[];
  readonly next: string | null;
}

describe('activity', () => {
  let server: TestServer;
  let shipment: Shipment;
  let certificate: Certificate;
  let pouch: Pouch;
  let alone: Pouch;
  let between: Date;

  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
    certificate = await shipment.certificate();
    pouch = await shipment.pouch('Shared');
    between = new Date();
    alone = await shipment.pouch('Kept');
    await shipment.exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: shipment.id('forwarder'), rights: ['view'] },
    });
    await shipment.handOver(certificate.recordId, shipment.exporter, 'importer');
    await shipment.exporter.post(`/records/${alone.recordId}/closure`, { body: { reason: 'surrendered' } });
    await server.anchoring.flush();
  });
  after(() => server?.close());

  const read = (by: ApiClient, query = '') => by.get<Page>(`/activity${query}`);
  const told = async (by: ApiClient, query = '') =>
    (await read(by, query)).items.map(
      ({ type, record }) => `${type.replace('org.openpouch.', '')} ${record.subject.name}`,
    );

  it('is all that happened to the records one sees, the latest first', async () => {
    const { number } = certificate;
    expect(await told(shipment.exporter)).to.deep.equal([
      'record.closed Kept',
      `record.handed-over ${number}`,
      `handover.accepted ${number}`,
      `handover.offered ${number}`,
      'share.granted Shared',
      'pouch.created Kept',
      'pouch.created Shared',
      `certificate.issued ${number}`,
    ]);
    expect(await told(shipment.forwarder)).to.deep.equal(['share.granted Shared', 'pouch.created Shared']);
    expect(await told(shipment.agent)).to.deep.equal([]);
    expect((await told(shipment.chamber)).at(-1)).to.equal(`certificate.issued ${number}`);
  });

  it('says what the trail of each record says, and leads there', async () => {
    for (const item of (await read(shipment.exporter)).items) {
      const address = (link: string) => link.replace('/api/v1', '');
      const { items } = await shipment.exporter.get<{ items: TrailEvent[] }>(address(item.links.trail));
      expect(items[0]).to.deep.include({ type: item.type, time: item.time, data: item.data });
      expect(items[0]?.proof.sequence).to.equal(item.sequence);
      const record = await shipment.exporter.get<{ status: string; recordId: string }>(
        address(item.links.record),
      );
      expect(record).to.deep.include({ recordId: item.record.recordId, status: item.record.state });
      expect((await shipment.exporter.raw('GET', address(item.links.proof))).status).to.equal(200);
    }
  });

  it('comes in pages', async () => {
    const all = (await read(shipment.exporter)).items;
    const seen: Activity[] = [];
    let page = await read(shipment.exporter, '?limit=3');
    for (;;) {
      seen.push(...page.items);
      if (page.next === null) break;
      expect(page.items).to.have.length(3);
      page = await read(shipment.exporter, `?limit=3&after=${encodeURIComponent(page.next)}`);
    }
    // Meanwhile what was recorded may have been sealed.
    const named = (items: readonly Activity[]) =>
      items.map(({ type, time, record, sequence }) => ({ type, time, record, sequence }));
    expect(named(seen)).to.deep.equal(named(all));
  });

  it('is filtered by actor, type, period, record, state and sealing, also by several at once', async () => {
    const { number, recordId } = certificate;
    const { exporter } = shipment;
    expect(await told(exporter, `?organisation=${shipment.id('importer')}`)).to.deep.equal([
      `handover.accepted ${number}`,
    ]);
    expect(await told(exporter, '?by=others')).to.deep.equal([
      `handover.accepted ${number}`,
      `certificate.issued ${number}`,
    ]);
    expect(await told(exporter, '?by=us&type=pouch')).to.deep.equal([
      'pouch.created Kept',
      'pouch.created Shared',
    ]);
    expect(await told(exporter, '?type=handover')).to.have.length(2);
    expect(await told(exporter, '?type=handover.offered')).to.deep.equal([`handover.offered ${number}`]);
    expect(await told(exporter, `?until=${between.toISOString()}`)).to.deep.equal([
      'pouch.created Shared',
      `certificate.issued ${number}`,
    ]);
    expect(
      await told(
        exporter,
        `?since=${encodeURIComponent('2026-01-01T00:00:00+01:00')}&until=${between.toISOString()}&type=pouch`,
      ),
    ).to.deep.equal(['pouch.created Shared']);
    expect(
      (await read(exporter, `?record=${recordId}`)).items.every((it) => it.record.recordId === recordId),
    ).to.equal(true);
    expect(await told(exporter, '?state=closed,revoked')).to.deep.equal([
      'record.closed Kept',
      'pouch.created Kept',
    ]);
    await server.anchoring.flush();
    expect(await told(exporter, '?sealed=no')).to.deep.equal([]);
    expect(await told(exporter, '?sealed=yes')).to.deep.equal(await told(exporter));
    await server.anchoring.stop();
    await shipment.pouch('Fresh');
    expect(await told(exporter, '?sealed=no')).to.deep.equal(['pouch.created Fresh']);
    server.anchoring.start();
  });

  it('hides a record of others also from who names it', async () => {
    expect(await told(shipment.forwarder, `?record=${certificate.recordId}`)).to.deep.equal([]);
    expect(await told(shipment.agent, `?organisation=${shipment.id('exporter')}`)).to.deep.equal([]);
  });

  it('names what is wrong in the question', async () => {
    for (const query of [
      'type=Handover',
      'state=open',
      'after=x',
      'since=yesterday',
      'record=0x1',
      'by=me',
      'sealed=maybe',
    ]) {
      const response = await shipment.exporter.raw('GET', `/activity?${query}`);
      expect(response.status, query).to.equal(400);
      const { errors } = (await response.json()) as { errors: { in: string; pointer: string }[] };
      expect(errors[0], query).to.deep.include({ in: 'query', pointer: `/${query.split('=')[0]}` });
    }
  });

  describe('and the list of certificates', () => {
    let apart: Certificate;
    const ids = async (by: ApiClient, query: string) =>
      (await by.get<{ items: { id: string }[] }>(`/certificates?${query}`)).items.map(({ id }) => id);

    before(async () => {
      apart = await shipment.certificate();
    });

    it('tell what was forwarded from what was not', async () => {
      const shared = await shipment.certificate();
      const share = await shipment.exporter.post<{ id: string }>(`/records/${shared.recordId}/shares`, {
        body: { organisationId: shipment.id('forwarder'), rights: ['view'] },
      });
      const yes = [shared.id, certificate.id];
      for (const by of [shipment.exporter, shipment.chamber]) {
        expect(await ids(by, 'forwarded=yes')).to.deep.equal(yes);
        expect(await ids(by, 'forwarded=no')).to.deep.equal([apart.id]);
      }
      expect(await ids(shipment.importer, 'forwarded=no')).to.deep.equal([certificate.id]);
      expect(await ids(shipment.importer, 'forwarded=yes')).to.deep.equal([]);
      // What is one's own now, of what one applied for, was shared, or has handed over.
      const owned = 'box=owned&state=issued,verified,disputed';
      expect(await ids(shipment.exporter, owned)).to.deep.equal([shared.id, apart.id]);
      expect(await ids(shipment.importer, owned)).to.deep.equal([certificate.id]);
      expect(await ids(shipment.forwarder, owned)).to.deep.equal([]);
      await shipment.exporter.delete(`/records/${shared.recordId}/shares/${share.id}`);
      expect(await ids(shipment.exporter, 'forwarded=yes')).to.deep.equal(yes);
    });

    it('find by several states, chamber, destination, period and words', async () => {
      const { exporter } = shipment;
      const body = { chamberId: server.idOf('chamberSingapore'), application: { destinationCountry: 'JP' } };
      const draft = await exporter.post<Certificate>('/certificates', { body });
      expect(await ids(exporter, 'state=draft')).to.deep.equal([draft.id]);
      expect(await ids(exporter, 'state=draft,submitted')).to.deep.equal([draft.id]);
      expect(await ids(exporter, 'state=issued,draft')).to.have.length(4);
      expect(await ids(exporter, `chamber=${server.idOf('chamberSingapore')}`)).to.deep.equal([draft.id]);
      expect(await ids(exporter, 'destination=JP')).to.deep.equal([draft.id]);
      expect(await ids(exporter, `until=${between.toISOString()}`)).to.deep.equal([certificate.id]);
      expect(await ids(exporter, `since=${between.toISOString()}&state=issued`)).to.have.length(2);
      const words = (text: string) => ids(exporter, `q=${encodeURIComponent(text)}`);
      expect(await words(`${apart.number.slice(-6)} straits`)).to.deep.equal([apart.id]);
      // Marks and the invoice of the second sample application.
      expect(await words('sff/sin 1-42')).to.deep.equal([apart.id]);
      expect(await words('20260002 straits')).to.deep.equal([apart.id]);
      expect(await words('straits nowhere')).to.deep.equal([]);
      expect(await words('%')).to.deep.equal([]);
      expect((await exporter.raw('GET', '/certificates?state=issued,none')).status).to.equal(400);
    });
  });
});
