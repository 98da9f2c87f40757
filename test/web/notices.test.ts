import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { type Subscriber, startSubscriber } from '../fixtures/subscriber.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

describe('notices and webhooks in the pages', () => {
  let server: TestServer;
  let visit: Visit;
  let subscriber: Subscriber;
  openPages((opened) => {
    ({ server, visit } = opened);
  });
  before(async () => {
    subscriber = await startSubscriber();
  });
  after(() => subscriber?.close());

  const dialog = () => visit.page.getByRole('dialog');
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });

  it('an offer is in the inbox, is counted, and is read with the click that leads to it', async () => {
    const { page } = visit;
    const exporter = await server.client('exporter');
    const offer = async (title: string) => {
      const { recordId } = await exporter.post<{ recordId: string }>('/pouches', { body: { title } });
      await exporter.post(`/records/${recordId}/handovers`, { body: { to: server.idOf('forwarder') } });
    };
    await offer('Pralines to Singapore');
    await visit.enterAs('forwarder');
    await page.getByRole('link', { name: /Inbox.*1 unread/ }).click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    // It comes by itself while the page is looked at.
    await offer('Waffles to Singapore');
    await page.getByRole('link', { name: 'Waffles to Singapore' }).waitFor();
    await page.getByRole('link', { name: /Inbox.*2 unread/ }).waitFor();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('link', { name: 'Pralines to Singapore' }).click();
    await page.waitForURL(/\/handovers$/);
    await page.getByRole('link', { name: /Inbox.*1 unread/ }).click();
    await button('Mark all as read').click();
    await page.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
    await page.getByRole('radiogroup', { name: 'Shown' }).getByText('Unread').click();
    await page.getByText('All read').waitFor();
    visit.expectNoComplaints();
  });

  it('each person chooses what comes by e-mail', async () => {
    const { page } = visit;
    await visit.enterAs('forwarder');
    await visit.goTo('/inbox/settings');
    const handovers = page.getByRole('radiogroup', { name: 'Handovers' });
    await handovers.getByText('Once a day').click();
    await page.getByLabel('Language of the letters').selectOption('nl');
    // Where the browser is, until something else is chosen.
    const zone = page.getByLabel('Time zone');
    expect(await zone.inputValue()).to.equal(
      await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    );
    await zone.selectOption('Asia/Singapore');
    await page.getByLabel('Hour').selectOption('18');
    await expectAccessibleInBothThemes(page);
    await button('Save').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await visit.goTo('/inbox/settings');
    await handovers.getByRole('radio', { name: 'Once a day', checked: true }).waitFor({ state: 'attached' });
    expect(
      await Promise.all(['Hour', 'Time zone'].map((name) => page.getByLabel(name).inputValue())),
    ).to.deep.equal([...['18', 'Asia/Singapore']]);
    visit.expectNoComplaints();
  });

  it('an administrator makes a webhook, tests it, and sends again what it missed', async () => {
    const { page } = visit;
    await visit.enterAs('exporter');
    await visit.goTo('/organisation');
    await button('New webhook').click();
    await dialog().getByLabel('Address').fill('http://nobody:word@127.0.0.1/');
    await button('Make').click();
    await dialog().getByLabel('Address').and(page.locator('[aria-invalid="true"]')).waitFor();
    visit.forgetComplaints();
    await dialog().getByLabel('Address').fill(subscriber.url);
    await dialog().getByLabel('Name').fill('ERP Antwerp');
    await dialog().getByLabel('Handovers').check();
    await expectAccessibleInBothThemes(page);
    await button('Make').click();
    await dialog()
      .getByText(/^whsec_/)
      .waitFor();
    await expectAccessibleInBothThemes(page);
    await button('I have kept it').click();
    await page.getByRole('link', { name: 'ERP Antwerp' }).click();
    await button('Send a test').click();
    await page.getByText('Delivered').and(page.locator('[data-tone]')).waitFor();
    await page.getByRole('button', { name: /^Details: webhook\.tested/ }).click();
    await dialog().getByText('Answer 204').waitFor();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await button('Switch off').click();
    await page.getByText('Off', { exact: true }).waitFor();
    const exporter = await server.client('exporter');
    const { recordId } = await exporter.post<{ recordId: string }>('/pouches', {
      body: { title: 'Meanwhile' },
    });
    await exporter.post(`/records/${recordId}/handovers`, { body: { to: server.idOf('importer') } });
    await page.getByText('Missed').and(page.locator('[data-tone]')).waitFor();
    await button('Switch on').click();
    await button('Send again what was missed').click();
    await button('Send again').click();
    await dialog().getByText('1 delivery is on its way.').waitFor();
    await button('Cancel').click();
    await page.getByText('Missed').and(page.locator('[data-tone]')).waitFor({ state: 'detached' });
    await button('Remove').click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No webhooks yet').waitFor();
    visit.expectNoComplaints();
  });
});
