import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { ProofBundle } from '../../core/bundle.ts';
import { recordEntryHash } from '../../core/entry.ts';
import { timeInWords } from '../../core/verify-chain.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { proofCalls, type AnsweredVerdict as Verdict } from './support/proof-calls.ts';
import { type Certificate, openShipment, refusal, type Shipment } from './support/shipment.ts';

describe('verification', () => {
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
  const verifyBytes = (bytes: Uint8Array) =>
    exporter.post<Verdict>('/verification/files', { bytes, mediaType: 'application/octet-stream' });
  const failedChecks = (verdict: Verdict) =>
    verdict.checks.filter((check) => check.status === 'failed').map((check) => check.code);
  const sha256 = (bytes: Uint8Array) => `0x${createHash('sha256').update(bytes).digest('hex')}`;

  describe('POST /verification/bundles', () => {
    it('finds a certificate pending before its batch is anchored, and valid afterwards', async () => {
      const certificate = await parties.certificate();
      const before = await verifyBundle(await proofOf(certificate));
      expect(before.outcome).to.equal('pending');
      await sealed();
      const after = await verifyBundle(await proofOf(certificate));
      expect(after.outcome).to.equal('valid');
      expect(after.statement).to.match(/^Genuine: issued by Chamber of Commerce of Antwerp and sealed on /);
      expect(after.facts?.certificate?.subject['certificateNumber']).to.equal(certificate.number);
      expect(after.block).to.deep.equal(after.facts?.chain?.latest);
    });

    it('finds the very proof valid, once it is sealed, that was taken before', async () => {
      const certificate = await parties.certificate();
      const early = await proofOf(certificate);
      expect((await verifyBundle(early)).outcome).to.equal('pending');
      await sealed();
      expect((await verifyBundle(early)).outcome).to.equal('valid');
      const genesis = { ...early.genesis, content: `0x${'11'.repeat(32)}` };
      expect((await verifyBundle({ ...early, genesis })).outcome).to.equal('invalid');
    });

    it('asks the chain each time: the same proof is revoked once the chamber revoked it', async () => {
      const certificate = await parties.certificate();
      await sealed();
      const bundle = await proofOf(certificate);
      expect((await verifyBundle(bundle)).outcome).to.equal('valid');
      await parties.chamber.post(`/certificates/${certificate.id}/revocation`, { body: { reason: 'fraud' } });
      await sealed();
      const verdict = await verifyBundle(bundle);
      expect(verdict.outcome).to.equal('revoked');
      expect(verdict.statement).to.include('fraud');
    });

    it('finds a record closed that its owner surrendered', async () => {
      const certificate = await parties.certificate();
      await exporter.post(`/records/${certificate.recordId}/closure`, { body: { reason: 'surrendered' } });
      await sealed();
      expect((await verifyBundle(await proofOf(certificate))).outcome).to.equal('closed');
    });

    it('names the check that an altered proof fails', async () => {
      const certificate = await parties.certificate();
      await sealed();
      const bundle = await proofOf(certificate);
      const [event] = bundle.events;
      if (event === undefined || event.anchor === null) throw new Error('not sealed');
      const other = `0x${'11'.repeat(32)}`;
      const cases: [string, unknown][] = [
        ['record.id', { ...bundle, genesis: { ...bundle.genesis, content: other } }],
        ['trail.batches', { ...bundle, events: [{ ...event, anchor: { ...event.anchor, root: other } }] }],
        ['trail.signatures', { ...bundle, events: [{ ...event, bodyCommitment: other }] }],
        ['content.commitment', { ...bundle, content: { ...bundle.content, salt: other } }],
        ['deployment.known', { ...bundle, deployment: { ...bundle.deployment, chainId: 1 } }],
        ['proof.readable', { ...bundle, surplus: true }],
      ];
      for (const [code, altered] of cases) {
        const verdict = await verifyBundle(altered);
        expect(verdict.outcome, code).to.equal('invalid');
        expect(failedChecks(verdict), code).to.include(code);
      }
    });

    it('compares the digest of a document', async () => {
      const pouch = await parties.pouch();
      const bytes = randomBytes(2_000);
      const document = await parties.upload(exporter, pouch.id, bytes);
      await sealed();
      const bundle = await exporter.get<ProofBundle>(`/documents/${document.id}/versions/1/proof`);
      const same = await verifyBundle(bundle, sha256(bytes));
      expect(same.outcome).to.equal('valid');
      expect(same.statement).to.match(/^Unchanged since .+ recorded it on \d{1,2} \w+ 2/);
      expect(same.facts?.file).to.deep.equal({ length: 2_000, sha256: sha256(bytes) });
      const altered = await verifyBundle(bundle, sha256(randomBytes(2_000)));
      expect(altered.outcome).to.equal('invalid');
      expect(failedChecks(altered)).to.deep.equal(['file.unchanged']);
    });

    it('judges a credential in the place of the one in its proof', async () => {
      const [certificate, other] = [await parties.certificate(), await parties.certificate()];
      await sealed();
      const copy = await exporter.bytes(`/certificates/${certificate.id}/credential?hide=consignee`);
      const credential = Buffer.from(copy).toString();
      const verify = async (of: Certificate) =>
        exporter.post<Verdict>('/verification/bundles', { body: { bundle: await proofOf(of), credential } });
      const genuine = await verify(certificate);
      expect(genuine.outcome).to.equal('valid');
      expect(genuine.facts?.certificate?.subject).not.to.have.property('consignee');
      expect(failedChecks(await verify(other))).to.deep.equal(['file.unchanged']);
    });

    it('says of a proof about no file that it is not about this file', async () => {
      const bundle = await proofOf(await parties.certificate());
      expect(failedChecks(await verifyBundle(bundle, sha256(new Uint8Array())))).to.deep.equal([
        'file.unchanged',
      ]);
    });

    it('names fields that do not fit, whoever asks', async () => {
      const post = (body: unknown) => server.anyone.post('/verification/bundles', { body });
      expect(await refusal(post({}))).to.equal('400 invalid_request /bundle');
      expect(await refusal(post({ bundle: 'x' }))).to.equal('400 invalid_request /bundle');
      expect(await refusal(post({ bundle: {}, fileDigest: '0xAB', extra: 1 }))).to.equal(
        '400 invalid_request /fileDigest /extra',
      );
      const deep = `{"bundle":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`;
      const answer = await fetch(`${server.url}/api/v1/verification/bundles`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: deep },
      });
      expect(answer.status).to.equal(400);
    });
  });

  describe('POST /verification/audit-paths', () => {
    it('tells where an entry is sealed to whoever knows its hash, and to nobody else', async () => {
      const certificate = await parties.certificate();
      const { recordId, events } = await proofOf(certificate);
      const [event] = events as [ProofBundle['events'][number]];
      const ask = (sequence: number, entryHash: string) =>
        server.anyone.post<{ items: unknown[] }>('/verification/audit-paths', {
          body: { recordId, entries: [{ sequence, entryHash }] },
        });
      const own = recordEntryHash({ recordId, ...event });
      expect((await ask(0, own)).items).to.deep.equal([]);
      await sealed();
      const { anchor } = (await proofOf(certificate)).events[0] ?? {};
      expect((await ask(0, own)).items).to.deep.equal([{ sequence: 0, ...anchor }]);
      expect((await ask(0, sha256(Buffer.from('a guess')))).items).to.deep.equal([]);
      expect((await ask(1, own)).items).to.deep.equal([]);
    });

    it('names fields that do not fit', async () => {
      const post = (body: unknown) => server.anyone.post('/verification/audit-paths', { body });
      const entries = Array.from({ length: 11 }, () => ({ sequence: 0, entryHash: `0x${'11'.repeat(32)}` }));
      const recordId = `0x${'22'.repeat(32)}`;
      expect(await refusal(post({ recordId, entries }))).to.equal('400 invalid_request /entries');
      expect(await refusal(post({ recordId: 'x', entries: [] }))).to.equal(
        '400 invalid_request /recordId /entries',
      );
    });
  });

  describe('POST /verification/files', () => {
    const rendition = async (certificate: Certificate) => {
      const { id } = await exporter.post<{ id: string }>(`/certificates/${certificate.id}/renditions`);
      await sealed();
      return exporter.bytes(`/certificates/${certificate.id}/renditions/${id}`);
    };

    it('finds the very PDF valid, once it is sealed, that was downloaded before', async () => {
      const { id } = await parties.certificate();
      const made = await exporter.post<{ id: string }>(`/certificates/${id}/renditions`);
      const early = await exporter.bytes(`/certificates/${id}/renditions/${made.id}`);
      expect((await verifyBytes(early)).outcome).to.equal('pending');
      await sealed();
      expect((await verifyBytes(early)).outcome).to.equal('valid');
      const altered = Uint8Array.from(early, (byte, at) => (at === early.length - 2 ? byte ^ 1 : byte));
      expect((await verifyBytes(altered)).outcome).to.equal('invalid');
    });

    it('verifies a PDF by the proof inside, and catches a byte altered, appended or cut off', async () => {
      const pdf = await rendition(await parties.certificate());
      const genuine = await verifyBytes(pdf);
      expect(genuine.outcome).to.equal('valid');
      expect(genuine.recorded).to.equal(null);
      const altered = Uint8Array.from(pdf);
      altered[pdf.length - 20] = (altered[pdf.length - 20] ?? 0) ^ 1;
      for (const bytes of [altered, new Uint8Array([...pdf, 0x0a]), pdf.subarray(0, -1)]) {
        const verdict = await verifyBytes(bytes);
        expect(verdict.outcome).to.equal('invalid');
        expect(failedChecks(verdict)).to.include('file.unchanged');
      }
    });

    it('verifies a proof by itself', async () => {
      const certificate = await parties.certificate();
      await sealed();
      const text = JSON.stringify(await proofOf(certificate), null, 2);
      expect((await verifyBytes(new TextEncoder().encode(text))).outcome).to.equal('valid');
      expect((await verifyBytes(new TextEncoder().encode(text.slice(0, -9)))).outcome).to.equal('invalid');
    });

    it('tells the holder of a document’s exact bytes who recorded it and when, and nothing else', async () => {
      const pouch = await parties.pouch('Secret title');
      // Larger than what is kept in memory of a file.
      for (const size of [3_000, 5_000_000]) {
        const bytes = randomBytes(size);
        const document = await parties.upload(exporter, pouch.id, bytes, 'secret-name.pdf');
        expect((await verifyBytes(bytes)).outcome).to.equal('pending');
        await sealed();
        const verdict = await verifyBytes(bytes);
        expect(verdict.outcome).to.equal('valid');
        expect(verdict.recorded?.by?.legalName).to.equal(document.latest.addedBy.legalName);
        expect(verdict.statement).to.equal(
          `Unchanged since ${document.latest.addedBy.legalName} recorded it on ${timeInWords(Date.parse(verdict.recorded?.at ?? '') / 1000)}.`,
        );
        expect(verdict.facts).to.equal(null);
        const told = JSON.stringify(verdict).toLowerCase();
        for (const secret of ['secret', pouch.id, pouch.recordId, document.id])
          expect(told).not.to.include(secret);
      }
    });

    it('knows nothing of other files', async () => {
      for (const bytes of [
        randomBytes(100),
        new TextEncoder().encode('%PDF-1.7 without a proof'),
        new Uint8Array(1),
      ]) {
        const verdict = await verifyBytes(bytes);
        expect(verdict).to.deep.include({
          outcome: 'indeterminate',
          facts: null,
          recorded: null,
          block: null,
        });
        expect(verdict.statement).to.equal('Cannot be decided: This file carries no proof.');
      }
    });
  });

  describe('GET /verification/certificates', () => {
    const lookUp = (number: string, code: string) =>
      exporter.get<Verdict>(`/verification/certificates?${new URLSearchParams({ number, code })}`);

    it('answers to number and code, as printed or as people type it', async () => {
      const certificate = await parties.certificate();
      await sealed();
      const code = await codeOf(certificate);
      const typed = (code.toLowerCase().match(/.{4}/g) ?? [])
        .join('-')
        .replaceAll('0', 'o')
        .replaceAll('1', 'l');
      for (const given of [code, typed]) {
        const verdict = await lookUp(certificate.number, given);
        expect(verdict.outcome).to.equal('valid');
        expect(verdict.facts?.certificate?.subject['certificateNumber']).to.equal(certificate.number);
      }
    });

    it('gives the proof behind them, and the number of what took its place', async () => {
      const [old, next] = [await parties.certificate(), await parties.certificate()];
      const query = `number=${old.number}&code=${await codeOf(old)}`;
      const ask = () =>
        server.anyone.get<{ bundle: ProofBundle; successor: string | null }>(
          `/verification/certificates/proof?${query}`,
        );
      expect(await ask()).to.deep.include({ successor: null });
      await parties.chamber.post(`/certificates/${old.id}/revocation`, {
        body: { reason: 'replaced', successorId: next.id },
      });
      await sealed();
      const { bundle, successor } = await ask();
      expect(successor).to.equal(next.number);
      expect((await verifyBundle(bundle)).outcome).to.equal('superseded');
      for (const wrong of [
        `number=${old.number}&code=0000000000000000`,
        `number=${next.number}&code=${await codeOf(old)}`,
      ])
        expect(await refusal(server.anyone.get(`/verification/certificates/proof?${wrong}`))).to.equal(
          '404 not_found',
        );
    });

    it('answers a wrong number and a wrong code alike', async () => {
      const certificate = await parties.certificate();
      const code = await codeOf(certificate);
      const wrongCode = `${code.startsWith('0') ? '1' : '0'}${code.slice(1)}`;
      const answers = await Promise.all(
        [
          [certificate.number, wrongCode],
          [`${certificate.number}9`, code],
        ].map(async ([number = '', given = '']) => {
          const query = new URLSearchParams({ number, code: given });
          const answer = await server.anyone.raw('GET', `/verification/certificates?${query}`);
          const { instance: _, ...body } = (await answer.json()) as { instance: string };
          return { status: answer.status, body };
        }),
      );
      expect(answers[0]?.status).to.equal(404);
      expect(answers[0]).to.deep.equal(answers[1]);
    });
  });
});
