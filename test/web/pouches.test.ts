import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

describe('a pouch', () => {
  let server: TestServer;
  let visit: Visit;
  let dir = '';

  openPages((opened) => {
    ({ server, visit } = opened);
    dir = mkdtempSync(join(tmpdir(), 'openpouch-pouch-'));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  const dialog = () => visit.page.getByRole('dialog');
  const write = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(dir, name), bytes);
    return join(dir, name);
  };
  const document = (name: string) => visit.page.getByRole('listitem').filter({ hasText: name });

  it('takes several documents under a label, one of them in parts that go on after the connection broke', async () => {
    const { page } = visit;
    const exporter = await server.client('exporter');
    const pouch = await exporter.post<{ id: string; recordId: string }>('/pouches', {
      body: { title: 'Pralines, week 48' },
    });
    await exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: server.idOf('forwarder'), rights: ['view', 'download', 'add'] },
    });
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${pouch.id}`);
    const large = randomBytes(9_000_000);
    // The second part gets lost once, and the answer to it.
    let lost = 0;
    await page.route('**/api/v1/uploads/*', async (route) => {
      const offset = route.request().headers()['upload-offset'];
      if (offset === undefined || offset === '0' || lost > 0) return route.continue();
      lost += 1;
      await route.abort('connectionreset');
    });
    await page
      .locator('input[aria-label="Add a document"]')
      .setInputFiles([write('packing-list.csv', 'carton;weight\n1;25.5\n'), write('photographs.bin', large)]);
    await dialog().getByLabel('Which kind, in words').fill('Photographs of the stowage');
    await dialog().getByRole('combobox', { name: 'Label' }).fill('Loading');
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Packing list · 21 bytes · Version 1').waitFor();
    await page.getByText('Photographs of the stowage · 9 MB · Version 1').waitFor({ timeout: 40_000 });
    expect(lost).to.equal(1);
    await page.getByRole('heading', { name: 'Loading' }).waitFor();
    await page.unroute('**/api/v1/uploads/*');
    visit.forgetComplaints();
    const { documents } = await exporter.get<{ documents: { id: string; name: string }[] }>(
      `/pouches/${pouch.id}`,
    );
    const sent = documents.find(({ name }) => name === 'photographs.bin');
    const read = await exporter.bytes(`/documents/${sent?.id}/versions/1/content`);
    expect(Buffer.from(read).equals(large)).to.equal(true);
  });

  it('shows a document, its versions and who has them, and says who was first when two change it', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Show packing-list.csv' }).click();
    await dialog().getByText('carton;weight').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    const pouchId = new URL(page.url()).pathname.split('/').at(-1);
    const forwarder = await server.client('forwarder');
    const { documents } = await forwarder.get<{
      documents: { id: string; name: string; revision: number }[];
    }>(`/pouches/${pouchId}`);
    const list = documents.find(({ name }) => name === 'packing-list.csv');
    await forwarder.bytes(`/documents/${list?.id}/versions/1/content`);

    await page.getByRole('button', { name: 'Details of packing-list.csv' }).click();
    await dialog().getByLabel('Name').fill('packing list.csv');
    await forwarder.post(`/documents/${list?.id}/versions`, {
      bytes: Buffer.from('carton;weight\n1;26.0\n'),
      mediaType: 'text/csv',
      headers: { 'if-match': `"${list?.revision}"` },
    });
    // Told without a reload, while the form stands as it is.
    await page.getByText('Packing list · 21 bytes · Version 2').waitFor();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('changed').waitFor();
    visit.forgetComplaints();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });

    await document('packing-list.csv').getByText('Earlier versions and who has them').click();
    const name = server.parties.find(({ key }) => key === 'forwarder')?.legalName ?? '';
    await page.getByText(`${name} got it on`).waitFor();
    // Looked at as it was, and as it is.
    await page.getByRole('button', { name: 'Show packing-list.csv, Version 1' }).click();
    await dialog().getByText('1;25.5').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Download packing-list.csv, Version 1' }).waitFor();
    await expectAccessibleInBothThemes(page);
    visit.expectNoComplaints();

    // Somebody else's version comes while ours is on its way: nothing is lost, and ours comes after it.
    const third = documents.find(({ id }) => id === list?.id);
    await page.route(
      '**/versions',
      async (route) => {
        await forwarder.post(`/documents/${list?.id}/versions`, {
          bytes: Buffer.from('carton;weight\n1;26.5\n'),
          mediaType: 'text/csv',
          headers: { 'if-match': `"${(third?.revision ?? 0) + 1}"` },
        });
        await route.continue();
      },
      { times: 1 },
    );
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'New version of packing-list.csv' }).click();
    await (await chooser).setFiles(write('packing-list.csv', 'carton;weight\n1;27.0\n'));
    await page.getByRole('button', { name: 'Add mine as the next version' }).click();
    await page.getByText('Packing list · 21 bytes · Version 4').waitFor();
    visit.forgetComplaints();
  });

  it('has a cover that its owner writes, and goes as one archive', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await dialog().getByLabel('Bill of lading').fill('ANR7742190');
    await dialog().getByLabel('Containers').fill('MSCU123');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog()
      .getByRole('textbox', { name: 'Containers' })
      .and(page.locator('[aria-invalid=true]'))
      .waitFor();
    visit.forgetComplaints();
    await dialog().getByLabel('Containers').fill('MSCU1234566, TGHU7654320');
    await expectAccessibleInBothThemes(page);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('MSCU1234566, TGHU7654320').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download all' }).click();
    expect((await download).suggestedFilename()).to.equal('Pralines, week 48.zip');
    visit.expectNoComplaints();
  });
});
