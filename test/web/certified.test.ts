import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, pick, seen, type Visit } from './pages.ts';

const invoice = fileURLToPath(new URL('../../scripts/demo/files/commercial-invoice.pdf', import.meta.url));

describe('a certified document in the pages', () => {
  let server: TestServer;
  let visit: Visit;
  let id = '';
  /** What the applicant takes with it: the file, its proof, a copy with fields hidden. */
  let file = '';
  let proof = '';
  let copy = '';
  const folder = mkdtempSync(join(tmpdir(), 'openpouch-certified-'));
  openPages((opened) => {
    ({ server, visit } = opened);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const box = (name: string) => visit.page.getByRole('region', { name });
  const download = async (name: string | RegExp, as: string): Promise<string> => {
    const file = join(folder, as);
    const started = visit.page.waitForEvent('download');
    await visit.page.getByRole('link', { name }).click();
    await (await started).saveAs(file);
    return file;
  };

  it('is applied for', async () => {
    const { page } = visit;
    await visit.enterAs('exporter');
    await visit.goTo('/certificates/new');
    await page.getByRole('radio', { name: 'The certification of a document' }).click();
    // What is chosen stands in the address, and comes back from there.
    await page.getByRole('radio', { name: 'The certification of a document', checked: true }).waitFor();
    await page
      .getByRole('combobox', { name: 'Chamber of commerce' })
      .selectOption({ label: 'Chamber of Commerce of Antwerp' });
    await button('Start').click();
    await box('4 The document').waitFor();

    // What is missing is named, each at its field.
    await button('Submit to the chamber').click();
    const summary = page.getByRole('region', { name: /missing or not right/ });
    expect(await seen(summary)).to.include('Add the PDF that is to be certified.');

    await page.locator('input[type=file]').first().setInputFiles(invoice);
    await box('4 The document').getByRole('button', { name: 'Show commercial-invoice.pdf' }).waitFor();
    await box('4 The document').getByRole('combobox', { name: 'What the document is called' }).click();
    await page.getByRole('option', { name: 'Commercial invoice' }).click();
    await box('4 The document').getByLabel('Number of the document').fill('2026/118');
    await box('4 The document').getByLabel('Date of the document').fill('2026-11-20');
    await box('3 What is certified').getByLabel('Signed by').fill('Lotte Maes');
    const consignee = box('2 Consignee');
    await consignee.getByRole('textbox', { name: 'Name', exact: true }).fill('Straits Fine Foods Pte Ltd');
    await consignee.getByLabel('Street and number').fill('8 Harbour Quay');
    await consignee.getByLabel('City').fill('Singapore');
    for (const name of ['Country', 'Country of destination'])
      await pick(consignee.getByRole('combobox', { name, exact: true }), 'Singapore', 'Singapore');
    await summary.getByRole('listitem').first().waitFor({ state: 'detached' });
    await expectAccessibleInBothThemes(page);

    await button('Submit to the chamber').click();
    const declaration = page.getByRole('dialog');
    expect(await seen(declaration)).to.include('signed by somebody who may sign for it');
    await declaration.getByRole('button', { name: 'Declare and submit' }).click();
    await page.getByText('Submitted', { exact: true }).waitFor();
    id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    visit.expectNoComplaints();
  });

  it('is certified at the desk', async () => {
    const { page } = visit;
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    await page.getByRole('combobox', { name: 'What for' }).selectOption({ label: 'Certified documents' });
    await page.waitForURL(/kind=document/);
    const sheet = page.getByRole('article', { name: 'Certified document' }).filter({ hasText: '2026/118' });
    expect(await seen(sheet))
      .to.include('2026/118')
      .and.to.include('Signed by Lotte Maes');
    await page.getByRole('tab', { name: 'Evidence (1)' }).click();
    expect(await seen(page.getByRole('list', { name: 'Files handed in' }))).to.include('To be certified');
    await page.locator('canvas').first().waitFor();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: /^Certify/ }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /^Issued BE-/ })
      .waitFor();
    visit.expectNoComplaints();
  });

  it('is given back with its proof, and as a copy with fields hidden', async () => {
    const { page } = visit;
    await visit.enterAs('exporter');
    await server.anchoring.flush();
    await visit.goTo(`/certificates/${id}`);
    await page.getByRole('heading', { name: 'Commercial invoice' }).waitFor();
    file = await download('Certified document', 'invoice.pdf');
    proof = await download('Proof bundle', 'proof.json');
    await page.getByRole('link', { name: 'Give a copy with fields hidden' }).click();
    await page.getByRole('checkbox', { name: 'Consignee', exact: true }).click();
    await page.getByRole('status').filter({ hasText: '2 fields are hidden.' }).waitFor();
    await expectAccessibleInBothThemes(page);
    const started = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the copy' }).click();
    copy = join(folder, 'copy.json');
    await (await started).saveAs(copy);
    await visit.goTo('/certificates?kind=document');
    expect(await seen(page.getByRole('table'))).to.include('Commercial invoice 2026/118');
    visit.expectNoComplaints();
  });

  it('is verified with its file by anybody', async () => {
    const { page } = visit;
    await visit.signOut();
    await visit.goTo('/verify');
    await page.locator('input[type=file]').setInputFiles([file, proof]);
    const verdict = page.getByRole('region', { name: 'Genuine' });
    expect(await seen(verdict)).to.match(/certified by Chamber of Commerce of Antwerp as number BE-/);
    expect(await seen(verdict)).to.include('The file is the one that was certified, to the last byte.');
    await expectAccessibleInBothThemes(page);

    await visit.goTo('/verify');
    await page.locator('input[type=file]').setInputFiles([copy]);
    await page.getByRole('region', { name: 'Genuine' }).waitFor();
    const shown = page.getByRole('article', { name: /^Certified document/ });
    expect(await seen(shown))
      .to.include('Commercial invoice')
      .and.not.include('Straits');
    visit.expectNoComplaints();
  });
});
