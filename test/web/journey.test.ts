import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openStory, seen, type Visit } from './pages.ts';
import type { Story } from './story.ts';

describe('where is my certificate', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });

  const hands = () => visit.page.getByRole('figure').getByRole('listitem');

  it('says who has to act before it is issued', async () => {
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${story.submittedId}`);
    await visit.page.getByText('With Chamber of Commerce of Antwerp for decision since').waitFor();
    expect(await hands().count()).to.equal(2);
    visit.expectNoComplaints();
  });

  it('shows the chain of hands with the offer that is open', async () => {
    await visit.goTo(`/certificates/${story.issued.id}`);
    await visit.page.getByText('Offered to Noorderdok Forwarding BV on').waitFor();
    expect(await hands().count()).to.equal(3);
    expect(await seen(hands().nth(0))).to.match(/Chamber of Commerce of Antwerp\s+Certified it/);
    expect(await seen(hands().nth(1))).to.match(/Scheldt Chocolate Works NV\s+Owns it\s+since/);
    expect(await seen(hands().nth(2))).to.match(/Noorderdok Forwarding BV\s+Is offered it\s+open until/);
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('leads from a hand to the step that proves it, opened, at an address of its own', async () => {
    await visit.goTo(`/certificates/${story.issued.id}`);
    await visit.page
      .getByRole('link', { name: 'Proof: Chamber of Commerce of Antwerp, Certified it' })
      .click();
    const step = visit.page.locator('#step-0');
    expect(await seen(step)).to.match(/Batch root\s+0x[0-9a-f]{64}/);
    expect(new URL(visit.page.url()).hash).to.equal('#step-0');
    await visit.page.reload();
    expect(await seen(visit.page.locator('#step-0'))).to.match(/Batch root\s+0x[0-9a-f]{64}/);
    visit.expectNoComplaints();
  });

  it('tells from when to when each party owned it, once it was handed over', async () => {
    const forwarder = await server.client('forwarder');
    const { items } = await forwarder.get<{ items: { id: string }[] }>('/handovers?box=incoming');
    await forwarder.post(`/handovers/${items[0]?.id}/acceptance`);
    await visit.goTo(`/pouches/${story.pouch.id}`);
    await visit.page.getByText('With Noorderdok Forwarding BV since').waitFor();
    expect(await seen(hands().nth(0))).to.match(/Scheldt Chocolate Works NV\s+Owned it\s+.+ to /);
    expect(await seen(hands().nth(1))).to.match(/Noorderdok Forwarding BV\s+Owns it\s+since/);
    visit.expectNoComplaints();
  });

  it('says that a revoked one is no longer in force', async () => {
    await visit.goTo(`/certificates/${story.revoked.id}`);
    await visit.page.getByText('No longer in force: revoked by Chamber of Commerce of Antwerp on').waitFor();
    visit.expectNoComplaints();
  });

  it('keeps the choice of steps in the address', async () => {
    await visit.goTo(`/certificates/${story.issued.id}`);
    const rendered = visit.page.getByText('PDF made by Chamber of Commerce of Antwerp');
    await visit.page.locator('#step-0').waitFor();
    expect(await rendered.count()).to.equal(0);
    await visit.page.getByText(/^All \d+$/).click();
    await rendered.waitFor();
    expect(new URL(visit.page.url()).searchParams.get('steps')).to.equal('all');
    await visit.page.reload();
    await rendered.waitFor();
  });

  it('prints the certificate on paper: light, without what can only be clicked', async () => {
    await visit.goTo(`/certificates/${story.issued.id}`);
    await visit.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await visit.page.getByRole('button', { name: 'Sign out' }).isVisible()).to.equal(false);
    expect(await visit.page.getByRole('button', { name: 'Make a copy' }).isVisible()).to.equal(false);
    const colours = await visit.page
      .getByRole('article')
      .evaluate((sheet) => [getComputedStyle(sheet).color, getComputedStyle(sheet).backgroundColor]);
    expect(colours).to.deep.equal(['rgb(31, 30, 26)', 'rgb(255, 253, 247)']);
    await visit.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });

  it('fits a phone, the chain from above', async () => {
    await visit.page.setViewportSize({ width: 360, height: 740 });
    await visit.goTo(`/certificates/${story.issued.id}`);
    const [first, second] = [await hands().nth(0).boundingBox(), await hands().nth(1).boundingBox()];
    expect(second?.x).to.equal(first?.x);
    const overflow = await visit.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).to.equal(0);
    await visit.page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows what happened to all records, filtered by the address, and leads to each proof', async () => {
    await visit.goTo('/activity?type=handover');
    const events = visit.page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
    expect(await seen(events)).to.match(
      /Handover accepted by Noorderdok Forwarding BV\s+Chocolate to Singapore/,
    );
    expect(await seen(events)).not.to.include('Issued by');
    await visit.page.getByLabel('What').selectOption('Certificates');
    await visit.page.getByText('Issued by Chamber of Commerce of Antwerp').first().waitFor();
    expect(new URL(visit.page.url()).searchParams.get('type')).to.equal('certificate');
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.getByLabel('Until').fill('2020-01-01');
    await visit.page.getByText('Nothing happened that fits these filters.').waitFor();
    await visit.goTo(`/activity?type=certificate&organisation=${server.idOf('chamberAntwerp')}`);
    await events.last().getByRole('link', { name: 'Proof' }).click();
    expect(await seen(visit.page.locator('#step-0'))).to.match(/Batch root\s+0x[0-9a-f]{64}/);
    visit.expectNoComplaints();
  });

  it('filters by act, person, destination and state, and exports what the list shows', async () => {
    const { page } = visit;
    const events = page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
    await visit.goTo('/activity');
    await page.getByLabel('What').selectOption('handover.offered');
    await page.getByText('More filters').click();
    const { name } = await (await server.client('exporter')).get<{ name: string }>('/me');
    await page.getByLabel('Our people and systems').selectOption(name);
    await page.getByLabel('Destination').selectOption('SG');
    await page.getByLabel('Sealed', { exact: true }).selectOption('Sealed');
    await page.getByRole('button', { name: 'State now: Any state' }).click();
    await page.getByRole('checkbox', { name: 'Active' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'State now: Active' }).waitFor();
    await page.getByText('Issued by Chamber of Commerce of Antwerp').first().waitFor({ state: 'detached' });
    expect(await seen(events.first())).to.match(/^Handover to .+ offered by Scheldt Chocolate Works NV/);
    await expectAccessibleInBothThemes(page);

    const asked = new URL(page.url()).searchParams;
    expect(Object.fromEntries(asked)).to.deep.include({
      ...{ type: 'handover.offered', destination: 'SG', sealed: 'yes', state: 'active' },
    });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Table (CSV)' }).click(),
    ]);
    expect(download.suggestedFilename()).to.match(/^trail-\d{4}-\d\d-\d\d\.csv$/);
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    await events.nth(lines.length - 2).waitFor();
    expect(await events.count()).to.equal(lines.length - 1);
    expect(lines.slice(1).every((line) => line.includes(';handover.offered;'))).to.equal(true);

    await page.reload();
    await page.getByRole('button', { name: 'State now: Active' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('Issued by Chamber of Commerce of Antwerp').first().waitFor();
    expect(new URL(page.url()).search).to.equal('');

    await visit.goTo(`/certificates/${story.issued.id}`);
    await page.getByRole('link', { name: 'Filter and export' }).click();
    await page.getByRole('button', { name: `Only record ${story.issued.recordId.slice(0, 10)}` }).waitFor();
    await page.getByRole('link', { name: 'Chocolate to Singapore' }).first().waitFor({ state: 'detached' });
    visit.expectNoComplaints();
  });

  describe('customs', () => {
    it('verifies what is shared with it from its list, and sees the verdict and the data', async () => {
      await visit.enterAs('customsBelgium');
      await visit.goTo('/shared');
      await expectAccessibleInBothThemes(visit.page);
      const row = visit.page.getByRole('row').filter({ hasText: story.issued.number });
      await row.getByRole('link', { name: 'Verify' }).click();
      await visit.page.locator('[data-outcome=valid]').waitFor();
      expect(await seen(visit.page.locator('[data-outcome]'))).to.match(/^Genuine\s+Issued by Chamber/);
      expect(await seen(visit.page.getByRole('article'))).to.include('Straits Fine Foods Pte Ltd');
      await expectAccessibleInBothThemes(visit.page);
      await visit.page.getByRole('link', { name: 'See the audit trail' }).click();
      await visit.page.getByText('Verified by Belgian Customs').waitFor();
      visit.expectNoComplaints();
    });

    it('records nothing when the page of a verification is only opened again', async () => {
      await visit.goTo(`/records/${story.issued.recordId}/verification`);
      await visit.page.reload();
      await visit.page.getByRole('button', { name: 'Verify now' }).waitFor();
      const exporter = await server.client('exporter');
      const { items } = await exporter.get<{ items: { type: string }[] }>(
        `/records/${story.issued.recordId}/trail?limit=200`,
      );
      expect(items.filter(({ type }) => type.endsWith('record.verified'))).to.have.length(1);
    });

    it('finds the pouches shared with it, by an address that can be sent on', async () => {
      await visit.goTo('/shared?kind=pouches&q=Chocolate');
      await visit.page.getByRole('link', { name: 'Chocolate to Singapore' }).waitFor();
      visit.expectNoComplaints();
    });

    it('is told that there is nothing at a record that it may not see', async () => {
      await visit.goTo(`/records/${story.revoked.recordId}/verification`);
      await visit.page.getByText('It does not exist, or it is not shared with you.').waitFor();
      visit.forgetComplaints();
    });
  });
});
