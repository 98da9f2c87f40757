import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { cellAt, csvOf, goodRow } from '../unit/bulk/sheets.ts';
import { expectAccessibleInBothThemes, openPages, seen, type Visit } from './pages.ts';

describe('files of applications in the pages', () => {
  let server: TestServer;
  let visit: Visit;
  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const { rows, bytes } = (() => {
    const made = [goodRow('W-1'), goodRow('W-2', { 'item.hsCode': '1806', origins: '' }), goodRow('W-3')];
    return { rows: made, bytes: csvOf(made) };
  })();
  const choose = (name: string, buffer: Buffer) =>
    visit.page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
  const send = async (name: string, buffer: Buffer) => {
    await visit.goTo('/certificates/files');
    await visit.page.getByLabel('Chamber').selectOption(server.idOf('chamberAntwerp'));
    await choose(name, buffer);
    await visit.page.getByRole('button', { name: 'Send the file' }).click();
    await visit.page.getByRole('heading', { level: 1, name }).waitFor();
  };

  it('are sent from the list of certificates, and say of each refused row which cell is wrong', async () => {
    await visit.enterAs('exporter');
    await visit.goTo('/certificates');
    await visit.page.getByRole('link', { name: 'From a file' }).click();
    await visit.page.getByRole('heading', { level: 1, name: 'Applications from a file' }).waitFor();
    expect(await seen(visit.page.locator('main'))).to.include('No file was sent yet');
    await expectAccessibleInBothThemes(visit.page);

    await send('november.csv', bytes);
    await visit.page.getByText('Finished').waitFor();
    const main = await seen(visit.page.locator('main'));
    expect(main).to.match(/Rows\s*3\s*Taken\s*2\s*Refused\s*1/);
    const table = await seen(visit.page.getByRole('table', { name: 'Refused rows' }));
    expect(table)
      .to.include(cellAt(rows, 'item.hsCode', 3))
      .and.to.include('W-2')
      .and.to.include('HS code');
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('give the refused rows back, which are taken when they are right, and nothing twice', async () => {
    const download = visit.page.waitForEvent('download');
    await visit.page.getByRole('link', { name: 'Download the refused rows' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).to.include('why refused').and.to.include('W-2');
    const right = text.replace(';1806;', ';180620;').replace(';SG;;', ';SG;BE;');
    await send('again.csv', Buffer.from(right));
    await visit.page.getByText('Finished').waitFor();
    expect(await seen(visit.page.locator('main'))).to.match(/Taken\s*1\s*Refused\s*0/);
    await send('once-more.csv', bytes);
    await visit.page.getByText('Taken before').waitFor();
    await visit.goTo('/certificates/files');
    const sent = await seen(visit.page.getByRole('table', { name: 'Files sent' }));
    expect(sent).to.include('november.csv').and.to.include('once-more.csv');
    visit.expectNoComplaints();
  });

  it('are submitted at once, under one declaration', async () => {
    await visit.goTo('/certificates/files');
    await visit.page.getByLabel('Chamber').selectOption(server.idOf('chamberAntwerp'));
    await choose('at-once.csv', csvOf([goodRow('W-7'), goodRow('W-8', { 'item.hsCode': '1806' })]));
    await visit.page.getByLabel('Submit at once').check();
    await visit.page.getByRole('button', { name: 'Send the file' }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByText('Sofie Peeters').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await dialog.getByRole('button', { name: 'Declare and submit' }).click();
    await visit.page.getByRole('heading', { level: 1, name: 'at-once.csv' }).waitFor();
    await visit.page.getByText('Finished').waitFor();
    expect(await seen(visit.page.locator('main'))).to.match(/Submitted\s*1\s*Refused\s*1/);
    await visit.page.getByRole('link', { name: 'See what was submitted' }).click();
    await visit.page.getByRole('table').getByText('Submitted').first().waitFor();
    visit.expectNoComplaints();
  });

  it('that cannot be read say why, and have a template to start from', async () => {
    await send('broken.xlsx', Buffer.from('no zip'));
    await visit.page.getByText('Not readable').waitFor();
    expect(await seen(visit.page.locator('main'))).to.include('This is no XLSX file.');
    await visit.goTo('/certificates/files');
    const download = visit.page.waitForEvent('download');
    await visit.page.getByRole('link', { name: 'XLSX template' }).click();
    expect((await download).suggestedFilename()).to.equal('applications.xlsx');
    visit.expectNoComplaints();
  });

  it('are for who applies', async () => {
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/certificates/files');
    expect(await seen(visit.page.locator('main'))).to.match(/not open to you/);
    visit.expectNoComplaints();
  });
});
