import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessible, openPages, seen, type Visit } from './pages.ts';

describe('after a certificate was issued, on the pages', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });
  beforeEach(() => visit.page.setViewportSize({ width: 1280, height: 900 }));

  async function issue(): Promise<{ id: string; recordId: string; number: string }> {
    const exporter = await server.client('exporter');
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) },
    });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    return (await server.client('chamberAntwerp')).post(`/certificates/${id}/issuance`);
  }
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const dialog = () => visit.page.getByRole('dialog');

  it('an applicant replaces it, and both name each other', async () => {
    const { id } = await issue();
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}`);
    await button('Apply for a replacement').click();
    await visit.page.getByText('Once this is issued,').waitFor();
    await expectAccessible(visit.page);
    const replacement = /certificates\/([^/]+)\/edit/.exec(visit.page.url())?.[1] ?? '';
    const exporter = await server.client('exporter');
    await exporter.post(`/certificates/${replacement}/submission`, withDeclaration);
    await (await server.client('chamberAntwerp')).post(`/certificates/${replacement}/issuance`);
    await visit.goTo(`/certificates/${replacement}`);
    await visit.page.getByRole('link', { name: 'See the certificate that it replaces' }).click();
    await visit.page.getByRole('link', { name: 'See the certificate that takes its place' }).waitFor();
    expect(await visit.page.getByText('Replaced', { exact: true }).count()).to.be.greaterThan(0);
    visit.expectNoComplaints();
  }).timeout(60_000);

  it('its chamber records a legalisation, which all who see it read', async () => {
    const { id } = await issue();
    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/certificates/${id}`);
    await button('Record one').click();
    await dialog().getByLabel('Authority', { exact: true }).fill('Consulate of Egypt in Antwerp');
    await dialog().getByLabel('Country of the authority').selectOption('Egypt');
    await dialog().getByLabel('Date').fill('2026-05-12');
    await expectAccessible(visit.page);
    await button('Record').click();
    await dialog().waitFor({ state: 'detached' });
    await visit.page.getByText('Egypt, May 12, 2026').waitFor();
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}`);
    await visit.page.getByText('Egypt, May 12, 2026').waitFor();
    expect(await button('Record one').count()).to.equal(0);
    visit.expectNoComplaints();
  }).timeout(60_000);

  it('its chamber issues it to TradeTrust too, under its own domain, and its owner gets the file', async () => {
    const { id, number } = await issue();
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/organisation');
    await visit.page.getByLabel('Domain of the chamber').fill('https://antwerp.example');
    await button('Save the domain').click();
    await visit.page.getByText('A domain name in lower case.').waitFor();
    visit.forgetComplaints();
    await visit.page.getByLabel('Domain of the chamber').fill('antwerp.example');
    await button('Save the domain').click();
    const record = visit.page.getByLabel('Line for the domain’s DNS');
    await record.waitFor();
    expect(await record.inputValue()).to.match(/^openatts net=ethereum netId=\d+ addr=0x[0-9a-f]{40}$/);
    await expectAccessible(visit.page);
    await visit.goTo(`/certificates/${id}`);
    await button('Issue to TradeTrust too').click();
    await visit.page.getByRole('link', { name: 'File for TradeTrust' }).waitFor();
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}`);
    const downloading = visit.page.waitForEvent('download');
    await visit.page.getByRole('link', { name: 'File for TradeTrust' }).click();
    const file = readFileSync(await (await downloading).path(), 'utf8');
    expect(file).to.contain(number);
    visit.expectNoComplaints();
  }).timeout(60_000);

  it('customs dispute it with a reason, and the chamber stands by it', async () => {
    const { id, recordId } = await issue();
    await (await server.client('exporter')).post(`/records/${recordId}/shares`, {
      body: { organisationId: server.idOf('customsSingapore'), rights: ['view', 'download'] },
    });
    await visit.enterAs('customsSingapore');
    await visit.goTo(`/certificates/${id}`);
    await button('Dispute it').click();
    await dialog().getByLabel('Reason').fill('The stamp is unknown here.');
    await expectAccessible(visit.page);
    await dialog().getByRole('button', { name: 'Dispute it' }).click();
    await visit.page.getByText('Disputed by customs').first().waitFor();
    await button('Refuse it').waitFor();

    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/certificates/${id}`);
    await visit.page.getByText('The stamp is unknown here.', { exact: true }).waitFor();
    await button('Stand by it').click();
    await dialog().getByLabel('Reason').fill('It is ours.');
    await dialog().getByRole('button', { name: 'Stand by it' }).click();
    await visit.page.getByText('Verified by customs').first().waitFor();
    await expectAccessible(visit.page);
    visit.expectNoComplaints();
  }).timeout(60_000);

  it('the chamber sets how it numbers and decides; four eyes show at the desk', async () => {
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/organisation');
    const format = visit.page.getByLabel('Certificate numbers');
    await format.fill('{seq:6}');
    await button('Save').click();
    await visit.page.getByText(/It needs \{seq:6\}/).waitFor();
    visit.forgetComplaints();
    await format.fill('A{year}-{seq:6}');
    await visit.page.getByLabel('Four eyes').check();
    await button('Save').click();
    await visit.page.getByText(/The first of a year: A\d{4}-000001/).waitFor();
    await expectAccessible(visit.page);

    const exporter = await server.client('exporter');
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(2) },
    });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    await visit.goTo(`/desk?application=${id}`);
    await visit.page.getByRole('article').waitFor();
    expect(await visit.page.getByRole('button', { name: /^Issue/ }).count()).to.equal(0);
    await visit.page.keyboard.press('e');
    expect(await visit.page.getByText('Recommended by Pieter Claes').count()).to.equal(0);
    await visit.page.keyboard.press('m');
    await visit.page.getByText('Recommended by Pieter Claes').waitFor();
    await visit.page.getByText('You recommended it: somebody else issues it.').waitFor();
    expect(await visit.page.getByRole('button', { name: /^Issue/ }).count()).to.equal(0);
    await expectAccessible(visit.page);
    await visit.page.keyboard.press('i');
    await visit.page
      .getByRole('status')
      .filter({ hasText: /somebody else/ })
      .waitFor({ state: 'attached' });
    await visit.page.getByLabel('Select all').check();
    await visit.page.getByText('One of them is not yours to issue: four eyes.').waitFor();
    expect(await button('Issue selected').isDisabled()).to.equal(true);
    expect((await exporter.get<{ state: string }>(`/certificates/${id}`)).state).to.equal('submitted');

    const greet = {
      name: 'Greet Peeters',
      email: 'greet@antwerp.example',
      password: 'correct horse battery',
    };
    await (await server.client('chamberAntwerp')).post('/users', {
      body: { ...greet, administrator: false },
    });
    await visit.signIn(greet.email, greet.password);
    await visit.goTo(`/desk?application=${id}`);
    await visit.page.getByRole('button', { name: /^Issue/ }).waitFor();
    visit.expectNoComplaints();
  }).timeout(60_000);

  it('the chamber’s figures are seen, read out, and downloaded', async () => {
    await issueNothing();
    await visit.goTo('/desk');
    await visit.page.getByRole('link', { name: 'Figures' }).click();
    await visit.page.getByRole('heading', { name: 'Figures' }).waitFor();
    expect(await seen(visit.page.getByRole('table', { name: 'By day' }))).to.match(/Issued/);
    await expectAccessible(visit.page);
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      button('Download as CSV').click(),
    ]);
    const csv = readFileSync(await download.path(), 'utf8');
    expect(csv).to.match(/^"Day","Issued","Not issued"\r\n"\d{4}-\d\d-\d\d",\d+,\d+/);
    expect(csv).to.match(/"SG",\d+$/);
    visit.expectNoComplaints();
  });

  /** What the tests before issued is enough to be counted; the browser is still the chamber’s. */
  const issueNothing = (): Promise<void> => visit.goTo('/certificates');
});
