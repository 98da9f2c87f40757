import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Certificate,
  type Document,
  openShipment,
  type Pouch,
  type RecordState,
  refusal,
  type Share,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

describe('a former owner', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const stateOf = (by: ApiClient, recordId: string) => by.get<RecordState>(`/records/${recordId}`);
  const contentOf = ({ id, latest }: Document) => `/documents/${id}/versions/${latest.version}/content`;
  const trailOf = async (by: ApiClient, recordId: string) =>
    (await by.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail?limit=200`)).items;

  async function filledPouch(): Promise<{ pouch: Pouch; document: Document }> {
    const { exporter } = parties;
    const pouch = await parties.pouch();
    for (const { id } of [await parties.certificate(), await parties.certificate()])
      await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: id } });
    return { pouch, document: await parties.upload(exporter, pouch.id, randomBytes(100)) };
  }

  it('keeps what was there until the handover, and sees nothing of what comes later', async () => {
    const { exporter, forwarder, importer, customs } = parties;
    const { pouch, document } = await filledPouch();
    await parties.handOver(pouch.recordId, exporter, 'forwarder');
    const before = await trailOf(exporter, pouch.recordId);
    const kept = await exporter.get<Pouch>(`/pouches/${pouch.id}`);

    const added = await parties.upload(forwarder, pouch.id, randomBytes(7), 'arrival.pdf');
    const changed = await forwarder.post<Document>(`/documents/${document.id}/versions`, {
      headers: { 'if-match': '*' },
      bytes: randomBytes(9),
      mediaType: 'application/pdf',
    });
    await forwarder.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id('customsSingapore'), rights: ['view', 'download'] },
    });
    await parties.handOver(pouch.recordId, forwarder, 'importer');
    const last = await parties.upload(importer, pouch.id, randomBytes(8), 'delivered.pdf');

    const whatIsLeft = await exporter.get<Pouch>(`/pouches/${pouch.id}`);
    expect(whatIsLeft.documents).to.deep.equal(kept.documents);
    expect(whatIsLeft.certificates).to.have.length(2);
    expect(whatIsLeft.access.seenUntil).to.be.a('string');
    expect(whatIsLeft.owner.id).to.equal(parties.id('importer'));
    const types = (events: readonly TrailEvent[]) => events.map(({ type }) => type);
    expect(types(await trailOf(exporter, pouch.recordId))).to.deep.equal(types(before));
    const { events, sealing } = await stateOf(exporter, pouch.recordId);
    expect(events).to.equal(before.length);
    expect(sealing.state).to.not.equal('failed');
    const bundle = await exporter.get<{ events: unknown[] }>(`/records/${pouch.recordId}/proof?events=all`);
    expect(bundle.events).to.have.length(before.length);
    const { items } = await exporter.get<{ items: Share[] }>(`/records/${pouch.recordId}/shares`);
    expect(items.map(({ basis }) => basis)).to.deep.equal(['former_owner']);
    const listed = await exporter.get<{ items: { sequence: number }[] }>(
      `/activity?record=${pouch.recordId}&limit=200`,
    );
    expect(listed.items).to.have.length(before.length);

    expect(await exporter.bytes(contentOf(document))).to.have.length(100);
    expect(await refusal(exporter.bytes(contentOf(changed)))).to.equal('404 not_found');
    for (const later of [added, last]) {
      expect(await refusal(exporter.bytes(contentOf(later)))).to.equal('404 not_found');
      expect(await refusal(exporter.get(contentOf(later).replace('content', 'proof')))).to.equal(
        '404 not_found',
      );
    }
    // Each as far as it was there.
    expect((await forwarder.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.have.length(2);
    expect(await forwarder.bytes(contentOf(changed))).to.have.length(9);
    expect(await refusal(forwarder.bytes(contentOf(last)))).to.equal('404 not_found');
    for (const by of [importer, customs]) expect(await by.bytes(contentOf(last))).to.have.length(8);
    const keys = await server.context.database.asSystem((trx) =>
      trx
        .selectFrom('document_keys')
        .select(['document_id', 'version'])
        .where('organisation_id', '=', parties.id('exporter'))
        .where('document_id', 'in', [document.id, added.id, last.id])
        .execute(),
    );
    expect(keys).to.deep.equal([{ document_id: document.id, version: 1 }]);
  });

  it('follows its certificate to the end where it applied for it', async () => {
    const { exporter, forwarder, importer } = parties;
    const { id, recordId } = await parties.certificate();
    await parties.handOver(recordId, exporter, 'forwarder');
    await parties.handOver(recordId, forwarder, 'importer');
    await importer.post(`/records/${recordId}/verifications`);
    expect((await parties.story(exporter, recordId)).at(-1)).to.equal('record.verified');
    expect((await parties.story(forwarder, recordId)).at(-1)).to.equal('record.handed-over');
    expect((await forwarder.get<Certificate>(`/certificates/${id}`)).id).to.equal(id);
  });

  it('sees everything again where it is shared with it', async () => {
    const { exporter, forwarder } = parties;
    const { pouch } = await filledPouch();
    await parties.handOver(pouch.recordId, exporter, 'forwarder');
    const added = await parties.upload(forwarder, pouch.id, randomBytes(7));
    await forwarder.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id('exporter') },
    });
    expect(await exporter.bytes(contentOf(added))).to.have.length(7);
    expect((await exporter.get<Pouch>(`/pouches/${pouch.id}`)).access.seenUntil).to.equal(null);
    const seen = await exporter.get<{ items: unknown[] }>(`/activity?record=${pouch.recordId}&limit=200`);
    expect(seen.items).to.have.length((await trailOf(forwarder, pouch.recordId)).length);
  });
});
