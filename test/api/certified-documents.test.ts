import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { ProofBundle } from '../../core/bundle.ts';
import { verify } from '../../core/verify.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import {
  sampleApplication,
  sampleDocumentApplication,
  withDeclaration,
} from '../../scripts/client/sample-application.ts';
import type { VerdictAnswer } from '../../server/verification/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Certificate, openShipment, refusal, type Shipment } from './support/shipment.ts';

type Item = Certificate & { readonly kind: string; readonly document: unknown };
type Page = { readonly items: readonly Item[] };

const sha256 = (bytes: Uint8Array) => `0x${createHash('sha256').update(bytes).digest('hex')}`;

describe('certified documents', () => {
  let server: TestServer;
  let parties: Shipment;
  let exporter: ApiClient;
  let chamber: ApiClient;
  let serial = 0;

  before(async () => {
    server = await startTestServer({ batchIntervalMs: 3_600_000 });
    parties = await openShipment(server);
    ({ exporter, chamber } = parties);
    await server.anchoring.flush();
  });
  after(() => server?.close());

  const pdf = () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_000)]);
  const handIn = (id: string, bytes: Uint8Array, mediaType = 'application/pdf') =>
    exporter.post(`/certificates/${id}/evidence?name=invoice.pdf&type=380`, { bytes, mediaType });
  const submit = (id: string) =>
    exporter.post<Certificate>(`/certificates/${id}/submission`, withDeclaration);
  const draft = async (bytes: Uint8Array, change: object = {}) => {
    serial += 1;
    const application = { ...sampleDocumentApplication(serial, sha256(bytes)), ...change };
    const body = { chamberId: server.idOf('chamberAntwerp'), application };
    return (await exporter.post<Item>('/certificates', { body })).id;
  };
  const applied = async (bytes: Uint8Array) => {
    const id = await draft(bytes);
    await handIn(id, bytes);
    await submit(id);
    return id;
  };
  const certified = async (bytes: Uint8Array) =>
    chamber.post<Certificate>(`/certificates/${await applied(bytes)}/issuance`);
  const proofOf = ({ recordId }: Certificate, query = '') =>
    exporter.get<ProofBundle>(`/records/${recordId}/proof${query}`);
  const offline = (bundle: ProofBundle, file?: Uint8Array) => {
    const { deployment, chain } = server.context;
    const trust = { deployments: [deployment] };
    return verify({ bundle, ...(file && { file: new Uint8Array(file) }) }, trust, chain);
  };
  const verifyFile = (bytes: Uint8Array) =>
    server.anyone.post<VerdictAnswer>('/verification/files', {
      bytes,
      mediaType: 'application/octet-stream',
    });

  describe('applying', () => {
    it('takes a draft with what it has, and names each field that is wrong', async () => {
      const body = (application: object) => ({
        body: { chamberId: server.idOf('chamberAntwerp'), application },
      });
      const created = await exporter.post<Item>('/certificates', body({ formType: 'CERTIFIED_DOCUMENT' }));
      expect(created.kind).to.equal('document');
      expect(await refusal(submit(created.id))).to.match(
        /^422 application_incomplete .*\/application\/document .*\/application\/certifies/,
      );
      const wrong = {
        formType: 'CERTIFIED_DOCUMENT',
        certifies: 'everything',
        items: [],
        document: { digest: 'abc' },
      };
      const before = (await exporter.get<Page>('/certificates?kind=document')).items.length;
      const said = (await refusal(exporter.post('/certificates', body(wrong)))).split(' ');
      expect(said.slice(0, 2)).to.deep.equal(['400', 'invalid_request']);
      expect(said.slice(2)).to.have.members([
        '/application/document/digest',
        '/application/certifies',
        '/application/items',
      ]);
      expect((await exporter.get<Page>('/certificates?kind=document')).items).to.have.length(before);
    });

    it('asks for what is certified, and for nothing besides', async () => {
      const bytes = pdf();
      for (const [change, pointer] of [
        [{ certifies: 'signature', signatory: undefined }, '/application/signatory'],
        [{ certifies: 'origin' }, '/application/origins'],
        [{ certifies: 'contents', origins: ['BE'] }, '/application/origins'],
        [{ certifies: 'origin', origins: ['BE', 'BE'] }, '/application/origins/1'],
      ] as const) {
        const id = await draft(bytes, change);
        await handIn(id, bytes);
        expect(await refusal(submit(id))).to.equal(`422 application_incomplete ${pointer}`);
      }
    });

    it('wants the very file that it names, as a PDF', async () => {
      const bytes = pdf();
      const id = await draft(bytes);
      const refused = '422 application_incomplete /application/document/digest';
      expect(await refusal(submit(id))).to.equal(refused);
      await handIn(id, pdf());
      expect(await refusal(submit(id))).to.equal(refused);
      const other = await draft(bytes);
      await handIn(other, bytes, 'text/plain');
      expect(await refusal(submit(other))).to.equal(refused);
      // Nothing was submitted by the way: the chamber has no case, the file can still be taken out.
      expect((await chamber.get<Page>('/desk?kind=document')).items).to.deep.equal([]);
      await handIn(id, bytes);
      await submit(id);
      const [waiting] = (await chamber.get<Page>('/desk?kind=document')).items;
      expect(waiting).to.deep.include({ id, kind: 'document' });
    });

    it('stays an application for what it was begun for', async () => {
      const id = await draft(pdf());
      const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) };
      const attempt = exporter.put(`/certificates/${id}`, { body, headers: { 'if-match': '*' } });
      expect(await refusal(attempt)).to.equal('400 invalid_request /application/formType');
    });
  });

  it('stands at the desk beside certificates of origin, each found by its kind', async () => {
    const id = await applied(pdf());
    const { id: origin } = await exporter.post<Item>('/certificates', {
      body: { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) },
    });
    await submit(origin);
    const queue = async (kind = '') => (await chamber.get<Page>(`/desk${kind}`)).items.map((item) => item.id);
    expect(await queue()).to.include.members([id, origin]);
    expect(await queue('?kind=document'))
      .to.include(id)
      .and.not.to.include(origin);
    expect(await queue('?kind=origin'))
      .to.include(origin)
      .and.not.to.include(id);
    const listed = (await chamber.get<Page>('/certificates?kind=document&q=commercial invoice')).items;
    expect(listed.find((item) => item.id === id)?.document).to.deep.equal({
      title: 'Commercial invoice',
      number: `${2026_0000 + serial}`,
    });
    const question = { body: { text: 'Who is Lotte Maes?' } };
    await chamber.post(`/certificates/${id}/questions`, question);
    await exporter.post(`/certificates/${id}/answers`, { body: { text: 'Our managing director.' } });
    await chamber.post(`/certificates/${id}/rejection`, { body: { reason: 'The stamp is missing.' } });
    expect((await exporter.get<{ state: string }>(`/certificates/${id}`)).state).to.equal('not_issued');
  });

  it('has the fee that the chamber sets for documents, or that of a certificate', async () => {
    const feeOf = async (certificate: Certificate) =>
      (await chamber.get<{ fee: unknown }>(`/certificates/${certificate.id}/case`)).fee;
    const [fee, documentFee] = ['18.64', '12.50'].map((amount) => ({ amount, currency: 'EUR' }));
    const settings = (fees: object) =>
      chamber.put('/chamber-settings', { body: { fourEyes: false, deadlineDays: 2, ...fees } });
    await settings({ fee, documentFee });
    expect(await feeOf(await certified(pdf()))).to.deep.equal(documentFee);
    expect(await feeOf(await parties.certificate())).to.deep.equal(fee);
    await settings({ fee });
    expect(await feeOf(await certified(pdf()))).to.deep.equal(fee);
    await settings({});
    expect(await feeOf(await certified(pdf()))).to.equal(null);
  });

  it('is proven by the file and the proof, without us', async () => {
    const bytes = pdf();
    const certificate = await certified(bytes);
    expect((await offline(await proofOf(certificate), bytes)).outcome).to.equal('pending');
    await server.anchoring.flush();
    const bundle = await proofOf(certificate);
    const verdict = await offline(bundle, bytes);
    expect(verdict.outcome).to.equal('valid');
    expect(verdict.statement).to.include(
      `Genuine: Commercial invoice ${2026_0000 + serial} of 2026-11-20, certified by Chamber of Commerce of Antwerp as number ${certificate.number} and sealed on `,
    );
    expect(verdict.statement).to.match(/The file is the one that was certified\.$/);
    expect(verdict.facts?.certificate?.kind).to.equal('document');
    expect((await offline(bundle)).statement).to.match(/No file was given to compare\.$/);

    const altered = Buffer.from(bytes);
    altered[100] = (altered[100] ?? 0) ^ 1;
    for (const wrong of [altered, pdf(), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from(' ')])]) {
      const refused = await offline(bundle, wrong);
      expect(refused.outcome).to.equal('invalid');
      expect(refused.statement).to.equal('Not valid: The file is not the one that was certified.');
    }
    // A certificate of origin says nothing of any file, still.
    const origin = await offline(await proofOf(await parties.certificate()), bytes);
    expect(origin.statement).to.equal('Not valid: The proof says nothing about this file.');

    // The same with fields hidden, and through the server with the digest alone.
    const redacted = await proofOf(certificate, '?hide=consignee,signatory');
    const hidden = await offline(redacted, bytes);
    // The chain may have grown meanwhile.
    const words = (statement: string) => statement.replace(/as of block \d+ of [^.]*\./, '');
    expect(hidden.outcome).to.equal('valid');
    expect(words(hidden.statement)).to.equal(words(verdict.statement));
    expect(JSON.stringify(redacted)).not.to.include('Straits');
    const byDigest = (digest: string) =>
      server.anyone.post<VerdictAnswer>('/verification/bundles', { body: { bundle, fileDigest: digest } });
    expect((await byDigest(sha256(bytes))).outcome).to.equal('valid');
    expect((await byDigest(sha256(altered))).outcome).to.equal('invalid');
  });

  it('is found by its bytes alone, and then tells who certified it and when', async () => {
    const bytes = pdf();
    const id = await applied(bytes);
    expect((await verifyFile(bytes)).recorded).to.equal(null);
    const certificate = await chamber.post<Certificate>(`/certificates/${id}/issuance`);
    await server.anchoring.flush();
    const found = await verifyFile(bytes);
    expect(found).to.deep.include({ outcome: 'valid', facts: null, checks: [] });
    expect(found.recorded).to.deep.include({ certified: true });
    expect(found.recorded?.by?.legalName).to.equal('Chamber of Commerce of Antwerp');
    expect(found.statement).to.include(`as number ${certificate.number}`);
    await chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'dataIncorrect' } });
    await server.anchoring.flush();
    expect((await verifyFile(bytes)).outcome).to.equal('revoked');
    expect((await offline(await proofOf(certificate), bytes)).statement).to.include('data incorrect');
  });

  it('goes with its record: who may download the certificate gets the file', async () => {
    const bytes = pdf();
    const certificate = await certified(bytes);
    const file = (by: ApiClient) => by.bytes(`/certificates/${certificate.id}/document`);
    expect(Buffer.from(await file(exporter)).equals(bytes)).to.equal(true);
    expect(await refusal(file(parties.importer))).to.equal('404 not_found');
    const share = (rights: string[]) =>
      exporter.post<{ id: string }>(`/records/${certificate.recordId}/shares`, {
        body: { organisationId: server.idOf('importer'), rights },
      });
    const { id: shareId } = await share(['view']);
    expect(await refusal(file(parties.importer))).to.equal('403 forbidden');
    await exporter.delete(`/records/${certificate.recordId}/shares/${shareId}`);
    await share(['view', 'download']);
    expect(Buffer.from(await file(parties.importer)).equals(bytes)).to.equal(true);
    expect(await parties.story(exporter, certificate.recordId)).to.include('certificate.viewed');
    // What was handed in beside it is still for applicant and chamber alone.
    expect(await refusal(parties.importer.get(`/certificates/${certificate.id}/evidence`))).to.equal(
      '403 forbidden',
    );
    const pouch = await parties.pouch();
    await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
    await parties.handOver(pouch.recordId, exporter, 'importer');
    expect(Buffer.from(await file(parties.importer)).equals(bytes)).to.equal(true);
  });

  it('is replaced like any certificate, and has no form of a certificate of origin', async () => {
    const bytes = pdf();
    const first = await certified(bytes);
    for (const attempt of [
      () => exporter.post(`/certificates/${first.id}/renditions`, { body: { kind: 'original' } }),
      () => exporter.get(`/certificates/${first.id}/exports/uncefact`),
      () => exporter.get(`/certificates/${first.id}/exports/traceability`),
    ])
      expect(await refusal(attempt())).to.equal('422 not_expressible');
    const { id } = await exporter.post<Certificate>(`/certificates/${first.id}/replacement`);
    // Evidence is handed in anew with each application.
    await handIn(id, bytes);
    await submit(id);
    const second = await chamber.post<Certificate>(`/certificates/${id}/issuance`);
    await server.anchoring.flush();
    expect((await offline(await proofOf(first), bytes)).outcome).to.equal('superseded');
    expect((await offline(await proofOf(second), bytes)).outcome).to.equal('valid');
    const origin = await exporter.get(`/certificates/${(await parties.certificate()).id}`);
    expect(origin).to.deep.include({ kind: 'origin' });
    expect(
      await refusal(exporter.bytes(`/certificates/${(await parties.certificate()).id}/document`)),
    ).to.equal('404 not_found');
  });
});
