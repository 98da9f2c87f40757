import { expect } from 'chai';
import type { JsonObject } from '../../core/json.ts';
import { sampleApplication } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { readPublishedJson, uncefactValidator } from '../unit/exchange/published.ts';
import { openShipment, refusal, type Shipment } from './support/shipment.ts';

interface Imported {
  readonly certificate: { readonly id: string; readonly state: string; readonly application: JsonObject };
  readonly notMapped: readonly { readonly pointer: string; readonly why: string }[];
}
interface Exported {
  readonly document: JsonObject;
  readonly notMapped: Imported['notMapped'];
}

describe('exchange with other formats', () => {
  const validate = uncefactValidator();
  let server: TestServer;
  let shipment: Shipment;
  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
  });
  after(() => server.close());

  const imported = (document: unknown) =>
    shipment.exporter.post<Imported>('/certificates/imports', {
      body: { chamberId: shipment.id('chamberAntwerp'), format: 'uncefact', document },
    });
  const exported = (id: string, format: string, by = shipment.exporter) =>
    by.get<Exported>(`/certificates/${id}/exports/${format}`);

  for (const name of ['sampleFull', 'sampleMinimal']) {
    it(`${name} becomes a draft and comes back as it came`, async () => {
      const sample = readPublishedJson(`edi3/CertificateOfOrigin.${name}.json`);
      const { certificate, notMapped } = await imported(sample);
      expect(certificate.state).to.equal('draft');
      expect(notMapped.map(({ pointer }) => pointer)).to.include.members(['/iD', '/isPreferential']);
      const own = await exported(certificate.id, 'uncefact');
      expect(validate(own.document), JSON.stringify(validate.errors)).to.equal(true);
      expect(own.document).to.include({
        status: 'draft',
        isPreferential: false,
        iD: `urn:uuid:${certificate.id}`,
      });
      const received = await exported(certificate.id, 'uncefact?head=received');
      expect(received.document).to.deep.equal(sample);
    });
  }

  it('a draft that was changed says so, and keeps what was received besides', async () => {
    const sample = readPublishedJson('edi3/CertificateOfOrigin.sampleFull.json');
    const { certificate } = await imported(sample);
    await shipment.exporter.put(`/certificates/${certificate.id}`, {
      body: {
        chamberId: shipment.id('chamberAntwerp'),
        application: { ...certificate.application, destinationCountry: 'JP' },
      },
      headers: { 'if-match': '*' },
    });
    const { document } = await exported(certificate.id, 'uncefact?head=received');
    const wanted = structuredClone(sample) as { supplyChainConsignment: { importCountry: { code: string } } };
    wanted.supplyChainConsignment.importCountry.code = 'JP';
    expect(document).to.deep.equal(wanted);
  });

  it('a document that is none, or is for no chamber, makes no draft', async () => {
    const before = await shipment.exporter.get<{ items: unknown[] }>('/certificates?limit=200');
    expect(await refusal(imported({ iD: 'x' }))).to.equal('400 invalid_request /document');
    expect(await refusal(imported([]))).to.equal('400 invalid_request /document');
    const body = {
      chamberId: shipment.id('forwarder'),
      format: 'uncefact',
      document: { supplyChainConsignment: {} },
    };
    expect(await refusal(shipment.exporter.post('/certificates/imports', { body }))).to.match(
      /^422 not_permitted_party/,
    );
    const after = await shipment.exporter.get<{ items: unknown[] }>('/certificates?limit=200');
    expect(after.items).to.have.length(before.items.length);
  });

  it('an issued certificate is said as its credential says it, with the signature and the chamber', async () => {
    const { id, number } = await shipment.certificate();
    const { document, notMapped } = await exported(id, 'uncefact', shipment.chamber);
    expect(validate(document), JSON.stringify(validate.errors)).to.equal(true);
    expect(document['status']).to.equal('issued');
    expect(document['iD']).to.match(new RegExp(`^did:web:.+/certificates/${number}$`));
    expect(document)
      .to.have.nested.property('secondSignatoryAuthentication.signature')
      .that.matches(/^eyJ[^~]+$/);
    expect(document).to.have.nested.property(
      'supplyChainConsignment.exporter.name',
      'Scheldt Chocolate Works NV',
    );
    expect(notMapped.map(({ pointer }) => pointer)).to.include('/incoterm/code');
  });

  it('an issued certificate is said as CertificationOfOrigin; a draft cannot be', async () => {
    const { id } = await shipment.certificate();
    const { document } = await exported(id, 'traceability');
    expect(document['type']).to.deep.equal(['VerifiableCredential', 'CertificationOfOrigin']);
    expect(document).to.have.nested.property('credentialSubject.dateOfExport', '2026-11-28');
    const draft = await shipment.exporter.post<{ id: string }>('/certificates', {
      body: { chamberId: shipment.id('chamberAntwerp'), application: sampleApplication(1) },
    });
    expect(await refusal(exported(draft.id, 'traceability'))).to.equal('409 wrong_state');
  });

  it('whoever may see a certificate and not download it gets no export', async () => {
    const { id, recordId } = await shipment.certificate();
    await shipment.exporter.post(`/records/${recordId}/shares`, {
      body: { organisationId: shipment.id('importer'), rights: ['view'] },
    });
    for (const format of ['uncefact', 'traceability']) {
      expect(await refusal(exported(id, format, shipment.importer))).to.match(/^403 forbidden/);
      expect(await refusal(exported(id, format, shipment.customs))).to.equal('404 not_found');
    }
  });
});
