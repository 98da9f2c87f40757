import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import type { TestServer } from '../fixtures/server.ts';
import { beginApplication, fillInApplication, submitApplication } from './application-steps.ts';
import { openPages, pick, seen, startVisit, type Visit } from './pages.ts';

const invoice = fileURLToPath(new URL('../../scripts/demo/files/commercial-invoice.pdf', import.meta.url));
const seal = fileURLToPath(new URL('../../scripts/demo/files/container-seal.jpg', import.meta.url));
const cast = [
  ...['exporter', 'chamberAntwerp', 'customsBelgium', 'forwarder', 'agent', 'importer', 'customsSingapore'],
] as readonly DemonstrationPartyKey[];

/** Everyone is signed in all the while, and nothing but clicks and keys moves the documents or the pages. */
describe('the pilot chain, by clicking alone', () => {
  let server: TestServer;
  const people = new Map<DemonstrationPartyKey, Visit>();
  openPages((opened) => {
    server = opened.server;
  });
  before(async function () {
    // Each of them loads the pages for the first time.
    this.timeout(180_000);
    for (const party of cast) {
      const visit = await startVisit(server);
      people.set(party, visit);
      await visit.clickInAs(party);
    }
  });
  afterEach(() => {
    for (const visit of people.values()) visit.expectNoComplaints();
  });
  after(() => Promise.all([...people.values()].map((visit) => visit.close())));

  const page = (party: DemonstrationPartyKey) => {
    const visit = people.get(party);
    if (visit === undefined) throw new Error(`${party} is not there.`);
    return visit.page;
  };
  const click = (party: DemonstrationPartyKey, name: string) =>
    page(party).getByRole('button', { name, exact: true }).click();
  const follow = (party: DemonstrationPartyKey, name: string | RegExp) =>
    page(party)
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first()
      .click();
  const dialog = (party: DemonstrationPartyKey) => page(party).getByRole('dialog');
  const nameOf = (key: DemonstrationPartyKey) =>
    server.parties.find((party) => party.key === key)?.legalName ?? key;

  /** In the dialog that is open: types the beginning of the name and takes what is found. */
  async function choose(party: DemonstrationPartyKey, label: string, name: string): Promise<void> {
    const field = dialog(party).getByRole('combobox', { name: label });
    await pick(field, name.slice(0, -3), new RegExp(name));
  }
  async function confirm(party: DemonstrationPartyKey, name: string): Promise<void> {
    await dialog(party).getByRole('button', { name, exact: true }).click();
    await dialog(party).waitFor({ state: 'detached' });
  }
  async function shareWith(party: DemonstrationPartyKey, other: DemonstrationPartyKey): Promise<void> {
    await click(party, 'Share');
    await choose(party, 'Organisation', nameOf(other));
    await confirm(party, 'Share');
    await page(party).getByText('Shared. May see and download.').waitFor();
  }
  /** From the page of the pouch, to somebody who looks at what is offered to them. */
  async function handOver(from: DemonstrationPartyKey, to: DemonstrationPartyKey): Promise<void> {
    await follow(to, 'Handovers');
    await page(to).getByRole('heading', { name: 'Handovers', level: 1 }).waitFor();
    await click(from, 'Hand over');
    await choose(from, 'To', nameOf(to));
    await dialog(from)
      .getByLabel('Message')
      .fill(`For ${nameOf(to)}`);
    await confirm(from, 'Offer');

    const offer = page(to)
      .getByRole('listitem')
      .filter({ hasText: `For ${nameOf(to)}` });
    expect(await seen(offer)).to.include(`From ${nameOf(from)}`);
    await offer.getByRole('button', { name: 'Accept' }).click();
    await offer.getByText('Accepted', { exact: true }).waitFor();
    await page(from)
      .getByText(`With ${nameOf(to)} since`)
      .waitFor();
    await offer.getByRole('link', { name: title }).click();
    await page(to).getByRole('heading', { name: title }).waitFor();
  }
  async function download(party: DemonstrationPartyKey, link: Locator): Promise<Buffer> {
    const [file] = await Promise.all([page(party).waitForEvent('download'), link.click()]);
    return readFile(await file.path());
  }

  const title = 'Chocolate to Singapore';
  let number = '';

  it('1: the exporter applies, and the chamber sees it on its desk', async () => {
    await follow('chamberAntwerp', 'Desk');
    await page('chamberAntwerp').getByText('Nothing waits for you').waitFor();

    await beginApplication(page('exporter'), nameOf('chamberAntwerp'));
    await fillInApplication(page('exporter'), nameOf('importer'));
    await page('exporter').getByText('Saved', { exact: true }).waitFor();
    await submitApplication(page('exporter'));

    const waiting = page('chamberAntwerp').getByRole('article');
    expect(await seen(waiting)).to.include('Dark chocolate couverture');
  });

  it('2: the chamber issues it, and the exporter sees it issued and sealed', async () => {
    await page('chamberAntwerp')
      .getByRole('button', { name: /^Issue/ })
      .click();
    await page('chamberAntwerp').getByText('Nothing waits for you').waitFor();
    await page('exporter').getByText('Issued', { exact: true }).waitFor();
    await page('exporter').getByText('Sealed on').first().waitFor();
    number = await seen(page('exporter').getByRole('heading', { level: 1 }));
    expect(number).to.match(/^BE-/);
  });

  it('3: customs is shown the certificate and verifies it', async () => {
    await page('customsBelgium').getByText('No certificates are shared with you').waitFor();
    await shareWith('exporter', 'customsBelgium');
    const row = page('customsBelgium').getByRole('row').filter({ hasText: number });
    await row.getByRole('link', { name: 'Verify' }).click();
    await page('customsBelgium').locator('[data-outcome=valid]').waitFor();
    const verdict = await seen(page('customsBelgium').locator('[data-outcome]'));
    expect(verdict).to.match(/^Genuine\s+Issued by Chamber of Commerce of Antwerp/);
    await page('exporter')
      .getByText(`Verified by ${nameOf('customsBelgium')}`)
      .waitFor();
  });

  it('4: the forwarder receives the certificate and the invoice in a pouch', async () => {
    await follow('exporter', 'Pouches');
    await click('exporter', 'New pouch');
    await dialog('exporter').getByLabel('Title').fill(title);
    await dialog('exporter').getByRole('button', { name: 'New pouch' }).click();
    await page('exporter').getByRole('heading', { name: title }).waitFor();
    await click('exporter', 'Add a certificate');
    await dialog('exporter').getByRole('combobox', { name: 'Certificate' }).click();
    await page('exporter')
      .getByRole('option', { name: new RegExp(number) })
      .click();
    await confirm('exporter', 'Add');
    await page('exporter').locator('input[aria-label="Add a document"]').setInputFiles(invoice);
    await dialog('exporter').getByLabel('Kind of document').selectOption('Commercial invoice');
    await confirm('exporter', 'Add');
    await page('exporter')
      .getByText(/^Commercial invoice · .* · Version 1$/)
      .waitFor();
    await handOver('exporter', 'forwarder');
    const link = page('forwarder').getByRole('link', { name: 'Download commercial-invoice.pdf' });
    expect((await download('forwarder', link)).equals(readFileSync(invoice))).to.equal(true);
  });

  it('5: the forwarder hands it over to the agent overseas, who adds a photograph and passes it on', async () => {
    await handOver('forwarder', 'agent');
    await page('agent').locator('input[aria-label="Add a document"]').setInputFiles(seal);
    await confirm('agent', 'Add');
    await page('agent').getByRole('link', { name: 'Download container-seal.jpg' }).waitFor();
    await handOver('agent', 'importer');
  });

  it('6: the importer shares it with customs there, which reads, downloads and verifies it', async () => {
    await page('customsSingapore').getByRole('radiogroup').getByText('Pouches').click();
    await page('customsSingapore').getByText('No pouches are shared with you').waitFor();
    await shareWith('importer', 'customsSingapore');

    const row = page('customsSingapore').getByRole('row').filter({ hasText: title });
    await row.getByText('1 certificate, 2 documents').waitFor();
    await row.getByRole('link', { name: title }).click();
    const link = page('customsSingapore').getByRole('link', { name: 'Download commercial-invoice.pdf' });
    expect((await download('customsSingapore', link)).equals(readFileSync(invoice))).to.equal(true);
    const hands = page('customsSingapore').getByRole('figure').getByRole('listitem');
    expect(await seen(hands.last()))
      .to.include(nameOf('importer'))
      .and.include('Owns it');

    await follow('importer', number);
    await page('importer').getByRole('heading', { name: number }).waitFor();
    await follow('customsSingapore', 'Shared with you');
    const certificate = page('customsSingapore').getByRole('row').filter({ hasText: number });
    await certificate.getByRole('link', { name: 'Verify' }).click();
    await page('customsSingapore').locator('[data-outcome=valid]').waitFor();
    expect(await seen(page('customsSingapore').getByRole('article'))).to.include('Dark chocolate couverture');
    await page('importer')
      .getByText(`Verified by ${nameOf('customsSingapore')}`)
      .waitFor();
  });
});
