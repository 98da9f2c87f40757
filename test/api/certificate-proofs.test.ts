import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { decodeCredential, verifyCredential } from '../../core/credential.ts';
import { readHole } from '../../core/rendition.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { type Certificate, openCertificates } from './support/certificates.ts';
import { refusal, type Shipment } from './support/shipment.ts';

interface Verdict {
  readonly outcome: string;
  readonly checks: readonly { code: string; result: string }[];
}

describe('certificates', () => {
  let server: TestServer;
  let parties: Shipment;
  let exporter: ApiClient;
  let chamber: ApiClient;
  let otherChamber: ApiClient;
  const { apply, submit, issue, get, credentialOf } = openCertificates((opened) => {
    ({ server, parties, exporter, chamber, otherChamber } = opened);
  });

  describe('the credential', () => {
    it('hides what is to be hidden and verifies all the same', async () => {
      const { id } = await issue();
      const whole = await credentialOf(exporter, id);
      const redacted = await credentialOf(exporter, id, '?hide=consignee,items.0.description,invoiceTotal');
      const { subject, hiddenCount } = await verifyCredential(redacted);
      // The verification code goes with them: it shows the whole certificate on the public page.
      expect(hiddenCount).to.equal(decodeCredential(whole).hiddenCount + 4);
      for (const name of ['consignee', 'verificationCode']) expect(subject).to.not.have.property(name);
      expect(JSON.stringify(subject)).to.not.include('couverture');
      expect(redacted.split('~')[0]).to.equal(whole.split('~')[0]);
    });

    it('names what cannot be hidden', async () => {
      const { id } = await issue();
      expect(await refusal(exporter.bytes(`/certificates/${id}/credential?hide=certificateNumber`))).to.equal(
        '400 invalid_request /hide',
      );
      const many = await exporter.raw('GET', `/certificates/${id}/credential?hide=${'x,'.repeat(1_900)}x`);
      expect([many.status, (await many.text()).length < 10_000]).to.deep.equal([400, true]);
      expect(await refusal(exporter.bytes(`/certificates/${id}/credential?hide=`))).to.equal(
        '400 invalid_request /hide',
      );
      expect(await refusal(exporter.bytes(`/certificates/${id}/credential?show=all`))).to.equal(
        '400 invalid_request /show',
      );
    });

    it('needs the right to download, and tells the trail of the first reading', async () => {
      const { id, recordId } = await issue();
      const share = (party: 'forwarder' | 'importer', rights: string[]) =>
        exporter.post(`/records/${recordId}/shares`, { body: { organisationId: parties.id(party), rights } });
      await share('forwarder', ['view']);
      await share('importer', ['view', 'download']);
      expect(await refusal(parties.forwarder.bytes(`/certificates/${id}/credential`))).to.equal(
        '403 forbidden',
      );
      expect(await refusal(parties.agent.bytes(`/certificates/${id}/credential`))).to.equal('404 not_found');
      await Promise.all([1, 2, 3].map(() => credentialOf(parties.importer, id)));
      await get(parties.importer, id);
      await credentialOf(exporter, id);
      await credentialOf(chamber, id);
      const story = await parties.story(exporter, recordId);
      expect(story.filter((type) => type === 'certificate.viewed')).to.have.length(1);
      await get(parties.forwarder, id);
      expect(
        (await parties.story(exporter, recordId)).filter((type) => type === 'certificate.viewed'),
      ).to.have.length(2);
    });

    it('is not there before the certificate is issued', async () => {
      const { id } = await submit();
      expect(await refusal(exporter.bytes(`/certificates/${id}/credential`))).to.equal('409 wrong_state');
    });
  });

  describe('revocation', () => {
    const outcomeOf = async (recordId: string) => {
      const bundle = await exporter.get(`/records/${recordId}/proof`);
      return (await server.anyone.post<Verdict>('/verification/bundles', { body: { bundle } })).outcome;
    };

    it('is final, recorded, and told to the chain', async () => {
      const { id, recordId } = await issue();
      await server.anchoring.flush();
      expect(await outcomeOf(recordId)).to.equal('valid');
      const revoked = await chamber.post<Certificate>(`/certificates/${id}/revocation`, {
        body: { reason: 'fraud' },
      });
      expect(revoked).to.include({ state: 'revoked', successorId: null });
      expect(revoked.decision).to.deep.equal({ reason: 'fraud', by: 'Pieter Claes' });
      expect(revoked.receipts).to.have.length(1);
      expect(await parties.story(exporter, recordId)).to.deep.equal([
        'certificate.issued',
        'certificate.revoked',
      ]);
      await server.anchoring.flush();
      expect(await outcomeOf(recordId)).to.equal('revoked');
      for (const body of [{ reason: 'fraud' }, { reason: 'replaced', successorId: (await issue()).id }]) {
        expect(await refusal(chamber.post(`/certificates/${id}/revocation`, { body }))).to.equal(
          '409 wrong_state',
        );
      }
    });

    it('may name a successor of the same chamber that is in force', async () => {
      const [old, next] = [await issue(), await issue()];
      const draft = await submit();
      for (const successorId of [old.id, draft.id, randomUUID()]) {
        const body = { reason: 'replaced', successorId };
        expect(await refusal(chamber.post(`/certificates/${old.id}/revocation`, { body }))).to.equal(
          '400 invalid_request /successorId',
        );
      }
      const body = { reason: 'replaced', successorId: next.id };
      const superseded = await chamber.post<Certificate>(`/certificates/${old.id}/revocation`, { body });
      expect(superseded).to.include({ state: 'superseded', successorId: next.id });
      await server.anchoring.flush();
      expect(await outcomeOf(old.recordId)).to.equal('superseded');
      expect(await outcomeOf(next.recordId)).to.equal('valid');
    });

    it('is the chamber’s, for a reason of the protocol', async () => {
      const { id } = await issue();
      const revoke = (by: ApiClient, body: object) =>
        refusal(by.post(`/certificates/${id}/revocation`, { body }));
      expect(await revoke(exporter, { reason: 'fraud' })).to.equal('403 forbidden');
      expect(await revoke(otherChamber, { reason: 'fraud' })).to.equal('404 not_found');
      expect(await revoke(chamber, { reason: 'mistake' })).to.equal('400 invalid_request /reason');
      expect(await revoke(chamber, { reason: 'fraud', note: 'x' })).to.equal('400 invalid_request /note');
      expect(await get(exporter, id)).to.include({ state: 'issued' });
    });

    it('reaches a certificate that was handed over', async () => {
      const { id, recordId } = await issue();
      await parties.handOver(recordId, exporter, 'importer');
      await chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'goodsNotShipped' } });
      await server.anchoring.flush();
      expect(await outcomeOf(recordId)).to.equal('revoked');
    });
  });

  describe('a rendition', () => {
    const verify = async (bytes: Uint8Array) =>
      server.anyone.post<Verdict>('/verification/files', { bytes, mediaType: 'application/pdf' });

    it('is a PDF that carries its own proof, and any change of it is seen', async () => {
      const { id, recordId } = await issue();
      const rendition = await exporter.post<{ id: string; length: number; receipts: string[] }>(
        `/certificates/${id}/renditions`,
      );
      await server.anchoring.flush();
      const pdf = await exporter.bytes(`/certificates/${id}/renditions/${rendition.id}`);
      expect(pdf.length).to.equal(rendition.length);
      expect(Buffer.from(pdf).toString('latin1', 0, 8)).to.equal('%PDF-1.7');
      expect(JSON.parse(readHole(pdf)?.text ?? '')).to.deep.include({ recordId });
      expect((await verify(pdf)).outcome).to.equal('valid');

      const altered = Uint8Array.from(pdf);
      altered[altered.length - 200] = (altered[altered.length - 200] ?? 0) ^ 1;
      expect((await verify(altered)).outcome).to.equal('invalid');
      expect((await verify(Buffer.concat([pdf, Buffer.from('\n')]))).outcome).to.equal('invalid');
      expect((await verify(pdf.subarray(0, -1))).outcome).to.equal('invalid');

      expect(await parties.story(exporter, recordId)).to.deep.equal([
        'certificate.issued',
        'certificate.rendered',
      ]);
      await chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'dataIncorrect' } });
      await server.anchoring.flush();
      expect((await verify(pdf)).outcome).to.equal('revoked');
      expect(await refusal(exporter.post(`/certificates/${id}/renditions`))).to.equal('409 wrong_state');
    });

    it('bears a code that only those learn who may download', async () => {
      const { id, recordId } = await issue();
      const codeFor = async (by: ApiClient) =>
        (await by.get<Certificate>(`/certificates/${id}`)).verificationCode;
      const share = (rights: string[], party: 'forwarder' | 'importer') =>
        exporter.post(`/records/${recordId}/shares`, { body: { organisationId: parties.id(party), rights } });
      await share(['view'], 'forwarder');
      await share(['view', 'download'], 'importer');
      for (const by of [exporter, chamber, parties.importer])
        expect(await codeFor(by)).to.match(/^[0-9A-Z]{16}$/);
      expect(await codeFor(parties.forwarder)).to.equal(null);
      await parties.handOver(recordId, exporter, 'agent');
      for (const by of [exporter, parties.agent]) expect(await codeFor(by)).to.match(/^[0-9A-Z]{16}$/);
    });

    it('is made by owner and chamber, a copy for whoever may download', async () => {
      const { id, recordId } = await issue();
      const share = (rights: string[], party: 'forwarder' | 'importer') =>
        exporter.post(`/records/${recordId}/shares`, { body: { organisationId: parties.id(party), rights } });
      await share(['view'], 'forwarder');
      await share(['view', 'download'], 'importer');
      expect(await refusal(parties.importer.post(`/certificates/${id}/renditions`))).to.equal(
        '409 not_owner',
      );
      expect(await refusal(parties.agent.post(`/certificates/${id}/renditions`))).to.equal('404 not_found');
      const mine = await exporter.post<{ id: string }>(`/certificates/${id}/renditions?kind=copy`);
      const theirs = await chamber.post<{ id: string }>(`/certificates/${id}/renditions?kind=copy`);

      const { items } = await parties.importer.get<{ items: { id: string }[] }>(
        `/certificates/${id}/renditions`,
      );
      expect(items.map((one) => one.id)).to.deep.equal([theirs.id, mine.id]);
      expect(
        (await parties.importer.bytes(`/certificates/${id}/renditions/${mine.id}`)).length,
      ).to.be.greaterThan(65_536);
      expect(await refusal(parties.forwarder.bytes(`/certificates/${id}/renditions/${mine.id}`))).to.equal(
        '403 forbidden',
      );
      expect(await refusal(parties.agent.bytes(`/certificates/${id}/renditions/${mine.id}`))).to.equal(
        '404 not_found',
      );
      const other = await issue();
      expect(await refusal(exporter.bytes(`/certificates/${other.id}/renditions/${mine.id}`))).to.equal(
        '404 not_found',
      );
    });

    it('is listed page by page, and made once for a retry', async () => {
      const { id } = await issue();
      const sent = { idempotencyKey: randomUUID() };
      const first = await exporter.post<{ id: string }>(`/certificates/${id}/renditions`, sent);
      expect(await exporter.post(`/certificates/${id}/renditions`, sent)).to.deep.equal(first);
      const second = await exporter.post<{ id: string }>(`/certificates/${id}/renditions?kind=copy`);
      interface Page {
        readonly items: { id: string }[];
        readonly next: string | null;
      }
      const page = await exporter.get<Page>(`/certificates/${id}/renditions?limit=1`);
      expect(page.items.map((one) => one.id)).to.deep.equal([second.id]);
      const rest = await exporter.get<Page>(`/certificates/${id}/renditions?limit=1&after=${page.next}`);
      expect([rest.items.map((one) => one.id), rest.next]).to.deep.equal([[first.id], null]);
    });

    it('has room for the proof of a large certificate', async () => {
      const [item] = sampleApplication(1).items;
      const items = Array.from({ length: 200 }, (_, index) => ({ ...item, seq: index + 1 }));
      const { id } = await apply({ ...sampleApplication(1), items });
      await exporter.post(`/certificates/${id}/submission`, withDeclaration);
      await chamber.post(`/certificates/${id}/issuance`);
      const rendition = await exporter.post<{ id: string }>(`/certificates/${id}/renditions`);
      await server.anchoring.flush();
      expect(
        (await verify(await exporter.bytes(`/certificates/${id}/renditions/${rendition.id}`))).outcome,
      ).to.equal('valid');
    });
  });
});
