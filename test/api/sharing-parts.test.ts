import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { parseBundle } from '../../core/bundle.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { CipherError, decryptFile } from '../../server/content/file-cipher.ts';
import { createReaderKeys } from '../../server/sharing/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Document, openShipment, refusal, type Share, type Shipment } from './support/shipment.ts';

interface Extract {
  readonly id: string;
  readonly recordId: string;
}
interface Shown {
  readonly certificate: {
    readonly subject: Record<string, unknown>;
    readonly credential: string | null;
    readonly hiddenCount: number;
  } | null;
  readonly pouch: {
    readonly title: string | null;
    readonly documents: readonly Document[];
    readonly certificates: readonly { id: string }[];
  } | null;
}
interface MadeLink {
  readonly id: string;
  readonly url: string;
  readonly code: string;
}

describe('sharing of parts, and by a link with a code', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(async () => {
    await server?.close();
  });

  const contentOf = (document: Document) => `/documents/${document.id}/versions/1/content`;
  const trailOf = (by: ApiClient, recordId: string) =>
    by.get<{ items: { type: string; data: Record<string, unknown> }[] }>(
      `/records/${recordId}/trail?limit=200`,
    );

  describe('an extract', () => {
    const extract = (recordId: string, wish: object) =>
      parties.exporter.post<Extract>(`/records/${recordId}/extracts`, {
        body: { organisationId: parties.id('customsSingapore'), ...wish },
      });

    it('of a document gives that one and nothing else of the pouch', async () => {
      const { exporter, customs } = parties;
      const pouch = await parties.pouch('Only for us');
      const certificate = await parties.certificate();
      await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
      const shown = await parties.upload(exporter, pouch.id, Buffer.from('shown'), 'shown.pdf');
      const kept = await parties.upload(exporter, pouch.id, Buffer.from('kept'), 'kept.pdf');
      const { id } = await extract(pouch.recordId, { documentIds: [shown.id] });

      const { items } = await customs.get<{ items: { id: string }[] }>('/extracts');
      expect(items.map((one) => one.id)).to.include(id);
      const opened = await customs.get<{ shown: Shown }>(`/extracts/${id}`);
      expect(opened.shown.pouch?.documents.map(({ name }) => name)).to.deep.equal(['shown.pdf']);
      expect(JSON.stringify(opened)).to.not.match(/Only for us|kept/);
      const bytes = await customs.bytes(`/extracts/${id}${contentOf(shown)}`);
      expect(Buffer.from(bytes).toString()).to.equal('shown');

      for (const path of [
        `/extracts/${id}${contentOf(kept)}`,
        contentOf(shown),
        `/documents/${shown.id}`,
        `/pouches/${pouch.id}`,
        `/pouches/${pouch.id}/archive`,
        `/certificates/${certificate.id}`,
        `/records/${pouch.recordId}`,
        `/records/${pouch.recordId}/trail`,
        `/records/${pouch.recordId}/proof`,
        `/extracts/${id}/proof`,
      ])
        expect(await refusal(customs.get(path)), path).to.equal('404 not_found');
      expect(await refusal(parties.agent.get(`/extracts/${id}`))).to.equal('404 not_found');
      expect((await parties.story(exporter, pouch.recordId)).slice(-3)).to.deep.equal([
        'share.extract-granted',
        'share.extract-read',
        'share.extract-read',
      ]);
      await exporter.delete(`/records/${pouch.recordId}/extracts/${id}`);
      expect(await refusal(customs.get(`/extracts/${id}`))).to.equal('404 not_found');
      expect(await refusal(customs.bytes(`/extracts/${id}${contentOf(shown)}`))).to.equal('404 not_found');
    });

    it('of a certificate never tells what is hidden, by any way', async () => {
      const { exporter, customs } = parties;
      const certificate = await parties.certificate();
      const whole = await exporter.get<{
        application: { consignee: { name: string } };
        verificationCode: string;
      }>(`/certificates/${certificate.id}`);
      const { id: rendition } = await exporter.post<{ id: string }>(
        `/certificates/${certificate.id}/renditions`,
      );
      const { id } = await extract(certificate.recordId, { hide: ['consignee'] });
      const secret = [whole.application.consignee.name, whole.verificationCode];

      const opened = await customs.get<{ shown: Shown }>(`/extracts/${id}`);
      expect(opened.shown.certificate?.subject).to.not.have.any.keys('consignee', 'verificationCode');
      expect(opened.shown.certificate?.subject).to.include.keys('consignor');
      const proof = await customs.get<object>(`/extracts/${id}/proof`);
      for (const answer of [opened, proof]) {
        const disclosed = JSON.stringify(answer)
          .split('~')
          .map((part) => Buffer.from(part, 'base64url').toString())
          .join('\n');
        for (const word of secret)
          expect(JSON.stringify(answer) + disclosed, 'what is hidden').to.not.include(word);
      }
      const verdict = await customs.post<{ certificate: { hiddenCount: number } | null; outcome: string }>(
        '/verification/bundles',
        { body: { bundle: parseBundle(proof) } },
      );
      expect(['valid', 'pending']).to.include(verdict.outcome);
      for (const path of [
        `/certificates/${certificate.id}`,
        `/certificates/${certificate.id}/credential`,
        `/certificates/${certificate.id}/renditions/${rendition}`,
        `/records/${certificate.recordId}/proof`,
        `/records/${certificate.recordId}/trail`,
      ])
        expect(await refusal(customs.get(path)), path).to.equal('404 not_found');
    });

    it('that may be seen and not downloaded has no file of it', async () => {
      const { exporter, customs } = parties;
      const certificate = await parties.certificate();
      const made = await extract(certificate.recordId, { hide: ['consignor'], rights: ['view'] });
      const opened = await customs.get<{ shown: Shown }>(`/extracts/${made.id}`);
      expect(opened.shown.certificate?.credential).to.equal(null);
      expect(await refusal(customs.get(`/extracts/${made.id}/proof`))).to.equal('403 forbidden');
      const pouch = await parties.pouch();
      const document = await parties.upload(exporter, pouch.id, randomBytes(5));
      const seen = await extract(pouch.recordId, { documentIds: [document.id], rights: ['view'] });
      expect(await refusal(customs.bytes(`/extracts/${seen.id}${contentOf(document)}`))).to.equal(
        '403 forbidden',
      );
    });

    it('is refused with its field, and dies with the right of who gave it', async () => {
      const { exporter, forwarder, customs } = parties;
      const [pouch, certificate] = [await parties.pouch(), await parties.certificate()];
      const elsewhere = await parties.upload(exporter, (await parties.pouch()).id, randomBytes(3));
      const document = await parties.upload(exporter, pouch.id, randomBytes(3));
      expect(await refusal(extract(pouch.recordId, {}))).to.equal('400 invalid_request ');
      expect(await refusal(extract(pouch.recordId, { documentIds: [elsewhere.id] }))).to.equal(
        '400 invalid_request /documentIds/0',
      );
      expect(await refusal(extract(certificate.recordId, { hide: ['origins'] }))).to.equal(
        '400 invalid_request /hide/0',
      );
      const wish = { organisationId: parties.id('customsSingapore'), documentIds: [document.id] };
      const byForwarder = () =>
        forwarder.post<Extract>(`/records/${pouch.recordId}/extracts`, { body: wish });
      expect(await refusal(byForwarder())).to.equal('404 not_found');
      const share = await exporter.post<Share>(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: parties.id('forwarder'), rights: ['view', 'download', 'share'] },
      });
      const { id } = await byForwarder();
      await customs.get(`/extracts/${id}`);
      await exporter.delete(`/records/${pouch.recordId}/shares/${share.id}`);
      expect(await refusal(customs.get(`/extracts/${id}`))).to.equal('404 not_found');
    });
  });

  it('leaves a reader whose share ended with keys that open no later version', async () => {
    const { exporter, customs } = parties;
    const { context } = server;
    const pouch = await parties.pouch();
    const document = await parties.upload(exporter, pouch.id, Buffer.from('first'));
    const share = await exporter.post<Share>(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id('customsSingapore') },
    });
    const keyOf = (version: number, party: 'customsSingapore' | 'exporter') =>
      context.database.asSystem((trx) =>
        createReaderKeys(context.keyring).open(trx, { documentId: document.id, version }, parties.id(party)),
      );
    const had = await keyOf(1, 'customsSingapore');
    await customs.bytes(contentOf(document));
    await exporter.delete(`/records/${pouch.recordId}/shares/${share.id}`);
    await exporter.post(`/documents/${document.id}/versions`, {
      headers: { 'if-match': '*' },
      bytes: Buffer.from('second'),
      mediaType: 'application/pdf',
    });
    expect(await keyOf(2, 'customsSingapore')).to.equal(undefined);
    const stored = await context.database.asSystem((trx) =>
      trx
        .selectFrom('document_versions')
        .select(['cid', 'digest', 'size'])
        .where('document_id', '=', document.id)
        .where('version', '=', 2)
        .executeTakeFirstOrThrow(),
    );
    const open = async (key: Uint8Array | undefined) => {
      const parts: Uint8Array[] = [];
      const of = { documentId: document.id, version: 2 };
      const clear = decryptFile(context.content.get(stored.cid), key ?? new Uint8Array(32), of, stored);
      for await (const part of clear) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    expect(await open(await keyOf(2, 'exporter'))).to.equal('second');
    const failure = await open(had).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CipherError);
  });

  describe('a link with a code', () => {
    const make = (recordId: string, wish: object = {}) =>
      parties.exporter.post<MadeLink>(`/records/${recordId}/links`, {
        body: { label: 'Customs of Singapore, Tuas', ...wish },
      });
    const secretOf = ({ url }: MadeLink) => url.slice(url.indexOf('#') + 1);
    const openWith = async (link: MadeLink, code = link.code) => {
      const response = await server.anyone.raw('POST', '/openings', {
        body: { secret: secretOf(link), code },
      });
      const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
      return {
        status: response.status,
        headers: { cookie },
        body: (await response.json()) as { shown: Shown },
      };
    };
    const wrong = ({ code }: MadeLink) => (code === '00000000' ? '11111111' : '00000000');

    it('opens the pouch read-only for who has no account, and the trail tells of each opening', async () => {
      const { exporter } = parties;
      const [pouch, certificate] = [await parties.pouch('For customs'), await parties.certificate()];
      await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
      const document = await parties.upload(exporter, pouch.id, Buffer.from('the invoice'));
      const link = await make(pouch.recordId);
      expect(link.code).to.match(/^\d{8}$/);
      const { status, headers, body } = await openWith(link);
      expect(status).to.equal(201);
      expect(body.shown.pouch).to.deep.include({ title: 'For customs' });
      const get = (path: string) => server.anyone.raw('GET', `/openings/current${path}`, { headers });
      expect(await (await get(contentOf(document))).text()).to.equal('the invoice');
      const one = (await (await get(`/certificates/${certificate.id}`)).json()) as Shown['certificate'];
      expect(one?.subject).to.include.keys('consignee');
      expect((await get('')).status).to.equal(200);
      for (const path of ['/me', `/pouches/${pouch.id}`, contentOf(document)])
        expect((await server.anyone.raw('GET', path, { headers })).status, path).to.equal(401);
      const elsewhere = await parties.upload(exporter, (await parties.pouch()).id, randomBytes(3));
      const foreign = await parties.certificate();
      expect((await get(contentOf(elsewhere))).status).to.equal(404);
      expect((await get(`/certificates/${foreign.id}`)).status).to.equal(404);

      await openWith(link);
      const told = (await trailOf(exporter, pouch.recordId)).items.filter(({ type }) =>
        type.includes('.link-'),
      );
      expect(told.map(({ type }) => type.replace('org.openpouch.', ''))).to.deep.equal([
        ...['share.link-made', 'share.link-opened', 'share.link-downloaded', 'share.link-opened'],
      ]);
      expect(told[1]?.data).to.deep.equal({ linkId: link.id, label: 'Customs of Singapore, Tuas' });

      await exporter.delete(`/records/${pouch.recordId}/links/${link.id}`);
      expect((await get('')).status).to.equal(401);
      expect((await openWith(link)).status).to.equal(401);
    });

    it('of a part shows that part', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch('Not told');
      const shown = await parties.upload(exporter, pouch.id, Buffer.from('shown'), 'shown.pdf');
      const kept = await parties.upload(exporter, pouch.id, Buffer.from('kept'), 'kept.pdf');
      const link = await make(pouch.recordId, { documentIds: [shown.id], rights: ['view'] });
      const { headers, body } = await openWith(link);
      expect(JSON.stringify(body)).to.not.match(/Not told|kept/);
      const download = (document: Document) =>
        server.anyone.raw('GET', `/openings/current${contentOf(document)}`, { headers });
      expect((await download(shown)).status).to.equal(403);
      expect((await download(kept)).status).to.equal(404);
    });

    it('is locked after five wrong codes that come at once, and tells nobody which part was wrong', async () => {
      const pouch = await parties.pouch();
      const link = await make(pouch.recordId);
      const attempts = await Promise.all(Array.from({ length: 8 }, () => openWith(link, wrong(link))));
      expect(new Set(attempts.map(({ status }) => status))).to.deep.equal(new Set([401]));
      expect((await openWith(link)).status).to.equal(401);
      const { items } = await parties.exporter.get<{ items: { state: string }[] }>(
        `/records/${pouch.recordId}/links`,
      );
      expect(items.map(({ state }) => state)).to.deep.equal(['locked']);
      const story = await parties.story(parties.exporter, pouch.recordId);
      expect(story.filter((type) => type.startsWith('share.link-'))).to.deep.equal([
        ...['share.link-made', 'share.link-locked'],
      ]);
      const notice = async () =>
        (
          await parties.exporter.get<{ items: { type: string; about: object }[] }>('/notices?kind=share')
        ).items.find(({ type }) => type === 'org.openpouch.share.link-locked');
      while ((await notice()) === undefined) await delay(20);
      expect((await notice())?.about).to.deep.include({ id: pouch.id });
      const unknown = await server.anyone.raw('POST', '/openings', {
        body: { secret: 'A'.repeat(43), code: link.code },
      });
      expect(unknown.status).to.equal(401);
    });

    it('ends with the giver’s right to share: the next owner is not read by it', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const link = await make(pouch.recordId);
      const { headers } = await openWith(link);
      await parties.handOver(pouch.recordId, exporter, 'forwarder');
      expect((await server.anyone.raw('GET', '/openings/current', { headers })).status).to.equal(401);
      expect((await openWith(link)).status).to.equal(401);
    });

    it('is kept as hashes alone', async () => {
      const pouch = await parties.pouch();
      const link = await make(pouch.recordId);
      const rows = await server.context.database.asSystem((trx) =>
        trx.selectFrom('share_links').selectAll().where('id', '=', link.id).execute(),
      );
      const kept = JSON.stringify(rows);
      expect(kept).to.not.include(secretOf(link));
      expect(kept).to.not.include(link.code);
    });
  });
});
