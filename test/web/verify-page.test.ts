import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { hashOf } from '../../web/src/verification/read-code.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openStory, seen, type Visit } from './pages.ts';
import { type Story, sealed } from './story.ts';

describe('the public verification page', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });

  const pdf = (bytes: Uint8Array, name = 'certificate.pdf') => ({
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.from(bytes),
  });
  type Given = ReturnType<typeof pdf>;

  const give = async (...files: Given[]): Promise<void> => {
    await visit.goTo('/verify');
    await visit.page.setInputFiles('input[type=file]', files);
  };
  const outcome = async (): Promise<string | null> =>
    visit.page.locator('[data-outcome]').getAttribute('data-outcome');
  const words = async (): Promise<string> => seen(visit.page.locator('[data-outcome]'));

  it('says genuine, by whom and since when, and shows the data of the certificate', async () => {
    await give(pdf(story.pdf));
    expect(await outcome()).to.equal('valid');
    expect(await words()).to.match(
      /^Genuine\s+Issued by Chamber of Commerce of Antwerp on .*, sealed on .*\./,
    );
    const sheet = visit.page.getByRole('article', { name: 'Certificate of origin' });
    expect(await seen(sheet))
      .to.include(story.issued.number)
      .and.include('Straits Fine Foods Pte Ltd');
    visit.expectNoComplaints();
  });

  it('sends the file nowhere', async () => {
    const before = visit.requests.length;
    await give(pdf(story.pdf));
    await outcome();
    const posts = visit.requests.slice(before).filter((request) => request.method() !== 'GET');
    expect(posts.map((request) => new URL(request.url()).origin)).to.satisfy((origins: string[]) =>
      origins.every((origin) => origin === new URL(server.rpcUrl).origin),
    );
    expect(posts).to.have.length(1);
    for (const request of posts)
      expect(request.postData())
        .to.match(/^\{"jsonrpc":"2.0"/)
        .and.not.include('%PDF');
  });

  it('says not valid for a copy in which one byte was changed', async () => {
    const altered = Buffer.from(story.pdf);
    altered[altered.length - 200] = (altered[altered.length - 200] ?? 0) ^ 1;
    await give(pdf(altered));
    expect(await outcome()).to.equal('invalid');
    expect(await words()).to.include('altered');
    expect(await visit.page.getByRole('article').count()).to.equal(0);
    visit.expectNoComplaints();
  });

  it('says revoked, and why, for a file made before', async () => {
    await give(pdf(story.revokedPdf));
    expect(await outcome()).to.equal('revoked');
    expect(await words()).to.include('data incorrect');
    visit.expectNoComplaints();
  });

  it('opens the evidence of a check with one click', async () => {
    await give(pdf(story.pdf));
    const check = visit.page.getByRole('listitem').filter({ hasText: 'genesis' });
    await check.getByText('Evidence').click();
    expect(await check.getByRole('definition').allInnerTexts()).to.include(story.issued.recordId);
  });

  it('verifies a certificate by its number and code in the page, as it would a file, and finds no other', async () => {
    const { number, verificationCode: code } = story.issued;
    const before = visit.requests.length;
    await visit.goTo(`/verify${hashOf({ number, code })}`);
    expect(await outcome()).to.equal('valid');
    const asked = visit.requests.slice(before).map((request) => request.url());
    expect(asked.some((url) => url.startsWith(server.rpcUrl))).to.equal(true);
    expect(
      asked.filter((url) => url.includes('/verification/')).map((url) => new URL(url).pathname),
    ).to.deep.equal(['/api/v1/verification/certificates/proof']);
    visit.expectNoComplaints();
    await visit.page.getByLabel('Verification code').fill('0000000000000000');
    await visit.page.getByRole('button', { name: 'Check', exact: true }).click();
    await visit.page.getByText('No certificate has this number and verification code.').waitFor();
  });

  it('does not take another certificate for the one asked for, nor the server’s word for a check', async () => {
    const { number, verificationCode: code } = story.issued;
    const other = new URLSearchParams({ number, code }).toString();
    const { page } = visit;
    await page.route('**/verification/certificates/proof?*', (route) =>
      route.continue({ url: `${server.url}/api/v1/verification/certificates/proof?${other}` }),
    );
    await visit.goTo(`/verify${hashOf({ number: 'BE-1', code })}`);
    await page.getByText('The server answered with another certificate').waitFor();
    expect(await page.locator('[data-outcome]').count()).to.equal(0);
    await page.unroute('**/verification/certificates/proof?*');

    await page.route(`${server.rpcUrl}/**`, (route) => route.abort());
    await visit.goTo(`/verify?${other}`);
    await page.getByText('The chain could not be asked from here.').waitFor();
    expect(await outcome()).to.equal('valid');
    await page.unroute(`${server.rpcUrl}/**`);
    visit.forgetComplaints();
  });

  it('says that a document is unchanged since its party recorded it, given its bundle', async () => {
    const exporter = await server.client('exporter');
    const pouch = await exporter.get<{ documents: { id: string }[] }>(`/pouches/${story.pouch.id}`);
    const proof = await exporter.get(`/documents/${pouch.documents[0]?.id}/versions/1/proof`);
    const bundle = {
      name: 'proof.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(proof)),
    };
    await give(pdf(story.invoice, 'invoice.pdf'));
    await visit.page.getByText('This file carries no proof of its own.').waitFor();
    await visit.page.setInputFiles('input[type=file]', bundle);
    expect(await outcome()).to.equal('valid');
    expect(await words()).to.match(/^Unchanged\s+Unchanged since Scheldt Chocolate Works NV recorded it/);

    const altered = new TextEncoder().encode(
      new TextDecoder().decode(story.invoice).replace('14,500', '10,500'),
    );
    await visit.page.setInputFiles('input[type=file]', pdf(altered, 'invoice.pdf'));
    await visit.page.locator('[data-outcome=invalid]').waitFor();
  });

  it('cannot decide while the chain does not answer, and says so', async () => {
    await give(pdf(story.pdf));
    await visit.page.getByText('What this page trusts').click();
    // The discard port: nothing answers there.
    await visit.page.getByLabel('RPC address 1').fill('http://127.0.0.1:9');
    await visit.page.getByRole('button', { name: 'Use these' }).click();
    await visit.page.locator('[data-outcome=indeterminate]').waitFor();
    expect(await words())
      .to.include('Cannot be decided')
      .and.include('127.0.0.1:9')
      .and.include('checks hold without the chain');
  });

  it('does not take the word of a deployment that its visitor does not trust', async () => {
    await give(pdf(story.pdf));
    await visit.page.getByText('What this page trusts').click();
    await visit.page.getByLabel('Accepted deployments (JSON)').fill('[]');
    await visit.page.getByRole('button', { name: 'Use these' }).click();
    await visit.page.locator('[data-outcome=invalid]').waitFor();
    expect(await words()).to.include('federation that this verifier does not know');
  });

  it('says genuine, but expired, once its country of destination takes it no longer', async () => {
    // Of what had to be refused before.
    visit.forgetComplaints();
    const federation = await server.client('federation');
    const exporter = await server.client('exporter');
    const chamber = await server.client('chamberAntwerp');
    await federation.put('/validity-periods/SG', {
      body: { months: 6, source: 'A decree of 2026', since: '2026-01-01' },
    });
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(9) };
    const { id } = await exporter.post<{ id: string }>('/certificates', { body });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    const { recordId, expiresAt } = await chamber.post<{ recordId: string; expiresAt: string }>(
      `/certificates/${id}/issuance`,
    );
    await sealed(exporter, recordId);
    const proof = Buffer.from(JSON.stringify(await exporter.get(`/records/${recordId}/proof`)));
    const bundle = { name: 'proof.json', mimeType: 'application/json', buffer: proof };
    await give(bundle);
    expect(await outcome()).to.equal('valid');
    expect(await words()).to.match(/Valid until \w+/);

    await visit.page.clock.setFixedTime(Date.parse(expiresAt) + 1_000);
    await give(bundle);
    expect(await outcome()).to.equal('expired');
    expect(await words()).to.match(/^Genuine, but expired\s+Issued by Chamber of Commerce of Antwerp\./);
    await visit.page.getByRole('article', { name: 'Certificate of origin' }).waitFor();
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });
});
