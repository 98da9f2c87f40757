import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { overflowing } from './looks.ts';
import { expectAccessibleInBothThemes, openStory, seen, type Visit } from './pages.ts';
import type { Story } from './story.ts';

describe('verifying many', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });

  const row = (name: string) =>
    visit.page.getByRole('table', { name: 'Verdicts' }).getByRole('row').filter({ hasText: name });

  it('gives each file its verdict, saves them as a table, and tells what changes afterwards', async () => {
    await visit.enterAs('customsSingapore');
    await visit.goTo('/verifications');
    await visit.page.getByRole('checkbox', { name: 'Tell me when one of them changes' }).check();
    const altered = Buffer.from(story.pdf);
    altered[altered.length - 200] = (altered[altered.length - 200] ?? 0) ^ 1;
    const { number, verificationCode } = story.issued;
    const list = `number;code\n${number};${verificationCode}\nNO-SUCH;${verificationCode}\n`;
    await visit.page.setInputFiles('input[type=file]', [
      { name: 'genuine.pdf', mimeType: 'application/pdf', buffer: Buffer.from(story.pdf) },
      { name: 'altered.pdf', mimeType: 'application/pdf', buffer: altered },
      { name: 'other.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 of nobody') },
      { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) },
    ]);
    await visit.page.getByText('5 of 5 checked').waitFor();
    expect(await seen(row('genuine.pdf')))
      .to.include(number)
      .and.include('Genuine')
      .and.include('You are told of changes.');
    expect(await seen(row('altered.pdf')))
      .to.include('Not valid')
      .and.not.include(number);
    expect(await seen(row('other.pdf'))).to.include('Unknown here');
    expect(await seen(row('NO-SUCH'))).to.include('Unknown here');
    expect(await overflowing(visit.page)).to.deep.equal([]);
    await expectAccessibleInBothThemes(visit.page);
    const [file] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name: 'Save as a table (CSV)' }).click(),
    ]);
    const table = await readFile(await file.path(), 'utf8');
    expect(table.split('\r\n')).to.have.length(6);
    expect(table).to.include(`"${number}"`).and.include('"Not valid"');

    await visit.goTo('/watches');
    await visit.page.getByRole('row').filter({ hasText: number }).getByText('Holds').waitFor();
    const chamber = await server.client('chamberAntwerp');
    await chamber.post(`/certificates/${story.issued.id}/revocation`, { body: { reason: 'fraud' } });
    // The page hears of it by itself.
    const changed = visit.page.getByRole('row').filter({ hasText: number });
    await changed.getByText('Revoked').waitFor();
    expect(await seen(changed))
      .to.include('fraud')
      .and.include('genuine.pdf');
    await expectAccessibleInBothThemes(visit.page);
    await changed.getByRole('button', { name: 'Stop watching' }).click();
    await visit.page.getByText('Nothing is watched').waitFor();
    visit.expectNoComplaints();
  });

  it('finds a certificate by number, chamber and date, and what it says by its code', async () => {
    await visit.goTo('/verify');
    await visit.page.getByRole('tab', { name: 'By chamber and date' }).click();
    await visit.page.getByLabel('Certificate number').fill(story.issued.number);
    await visit.page.getByLabel('Date of issue').fill(new Date().toISOString().slice(0, 10));
    await visit.page.getByLabel('Chamber', { exact: true }).selectOption(server.idOf('chamberAntwerp'));
    await visit.page.getByRole('button', { name: 'Check', exact: true }).click();
    await visit.page.locator('[data-outcome]').waitFor();
    const found = await seen(visit.page.locator('main'));
    expect(found).to.include('There is such a certificate').and.not.include('Straits Fine Foods');
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.getByLabel('Verification code, if you have it').fill(story.issued.verificationCode);
    await visit.page.getByRole('button', { name: 'Check', exact: true }).click();
    await visit.page.getByRole('article', { name: 'Certificate of origin' }).waitFor();
    visit.expectNoComplaints();
  });
});
