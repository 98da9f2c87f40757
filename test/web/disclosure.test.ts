import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { overflowing } from './looks.ts';
import { expectAccessibleInBothThemes, openStory, seen, type Visit } from './pages.ts';
import type { Story } from './story.ts';

describe('a copy with fields hidden', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });
  before(() => visit.enterAs('exporter'));

  const open = () => visit.goTo(`/certificates/${story.issued.id}/copy`);
  const tick = (name: string) => visit.page.getByRole('checkbox', { name, exact: true });
  const sheet = () => visit.page.getByRole('article');
  const said = async () => (await seen(visit.page.getByRole('status'))).trim();
  const download = async (): Promise<string> => {
    const [file] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name: 'Download the copy' }).click(),
    ]);
    return readFile(await file.path(), 'utf8');
  };
  const verify = async (text: string): Promise<void> => {
    await visit.goTo('/verify');
    const buffer = Buffer.from(text);
    await visit.page.setInputFiles('input[type=file]', {
      name: 'copy.json',
      mimeType: 'application/json',
      buffer,
    });
  };

  it('is genuine, shows what is shown, and says what is hidden', async () => {
    await visit.goTo(`/certificates/${story.issued.id}`);
    await visit.page.getByRole('link', { name: 'Give a copy with fields hidden' }).click();
    await visit.page.getByRole('heading', { name: 'A copy with fields hidden' }).waitFor();
    // By the field itself, and by the keyboard.
    await sheet().getByText('Straits Fine Foods Pte Ltd').click();
    await tick('Invoice total').focus();
    await visit.page.keyboard.press('Space');
    expect(await said()).to.equal('3 fields are hidden.');
    expect(await tick('Verification code').isChecked()).to.equal(false);
    expect(await seen(sheet())).to.not.match(/Straits|18,450/);
    const copy = await download();

    await verify(copy);
    expect(await visit.page.locator('[data-outcome]').getAttribute('data-outcome')).to.equal('valid');
    expect(await seen(visit.page.locator('main')))
      .to.include('3 fields are hidden in this copy. Hidden: Consignee; Verification code.')
      .and.include('1 more is hidden; the copy does not tell which.')
      .and.include('Scheldt Chocolate Works NV')
      .and.not.match(/Straits|18,450/);
    const consignee = visit.page.locator('section').filter({ hasText: /^2 Consignee/ });
    expect(await seen(consignee)).to.match(/Hidden\s+Destination: Singapore/);
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('carries neither value nor salt of what is hidden', async () => {
    await open();
    await tick('Consignee').uncheck();
    const copy = await download();
    const exporter = await server.client('exporter');
    const whole = await exporter.get<Bundle>(`/records/${story.issued.recordId}/proof`);
    const shown = new Set((JSON.parse(copy) as Bundle).content.credential.split('~'));
    const gone = whole.content.credential.split('~').filter((part) => !shown.has(part));
    expect(gone).to.have.length(2);
    for (const disclosure of gone) {
      const [salt] = JSON.parse(Buffer.from(disclosure, 'base64url').toString());
      for (const text of [disclosure, salt]) expect(copy).to.not.include(text);
    }
  });

  it('has no tick at what cannot be hidden, and says so', async () => {
    await open();
    await visit.page.getByRole('button', { name: 'Hide all' }).click();
    const origin = sheet().locator('section').filter({ hasText: /^3 / });
    expect(await seen(origin)).to.match(/Belgium\s+Always shown/);
    expect(await origin.getByRole('checkbox').count()).to.equal(0);
    expect(await seen(sheet()))
      .to.include(story.issued.number)
      .and.include('Chamber of Commerce of Antwerp')
      .and.not.match(/Scheldt|Straits|couverture/);
    await visit.page.getByText('Consignor: look at the proof, which names who applied.').waitFor();
  });

  it('says what still tells something hidden, and hides that too', async () => {
    await open();
    await tick('Invoice in all items').uncheck();
    await visit.page.getByText('Item 1, Invoice: look at Remarks.').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.getByRole('button', { name: 'Hide these too' }).click();
    expect(await tick('Remarks').isChecked()).to.equal(false);
    await visit.page.getByText('What you show still tells').waitFor({ state: 'detached' });
    expect(await said()).to.equal('4 fields are hidden.');
  });

  it('hides an item with one tick, and shows beforehand what its reader sees', async () => {
    await open();
    await tick('All of item 2').click();
    expect(await tick('Item 2, HS code').isChecked()).to.equal(false);
    expect(
      await tick('HS code in all items').evaluate((box: HTMLInputElement) => box.indeterminate),
    ).to.equal(true);
    await visit.page.getByText('As a reader sees it').click();
    expect(await seen(sheet()))
      .to.include('couverture')
      .and.include('more fields are hidden.')
      .and.not.include('Pralines');
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.getByText('Choose', { exact: true }).click();
    await visit.page.getByRole('button', { name: 'Show all' }).click();
    expect(await said()).to.equal('All is shown.');
    expect(await visit.page.getByRole('button', { name: 'Download the copy' }).isDisabled()).to.equal(true);
  });

  it('fits a telephone, in three languages', async () => {
    await visit.page.setViewportSize({ width: 360, height: 740 });
    for (const language of ['nl', 'fr', 'en']) {
      await visit.page.evaluate((code) => localStorage.setItem('openpouch-language', code), language);
      await open();
      await sheet().getByRole('checkbox').nth(1).uncheck();
      expect(await overflowing(visit.page), language).to.deep.equal([]);
      await expectAccessibleInBothThemes(visit.page);
    }
    await visit.page.setViewportSize({ width: 1280, height: 800 });
    visit.expectNoComplaints();
  });
});

interface Bundle {
  readonly content: { readonly credential: string };
}
