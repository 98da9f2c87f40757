import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ProofBundle } from '../../core/bundle.ts';
import { verify } from '../../core/verify.ts';
import { eventually } from '../fixtures/processes.ts';
import type { TestServer } from '../fixtures/server.ts';
import { addTo, contentOf, openDocuments } from './support/documents.ts';
import { type Document, refusal, type Shipment, type TrailEvent } from './support/shipment.ts';

describe('documents', () => {
  let server: TestServer;
  let parties: Shipment;
  const { share, blocks } = openDocuments((opened) => {
    ({ server, parties } = opened);
  });

  describe('GET /documents/{id}/versions/{version}/proof', () => {
    it('proves the file and no other, to who may download it', async () => {
      const { exporter, customs, agent } = parties;
      const pouch = await parties.pouch();
      const file = randomBytes(1_000);
      const document = await parties.upload(exporter, pouch.id, file);
      await share(pouch, 'customsSingapore');
      await share(pouch, 'agent', ['view']);
      const path = `/documents/${document.id}/versions/1/proof`;
      await eventually('the event is sealed', async () => {
        const bundle = await customs.get<ProofBundle>(path);
        return bundle.events.every((event) => event.anchor !== null);
      });
      const bundle = await customs.get<ProofBundle>(path);
      const { chain, deployment } = server.context;
      const trust = { deployments: [deployment] };
      const outcome = async (bytes: Uint8Array) =>
        (await verify({ bundle, file: bytes }, trust, chain)).outcome;
      await eventually('the anchor is final', async () => (await outcome(file)) !== 'pending');
      expect(await outcome(file)).to.equal('valid');
      const altered = Buffer.from(file);
      altered[500] = (altered[500] ?? 0) ^ 1;
      expect(await outcome(altered)).to.equal('invalid');
      expect(await refusal(agent.get(path))).to.equal('403 forbidden');
      expect(await refusal(parties.importer.get(path))).to.equal('404 not_found');
    });
  });

  describe('GET /documents/{id}/versions/{version}/content', () => {
    it('is an attachment that no browser runs', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const add = (name: string, mediaType: string) =>
        exporter.post<Document>(addTo(pouch, { name }), {
          bytes: Buffer.from('<script>alert(1)</script>'),
          mediaType,
        });
      const headersOf = async (document: Document) =>
        (await exporter.raw('GET', contentOf(document))).headers;
      const page = await headersOf(await add('"; filename="evil.html', 'text/html; charset=utf-8'));
      expect(page.get('content-type')).to.equal('application/octet-stream');
      expect(page.get('x-content-type-options')).to.equal('nosniff');
      expect(page.get('content-disposition')).to.equal(
        `attachment; filename="_; filename=_evil.html"; filename*=UTF-8''%22%3B%20filename%3D%22evil.html`,
      );
      const picture = await headersOf(await add('zegel één.png', 'IMAGE/PNG'));
      expect(picture.get('content-type')).to.equal('image/png');
      expect(picture.get('content-disposition')).to.equal(
        `attachment; filename="zegel __n.png"; filename*=UTF-8''zegel%20%C3%A9%C3%A9n.png`,
      );
    });

    it('gives a part, to go on where a download broke off', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const bytes = randomBytes(2_500_000);
      const document = await parties.upload(exporter, pouch.id, bytes);
      const get = async (range: string, ifRange?: string) => {
        const headers = { range, ...(ifRange !== undefined && { 'if-range': ifRange }) };
        const answer = await exporter.raw('GET', contentOf(document), { headers });
        return {
          status: answer.status,
          headers: answer.headers,
          bytes: Buffer.from(await answer.arrayBuffer()),
        };
      };
      const size = bytes.length;
      for (const [range, from, to] of [
        ['bytes=0-0', 0, 1],
        ['bytes=1048500-1048700', 1_048_500, 1_048_701],
        ['bytes=2000000-', 2_000_000, size],
        ['bytes=2499999-9999999', size - 1, size],
        ['bytes=-100', size - 100, size],
        ['bytes=1000000-2200000', 1_000_000, 2_200_001],
      ] as const) {
        const got = await get(range);
        expect(got.status, range).to.equal(206);
        expect(got.headers.get('content-range')).to.equal(`bytes ${from}-${to - 1}/${size}`);
        expect(got.bytes.equals(bytes.subarray(from, to)), range).to.equal(true);
      }
      const beyond = await get(`bytes=${size}-`);
      expect([beyond.status, beyond.headers.get('content-range')]).to.deep.equal([416, `bytes */${size}`]);
      for (const range of ['bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-'])
        expect((await get(range)).bytes.equals(bytes), range).to.equal(true);
      const etag = (await get('bytes=0-0')).headers.get('etag') ?? '';
      expect((await get('bytes=0-9', etag)).status).to.equal(206);
      expect((await get('bytes=0-9', '"another"')).status).to.equal(200);
    });

    it('is recorded when somebody else than the owner gets it, signed by the operator', async () => {
      const { exporter, customs } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      await exporter.bytes(contentOf(document));
      expect((await parties.story(exporter, pouch.recordId)).at(-1)).to.equal('document.added');
      await share(pouch, 'customsSingapore');
      await customs.bytes(contentOf(document));
      const { items } = await exporter.get<{ items: TrailEvent[] }>(`/records/${pouch.recordId}/trail`);
      const last = items.at(-1);
      expect(last?.type).to.equal('org.openpouch.document.downloaded');
      expect(last?.actor.organisation?.id).to.equal(parties.id('customsSingapore'));
      expect(last?.data).to.deep.equal({
        documentId: document.id,
        version: 1,
        by: parties.id('customsSingapore'),
      });
    });

    it('is not for who may only see, nor for strangers, nor of versions that are not', async () => {
      const { exporter, agent, importer } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      await share(pouch, 'agent', ['view']);
      expect(await refusal(agent.bytes(contentOf(document)))).to.equal('403 forbidden');
      expect(await refusal(importer.bytes(contentOf(document)))).to.equal('404 not_found');
      expect(await refusal(exporter.bytes(`/documents/${document.id}/versions/2/content`))).to.equal(
        '404 not_found',
      );
      expect(await refusal(exporter.bytes(`/documents/${document.id}/versions/0/content`))).to.equal(
        '400 invalid_request /version',
      );
    });

    it('never gives altered bytes, and never a part for the whole', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const uploaded = async (size: number) => {
        const before = new Set(blocks());
        const document = await parties.upload(exporter, pouch.id, randomBytes(size));
        return { document, files: blocks().filter((path) => !before.has(path)) };
      };
      const altered = (path: string) => {
        const bytes = readFileSync(path);
        bytes[100] = (bytes[100] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      };
      const small = await uploaded(1_000);
      altered(small.files[0] ?? '');
      expect(await refusal(exporter.bytes(contentOf(small.document))), 'altered').to.equal('500 internal');
      rmSync(small.files[0] ?? '');
      expect(await refusal(exporter.bytes(contentOf(small.document))), 'lost').to.equal('500 internal');

      // Each of its blocks in turn; a fault found late cuts the connection.
      const { document, files } = await uploaded(3_500_000);
      expect(files.length).to.equal(5);
      for (const path of files) {
        const whole = readFileSync(path);
        altered(path);
        const outcome = await exporter.bytes(contentOf(document)).then(
          (bytes) => `${bytes.length} bytes`,
          () => 'an error',
        );
        expect(outcome).to.equal('an error');
        writeFileSync(path, whole);
      }
      expect(await exporter.bytes(contentOf(document))).to.have.length(3_500_000);
    });

    it('refuses a file that is not the one recorded, though every block is whole', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(1_000));
      await server.context.database.asSystem((trx) =>
        trx
          .updateTable('document_versions')
          .set({ digest: randomBytes(32) })
          .where('document_id', '=', document.id)
          .execute(),
      );
      expect(await refusal(exporter.bytes(contentOf(document)))).to.equal('500 internal');
    });
  });
});
