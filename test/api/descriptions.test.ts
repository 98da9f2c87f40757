import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Document, openShipment, type Pouch, refusal, type Shipment } from './support/shipment.ts';

interface History extends Document {
  readonly versions: readonly {
    version: number;
    size: number;
    addedBy: { id: string };
    readBy: { organisation: { id: string }; at: string }[];
  }[];
}

/** What documents and pouches are called, who got which version, and that nobody writes over what another wrote. */
describe('descriptions', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const match = (revision: number) => ({ 'if-match': `"${revision}"` });
  const share = (pouch: Pouch, party: Parameters<Shipment['id']>[0], rights: string[]) =>
    parties.exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id(party), rights },
    });

  it('of a document: name, kind by code or in words, label; each change counts and is in the trail', async () => {
    const { exporter, forwarder } = parties;
    const pouch = await parties.pouch();
    const query = new URLSearchParams({ name: 'scan.pdf', typeName: 'Fumigation note', folder: 'Customs' });
    const sent = { bytes: randomBytes(9), mediaType: 'application/pdf' };
    const made = await exporter.post<Document>(`/pouches/${pouch.id}/documents?${query}`, sent);
    expect(made).to.include({ type: 'other', typeName: 'Fumigation note', folder: 'Customs', revision: 1 });
    const coded = new URLSearchParams({ name: 'scan.pdf', type: '380', typeName: 'Invoice' });
    expect(await refusal(exporter.post(`/pouches/${pouch.id}/documents?${coded}`, sent))).to.equal(
      '400 invalid_request /typeName',
    );

    const body = { name: 'invoice.pdf', type: '380' };
    const put = (by = exporter, revision = 1) =>
      by.put<Document>(`/documents/${made.id}`, { body, headers: match(revision) });
    expect(await refusal(put(forwarder))).to.equal('404 not_found');
    await share(pouch, 'forwarder', ['view', 'download']);
    expect(await refusal(put(forwarder))).to.equal('403 forbidden');
    expect(await refusal(exporter.put(`/documents/${made.id}`, { body }))).to.equal(
      '428 precondition_missing',
    );
    expect(await put()).to.deep.include({ ...body, typeName: null, folder: null, revision: 2 });
    expect(await refusal(put()), 'two who change at once').to.equal('412 changed_meanwhile');
    expect((await parties.story(exporter, pouch.recordId)).at(-1)).to.equal('document.described');
  });

  it('and a version: whoever read the one before learns that there is another', async () => {
    const { exporter, forwarder } = parties;
    const pouch = await parties.pouch();
    const document = await parties.upload(exporter, pouch.id, randomBytes(10));
    await share(pouch, 'forwarder', ['view', 'download', 'add']);
    const add = (by: typeof exporter, idempotencyKey: string, bytes: Uint8Array) =>
      by.post<Document>(`/documents/${document.id}/versions`, {
        ...{ bytes, mediaType: 'text/plain', idempotencyKey },
        headers: match(document.revision),
      });
    const mine = randomBytes(20);
    const second = await add(exporter, 'mine', mine);
    expect(second).to.deep.include({ revision: 2 });
    expect(await refusal(add(forwarder, 'theirs', randomBytes(30)))).to.equal('412 changed_meanwhile');
    expect(await add(exporter, 'mine', mine), 'a retry').to.deep.equal(second);

    await forwarder.bytes(`/documents/${document.id}/versions/1/content`);
    await forwarder.bytes(`/documents/${document.id}/versions/1/content`);
    await exporter.bytes(`/documents/${document.id}/versions/2/content`);
    const { versions } = await exporter.get<History>(`/documents/${document.id}`);
    expect(versions.map(({ version, size }) => [version, size])).to.deep.equal([
      [2, 20],
      [1, 10],
    ]);
    expect(versions.map(({ readBy }) => readBy.map(({ organisation }) => organisation.id))).to.deep.equal([
      [],
      [parties.id('forwarder')],
    ]);
    expect(await refusal(parties.customs.get(`/documents/${document.id}`))).to.equal('404 not_found');
  });

  it('of a pouch: its owner writes the cover anew, and finds it by the new words', async () => {
    const { exporter, forwarder } = parties;
    const pouch = await parties.pouch('Pralines');
    await share(pouch, 'forwarder', ['view', 'add']);
    const cover = {
      billOfLading: 'ANR7742190',
      containers: ['MSCU1234566'],
      consignee: 'Straits Fine Foods Pte Ltd',
      destinationCountry: 'SG',
    };
    const body = { title: 'Pralines, week 48', cover };
    const put = (by: typeof exporter, revision: number) =>
      by.put<Pouch>(`/pouches/${pouch.id}`, { body, headers: match(revision) });
    expect(await refusal(put(forwarder, 1))).to.equal('409 not_owner');
    expect(await put(exporter, 1)).to.deep.include({ ...body, revision: 2 });
    expect(await refusal(put(exporter, 1))).to.equal('412 changed_meanwhile');
    expect((await parties.story(exporter, pouch.recordId)).at(-1)).to.equal('pouch.described');
    for (const by of [exporter, forwarder]) {
      const { items } = await by.get<{ items: Pouch[] }>('/pouches?q=ANR7742190');
      expect(items.map(({ title }) => title)).to.deep.equal([body.title]);
    }
  });

  it('of what was handed over stay to its former owner what they were', async () => {
    const { exporter, forwarder } = parties;
    const pouch = await parties.pouch('Before');
    const document = await parties.upload(exporter, pouch.id, randomBytes(10), 'before.pdf');
    await parties.handOver(pouch.recordId, exporter, 'forwarder');
    await forwarder.put(`/documents/${document.id}`, { body: { name: 'after.pdf' }, headers: match(1) });
    await forwarder.put(`/pouches/${pouch.id}`, { body: { title: 'After' }, headers: match(1) });
    const seen = async (by: typeof exporter) => {
      const { title, documents } = await by.get<Pouch>(`/pouches/${pouch.id}`);
      return [title, ...documents.map(({ name }) => name)];
    };
    expect(await seen(forwarder)).to.deep.equal(['After', 'after.pdf']);
    expect(await seen(exporter)).to.deep.equal(['Before', 'before.pdf']);
  });
});
