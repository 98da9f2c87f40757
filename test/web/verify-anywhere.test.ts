import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { chromium } from 'playwright-core';
import { create } from 'qrcode';
import { findChromium } from '../../scripts/client/chromium.ts';
import { numberIn } from '../../web/src/verification/credential-file.ts';
import { askedIn, hashOf } from '../../web/src/verification/read-code.ts';
import { verifyExhibit } from '../../web/src/verification/run.ts';
import type { TestServer } from '../fixtures/server.ts';
import { photocopy, print, seeded } from '../unit/certificates/support/photocopy.ts';
import { expectAccessible, openStory, seen, type Visit } from './pages.ts';
import { bitmapOf, enlarged, scannedPdf, videoOf } from './pictures.ts';
import type { Story } from './story.ts';

describe('the public verification page, wherever one is', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });

  const give = async (...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> => {
    await visit.goTo('/verify');
    await visit.page.setInputFiles('input[type=file]', files);
  };
  const words = async (): Promise<string> => seen(visit.page.locator('[data-outcome]'));
  const pdf = () => ({
    name: 'certificate.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(story.pdf),
  });
  const addressOf = (host: string): string =>
    `${host}/verify${hashOf({ number: story.issued.number, code: story.issued.verificationCode })}`;

  it('reads the code from a photo of a black-and-white copy, and asks with its number', async () => {
    const copy = photocopy(await print(story.pdf, 150), 1.2, seeded(7));
    await give({ name: 'photo.bmp', mimeType: 'image/bmp', buffer: bitmapOf(copy) });
    await visit.page.locator('[data-outcome=valid]').waitFor();
    expect(await words()).to.include('Genuine');
    expect(askedIn(new URL(visit.page.url())).number).to.equal(story.issued.number);
    visit.expectNoComplaints();
  });

  it('reads it from a scanned print: a PDF that is one picture', async () => {
    const scan = scannedPdf(photocopy(await print(story.pdf, 150), 1.2, seeded(7)));
    await give({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: scan });
    await visit.page.locator('[data-outcome=valid]').waitFor();
    expect(askedIn(new URL(visit.page.url())).number).to.equal(story.issued.number);
    visit.expectNoComplaints();
  });

  it('does not follow a code that leads elsewhere, but asks here if one wants to', async () => {
    const forged = enlarged(create(addressOf('https://certificates.example')).modules, 6);
    await give({ name: 'forged.bmp', mimeType: 'image/bmp', buffer: bitmapOf(forged) });
    await visit.page.getByText('The code leads to certificates.example, not to this page.').waitFor();
    const { search, hash } = new URL(visit.page.url());
    expect([search, hash]).to.deep.equal(['', '']);
    await visit.page.getByRole('button', { name: 'Ask here with its number and code' }).click();
    await visit.page.locator('[data-outcome=valid]').waitFor();
    const blank = { width: 300, height: 200, grey: new Uint8Array(60_000).fill(200) };
    await give({ name: 'blank.bmp', mimeType: 'image/bmp', buffer: bitmapOf(blank) });
    await visit.page.getByText('No QR code can be read in blank.bmp.').waitFor();
    visit.expectNoComplaints();
  });

  it('reads it by camera, which no other page may use', async function () {
    this.timeout(60_000);
    const dir = await mkdtemp(join(tmpdir(), 'openpouch-camera-'));
    const video = join(dir, 'print.y4m');
    writeFileSync(video, videoOf(enlarged(create(addressOf(server.url)).modules, 6), 640, 480));
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: [
        ...['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream'],
        `--use-file-for-fake-video-capture=${video}`,
      ],
    });
    try {
      const context = await browser.newContext({ permissions: ['camera'] });
      const page = await context.newPage();
      await page.goto(`${server.url}/`);
      // From within the application the page is loaded anew: the frame that it was in may not use a camera.
      await page.getByRole('link', { name: 'Verify' }).first().click();
      await page.getByRole('button', { name: 'Scan the QR code' }).click();
      await page.locator('[data-outcome=valid]').waitFor();
      const policy = async (path: string) =>
        (await context.request.get(server.url + path, { headers: { accept: 'text/html' } })).headers()[
          'permissions-policy'
        ];
      expect(await policy('/verify')).to.include('camera=(self)');
      expect(await policy('/')).to.include('camera=()');
    } finally {
      await browser.close();
      await rm(dir, { recursive: true, force: true });
    }
  });

  it('judges an archive file by file, and an exported trail', async () => {
    const exporter = await server.client('exporter');
    const bytes = Buffer.from(await exporter.bytes(`/pouches/${story.pouch.id}/archive?versions=all`));
    const before = visit.requests.length;
    await give({ name: 'pouch.zip', mimeType: 'application/zip', buffer: bytes });
    await visit.page.locator('[data-outcome=valid]').waitFor();
    expect(await words())
      .to.include('All')
      .and.include('files in the archive hold');
    const part = visit.page.getByRole('listitem').filter({ hasText: 'invoice-2026-0417.pdf' });
    await part.getByText('Unchanged').click();
    await part.getByText('It is the document of this pouch that the index says it is.').waitFor();
    await expectAccessible(visit.page);
    const asked = visit.requests.slice(before).filter((request) => request.method() !== 'GET');
    for (const request of asked)
      expect(new URL(request.url()).origin).to.equal(new URL(server.rpcUrl).origin);
    // All parts are judged as of one block, which is asked once.
    expect(asked).to.have.length(1);

    const at = bytes.indexOf('%PDF-1.7\n% Invoice');
    const altered = Buffer.from(bytes);
    altered[at + 14] = (altered[at + 14] ?? 0) ^ 1;
    await give({ name: 'pouch.zip', mimeType: 'application/zip', buffer: altered });
    await visit.page.locator('[data-outcome=invalid]').waitFor();
    await visit.page.getByText('Nothing. Ask whoever gave it to you for the genuine one.').waitFor();

    const trail = Buffer.from(await exporter.bytes('/activity/exports/pdf?by=us'));
    await give({ name: 'trail.pdf', mimeType: 'application/pdf', buffer: trail });
    await visit.page.locator('[data-outcome=valid]').waitFor();
    expect(await words()).to.include('The trail of Scheldt Chocolate Works NV');

    const lines = Buffer.from(await exporter.bytes('/activity/exports/json'));
    await give({ name: 'trail.json', mimeType: 'application/json', buffer: lines });
    await visit.page.locator('[data-outcome=valid]').waitFor();
    expect(await words()).to.include('Each line is proven by its own event.');
    const line = visit.page.getByRole('listitem').filter({ hasText: story.issued.number }).last();
    await line.getByText('Issued by Chamber of Commerce of Antwerp').click();
    await line.getByText('Sealed in block').waitFor();
    const edited = Buffer.from(lines.toString().replace('"destination":"SG"', '"destination":"JP"'));
    await give({ name: 'trail.json', mimeType: 'application/json', buffer: edited });
    await visit.page.locator('[data-outcome=invalid]').waitFor();
    visit.expectNoComplaints();
  });

  it('judges a copy with hidden fields by the proof of the whole, and finds the number of a credential alone', async () => {
    const exporter = await server.client('exporter');
    const { id, recordId, number, verificationCode: code } = story.issued;
    const credential = async (query = '') =>
      new File(
        [Buffer.from(await exporter.bytes(`/certificates/${id}/credential${query}`))],
        'certificate.sd-jwt',
      );
    const proof = JSON.stringify(await exporter.get(`/records/${recordId}/proof`));
    const exhibit = {
      document: await credential('?hide=consignee'),
      bundle: new File([proof], 'proof.json'),
    };
    const settings = { trust: { deployments: [server.context.deployment] }, rpcUrls: [server.rpcUrl] };
    const { outcome, facts } = await verifyExhibit(exhibit, settings);
    expect(outcome).to.equal('valid');
    expect(facts?.certificate?.subject).to.have.property('consignor').and.not.to.have.property('consignee');
    expect(await numberIn(await credential())).to.deep.equal({ number, code });
    expect(await numberIn(exhibit.document)).to.equal(null);
  });

  describe('of several endpoints', () => {
    let between: Server;
    let url: string;
    /** What the second endpoint makes of an answer of the chain. */
    let lie: (answer: string) => string = (answer) => answer;
    before(async () => {
      between = createServer(async (request, response) => {
        const headers = {
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
          'content-type': 'application/json',
        };
        if (request.method === 'OPTIONS') return response.writeHead(204, headers).end();
        const body = await text(request);
        const answer = await fetch(server.rpcUrl, { method: 'POST', headers, body });
        return response.writeHead(200, headers).end(lie(await answer.text()));
      });
      await once(between.listen(0, '127.0.0.1'), 'listening');
      url = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
    });
    after(() => between.close());

    const name = async (...rpcUrls: string[]): Promise<void> => {
      await visit.page.getByText('What this page trusts').click();
      for (const [index, rpcUrl] of rpcUrls.entries()) {
        if (index > 0) await visit.page.getByRole('button', { name: 'Add an address' }).click();
        await visit.page.getByLabel(`RPC address ${index + 1}`).fill(rpcUrl);
      }
      await visit.page.getByRole('button', { name: 'Use these' }).click();
    };

    it('says that they agree, and which two do not', async () => {
      await give(pdf());
      await name(server.rpcUrl, url);
      await visit.page.locator('[data-outcome=valid]').getByText('Asked, and they agree').waitFor();
      // Of a record that has not moved all is 0; the other endpoint says that its owner closed it.
      const closed = `${'0'.repeat(128)}${'0'.repeat(63)}2${'0'.repeat(63)}1`;
      // At the end: what stands before it may end with zeros as well.
      lie = (answer) => answer.replace(/0{256}"/, `${closed}"`);
      await visit.page.getByRole('button', { name: 'Ask again' }).click();
      await visit.page.locator('[data-outcome=indeterminate]').waitFor();
      expect(await words()).to.match(/127\.0\.0\.1:\d+ and 127\.0\.0\.1:\d+ disagree/);
      await visit.page.getByRole('button', { name: 'Remove address 2' }).click();
      await visit.page.getByRole('button', { name: 'Use these' }).click();
      await visit.page.locator('[data-outcome=valid]').waitFor();
      visit.expectNoComplaints();
    });
  });

  it('opens without a net, judges what needs no chain, and says what was not looked up', async () => {
    const { page } = visit;
    await visit.goTo('/verify');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await page.context().setOffline(true);
    try {
      await page.goto(`${server.url}/verify`);
      await page.getByText('You are offline.').waitFor();
      await page.setInputFiles('input[type=file]', pdf());
      await page.locator('[data-outcome=indeterminate]').waitFor();
      expect(await words()).to.include('checks hold without the chain');
      const holding = page.getByRole('img', { name: 'Holds', exact: true });
      expect(await holding.count()).to.be.greaterThan(6);
      const kept = await page.evaluate(async () => {
        const names = await caches.keys();
        const all = await Promise.all(
          names.map(async (name) =>
            (await (await caches.open(name)).keys()).map((it) => new URL(it.url).pathname),
          ),
        );
        return all.flat();
      });
      expect(kept.length).to.be.greaterThan(10);
      for (const path of kept) expect(path).to.match(/^\/(verify|\.well-known\/openpouch\.json|assets\/.+)$/);
    } finally {
      await page.context().setOffline(false);
    }
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.locator('[data-outcome=valid]').waitFor();
    visit.forgetComplaints();
  });

  it('prints who checked what, when, and of whom it was asked', async () => {
    await give(pdf());
    await visit.page.locator('[data-outcome=valid]').waitFor();
    await visit.page.getByLabel('Checked by').fill('A. Officer, Customs');
    await visit.page.emulateMedia({ media: 'print' });
    const paper = await seen(visit.page.locator('main'));
    await visit.page.emulateMedia({ media: null });
    for (const said of [
      'Evidence of a check',
      'A. Officer, Customs',
      'certificate.pdf',
      'Latest block',
      'OpenPouch',
    ])
      expect(paper).to.include(said);
    expect(paper).to.match(/SHA-256\s+0x[0-9a-f]{64}/);
    expect(paper).not.to.include('Choose files');
  });
});
