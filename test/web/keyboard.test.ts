import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import type { TestServer } from '../fixtures/server.ts';
import { openStory, seen, type Visit } from './pages.ts';
import type { Story } from './story.ts';

/** No mouse: every step is a key. */
describe('by keyboard alone', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;
  openStory((opened) => {
    ({ server, story, visit } = opened);
  });

  const press = (key: string) => visit.page.keyboard.press(key);
  const type = (text: string) => visit.page.keyboard.type(text);
  const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const dialog = () => visit.page.getByRole('dialog');

  /** Tab until it has the focus. */
  async function tabTo(locator: Locator): Promise<void> {
    await locator.waitFor();
    for (let stops = 0; stops < 150; stops += 1) {
      await press('Tab');
      if (await hasFocus(locator)) return;
    }
    throw new Error(`Tab never comes to ${locator}.`);
  }
  async function signIn(key: string): Promise<void> {
    const { email = '', password = '' } = server.parties.find((party) => party.key === key) ?? {};
    await visit.signOut();
    await visit.goTo('/');
    await tabTo(visit.page.getByLabel('E-mail'));
    await type(email);
    await press('Tab');
    await type(password);
    await press('Enter');
    await button('Sign out').waitFor();
  }
  async function follow(name: string): Promise<void> {
    await tabTo(visit.page.getByRole('link', { name, exact: true }).first());
    await press('Enter');
  }
  const focusIsIn = async (locator: Locator) => {
    await locator.waitFor();
    const element = await locator.elementHandle();
    await visit.page.waitForFunction((it) => it?.contains(document.activeElement) === true, element);
  };

  it('an exporter applies, from sign-in to submission', async () => {
    await signIn('exporter');
    await follow('Apply for a certificate');
    await tabTo(visit.page.getByRole('combobox', { name: 'Chamber of commerce' }));
    await type('Chamber of Commerce of A');
    await tabTo(button('Start'));
    await press('Enter');

    const box = (number: number) => visit.page.getByRole('region', { name: new RegExp(`^${number}\\D`) });
    const write = async (number: number, label: string, text: string) => {
      await tabTo(box(number).getByRole('textbox', { name: label, exact: true }));
      await type(text);
    };
    const pick = async (number: number, label: string, text: string) => {
      await tabTo(box(number).getByRole('combobox', { name: label, exact: true }));
      await type(text);
      await visit.page.getByRole('listbox').getByRole('option', { name: text, exact: true }).waitFor();
      await press('ArrowDown');
      await press('Enter');
    };
    await write(2, 'Name', 'Straits Fine Foods Pte Ltd');
    await write(2, 'Street and number', '8 Harbour Quay');
    await write(2, 'City', 'Singapore');
    await pick(2, 'Country', 'Singapore');
    await pick(2, 'Country of destination', 'Singapore');
    await pick(3, 'Countries of origin', 'Belgium');
    await write(6, 'Description of the goods', 'Dark chocolate couverture');
    await write(6, 'Marks and numbers', 'SFF/SIN 1-40');
    await write(6, 'Number of packages', '40');
    await write(6, 'Gross weight', '1050.5');
    await tabTo(box(6).getByRole('combobox', { name: 'Why it is of this origin' }));
    await type('Last substantial');
    await write(6, 'Invoice', '2026-0417');
    await tabTo(box(6).getByLabel('Date of the invoice'));
    await type('11202026');
    await visit.page.getByText('Saved', { exact: true }).waitFor();
    await tabTo(button('Submit to the chamber'));
    await press('Enter');
    await focusIsIn(dialog());
    await tabTo(dialog().getByRole('button', { name: 'Declare and submit' }));
    await press('Enter');
    await visit.page.getByText('Submitted', { exact: true }).waitFor();
    expect(await seen(visit.page.getByRole('article'))).to.include('Dark chocolate couverture');
    visit.expectNoComplaints();
  }).timeout(180_000);

  it('an exporter shares a pouch: the focus goes to the dialog and back to where it was', async () => {
    await signIn('exporter');
    await follow('Pouches');
    await follow('Chocolate to Singapore');
    await tabTo(button('Share'));
    await press('Enter');
    await focusIsIn(dialog());
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await hasFocus(button('Share'))).to.equal(true);

    await press('Enter');
    await focusIsIn(dialog());
    const organisation = dialog().getByRole('combobox', { name: 'Organisation' });
    if (!(await hasFocus(organisation))) await tabTo(organisation);
    await type('Singapore Customs');
    await visit.page.getByRole('option', { name: 'Singapore Customs' }).waitFor();
    await press('Enter');
    await tabTo(dialog().getByRole('button', { name: 'Share', exact: true }));
    await press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await visit.page.getByText('Singapore Customs', { exact: true }).waitFor();
    expect(await hasFocus(button('Share'))).to.equal(true);
    visit.expectNoComplaints();
  }).timeout(120_000);

  it('a forwarder accepts what it is offered', async () => {
    await signIn('forwarder');
    await follow('Handovers');
    await tabTo(button('Accept'));
    await press('Enter');
    await visit.page.getByText('Accepted', { exact: true }).waitFor();
    await follow('Chocolate to Singapore');
    await button('Hand over').waitFor();
    visit.expectNoComplaints();
  });

  describe('the focus can be seen at every stop', () => {
    const pages = () => [
      ...(['/', '/certificates', '/certificates/new', '/activity', '/organisation'] as const),
      ...[`/certificates/${story.submittedId}`, `/pouches/${story.pouch.id}`, '/verify?number=BE-1'],
    ];

    it('of the pages of an exporter', async () => {
      await visit.enterAs('exporter');
      for (const path of pages()) {
        await visit.goTo(path);
        expect(await stopsWithoutSign(visit.page), path).to.deep.equal([]);
      }
      visit.expectNoComplaints();
    }).timeout(180_000);

    it('of the desk and of the form', async () => {
      await visit.enterAs('chamberAntwerp');
      await visit.goTo('/desk');
      await visit.page.getByRole('article').waitFor();
      expect(await stopsWithoutSign(visit.page)).to.deep.equal([]);
      await visit.goTo('/organisations/new');
      expect(await stopsWithoutSign(visit.page)).to.deep.equal([]);
      visit.expectNoComplaints();
    }).timeout(180_000);
  });
});

/** Tabs through the whole page. @returns the stops at which nothing looks otherwise than without the focus */
async function stopsWithoutSign(page: Page): Promise<string[]> {
  const blind: string[] = [];
  for (let stops = 0; stops < 200; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement) || focused === document.body) return { end: true, blind: null };
      // A date has several stops of its own.
      if (focused.hasAttribute('data-last')) return { end: false, blind: null };
      if (focused.hasAttribute('data-visited')) return { end: true, blind: null };
      document.querySelector('[data-last]')?.removeAttribute('data-last');
      focused.setAttribute('data-last', '');
      focused.setAttribute('data-visited', '');
      const around = [
        focused,
        focused.nextElementSibling,
        focused.parentElement,
        focused.parentElement?.parentElement,
      ];
      const looks = () =>
        around.map((element) => {
          if (!element) return '';
          const { outline, boxShadow, borderColor, backgroundColor, transform } = getComputedStyle(element);
          return [outline, boxShadow, borderColor, backgroundColor, transform].join();
        });
      const withFocus = looks();
      focused.blur();
      const without = looks();
      focused.focus();
      const isBlind = withFocus.every((look, index) => look === without[index]);
      return { end: false, blind: isBlind ? focused.outerHTML.slice(0, 200) : null };
    });
    if (stop.end) break;
    if (stop.blind !== null) blind.push(stop.blind);
  }
  expect(await page.locator('[data-visited]').count(), page.url()).to.be.above(6);
  return blind;
}
