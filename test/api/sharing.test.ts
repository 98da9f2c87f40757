import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Document,
  openShipment,
  type Pouch,
  type RecordState,
  refusal,
  type Share,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

describe('sharing', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  type Party = Parameters<Shipment['id']>[0];
  const share = (
    by: ApiClient,
    recordId: string,
    party: Party,
    wish: { rights?: string[]; endsAt?: string } = {},
  ) =>
    by.post<Share>(`/records/${recordId}/shares`, { body: { organisationId: parties.id(party), ...wish } });
  const end = async (by: ApiClient, { recordId, id }: Share) =>
    by.delete(`/records/${recordId}/shares/${id}`);
  const contentOf = ({ id, latest }: Document) => `/documents/${id}/versions/${latest.version}/content`;
  const wrapsOf = async (document: Document) => {
    const rows = await server.context.database.asSystem((trx) =>
      trx
        .selectFrom('document_keys')
        .select(['organisation_id', 'version'])
        .where('document_id', '=', document.id)
        .orderBy('version')
        .execute(),
    );
    const names = new Map(server.parties.map((party) => [party.organisationId, party.key]));
    return rows.map((row) => `${row.version} ${names.get(row.organisation_id)}`).sort();
  };

  describe('POST /records/{recordId}/shares', () => {
    it('opens a pouch with all its certificates and all versions of its documents', async () => {
      const { exporter, customs } = parties;
      const [pouch, certificate] = [await parties.pouch(), await parties.certificate()];
      await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
      const [one, two] = [randomBytes(10), randomBytes(20)];
      const document = await parties.upload(exporter, pouch.id, one);
      const changed = await exporter.post<Document>(`/documents/${document.id}/versions`, {
        headers: { 'if-match': '*' },
        bytes: two,
        mediaType: 'application/pdf',
      });
      expect(await refusal(customs.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');

      const made = await share(exporter, pouch.recordId, 'customsSingapore');
      expect(made).to.deep.include({
        basis: 'share',
        rights: ['view', 'download'],
        through: null,
        endsAt: null,
      });
      expect(made.receipts).to.have.length(2);
      const seen = await customs.get<Pouch>(`/pouches/${pouch.id}`);
      expect(seen.access).to.deep.equal({ owner: false, rights: ['view', 'download'], seenUntil: null });
      expect(seen.certificates.map((each) => each.number)).to.deep.equal([certificate.number]);
      expect(await customs.bytes(contentOf(document))).to.deep.equal(new Uint8Array(one));
      expect(await customs.bytes(contentOf(changed))).to.deep.equal(new Uint8Array(two));
      expect(await parties.story(customs, certificate.recordId)).to.include('share.granted');
      expect(await wrapsOf(document)).to.deep.equal([
        '1 customsSingapore',
        '1 exporter',
        '2 customsSingapore',
        '2 exporter',
      ]);
    });

    it('gives no keys to who may only see', async () => {
      const { exporter, agent } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      await share(exporter, pouch.recordId, 'agent', { rights: ['view'] });
      expect((await agent.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.have.length(1);
      expect(await wrapsOf(document)).to.deep.equal(['1 exporter']);
    });

    it('lets a reader share on what it holds itself, for as long as it holds it', async () => {
      const { exporter, forwarder, agent } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      const endsAt = new Date(Date.now() + 3600_000).toISOString();
      await share(exporter, pouch.recordId, 'forwarder', { rights: ['view', 'download', 'share'], endsAt });
      const onward = (wish: { rights?: string[]; endsAt?: string }) =>
        refusal(share(forwarder, pouch.recordId, 'agent', wish));
      expect(await onward({ endsAt, rights: ['view', 'add'] })).to.equal('403 forbidden /rights/1');
      expect(await onward({})).to.equal('403 forbidden');
      expect(await onward({ endsAt: new Date(Date.now() + 3700_000).toISOString() })).to.equal(
        '403 forbidden',
      );
      await share(forwarder, pouch.recordId, 'agent', { endsAt });
      expect(await agent.bytes(contentOf(document))).to.have.length(10);
      expect(await refusal(share(agent, pouch.recordId, 'importer', { endsAt }))).to.equal('403 forbidden');
      expect(await refusal(share(forwarder, pouch.recordId, 'exporter', { endsAt }))).to.equal(
        '422 not_permitted_party',
      );
    });

    it('refuses oneself, nobody, a second time, a past end, wrong rights, and a record that one does not see', async () => {
      const { exporter, importer } = parties;
      const [pouch, certificate] = [await parties.pouch(), await parties.certificate()];
      expect(await refusal(share(exporter, pouch.recordId, 'exporter'))).to.equal('422 not_permitted_party');
      const nobody = { organisationId: '00000000-0000-4000-8000-000000000000' };
      expect(await refusal(exporter.post(`/records/${pouch.recordId}/shares`, { body: nobody }))).to.equal(
        '400 invalid_request /organisationId',
      );
      await share(exporter, pouch.recordId, 'agent');
      expect(await refusal(share(exporter, pouch.recordId, 'agent', { rights: ['view'] }))).to.equal(
        '409 already_exists',
      );
      const past = { endsAt: '2020-01-01T00:00:00Z' };
      expect(await refusal(share(exporter, pouch.recordId, 'importer', past))).to.equal(
        '400 invalid_request /endsAt',
      );
      expect(await refusal(share(exporter, pouch.recordId, 'importer', { rights: ['download'] }))).to.equal(
        '400 invalid_request /rights',
      );
      expect(
        await refusal(share(exporter, certificate.recordId, 'importer', { rights: ['view', 'add'] })),
      ).to.equal('400 invalid_request /rights/1');
      expect(await refusal(share(importer, pouch.recordId, 'agent'))).to.equal('404 not_found');
      expect(await refusal(share(importer, `0x${'ab'.repeat(32)}`, 'agent'))).to.equal('404 not_found');
      expect(await refusal(share(importer, '0xAB', 'agent'))).to.equal('400 invalid_request /recordId');
    });

    it('lets one of many who come at once share', async () => {
      const pouch = await parties.pouch();
      const attempts = Array.from({ length: 10 }, () => share(parties.exporter, pouch.recordId, 'agent'));
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).to.have.length(1);
      const { items } = await parties.exporter.get<{ items: Share[] }>(`/records/${pouch.recordId}/shares`);
      expect(items.map((row) => row.basis)).to.deep.equal(['owner', 'share']);
    });

    it('shows in the trail to whom a closed record was surrendered, where the owner says so', async () => {
      const { exporter, customs } = parties;
      const { recordId } = await parties.pouch();
      await exporter.post(`/records/${recordId}/shares`, {
        body: { organisationId: parties.id('customsSingapore') },
      });
      const close = (body: object) => exporter.post(`/records/${recordId}/closure`, { body });
      const surrenderedTo = 'Bank of the Lantern, Trade Desk';
      expect(await refusal(close({ reason: 'acquitted', surrenderedTo }))).to.equal(
        '400 invalid_request /surrenderedTo',
      );
      for (const wrong of ['', ' a', 'a\nb', 'a'.repeat(201)])
        expect(await refusal(close({ reason: 'surrendered', surrenderedTo: wrong }))).to.equal(
          '400 invalid_request /surrenderedTo',
        );
      await close({ reason: 'surrendered', surrenderedTo });
      const { items } = await customs.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail`);
      const closed = items.find(({ type }) => type === 'org.openpouch.record.closed');
      expect(closed?.data).to.deep.include({ reason: 'surrendered', surrenderedTo });
      // Beside what is signed for the chain, which has the reason alone.
      expect(closed?.data).to.have.all.keys('reason', 'surrenderedTo', 'closing', 'signature');
      const alone = await parties.pouch();
      await exporter.post(`/records/${alone.recordId}/closure`, { body: { reason: 'surrendered' } });
      const told = await exporter.get<{ items: TrailEvent[] }>(`/records/${alone.recordId}/trail`);
      expect(told.items.at(-1)?.data).to.have.all.keys('reason', 'closing', 'signature');
    });

    it('works for a closed record, but not for adding', async () => {
      const { exporter, customs } = parties;
      const pouch = await parties.pouch();
      await exporter.post(`/records/${pouch.recordId}/closure`, { body: { reason: 'acquitted' } });
      expect(await refusal(share(exporter, pouch.recordId, 'agent', { rights: ['view', 'add'] }))).to.equal(
        '409 wrong_state',
      );
      await share(exporter, pouch.recordId, 'customsSingapore');
      expect((await customs.get<RecordState>(`/records/${pouch.recordId}`)).reason).to.equal('acquitted');
    });
  });

  describe('DELETE /records/{recordId}/shares/{shareId}', () => {
    it('takes away the sight of pouch and certificates, and the keys', async () => {
      const { exporter, customs } = parties;
      const [pouch, certificate] = [await parties.pouch(), await parties.certificate()];
      await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      const made = await share(exporter, pouch.recordId, 'customsSingapore');
      await customs.bytes(contentOf(document));
      await end(exporter, made);
      expect(await refusal(customs.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
      expect(await refusal(customs.get(`/certificates/${certificate.id}`))).to.equal('404 not_found');
      expect(await refusal(customs.bytes(contentOf(document)))).to.equal('404 not_found');
      expect(await wrapsOf(document)).to.deep.equal(['1 exporter']);
      expect((await parties.story(exporter, pouch.recordId)).at(-1)).to.equal('share.ended');
      expect((await parties.story(exporter, certificate.recordId)).at(-1)).to.equal('share.ended');
      expect(await refusal(end(exporter, made))).to.equal('404 not_found');

      const next = await exporter.post<Document>(`/documents/${document.id}/versions`, {
        headers: { 'if-match': '*' },
        bytes: randomBytes(5),
        mediaType: 'text/plain',
      });
      expect(await wrapsOf(next)).to.deep.equal(['1 exporter', '2 exporter']);
    });

    it('takes effect on a download that is under way', async () => {
      const { exporter, customs } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      const { id } = await share(exporter, pouch.recordId, 'customsSingapore');
      const other = await server.context.database.connection();
      await other.query('BEGIN');
      await other.query('SELECT FROM records WHERE record_id = $1 FOR UPDATE', [
        Buffer.from(pouch.recordId.slice(2), 'hex'),
      ]);
      const download = refusal(customs.bytes(contentOf(document)));
      await eventually('the download waits for the lock', async () => {
        const { rows } = await other.query(
          "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'",
        );
        return rows.length > 0;
      });
      await other.query('UPDATE record_access SET ended_at = now() WHERE id = $1', [id]);
      await other.query('COMMIT');
      await other.end();
      expect(await download).to.equal('404 not_found');
      expect(await parties.story(exporter, pouch.recordId)).to.not.include('document.downloaded');
    });

    it('is for the owner and for who gave it, not for others', async () => {
      const { exporter, forwarder, agent, importer } = parties;
      const pouch = await parties.pouch();
      const first = await share(exporter, pouch.recordId, 'forwarder', { rights: ['view', 'share'] });
      const onward = await share(forwarder, pouch.recordId, 'agent', { rights: ['view'] });
      expect(await refusal(end(agent, first))).to.equal('403 forbidden');
      expect(await refusal(end(importer, first))).to.equal('404 not_found');
      const elsewhere = await parties.pouch();
      expect(await refusal(end(exporter, { ...first, recordId: elsewhere.recordId }))).to.equal(
        '404 not_found',
      );
      await end(forwarder, onward);
      expect(await refusal(agent.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
      await end(exporter, first);
      expect(await refusal(forwarder.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
    });

    it('ends what was shared on through it, hand by hand, and what the owner gave stays', async () => {
      const { exporter, forwarder, agent, importer, customs } = parties;
      const [pouch, certificate] = [await parties.pouch(), await parties.certificate()];
      await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      const onward = { rights: ['view', 'download', 'share'] };
      const first = await share(exporter, pouch.recordId, 'forwarder', onward);
      const second = await share(forwarder, pouch.recordId, 'agent', onward);
      const third = await share(agent, pouch.recordId, 'importer');
      // A certificate in it, by itself.
      const single = await share(forwarder, certificate.recordId, 'customsBelgium');
      await share(exporter, pouch.recordId, 'customsSingapore');
      expect([first.follows, second.follows, third.follows]).to.deep.equal([null, first.id, second.id]);
      expect(await importer.bytes(contentOf(document))).to.have.length(10);

      await end(exporter, first);
      for (const by of [forwarder, agent, importer]) {
        expect(await refusal(by.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
        expect(await refusal(by.get(`/certificates/${certificate.id}`))).to.equal('404 not_found');
      }
      const belgium = await server.client('customsBelgium');
      expect(await refusal(belgium.get(`/certificates/${certificate.id}`))).to.equal('404 not_found');
      expect(await refusal(end(exporter, single))).to.equal('404 not_found');
      expect(await customs.bytes(contentOf(document))).to.have.length(10);
      expect(await wrapsOf(document)).to.deep.equal(['1 customsSingapore', '1 exporter']);
      const ended = (
        await exporter.get<{ items: TrailEvent[] }>(`/records/${pouch.recordId}/trail?limit=200`)
      ).items
        .filter(({ type }) => type === 'org.openpouch.share.ended')
        .map(({ data }) => data);
      expect(ended).to.deep.equal([
        { organisationId: parties.id('forwarder'), shareId: first.id },
        { organisationId: parties.id('agent'), shareId: second.id, with: first.id },
        { organisationId: parties.id('importer'), shareId: third.id, with: first.id },
      ]);
    });

    it('leaves what a reader shared on that has become the owner', async () => {
      const { exporter, forwarder, agent } = parties;
      const pouch = await parties.pouch();
      await share(exporter, pouch.recordId, 'forwarder', { rights: ['view', 'share'] });
      const onward = await share(forwarder, pouch.recordId, 'agent', { rights: ['view'] });
      await parties.handOver(pouch.recordId, exporter, 'forwarder');
      expect((await agent.get<Pouch>(`/pouches/${pouch.id}`)).id).to.equal(pouch.id);
      await end(forwarder, onward);
      expect(await refusal(agent.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
    });

    it("does not end the owner's own access, nor an offer's", async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const { items } = await exporter.get<{ items: Share[] }>(`/records/${pouch.recordId}/shares`);
      expect(await refusal(end(exporter, items[0] as Share))).to.equal('404 not_found');
    });
  });

  it('ends by itself at its end, and its keys go with the next change', async () => {
    const { exporter, agent } = parties;
    const pouch = await parties.pouch();
    const document = await parties.upload(exporter, pouch.id, randomBytes(10));
    const made = await share(exporter, pouch.recordId, 'agent', {
      endsAt: new Date(Date.now() + 3600_000).toISOString(),
    });
    await agent.bytes(contentOf(document));
    await server.context.database.asSystem((trx) =>
      trx
        .updateTable('record_access')
        .set({ ends_at: new Date(Date.now() - 1000) })
        .where('id', '=', made.id)
        .execute(),
    );
    expect(await refusal(agent.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
    expect(await refusal(agent.bytes(contentOf(document)))).to.equal('404 not_found');
    await share(exporter, pouch.recordId, 'importer');
    expect(await wrapsOf(document)).to.deep.equal(['1 exporter', '1 importer']);
    await share(exporter, pouch.recordId, 'agent');
    expect(await agent.bytes(contentOf(document))).to.have.length(10);
  });

  it('never lets a new version, a new reader and a new owner miss each other', async () => {
    const { exporter, customs, forwarder } = parties;
    const pouch = await parties.pouch();
    const offered = await exporter.post<{ id: string }>(`/records/${pouch.recordId}/handovers`, {
      body: { to: parties.id('forwarder') },
    });
    const uploads = Array.from({ length: 12 }, (_, n) =>
      parties.upload(exporter, pouch.id, randomBytes(n + 1)),
    );
    await Promise.race(uploads);
    await Promise.allSettled([
      ...uploads.slice(0, 6),
      share(exporter, pouch.recordId, 'customsSingapore'),
      forwarder.post(`/handovers/${offered.id}/acceptance`),
      ...uploads.slice(6),
    ]);
    const { documents } = await forwarder.get<Pouch>(`/pouches/${pouch.id}`);
    expect(documents).to.have.length.within(1, 12);
    const isShared = (
      await forwarder.get<{ items: Share[] }>(`/records/${pouch.recordId}/shares`)
    ).items.some((row) => row.basis === 'share');
    for (const document of documents) {
      for (const by of isShared ? [forwarder, exporter, customs] : [forwarder, exporter]) {
        expect(await by.bytes(contentOf(document))).to.have.length(document.latest.size);
      }
    }
  });
});
