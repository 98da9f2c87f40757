import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Handover, openShipment, type Pouch, refusal, type Shipment } from './support/shipment.ts';

describe('the erasure of a pouch of which a part was handed over', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  it('leaves the part what went with it, until that is erased', async () => {
    const { exporter, importer } = parties;
    const { database, content } = server.context;
    const pouch = await parties.pouch('Two consignees');
    const bytes = randomBytes(50_000);
    const moved = await parties.upload(exporter, pouch.id, bytes, 'moved.pdf');
    await parties.upload(exporter, pouch.id, randomBytes(50_000), 'kept.pdf');
    const { id } = await exporter.post<Handover>(`/records/${pouch.recordId}/handovers`, {
      body: {
        to: parties.id('importer'),
        part: { title: 'The part', documents: [moved.id], certificates: [] },
      },
    });
    await importer.post<Handover>(`/handovers/${id}/acceptance`);
    const { items } = await importer.get<{ items: Pouch[] }>('/pouches?box=owned');
    const part = await importer.get<Pouch>(`/pouches/${items[0]?.id}`);
    const [document] = part.documents;
    const cids = await database.asSystem((trx) =>
      trx.selectFrom('document_versions').select('cid').distinct().execute(),
    );
    const there = async () => {
      const found = await Promise.all(cids.map(({ cid }) => content.has(cid)));
      return found.filter(Boolean).length;
    };
    expect(await there()).to.equal(2);

    const erase = async (by: typeof exporter, recordId: string) => {
      const record = Buffer.from(recordId.slice(2), 'hex');
      await database.asSystem(async (trx) => {
        const longAgo = { created_at: '2001-05-12' };
        await trx.updateTable('records').set(longAgo).where('record_id', '=', record).execute();
        await trx.updateTable('document_versions').set(longAgo).where('record_id', '=', record).execute();
      });
      await by.post(`/records/${recordId}/erasure`);
      await database.asSystem((trx) =>
        trx.updateTable('erasures').set({ next_at: '2001-05-12' }).where('record_id', '=', record).execute(),
      );
      expect(await server.eraser.run()).to.equal(1);
    };
    await erase(exporter, pouch.recordId);
    expect(await refusal(exporter.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
    expect(await there()).to.equal(1);
    const got = await importer.bytes(`/documents/${document?.id}/versions/1/content`);
    expect(Buffer.from(got).equals(bytes)).to.equal(true);

    await erase(importer, part.recordId);
    expect(await there()).to.equal(0);
  });
});
