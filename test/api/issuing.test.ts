import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { verifyCredential } from '../../core/credential.ts';
import { decodeEvent } from '../../core/event.ts';
import { verifyReceipt } from '../../core/receipt.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { type Certificate, openCertificates } from './support/certificates.ts';
import { refusal, type Shipment, type TrailEvent } from './support/shipment.ts';

interface Outcome {
  readonly id: string;
  readonly ok: boolean;
  readonly certificate?: { number: string; recordId: string; verificationCode: string; receipt: string };
  readonly problem?: { code: string; title: string };
}

describe('certificates', () => {
  let server: TestServer;
  let parties: Shipment;
  let exporter: ApiClient;
  let chamber: ApiClient;
  let otherChamber: ApiClient;
  const { apply, submit, submitMany, issue, get, credentialOf } = openCertificates((opened) => {
    ({ server, parties, exporter, chamber, otherChamber } = opened);
  });
  /** The running part of a number of the default format. */
  const sequenceOf = (number: string | null | undefined) => Number(number?.split('-')[3]);
  const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

  describe('issuing', () => {
    it('makes number, code, credential and the first event of a record, signed by the chamber', async () => {
      const application = sampleApplication(7);
      const { id } = await apply(application);
      await exporter.post(`/certificates/${id}/submission`, withDeclaration);
      const issued = await chamber.post<Certificate & { recordId: string }>(`/certificates/${id}/issuance`);
      expect(issued).to.include({ state: 'issued' });
      expect(issued.number).to.match(/^BE-[0-9A-F]{6}-\d\d-\d{7}-\d\d$/);
      expect(issued.verificationCode).to.match(/^[0-9A-HJKMNP-TV-Z]{16}$/);

      const credential = await verifyCredential(await credentialOf(exporter, id));
      const { certificateNumber, verificationCode, issue: box8, copyStatus, ...said } = credential.subject;
      expect({ certificateNumber, verificationCode, copyStatus }).to.deep.equal({
        certificateNumber: issued.number,
        verificationCode: issued.verificationCode,
        copyStatus: 'DIGITAL_ORIGINAL',
      });
      expect(said).to.deep.equal(asJson(application));
      expect(box8).to.include({ place: 'Antwerp', officer: 'Pieter Claes' });
      expect(credential.issuer.name).to.equal('Chamber of Commerce of Antwerp');

      const { items } = await exporter.get<{ items: TrailEvent[] }>(`/records/${issued.recordId}/trail`);
      expect(items.map((event) => event.type)).to.deep.equal(['org.openpouch.certificate.issued']);
      const { jwk, body } = decodeEvent(items[0]?.proof.body?.jws ?? '');
      expect(jwk).to.deep.equal(credential.jwk);
      expect(body.data).to.deep.include({
        number: issued.number,
        owner: { id: parties.id('exporter'), legalName: 'Scheldt Chocolate Works NV', country: 'BE' },
      });
      const { receipt } = await verifyReceipt(issued.receipts?.[0] ?? '');
      expect(receipt).to.include({
        recordId: issued.recordId,
        sequence: 0,
        entryHash: items[0]?.proof.entryHash,
      });
    });

    it('belongs to the chamber that was asked, and happens once', async () => {
      const { id } = await submit();
      expect(await refusal(otherChamber.post(`/certificates/${id}/issuance`))).to.equal('404 not_found');
      expect(await refusal(exporter.post(`/certificates/${id}/issuance`))).to.equal('403 forbidden');
      await chamber.post(`/certificates/${id}/issuance`);
      expect(await refusal(chamber.post(`/certificates/${id}/issuance`))).to.equal('409 wrong_state');
      expect(await refusal(chamber.post(`/certificates/${randomUUID()}/issuance`))).to.equal('404 not_found');
      expect(await refusal(chamber.post('/certificates/none/issuance'))).to.equal('400 invalid_request /id');
      expect(
        await refusal(chamber.post(`/certificates/${id}/rejection`, { body: { reason: 'Late.' } })),
      ).to.equal('409 wrong_state');
    });

    it('takes a certificate’s id in capitals', async () => {
      const { id } = await submit();
      expect(await chamber.post<Certificate>(`/certificates/${id.toUpperCase()}/issuance`)).to.include({
        id,
        state: 'issued',
      });
    });

    it('answers a retry with the first answer, and refuses the key for another certificate', async () => {
      const [one, other] = await submitMany(2);
      const sent = { idempotencyKey: randomUUID() };
      const first = await chamber.raw('POST', `/certificates/${one?.id}/issuance`, sent);
      const again = await chamber.raw('POST', `/certificates/${one?.id}/issuance`, sent);
      expect([again.status, again.headers.get('idempotency-replayed')]).to.deep.equal([200, 'true']);
      expect(await again.json()).to.deep.equal(await first.json());
      expect(await refusal(chamber.post(`/certificates/${other?.id}/issuance`, sent))).to.equal(
        '422 idempotency_key_reused',
      );
      expect(await get(chamber, other?.id ?? '')).to.include({ state: 'submitted' });
    });

    it('does one act for many equal requests at the same time', async () => {
      const { id } = await submit();
      const sent = { idempotencyKey: randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => chamber.raw('POST', `/certificates/${id}/issuance`, sent)),
      );
      const issued = await Promise.all(
        answers.filter(({ status }) => status === 200).map((answer) => answer.json()),
      );
      expect(issued.length).to.be.at.least(1);
      for (const answer of issued) expect(answer).to.deep.equal(issued[0]);
      for (const { status } of answers) expect(status).to.be.oneOf([200, 409]);
      expect(await get(chamber, id)).to.include({ version: 3 });
    });

    it('numbers without a gap and without a double, singly and in bulk at the same time', async () => {
      const { number: before } = await issue();
      const submitted = await submitMany(60);
      const [bad] = await submitMany(1);
      await chamber.post(`/certificates/${bad?.id}/rejection`, { body: { reason: 'No.' } });
      const singles = submitted.slice(0, 50);
      const bulk = [...submitted.slice(50), ...(bad === undefined ? [] : [bad])].map(({ id }) => id);
      const [answers, { outcomes }] = await Promise.all([
        Promise.all(singles.map(({ id }) => chamber.post<Certificate>(`/certificates/${id}/issuance`))),
        chamber.post<{ outcomes: Outcome[] }>('/certificates/issuances', { body: { ids: bulk } }),
        // One of those that fail on the way: what it took must be given back.
        refusal(chamber.post(`/certificates/${bad?.id}/issuance`)),
      ]);
      const numbers = [
        ...answers.map(({ number }) => number),
        ...outcomes.flatMap(({ certificate }) => certificate?.number ?? []),
      ];
      const first = sequenceOf(before) + 1;
      expect(numbers.map(sequenceOf).sort((a, b) => a - b)).to.deep.equal(
        Array.from({ length: 60 }, (_, index) => first + index),
      );
    });

    it('leaves no gap when the transaction fails', async () => {
      const { number: before } = await issue();
      const { id } = await submit();
      await server.context.database
        .as({ organisationId: parties.id('chamberAntwerp') }, async (trx) => {
          await trx
            .insertInto('certificate_numbers')
            .values({ chamber_id: parties.id('chamberAntwerp'), year: new Date().getUTCFullYear(), last: 1 })
            .onConflict((conflict) =>
              conflict
                .columns(['chamber_id', 'year'])
                .doUpdateSet((eb) => ({ last: eb('certificate_numbers.last', '+', 1) })),
            )
            .execute();
          throw new Error('on purpose');
        })
        .catch(() => undefined);
      const { number } = await chamber.post<Certificate>(`/certificates/${id}/issuance`);
      expect(sequenceOf(number)).to.equal(sequenceOf(before) + 1);
    });
  });

  describe('issuing in bulk', () => {
    it('issues all that can be issued and says of each other why not', async () => {
      const [one, two] = await submitMany(2);
      const draft = await apply();
      const done = await issue();
      const unknown = randomUUID();
      const ids = [one?.id, draft.id, unknown, done.id, two?.id].map(String);
      const { outcomes } = await chamber.post<{ outcomes: Outcome[] }>('/certificates/issuances', {
        body: { ids },
      });
      expect(outcomes.map(({ id, ok, problem }) => [id, ok, problem?.code])).to.deep.equal([
        [one?.id, true, undefined],
        [draft.id, false, 'not_found'],
        [unknown, false, 'not_found'],
        [done.id, false, 'wrong_state'],
        [two?.id, true, undefined],
      ]);
      const [first, , , , last] = outcomes;
      expect(await get(exporter, two?.id ?? '')).to.include({
        state: 'issued',
        number: last?.certificate?.number,
        recordId: last?.certificate?.recordId,
        verificationCode: last?.certificate?.verificationCode,
      });
      expect((await verifyReceipt(first?.certificate?.receipt ?? '')).receipt).to.include({ sequence: 0 });
    });

    it('answers a retry with the first answer', async () => {
      const ids = (await submitMany(3)).map(({ id }) => id);
      const sent = { body: { ids }, idempotencyKey: randomUUID() };
      const first = await chamber.post('/certificates/issuances', sent);
      expect(await chamber.post('/certificates/issuances', sent)).to.deep.equal(first);
    });

    it('takes 1 to 500 ids, each once', async () => {
      const { id } = await submit();
      const attempt = (ids: unknown) => refusal(chamber.post('/certificates/issuances', { body: { ids } }));
      expect(await attempt([])).to.equal('400 invalid_request /ids');
      expect(await attempt([id, id.toUpperCase()])).to.equal('400 invalid_request /ids');
      expect(await attempt(Array.from({ length: 501 }, () => randomUUID()))).to.equal(
        '400 invalid_request /ids',
      );
      expect(await attempt([id, 'x'])).to.equal('400 invalid_request /ids/1');
      expect(await get(chamber, id)).to.include({ state: 'submitted' });
    });
  });
});
