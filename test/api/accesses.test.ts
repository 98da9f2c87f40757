import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { sql } from 'kysely';
import { type ApiClient, clientCredentials } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Document, openShipment, refusal, type Shipment } from './support/shipment.ts';

describe('accesses', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer({ environment: { OPENPOUCH_VERIFICATIONS_PER_MINUTE: '3' } });
    parties = await openShipment(server);
  });
  after(() => server.close());

  const contentOf = ({ id, latest }: Document) => `/documents/${id}/versions/${latest.version}/content`;
  const share = (recordId: string, party: 'customsSingapore' | 'importer') =>
    parties.exporter.post(`/records/${recordId}/shares`, { body: { organisationId: parties.id(party) } });
  const verify = (by: ApiClient, recordId: string) =>
    by.post<{ outcome: string; receipts: string[] }>(`/records/${recordId}/verifications`);
  /** As if so long had passed since everything that the trail tells. */
  const pass = (recordId: string, minutes: number) =>
    server.context.database.asSystem((trx) =>
      sql`UPDATE events SET time = time - ${minutes} * interval '1 minute'
        WHERE record_id = ${Buffer.from(recordId.slice(2), 'hex')}`.execute(trx),
    );

  it('tells of a download once an hour, for each version and each party', async () => {
    const { exporter, customs, importer } = parties;
    const pouch = await parties.pouch();
    const [one, two] = [
      await parties.upload(exporter, pouch.id, randomBytes(10), 'one.pdf'),
      await parties.upload(exporter, pouch.id, randomBytes(10), 'two.pdf'),
    ];
    for (const party of ['customsSingapore', 'importer'] as const) await share(pouch.recordId, party);
    const before = (await parties.story(exporter, pouch.recordId)).length;
    const told = async () => (await parties.story(exporter, pouch.recordId)).slice(before);

    await Promise.all(Array.from({ length: 20 }, () => customs.bytes(contentOf(one))));
    expect(await told()).to.deep.equal(['document.downloaded']);
    await customs.bytes(contentOf(two));
    await importer.bytes(contentOf(one));
    expect(await told()).to.have.length(3);
    const changed = await exporter.post<Document>(`/documents/${one.id}/versions`, {
      headers: { 'if-match': '*' },
      bytes: randomBytes(5),
      mediaType: 'application/pdf',
    });
    await customs.bytes(contentOf(changed));
    expect((await told()).filter((type) => type === 'document.downloaded')).to.have.length(4);
    await pass(pouch.recordId, 59);
    await customs.bytes(contentOf(one));
    expect(await told()).to.have.length(5);
    await pass(pouch.recordId, 2);
    await customs.bytes(contentOf(one));
    expect((await told()).at(-1)).to.equal('document.downloaded');
    expect(await told()).to.have.length(6);
  });

  it('tells of reading once an hour, for each person or system, and not of what one owns or issued', async () => {
    const { exporter, customs, chamber } = parties;
    const pouch = await parties.pouch();
    const document = await parties.upload(exporter, pouch.id, randomBytes(10));
    const certificate = await parties.certificate();
    for (const { recordId } of [pouch, certificate]) await share(recordId, 'customsSingapore');
    const viewings = async ({ recordId }: { recordId: string }) =>
      (await parties.story(exporter, recordId)).filter((type) => type.endsWith('.viewed'));
    const body = { name: 'Targeting', scopes: ['certificate:read', 'pouch:read', 'record:read'] };
    const made = await customs.post<{ id: string; secret: string }>('/api-clients', { body });
    const system = await clientCredentials(server.url, made.id, made.secret);

    await Promise.all(Array.from({ length: 5 }, () => customs.get(`/pouches/${pouch.id}`)));
    for (const path of [
      `/documents/${document.id}`,
      `/documents/${document.id}/versions/1/proof`,
      `/records/${pouch.recordId}/proof`,
      `/records/${pouch.recordId}/trail`,
    ])
      await customs.get(path);
    expect(await viewings(pouch)).to.deep.equal(['pouch.viewed']);
    await system.get(`/records/${pouch.recordId}/trail`);
    expect(await viewings(pouch)).to.deep.equal(['pouch.viewed', 'pouch.viewed']);
    for (const reader of [customs, customs, system, exporter, chamber])
      await reader.get(`/certificates/${certificate.id}`);
    expect(await viewings(certificate)).to.deep.equal(['certificate.viewed', 'certificate.viewed']);
    await pass(certificate.recordId, 61);
    for (let n = 0; n < 2; n++) await customs.get(`/certificates/${certificate.id}`);
    expect(await viewings(certificate)).to.have.length(3);
    await parties.handOver(certificate.recordId, exporter, 'importer');
    await exporter.get(`/certificates/${certificate.id}`);
    const later = await parties.story(parties.importer, certificate.recordId);
    expect(later.filter((type) => type === 'certificate.viewed')).to.have.length(4);
    for (let n = 0; n < 2; n++) await exporter.get(`/certificates/${certificate.id}`);
    expect(await parties.story(parties.importer, certificate.recordId)).to.deep.equal(later);
  });

  it('tells of a verification once an hour, and at once when the verdict is another', async () => {
    const { exporter, chamber, customs } = parties;
    const { id, recordId } = await parties.certificate();
    await share(recordId, 'customsSingapore');
    await server.anchoring.flush();
    const first = await verify(customs, recordId);
    expect(first.receipts).to.have.length(1);
    for (let n = 0; n < 3; n++) {
      const again = await verify(customs, recordId);
      expect(again).to.deep.include({ outcome: first.outcome, receipts: [] });
    }
    expect((await verify(exporter, recordId)).receipts).to.have.length(1);
    await chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'fraud' } });
    await server.anchoring.flush();
    const bad = await verify(customs, recordId);
    expect(bad.outcome).to.equal('revoked');
    expect(bad.receipts).to.have.length(1);
    const story = await parties.story(exporter, recordId);
    expect(story.filter((type) => type === 'record.verified')).to.have.length(3);
  });

  it('of anybody are limited by address, apart from what could be guessed', async () => {
    const ask = () => server.anyone.post('/verification/bundles', { body: { bundle: {} } });
    for (let n = 0; n < 3; n++) await ask();
    expect(await refusal(ask())).to.equal('429 too_many_requests');
    expect(await refusal(server.anyone.post('/verification/files', { bytes: randomBytes(9) }))).to.equal(
      '429 too_many_requests',
    );
    expect(await refusal(server.anyone.get('/verification/certificates?number=1&code=2'))).to.equal(
      '429 too_many_requests',
    );
    const { email = '', password = '' } = server.parties[0] ?? {};
    await server.anyone.post('/sessions', { body: { email, password } });
  });
});
