import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

describe('working together on a pouch', () => {
  let server: TestServer;
  let visit: Visit;
  let exporter: ApiClient;
  let forwarder: ApiClient;
  let dir = '';
  let pouch: { id: string; recordId: string };

  openPages((opened) => {
    ({ server, visit } = opened);
    dir = mkdtempSync(join(tmpdir(), 'openpouch-together-'));
  });
  before(async () => {
    exporter = await server.client('exporter');
    forwarder = await server.client('forwarder');
    pouch = await exporter.post('/pouches', { body: { title: 'Pralines, week 49' } });
    for (const party of ['forwarder', 'importer'] as const)
      await exporter.post(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: server.idOf(party), rights: ['view', 'download', 'add'] },
      });
    await exporter.post(`/pouches/${pouch.id}/documents?name=invoice.pdf&type=380`, {
      bytes: Buffer.from('%PDF-1.7 invoice'),
      mediaType: 'application/pdf',
    });
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const dialog = () => visit.page.getByRole('dialog');
  const nameOf = (key: string) => server.parties.find((party) => party.key === key)?.legalName ?? '';
  const thread = () => visit.page.getByRole('log', { name: 'What was written' });

  it('shows messages as they are written, marks what is new, and sends an answer with a file to those it names', async () => {
    const { page } = visit;
    await visit.goTo('/');
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${pouch.id}`);
    await thread().getByText('Nothing was written yet.').waitFor();
    await forwarder.post(`/pouches/${pouch.id}/messages`, {
      body: { text: 'Which vessel?\nIt is not on the cover.' },
    });
    // Told without a reload.
    const asked = thread().getByRole('listitem').filter({ hasText: 'Which vessel?' });
    await asked.getByText('New', { exact: true }).waitFor();
    await asked.getByRole('button', { name: `Answer ${nameOf('forwarder')}` }).click();
    await page.getByRole('textbox', { name: 'Write a message' }).fill('MSC Isabella, see the schedule.');
    await page.getByRole('radio', { name: 'Only these' }).check();
    await page.getByRole('combobox', { name: 'Choose who reads it' }).click();
    await page.getByRole('option', { name: nameOf('forwarder') }).click();
    await page.keyboard.press('Escape');
    const file = join(dir, 'schedule.txt');
    writeFileSync(file, 'Antwerp, Singapore');
    await page.getByLabel('Attach a file').and(page.locator('input')).setInputFiles(file);
    await page.getByRole('button', { name: 'Remove schedule.txt' }).waitFor();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('button', { name: 'Send' }).click();
    const sent = thread().getByRole('listitem').filter({ hasText: 'MSC Isabella' });
    await sent.getByText('Which vessel?').waitFor();
    await sent.getByText('Only for').waitFor();
    await sent.getByRole('link', { name: 'Download schedule.txt' }).waitFor();
    await page.getByRole('link', { name: 'Messages about invoice.pdf: 0' }).click();
    await page.getByText('About invoice.pdf').waitFor();
    await page.getByRole('textbox', { name: 'Write a message' }).fill('Please check the amounts.');
    await page.keyboard.press('Control+Enter');
    await thread().getByText('Please check the amounts.').waitFor();
    await page.getByRole('link', { name: 'Messages about invoice.pdf: 1' }).waitFor();
    visit.expectNoComplaints();
  });

  it('asks for a document, which is done by itself, and for receipts, which the reader agrees to', async () => {
    const { page } = visit;
    await visit.goTo(`/pouches/${pouch.id}`);
    await page.getByRole('button', { name: 'Ask for a document' }).click();
    await dialog()
      .getByRole('combobox', { name: 'Whom do you ask?' })
      .selectOption({ label: nameOf('forwarder') });
    await dialog().getByLabel('What should they know?').fill('With the weights.');
    await dialog().getByLabel('By when').fill('2099-01-31');
    await dialog().getByRole('button', { name: 'Ask for a document' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText(`You ask ${nameOf('forwarder')}`).waitFor();
    await page.getByRole('button', { name: 'Ask for receipts' }).click();
    await dialog()
      .getByRole('combobox', { name: 'Who reads' })
      .selectOption({ label: nameOf('forwarder') });
    await dialog().getByRole('button', { name: 'Ask for receipts' }).click();
    await page.getByText(`${nameOf('forwarder')} has not answered yet.`).waitFor();
    visit.expectNoComplaints();
    await visit.signOut();

    await visit.enterAs('forwarder');
    await page.getByRole('heading', { name: 'Asked of you' }).waitFor();
    await page.getByText(`${nameOf('exporter')} asks you`).waitFor();
    await page.getByRole('link', { name: 'Pralines, week 49' }).first().click();
    await page.getByRole('button', { name: 'Agree for this pouch' }).click();
    await page.getByText(`You tell ${nameOf('exporter')} when`).waitFor();
    await expectAccessibleInBothThemes(page);
    const { documents } = await forwarder.get<{ documents: { id: string }[] }>(`/pouches/${pouch.id}`);
    await forwarder.bytes(`/documents/${documents[0]?.id}/versions/1/content`);
    await page.getByText('You opened invoice.pdf on').waitFor();
    await forwarder.post(`/pouches/${pouch.id}/documents?name=list.pdf&type=271`, {
      bytes: Buffer.from('%PDF-1.7 list'),
      mediaType: 'application/pdf',
    });
    await page.getByText('1 that has ended').click();
    await page.getByText('Done', { exact: true }).waitFor();
    await visit.goTo('/tasks');
    await page.getByText('Nothing is asked.').waitFor();
    visit.expectNoComplaints();
    await visit.signOut();
  });

  it('lets customs ask the owner, in words and for a document', async () => {
    const { page } = visit;
    await exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: server.idOf('customsBelgium') },
    });
    await visit.enterAs('customsBelgium');
    await visit.goTo(`/pouches/${pouch.id}`);
    await page.getByRole('textbox', { name: 'Write a message' }).fill('Which container holds item 2?');
    await page.getByRole('button', { name: 'Send' }).click();
    await thread().getByText('Which container holds item 2?').waitFor();
    await page.getByRole('button', { name: 'Ask for a document' }).click();
    await dialog().getByRole('combobox', { name: 'Whom do you ask?' }).waitFor();
    await dialog().getByRole('button', { name: 'Ask for a document' }).click();
    await page.getByText(`You ask ${nameOf('exporter')}`).waitFor();
    await page.getByRole('button', { name: /^Take back/ }).waitFor();
    expect(await page.getByText('Add a document').count()).to.equal(0);
    visit.expectNoComplaints();
  });
});
