import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { decodeCredential, verifyCredential } from '../../core/credential.ts';
import { decodeEvent } from '../../core/event.ts';
import { verifyReceipt } from '../../core/receipt.ts';
import { readHole } from '../../core/rendition.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, refusal, type Shipment, type TrailEvent } from './support/shipment.ts';

interface Certificate {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly number: string | null;
  readonly verificationCode: string | null;
  readonly recordId: string | null;
  readonly application: unknown;
  readonly decision: { reason: string; by: string } | null;
  readonly successorId: string | null;
  readonly sealing: { state: string } | null;
  readonly receipts?: readonly string[];
}

interface Summary {
  readonly id: string;
  readonly state: string;
  readonly number: string | null;
  readonly consignee: string | null;
  readonly origins: readonly string[];
}

interface Outcome {
  readonly id: string;
  readonly ok: boolean;
  readonly certificate?: { number: string; recordId: string; verificationCode: string; receipt: string };
  readonly problem?: { code: string; title: string };
}

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
  let serial = 100;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    ({ exporter, chamber } = parties);
    otherChamber = await server.client('chamberSingapore');
  });
  after(() => server.close());

  const draftOf = (application: unknown, chamberId = parties.id('chamberAntwerp')) => ({
    body: { chamberId, application },
  });
  const apply = (application: unknown = sampleApplication(serial++)) =>
    exporter.post<Certificate>('/certificates', draftOf(application));
  const submit = async (): Promise<Certificate> => {
    const { id } = await apply();
    return exporter.post<Certificate>(`/certificates/${id}/submission`, withDeclaration);
  };
  const submitMany = (count: number) => Promise.all(Array.from({ length: count }, submit));
  const issue = async () => {
    const { id } = await submit();
    return chamber.post<Certificate & { number: string; recordId: string; receipts: string[] }>(
      `/certificates/${id}/issuance`,
    );
  };
  const get = (by: ApiClient, id: string) => by.get<Certificate>(`/certificates/${id}`);
  const credentialOf = async (by: ApiClient, id: string, query = '') =>
    Buffer.from(await by.bytes(`/certificates/${id}/credential${query}`)).toString('latin1');
  /** The running part of a number of the default format. */
  const sequenceOf = (number: string | null | undefined) => Number(number?.split('-')[3]);
  const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

  describe('a draft', () => {
    it('may be incomplete and is kept as it was sent', async () => {
      const application = { remarks: 'urgent,\n  please', consignee: { name: 'Straits' } };
      const draft = await apply(application);
      expect(draft).to.include({ state: 'draft', version: 1, number: null, recordId: null, sealing: null });
      expect((await get(exporter, draft.id)).application).to.deep.equal(application);
    });

    it('is written anew only by who read it as it is', async () => {
      const { id } = await apply({});
      const read = await exporter.raw('GET', `/certificates/${id}`);
      const etag = read.headers.get('etag') ?? '';
      const body = { chamberId: parties.id('chamberAntwerp'), application: sampleApplication(1) };
      const put = (headers: Record<string, string>) =>
        exporter.raw('PUT', `/certificates/${id}`, { body, headers });

      expect((await put({})).status).to.equal(428);
      const written = await put({ 'if-match': etag });
      expect(written.status).to.equal(200);
      expect(written.headers.get('etag')).to.not.equal(etag);
      expect((await put({ 'if-match': etag })).status).to.equal(412);
      expect((await put({ 'if-match': `"99", ${written.headers.get('etag')}` })).status).to.equal(200);
      expect(await get(exporter, id)).to.include({ version: 3 });
    });

    it('is its applicant’s alone', async () => {
      const { id } = await apply();
      for (const other of [chamber, otherChamber, parties.forwarder]) {
        expect(await refusal(get(other, id))).to.equal('404 not_found');
      }
      expect(await refusal(chamber.post(`/certificates/${id}/issuance`))).to.equal('404 not_found');
      expect(
        await refusal(chamber.post(`/certificates/${id}/rejection`, { body: { reason: 'No.' } })),
      ).to.equal('404 not_found');
    });

    it('names what is wrong and changes nothing', async () => {
      const { items } = await exporter.get<{ items: Summary[] }>('/certificates?limit=200');
      const wrong = { destinationCountry: 'Singapore', items: [{ hsCode: 1806 }], price: 3 };
      expect(await refusal(apply(wrong))).to.equal(
        '400 invalid_request /application/destinationCountry /application/items/0/hsCode /application/price',
      );
      expect(await refusal(apply([]))).to.equal('400 invalid_request /application');
      expect(await refusal(apply({ remarks: 'a\u0000b' }))).to.equal(
        '400 invalid_request /application/remarks',
      );
      expect(await refusal(exporter.post('/certificates', draftOf({}, parties.id('forwarder'))))).to.equal(
        '422 not_permitted_party /chamberId',
      );
      expect(await refusal(exporter.post('/certificates', draftOf({}, randomUUID())))).to.equal(
        '422 not_permitted_party /chamberId',
      );
      expect((await exporter.get<{ items: Summary[] }>('/certificates?limit=200')).items).to.deep.equal(
        items,
      );
    });
  });

  describe('submission', () => {
    it('names every field that is missing', async () => {
      const { id } = await apply({
        ...sampleApplication(1),
        consignee: {},
        items: [{ seq: 1 }],
        origins: undefined,
      });
      expect(await refusal(exporter.post(`/certificates/${id}/submission`, withDeclaration))).to.equal(
        '422 application_incomplete /application/consignee/name /application/consignee/address /application/origins ' +
          '/application/items/0/marks /application/items/0/description /application/items/0/originCriterion ' +
          '/application/items/0/invoice',
      );
      expect(await get(exporter, id)).to.include({ state: 'draft', version: 1 });
    });

    it('shows it to the chamber, which may refuse it; changed, it may be submitted again', async () => {
      const { id } = await submit();
      expect(await get(chamber, id)).to.include({ state: 'submitted' });
      expect(await refusal(get(otherChamber, id))).to.equal('404 not_found');
      expect(
        await refusal(chamber.post(`/certificates/${id}/rejection`, { body: { reason: '   ' } })),
      ).to.equal('400 invalid_request /reason');
      const rejected = await chamber.post<Certificate>(`/certificates/${id}/rejection`, {
        body: { reason: 'Which invoice?' },
      });
      expect(rejected).to.include({ state: 'not_issued' });
      expect((await get(exporter, id)).decision).to.deep.equal({
        code: 'other',
        reason: 'Which invoice?',
        by: 'Pieter Claes',
      });

      expect(await refusal(exporter.post(`/certificates/${id}/submission`, withDeclaration))).to.equal(
        '409 wrong_state',
      );
      const headers = { 'if-match': '*' };
      const changed = await exporter.put<Certificate>(`/certificates/${id}`, {
        ...draftOf(sampleApplication(2)),
        headers,
      });
      expect(changed).to.include({ state: 'draft', decision: null });
      expect(await refusal(get(chamber, id))).to.equal('404 not_found');
      await exporter.post(`/certificates/${id}/submission`, withDeclaration);
      expect(await chamber.post<Certificate>(`/certificates/${id}/issuance`)).to.include({ state: 'issued' });
    });

    it('ends what the applicant may change', async () => {
      const { id } = await submit();
      const sent = { ...draftOf({}), headers: { 'if-match': '*' } };
      expect(await refusal(exporter.put(`/certificates/${id}`, sent))).to.equal('409 wrong_state');
      expect(await refusal(exporter.post(`/certificates/${id}/submission`, withDeclaration))).to.equal(
        '409 wrong_state',
      );
    });
  });

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

  describe('the list', () => {
    interface Page {
      readonly items: Summary[];
      readonly next: string | null;
    }

    it('shows each once, the latest first, page by page', async () => {
      await submitMany(3);
      const all = (await exporter.get<Page>('/certificates?limit=200')).items.map(({ id }) => id);
      const seen: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: Page = await exporter.get<Page>(
          `/certificates?limit=50${next === '' ? '' : `&after=${next}`}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        next = page.next;
      }
      expect(seen.slice(0, 200)).to.deep.equal(all);
      expect(new Set(seen).size).to.equal(seen.length);
    });

    it('finds by state, number and consignee', async () => {
      const consignee = {
        name: 'Quay %_ Lanterns Ltd',
        address: { line1: '1 Quay', city: 'Singapore', country: 'SG' },
      };
      const { id } = await apply({ ...sampleApplication(1), consignee });
      const find = async (by: ApiClient, query: Record<string, string>) =>
        (await by.get<Page>(`/certificates?${new URLSearchParams(query)}`)).items;
      const [found, ...more] = await find(exporter, { q: 'quay %_ lan' });
      expect(found).to.include({ id, state: 'draft', consignee: 'Quay %_ Lanterns Ltd', number: null });
      expect(more).to.deep.equal([]);
      expect(await find(chamber, { q: 'quay %_ lan' })).to.deep.equal([]);
      expect(await find(exporter, { q: 'quay %_ lan', state: 'issued' })).to.deep.equal([]);
      const { id: issuedId, number } = await issue();
      expect((await find(chamber, { q: number.slice(3).toLowerCase() })).map((one) => one.id)).to.deep.equal([
        issuedId,
      ]);
      for (const { state } of await find(chamber, { state: 'submitted' }))
        expect(state).to.equal('submitted');
    });

    it('shows others what is shared with them and nothing else', async () => {
      const { id, recordId } = await issue();
      const mine = async () =>
        (await parties.customs.get<Page>('/certificates?limit=200')).items.map((one) => one.id);
      expect(await mine()).to.not.include(id);
      const sent = { body: { organisationId: parties.id('customsSingapore'), rights: ['view'] } };
      const share = await exporter.post<{ id: string }>(`/records/${recordId}/shares`, sent);
      expect(await mine()).to.include(id);
      await exporter.delete(`/records/${recordId}/shares/${share.id}`);
      expect(await mine()).to.not.include(id);
      expect(await otherChamber.get<Page>('/certificates')).to.deep.equal({ items: [], next: null });
    });

    it('names what is wrong', async () => {
      for (const [query, pointer] of [
        ['state=lost', '/state'],
        ['limit=0', '/limit'],
        ['limit=201', '/limit'],
        ['after=x', '/after'],
        ['q=', '/q'],
        ['q=%00', '/q'],
        ['page=2', '/page'],
      ]) {
        expect(await refusal(exporter.get(`/certificates?${query}`)), query).to.equal(
          `400 invalid_request ${pointer}`,
        );
      }
    });
  });
});
