import { expect } from 'chai';
import { parseBundle } from '../../core/bundle.ts';
import { eventBody, signEvent, verifyEvent } from '../../core/event.ts';
import { RecordId } from '../../core/ids.ts';
import { verifyReceipt } from '../../core/receipt.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { proofCalls, type AnsweredVerdict as Verdict } from './support/proof-calls.ts';
import { openShipment, refusal, type Shipment, type TrailEvent } from './support/shipment.ts';

describe('proofs of records', () => {
  let server: TestServer;
  let parties: Shipment;
  let exporter: ApiClient;

  before(async () => {
    // Nothing is anchored until a test says so.
    server = await startTestServer({ batchIntervalMs: 3_600_000 });
    parties = await openShipment(server);
    exporter = parties.exporter;
    await server.anchoring.flush();
  });
  after(() => server.close());

  const sealed = () => server.anchoring.flush();
  const { codeOf, proofOf, verifyBundle } = proofCalls(() => exporter);

  describe('GET /records/{recordId}/proof', () => {
    it('gives what made the record, or the whole trail', async () => {
      const certificate = await parties.certificate();
      const body = { organisationId: parties.id('forwarder'), rights: ['view'] };
      await exporter.post(`/records/${certificate.recordId}/shares`, { body });
      expect(parseBundle(await proofOf(certificate)).events.map((event) => event.sequence)).to.deep.equal([
        0,
      ]);
      const all = parseBundle(await proofOf(certificate, 'all'));
      expect(all.events.map((event) => event.sequence)).to.deep.equal([0, 1]);
      await sealed();
      expect((await verifyBundle(await proofOf(certificate, 'all'))).outcome).to.equal('valid');
    });

    it('hides fields of a certificate, and verifies all the same', async () => {
      const { recordId } = await parties.certificate();
      await sealed();
      const proof = `/records/${recordId}/proof`;
      const bundle = await exporter.get(`${proof}?hide=consignee,items.0.invoice`);
      const { outcome, facts } = await verifyBundle(bundle);
      expect(outcome).to.equal('valid');
      expect(facts?.certificate?.hiddenIn).to.have.deep.members([
        { within: '', count: 2 },
        { within: 'items.0', count: 1 },
      ]);
      expect(facts?.certificate?.subject).to.not.have.any.keys('consignee', 'verificationCode');
      expect(await refusal(exporter.get(`${proof}?hide=origins`))).to.equal('400 invalid_request /hide');
      const pouch = await exporter.post<{ recordId: string }>('/pouches', {
        body: { title: 'Nothing to hide' },
      });
      expect(await refusal(exporter.get(`/records/${pouch.recordId}/proof?hide=title`))).to.equal(
        '400 invalid_request /hide',
      );
    });

    it('is of the whole trail only where that fits: what it gives can be verified', async () => {
      const certificate = await parties.certificate();
      const path = `/records/${certificate.recordId}`;
      for (let n = 0; n < 3; n++) {
        const body = { organisationId: parties.id('importer') };
        const { id } = await exporter.post<{ id: string }>(`${path}/shares`, { body });
        await exporter.delete(`${path}/shares/${id}`);
      }
      const { operator, database } = server.context;
      const data = { note: 'x'.repeat(280_000) };
      const subject = RecordId.parse(certificate.recordId);
      const event = {
        source: 'urn:x',
        type: 'org.openpouch.record.verified',
        subject,
        time: new Date(),
        data,
      };
      const jws = await signEvent(eventBody(event), operator);
      await database.asSystem((trx) =>
        trx
          .updateTable('events')
          .set({ jws })
          .where('record_id', '=', Buffer.from(certificate.recordId.slice(2), 'hex'))
          .where('sequence', '>', 0)
          .execute(),
      );
      expect(await refusal(proofOf(certificate, 'all'))).to.equal('400 invalid_request /events');
      expect((await proofOf(certificate)).events).to.have.length(1);
    });

    it('is recorded once when a reader takes it: the certificate is in it', async () => {
      const { recordId } = await parties.certificate();
      await proofOf({ recordId });
      const body = { organisationId: parties.id('customsSingapore') };
      await exporter.post(`/records/${recordId}/shares`, { body });
      for (let n = 0; n < 2; n++) await parties.customs.get(`/records/${recordId}/proof`);
      expect(await parties.story(exporter, recordId)).to.deep.equal([
        'certificate.issued',
        'share.granted',
        'certificate.viewed',
      ]);
    });

    it('is not for who may only see: it holds the credential', async () => {
      const { recordId } = await parties.certificate();
      const body = { organisationId: parties.id('importer'), rights: ['view'] };
      await exporter.post(`/records/${recordId}/shares`, { body });
      expect(await refusal(parties.importer.get(`/records/${recordId}/proof`))).to.equal('403 forbidden');
    });

    it('is not for whom the record is not shown to', async () => {
      const { recordId } = await parties.certificate();
      expect(await refusal(parties.importer.get(`/records/${recordId}/proof`))).to.equal('404 not_found');
      expect(await refusal(server.anyone.get(`/records/${recordId}/proof`))).to.equal('401 not_signed_in');
    });
  });

  describe('POST /records/{recordId}/verifications', () => {
    it('records, with the party’s signature, what the party was told', async () => {
      const certificate = await parties.certificate();
      const body = { organisationId: parties.id('customsSingapore'), rights: ['view'] };
      await exporter.post(`/records/${certificate.recordId}/shares`, { body });
      await sealed();
      const verdict = await parties.customs.post<Verdict>(`/records/${certificate.recordId}/verifications`);
      expect(verdict.outcome).to.equal('valid');
      expect(JSON.stringify(verdict))
        .to.contain(certificate.number)
        .and.not.contain(await codeOf(certificate));

      const { items } = await exporter.get<{ items: TrailEvent[] }>(`/records/${certificate.recordId}/trail`);
      const event = items.at(-1);
      expect(event?.type).to.equal('org.openpouch.record.verified');
      expect(event?.actor.organisation?.id).to.equal(parties.id('customsSingapore'));
      expect(event?.data).to.deep.equal({ outcome: 'valid', block: verdict.block });
      const { body: signed } = await verifyEvent(event?.proof.body?.jws ?? '');
      expect(signed.source).to.equal(`urn:uuid:${parties.id('customsSingapore')}`);
      const { receipt } = await verifyReceipt(verdict.receipts?.[0] ?? '');
      expect(receipt).to.include({ entryHash: event?.proof.entryHash, sequence: event?.proof.sequence });
    });

    it('records a retry once', async () => {
      const certificate = await parties.certificate();
      const path = `/records/${certificate.recordId}/verifications`;
      const sent = { idempotencyKey: `again-${certificate.number}` };
      const first = await exporter.post<Verdict>(path, sent);
      await sealed();
      expect(await exporter.post<Verdict>(path, sent)).to.deep.equal(first);
      expect(await parties.story(exporter, certificate.recordId)).to.deep.equal([
        'certificate.issued',
        'record.verified',
      ]);
    });

    it('is not for whom the record is not shown to', async () => {
      const { recordId } = await parties.certificate();
      const attempt = parties.importer.post(`/records/${recordId}/verifications`);
      expect(await refusal(attempt)).to.equal('404 not_found');
      expect(await parties.story(exporter, recordId)).to.deep.equal(['certificate.issued']);
    });
  });
});
