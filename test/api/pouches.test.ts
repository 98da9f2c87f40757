import { expect } from 'chai';
import { decodeEvent, verifyEvent } from '../../core/event.ts';
import { verifyReceipt } from '../../core/receipt.ts';
import { signerIdOfJwk } from '../../core/signer.ts';
import { recordId } from '../../core/typed-data.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, type Pouch, refusal, type Shipment, type TrailEvent } from './support/shipment.ts';

describe('pouches', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  describe('POST /pouches', () => {
    it('makes a record whose id is the digest of the genesis that the identity key signed', async () => {
      const { exporter } = parties;
      const cover = {
        reference: 'PO-88213',
        billOfLading: 'MSCUAB123456',
        containers: ['MSCU1234566', 'TGHU7654320'],
        destinationCountry: 'SG',
      };
      const pouch = await exporter.post<Pouch>('/pouches', {
        body: { title: 'Chocolate to Singapore', cover },
      });
      expect(pouch).to.deep.include({
        title: 'Chocolate to Singapore',
        cover,
        state: 'active',
        reason: null,
      });
      expect(pouch.owner.id).to.equal(parties.id('exporter'));
      expect(pouch.access).to.deep.equal({
        owner: true,
        rights: ['view', 'download', 'add', 'share'],
        seenUntil: null,
      });
      expect(pouch.certificates).to.deep.equal([]);

      const { items } = await exporter.get<{ items: TrailEvent[] }>(`/records/${pouch.recordId}/trail`);
      const [first] = items;
      const { body, jwk } = await verifyEvent(first?.proof.body?.jws ?? '');
      const genesis = body.data['genesis'] as Parameters<typeof recordId>[1];
      expect(body.type).to.equal('org.openpouch.pouch.created');
      expect(recordId(server.context.domain, genesis)).to.equal(pouch.recordId);
      expect(genesis.issuer).to.equal(signerIdOfJwk(jwk, server.context.deployment.verifiers));

      const { receipt } = await verifyReceipt(pouch.receipts[0] ?? '');
      expect(receipt).to.deep.include({
        recordId: pouch.recordId,
        sequence: 0,
        entryHash: first?.proof.entryHash,
      });
    });

    it('names every field that does not fit', async () => {
      const bad = {
        title: ' ',
        cover: {
          destinationCountry: 'Singapore',
          containers: ['MSCU1234566', 'X', 'MSCU1234565'],
          colour: 'red',
        },
      };
      expect(await refusal(parties.exporter.post('/pouches', { body: bad }))).to.equal(
        '400 invalid_request /title /cover/containers/1 /cover/containers/2 /cover/destinationCountry /cover/colour',
      );
    });

    it('gives a retry the first answer, and another body under the same key a refusal', async () => {
      const { exporter } = parties;
      const sent = {
        body: { title: 'Once', cover: {} },
        idempotencyKey: 'the same key'.replaceAll(' ', '-'),
      };
      const first = await exporter.post<Pouch>('/pouches', sent);
      expect(await exporter.post<Pouch>('/pouches', sent)).to.deep.equal(first);
      expect(
        await refusal(exporter.post('/pouches', { ...sent, body: { title: 'Twice', cover: {} } })),
      ).to.equal('422 idempotency_key_reused');
    });

    it('is not for customs, who only read', async () => {
      expect(await refusal(parties.customs.post('/pouches', { body: { title: 'Mine' } }))).to.equal(
        '403 forbidden',
      );
    });
  });

  describe('GET /pouches', () => {
    it('shows mine and those shared with me, the latest first, page by page, by words and by state', async () => {
      const { importer, agent } = parties;
      const make = (by: typeof importer, title: string, reference: string) =>
        by.post<Pouch>('/pouches', { body: { title, cover: { reference } } });
      const made = [
        await make(importer, 'First 100%', 'R_1'),
        await make(importer, 'Second', 'RX1'),
        await make(importer, 'Third', 'R-3'),
      ];
      const foreign = await make(agent, 'Foreign', 'R-4');
      await agent.post(`/records/${foreign.recordId}/shares`, {
        body: { organisationId: parties.id('importer') },
      });
      await importer.post(`/records/${made[2]?.recordId}/closure`, { body: { reason: 'switchedToPaper' } });

      const titles = async (query: string) =>
        (await importer.get<{ items: Pouch[] }>(`/pouches?${query}`)).items.map((pouch) => pouch.title);
      expect(await titles('')).to.deep.equal(['Foreign', 'Third', 'Second', 'First 100%']);
      expect(await titles('box=owned')).to.deep.equal(['Third', 'Second', 'First 100%']);
      expect(await titles('box=shared')).to.deep.equal(['Foreign']);
      expect(await titles('state=closed')).to.deep.equal(['Third']);
      expect(await titles('q=R_1'), '_ is no wildcard').to.deep.equal(['First 100%']);
      expect(await titles('q=%25'), '% is no wildcard').to.deep.equal(['First 100%']);

      const first = await importer.get<{ items: Pouch[]; next: string }>('/pouches?limit=3');
      const second = await importer.get<{ items: Pouch[]; next: string | null }>(
        `/pouches?limit=3&after=${first.next}`,
      );
      expect([...first.items, ...second.items].map((pouch) => pouch.title)).to.deep.equal(await titles(''));
      expect(second.next).to.equal(null);
      expect(await refusal(importer.get('/pouches?after=nonsense&limit=0'))).to.equal(
        '400 invalid_request /limit /after',
      );
    });
  });

  describe('GET /pouches/{id}', () => {
    it("answers for another's pouch as for none", async () => {
      const pouch = await parties.pouch();
      const none = '/pouches/00000000-0000-4000-8000-000000000000';
      expect(await refusal(parties.importer.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
      expect(await refusal(parties.importer.get(none))).to.equal('404 not_found');
      expect(await refusal(parties.importer.get('/pouches/1'))).to.equal('400 invalid_request /id');
    });
  });

  describe('POST /pouches/{id}/certificates', () => {
    it('records it on both trails and shows the certificate to whoever sees the pouch', async () => {
      const { exporter, forwarder } = parties;
      const [pouch, certificate] = [await parties.pouch(), await parties.certificate()];
      await exporter.post(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: parties.id('forwarder') },
      });
      expect(await refusal(forwarder.get(`/certificates/${certificate.id}`))).to.equal('404 not_found');

      const body = { certificateId: certificate.id };
      const changed = await exporter.post<Pouch>(`/pouches/${pouch.id}/certificates`, { body });
      expect(changed.certificates).to.have.length(1);
      expect(changed.certificates[0]).to.deep.include({
        id: certificate.id,
        recordId: certificate.recordId,
        number: certificate.number,
      });
      expect(changed.receipts).to.have.length(2);
      expect((await parties.story(exporter, pouch.recordId)).at(-1)).to.equal('pouch.certificate-added');
      expect((await parties.story(forwarder, certificate.recordId)).at(-1)).to.equal(
        'certificate.added-to-pouch',
      );

      const { items } = await forwarder.get<{
        items: { basis: string; through: string | null; organisation: { id: string } }[];
      }>(`/records/${certificate.recordId}/shares`);
      const mine = items.filter((row) => row.organisation.id === parties.id('forwarder'));
      expect(mine).to.have.length(1);
      expect(mine[0]).to.deep.include({
        basis: 'share',
        through: pouch.recordId,
        rights: ['view', 'download'],
      });
      expect(await refusal(exporter.post(`/pouches/${pouch.id}/certificates`, { body }))).to.equal(
        '409 already_exists',
      );
    });

    it("takes neither another's certificate nor a draft, and nothing into another's pouch", async () => {
      const { exporter, forwarder } = parties;
      const [pouch, certificate] = [await parties.pouch(), await parties.certificate()];
      const foreign = await forwarder.post<Pouch>('/pouches', {
        body: { title: "The forwarder's", cover: {} },
      });
      const add = (pouchId: string, certificateId: string, by = exporter) =>
        refusal(by.post(`/pouches/${pouchId}/certificates`, { body: { certificateId } }));
      expect(await add(foreign.id, certificate.id, forwarder)).to.equal('404 not_found');
      expect(await add(foreign.id, certificate.id)).to.equal('404 not_found');
      await exporter.post(`/records/${certificate.recordId}/shares`, {
        body: { organisationId: parties.id('forwarder') },
      });
      expect(await add(foreign.id, certificate.id, forwarder)).to.equal('409 not_owner');
      await forwarder.post(`/records/${foreign.recordId}/shares`, {
        body: { organisationId: parties.id('exporter') },
      });
      expect(await add(foreign.id, certificate.id)).to.equal('409 not_owner');

      const body = { chamberId: parties.id('chamberAntwerp'), application: {} };
      const draft = await exporter.post<{ id: string }>('/certificates', { body });
      expect(await add(pouch.id, draft.id)).to.equal('409 wrong_state');
    });
  });

  it('keeps what is in a body readable to those who see the record only', async () => {
    const pouch = await parties.pouch();
    expect(await refusal(parties.importer.get(`/records/${pouch.recordId}/trail`))).to.equal('404 not_found');
    const { items } = await parties.exporter.get<{ items: TrailEvent[] }>(`/records/${pouch.recordId}/trail`);
    expect(decodeEvent(items[0]?.proof.body?.jws ?? '').body.subject).to.equal(pouch.recordId);
  });

  // Last: the lists above are looked at whole.
  describe('a pouch in the place of another', () => {
    it('is made once, by the owner of that one, which either and the trail of the old one says', async () => {
      const { exporter, importer } = parties;
      type Replacing = Pouch & Record<'replaces' | 'replacedBy', { recordId: string } | null>;
      const lost = await parties.pouch();
      const make = (by: ApiClient, replaces: string) =>
        by.post<Replacing>('/pouches', { body: { title: 'Once more', replaces } });
      const wrong = '400 invalid_request /replaces';
      expect(await refusal(make(importer, lost.recordId))).to.equal(wrong);
      expect(await refusal(make(exporter, (await parties.certificate()).recordId))).to.equal(wrong);
      await exporter.post(`/records/${lost.recordId}/shares`, {
        body: { organisationId: parties.id('importer') },
      });
      expect(await refusal(make(importer, lost.recordId))).to.equal('409 not_owner');

      const made = await make(exporter, lost.recordId);
      expect(made.receipts).to.have.length(2);
      expect(made.replaces?.recordId).to.equal(lost.recordId);
      const old = (by: ApiClient) => by.get<Replacing>(`/pouches/${lost.id}`);
      expect((await old(exporter)).replacedBy?.recordId).to.equal(made.recordId);
      // Who does not see the new one learns that there is one, and no more.
      expect((await old(importer)).replacedBy).to.equal(null);
      const { items } = await importer.get<{ items: TrailEvent[] }>(`/records/${lost.recordId}/trail`);
      const told = items.find(({ type }) => type === 'org.openpouch.pouch.replaced');
      expect(told?.data).to.deep.equal({ by: made.recordId });
      const bundle = await exporter.get<{ content: { manifest: object } }>(`/records/${made.recordId}/proof`);
      expect(bundle.content.manifest).to.deep.include({ replaces: lost.recordId });

      expect(await refusal(make(exporter, lost.recordId))).to.equal('409 already_exists');
      await exporter.post(`/records/${lost.recordId}/closure`, { body: { reason: 'switchedToPaper' } });
      expect(await refusal(make(exporter, lost.recordId))).to.equal('409 wrong_state');
    });
  });
});
