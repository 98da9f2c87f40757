import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { sql } from 'kysely';
import type { ProofBundle } from '../../core/bundle.ts';
import { commitment } from '../../core/commitment.ts';
import { Salt } from '../../core/ids.ts';
import { verify } from '../../core/verify.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Document,
  openShipment,
  type Pouch,
  refusal,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

const sha256 = (bytes: Uint8Array) => `0x${createHash('sha256').update(bytes).digest('hex')}`;

describe('documents', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const contentOf = ({ id, latest }: Document) => `/documents/${id}/versions/${latest.version}/content`;
  const addTo = (pouch: Pouch, query: Record<string, string>) =>
    `/pouches/${pouch.id}/documents?${new URLSearchParams(query)}`;
  const share = (pouch: Pouch, party: Parameters<Shipment['id']>[0], rights?: string[]) =>
    parties.exporter.post<{ id: string }>(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id(party), ...(rights && { rights }) },
    });
  const addVersion = (by: ApiClient, { id }: Document, bytes: Uint8Array) =>
    by.post<Document>(`/documents/${id}/versions`, {
      headers: { 'if-match': '*' },
      bytes,
      mediaType: 'application/pdf',
    });
  /** The files of blocks, the youngest last. */
  const blocks = () => {
    const dir = join(server.dataDir, 'blocks');
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(dir, name))
      .filter((path) => statSync(path).isFile())
      .sort();
  };

  describe('POST /pouches/{id}/documents', () => {
    it('records name, type, size and a commitment that only the salt opens; nothing in clear is on disk', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const before = new Set(blocks());
      const bytes = Buffer.concat([
        Buffer.from('%PDF-1.7 the price is 184250.00 EUR '),
        randomBytes(2_800_000),
      ]);
      const document = await parties.upload(exporter, pouch.id, bytes, 'Factuur n° 7 (één).pdf');
      expect(document).to.deep.include({ pouchId: pouch.id, name: 'Factuur n° 7 (één).pdf', type: '380' });
      expect(document.latest).to.deep.include({
        version: 1,
        mediaType: 'application/pdf',
        size: bytes.length,
        sha256: sha256(bytes),
      });
      const written = blocks().filter((path) => !before.has(path));
      expect(written.length).to.be.greaterThan(2);
      expect(written.some((path) => readFileSync(path).includes('184250'))).to.equal(false);

      const { items } = await exporter.get<{ items: TrailEvent[] }>(`/records/${pouch.recordId}/trail`);
      const added = items.at(-1);
      expect(added?.type).to.equal('org.openpouch.document.added');
      expect(added?.data).to.deep.include({
        documentId: document.id,
        version: 1,
        mediaType: 'application/pdf',
        size: bytes.length,
      });
      const { salt } = await server.context.database.asSystem((trx) =>
        trx
          .selectFrom('document_versions')
          .select('salt')
          .where('document_id', '=', document.id)
          .executeTakeFirstOrThrow(),
      );
      expect(added?.data?.['commitment']).to.equal(commitment(Salt.of(salt), bytes));
      expect(await exporter.bytes(contentOf(document))).to.deep.equal(new Uint8Array(bytes));
    });

    it('names what is wrong with the name, the type, the media type and an empty file', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const post = (query: Record<string, string>, mediaType = 'text/plain', bytes = new Uint8Array(3)) =>
        refusal(exporter.post(addTo(pouch, query), { bytes, mediaType }));
      for (const name of [
        '',
        ' ',
        'a/b.pdf',
        'a\\b.pdf',
        'a\u0000.pdf',
        'a\nb',
        'invoice\u202efdp.exe',
        '..',
        'x'.repeat(201),
      ]) {
        expect(await post({ name }), JSON.stringify(name)).to.equal('400 invalid_request /name');
      }
      for (const type of ['0', '1000', 'invoice', '38O']) {
        expect(await post({ name: 'a', type }), type).to.equal('400 invalid_request /type');
      }
      expect(await post({ name: 'a' }, 'nonsense')).to.equal('400 invalid_request /Content-Type');
      expect(await post({ name: 'a' }, 'text/plain', new Uint8Array(0))).to.equal('400 invalid_request ');
      expect((await exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.deep.equal([]);
    });

    it('gives a retry the first answer, another file under the same key a refusal, and keeps neither', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const sent = { bytes: randomBytes(1000), mediaType: 'image/png', idempotencyKey: 'photo-1' };
      const first = await exporter.post<Document>(addTo(pouch, { name: 'photo.png' }), sent);
      const kept = blocks();
      expect(await exporter.post(addTo(pouch, { name: 'photo.png' }), sent)).to.deep.equal(first);
      const other = { ...sent, bytes: randomBytes(1000) };
      expect(await refusal(exporter.post(addTo(pouch, { name: 'photo.png' }), other))).to.equal(
        '422 idempotency_key_reused',
      );
      expect(blocks()).to.deep.equal(kept);
      expect((await exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.have.length(1);
    });

    it('stops above 100 MB, whether the length is told or not', async () => {
      const pouch = await parties.pouch();
      const { exporter } = parties;
      const limit = 100 * 1024 * 1024;
      expect(await send(addTo(pouch, { name: 'told' }), { 'content-length': String(limit + 1) }, 0)).to.equal(
        413,
      );
      expect(
        await send(addTo(pouch, { name: 'chunked' }), { 'transfer-encoding': 'chunked' }, limit + 1),
      ).to.equal(413);
      expect((await exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.deep.equal([]);
    });

    it('is for the owner and for who may add, of a pouch that is not closed', async () => {
      const { forwarder, importer, exporter } = parties;
      const pouch = await parties.pouch();
      const bytes = randomBytes(10);
      expect(await refusal(parties.upload(forwarder, pouch.id, bytes))).to.equal('404 not_found');
      await share(pouch, 'forwarder');
      expect(await refusal(parties.upload(forwarder, pouch.id, bytes))).to.equal('403 forbidden');
      await share(pouch, 'importer', ['view', 'download', 'add']);
      const document = await parties.upload(importer, pouch.id, bytes, 'seal.jpg');
      expect(document.latest.addedBy.id).to.equal(parties.id('importer'));
      expect(
        await forwarder.bytes(contentOf(document)),
        'an earlier reader gets the new document',
      ).to.deep.equal(new Uint8Array(bytes));

      await exporter.post(`/records/${pouch.recordId}/closure`, { body: { reason: 'surrendered' } });
      expect(await refusal(parties.upload(exporter, pouch.id, bytes))).to.equal('409 wrong_state');
      expect(await refusal(addVersion(importer, document, bytes))).to.equal('409 wrong_state');
      expect(await forwarder.bytes(contentOf(document))).to.have.length(10);
    });

    it('stops when the pouch is full', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      await server.context.database.asSystem((trx) =>
        sql`INSERT INTO document_versions SELECT document_id, version + n, record_id, media_type, size, cid, salt, digest,
              event_sequence, added_by, created_at
            FROM document_versions, generate_series(1, 999) AS n WHERE document_id = ${document.id}`.execute(
          trx,
        ),
      );
      const kept = blocks();
      expect(await refusal(parties.upload(exporter, pouch.id, randomBytes(10)))).to.equal('409 wrong_state');
      expect(await refusal(addVersion(exporter, document, randomBytes(10)))).to.equal('409 wrong_state');
      expect(blocks()).to.deep.equal(kept);
    });

    /** Sends `length` zeros as the exporter and gives the status. */
    async function send(
      path: string,
      headers: Record<string, string>,
      length: number,
    ): Promise<number | undefined> {
      const { email, password } = server.parties.find((party) => party.key === 'exporter') ?? {
        email: '',
        password: '',
      };
      const session = await server.anyone.raw('POST', '/sessions', { body: { email, password } });
      const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
      const sent = request(`${server.url}/api/v1${path}`, {
        method: 'POST',
        headers: {
          cookie,
          'content-type': 'application/octet-stream',
          'idempotency-key': path.slice(-20),
          ...headers,
        },
      });
      const answered = once(sent, 'response');
      sent.flushHeaders();
      const chunk = Buffer.alloc(1024 * 1024);
      // The server answers and closes before it has read everything: writing on may fail, and that is no fault.
      sent.on('error', () => undefined);
      for (let at = 0; at < length && !sent.destroyed; at += chunk.length) {
        if (!sent.write(chunk)) await Promise.race([once(sent, 'drain'), answered]);
      }
      const [response] = await answered;
      sent.destroy();
      return response.statusCode;
    }
  });

  describe('POST /documents/{id}/versions', () => {
    it('adds a version and keeps the earlier one', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const [one, two] = [randomBytes(300_000), randomBytes(200)];
      const document = await parties.upload(exporter, pouch.id, one);
      const changed = await addVersion(exporter, document, two);
      expect(changed.latest).to.deep.include({ version: 2, size: 200, sha256: sha256(two) });
      expect((await parties.story(exporter, pouch.recordId)).at(-1)).to.equal('document.version-added');
      expect(await exporter.bytes(contentOf(document))).to.deep.equal(new Uint8Array(one));
      expect(await exporter.bytes(contentOf(changed))).to.deep.equal(new Uint8Array(two));
      const { documents } = await exporter.get<Pouch>(`/pouches/${pouch.id}`);
      expect(documents.map((each) => each.latest.version)).to.deep.equal([2]);
    });

    it('lets one of many who come at once be the next, and leaves nothing of the others', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(10));
      const before = blocks().length;
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, () => addVersion(exporter, document, randomBytes(50))),
      );
      const added = outcomes
        .filter((outcome) => outcome.status === 'fulfilled')
        .map((outcome) => outcome.value.latest.version);
      expect(added).to.not.deep.equal([]);
      expect(new Set(added).size).to.equal(added.length);
      expect(blocks()).to.have.length(before + added.length);
      const refused = outcomes
        .filter((outcome) => outcome.status === 'rejected')
        .map((outcome) => outcome.reason.code);
      expect(refused.filter((code) => code !== 'changed_meanwhile')).to.deep.equal([]);
    });
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
