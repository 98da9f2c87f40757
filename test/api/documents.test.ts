import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { expect } from 'chai';
import { sql } from 'kysely';
import { commitment } from '../../core/commitment.ts';
import { Salt } from '../../core/ids.ts';
import type { TestServer } from '../fixtures/server.ts';
import { addTo, addVersion, contentOf, openDocuments } from './support/documents.ts';
import { type Document, type Pouch, refusal, type Shipment, type TrailEvent } from './support/shipment.ts';

const sha256 = (bytes: Uint8Array) => `0x${createHash('sha256').update(bytes).digest('hex')}`;

describe('documents', () => {
  let server: TestServer;
  let parties: Shipment;
  const { share, blocks } = openDocuments((opened) => {
    ({ server, parties } = opened);
  });

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
});
