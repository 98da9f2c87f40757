import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { sampleApplication } from '../../scripts/client/sample-application.ts';
import { lawTerms } from '../../server/retention/terms.ts';
import { ar } from '../../web/src/text/ar/index.ts';
import { languageCodes, languages } from '../../web/src/text/languages.ts';
import { nl } from '../../web/src/text/nl/index.ts';
import type { TestServer } from '../fixtures/server.ts';
import { sharedChromium } from '../fixtures/shared.ts';
import { cutTexts, drawn, moved, overflowing } from './looks.ts';
import { expectAccessible, openStory, seen, type Visit } from './pages.ts';
import type { Story } from './story.ts';
import { planTour } from './tour.ts';
import { englishIn, saidOn } from './words.ts';

const desk = { width: 1280, height: 800 };
const telephone = { width: 360, height: 740 };

describe('the languages', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;
  openStory((opened) => {
    ({ server, story, visit } = opened);
  });
  beforeEach(() => visit.page.setViewportSize(desk));

  const choose = async (page: Page, code: string) => {
    await page.locator('select:has(option[lang=nl])').selectOption(code);
    await page.locator(`html[lang|=${code}]`).waitFor();
  };
  const languageOf = (page: Page) =>
    page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

  it('begin with the reader’s own, and show no other meanwhile', async () => {
    const context = await (await sharedChromium()).newContext({ locale: 'nl-BE' });
    try {
      const page = await context.newPage();
      await page.addInitScript(() => {
        const headings = new Set<string>();
        new MutationObserver(() => headings.add(document.querySelector('h1')?.textContent ?? '')).observe(
          document,
          { childList: true, subtree: true, characterData: true },
        );
        Object.assign(globalThis, { headings });
      });
      await page.goto(server.url);
      await page.getByRole('heading', { name: nl.home.headline }).waitFor();
      expect(
        await page.evaluate(() =>
          [...(globalThis as unknown as { headings: Set<string> }).headings].filter(Boolean),
        ),
      ).to.deep.equal([nl.home.headline]);
      expect(await languageOf(page)).to.deep.equal(['nl', 'ltr']);
    } finally {
      await context.close();
    }
    visit.expectNoComplaints();
  });

  it('are chosen by a visitor, stay over a reload, and say the verdict and its checks', async () => {
    const { page } = visit;
    await visit.signOut();
    await visit.goTo(`/verify?number=${story.issued.number}&code=${story.issued.verificationCode}`);
    await page.getByText('Genuine', { exact: true }).waitFor();
    await choose(page, 'fr');
    await page.getByRole('heading', { name: 'Vérifier un document' }).waitFor();
    await page.reload();
    const verdict = await seen(page.locator('[data-outcome]'));
    expect(verdict).to.match(/Authentique.*Délivré par .+, scellé le \d{1,2} \S+ 20\d\d/s);
    const checks = page
      .getByRole('listitem')
      .filter({ hasText: 'La clé était agréée lorsque ceci a été scellé.' });
    await checks.waitFor();
    expect(await seen(page.locator('article'))).to.include('1\u202f050,5 kg brut');
    expect(await page.title()).to.equal('Vérifier un document · OpenPouch');
    expect(await languageOf(page)).to.deep.equal(['fr', 'ltr']);
    await expectAccessible(page);
    visit.expectNoComplaints();
  });

  it('are chosen by whoever is signed in, and stay over a reload and signing out', async () => {
    const { page } = visit;
    await visit.enterAs('exporter');
    await choose(page, 'nl');
    await page.getByRole('heading', { name: 'Wat op u wacht' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Wat op u wacht' }).waitFor();
    await visit.goTo(`/certificates/${story.issued.id}`);
    await page
      .getByText(/^Verzegeld op \d{1,2} \S+ 20\d\d/)
      .first()
      .waitFor();
    await expectAccessible(page);
    visit.expectNoComplaints();
    await page.getByRole('button', { name: 'Afmelden' }).click();
    await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
    // What the page was just asking for is refused by then.
    visit.forgetComplaints();
  });

  it('are those of refusals and of what is wrong with a field', async () => {
    const { page } = visit;
    await visit.signOut();
    await visit.goTo('/');
    await choose(page, 'nl');
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByLabel('Wachtwoord', { exact: true }).fill('not it');
    await page.getByRole('button', { name: 'Aanmelden' }).click();
    expect(await seen(page.getByRole('alert'))).to.include('De naam of het geheim is onjuist.');
    await visit.enterAs('exporter');
    await choose(page, 'fr');
    await visit.goTo('/organisation');
    await page.getByRole('button', { name: 'Ajouter une personne' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Nom').fill('An Janssens');
    await dialog
      .getByLabel('E-mail')
      .fill(server.parties.find(({ key }) => key === 'chamberAntwerp')?.email ?? '');
    await dialog.getByLabel('Premier mot de passe').fill('long enough for anyone');
    await dialog.getByRole('button', { name: 'Ajouter' }).click();
    await dialog.getByText('Quelqu’un se connecte déjà avec cette adresse e-mail.').waitFor();
    visit.forgetComplaints();
    visit.expectNoComplaints();
  });

  it('leave no word of English on any page, and cut none of the longer ones', async () => {
    const { page } = visit;
    const data = [
      ...server.parties.flatMap(({ legalName, person }) => [legalName, person]),
      ...textsIn(sampleApplication(1)),
      // Where a rule can be read, in the words that it is cited by.
      ...lawTerms.map(({ source }) => source),
      ...['Box 7 lacks the net weight of item 2.', 'Booked with you for Thursday.'],
    ];
    const others = await Promise.all(
      languageCodes
        .filter((code) => code !== 'en')
        .map(async (code) => ({ code, english: englishIn(await languages[code].load(), data) })),
    );
    for (const { english } of others)
      expect(english(['Sign in', 'Sealed on 1 May 2026', 'what the server says', 'Délivré'])).to.have.length(
        3,
      );
    const found: string[] = [];
    for (const { party, stops } of await planTour(server, story)) {
      if (party === null) await visit.signOut();
      else await visit.enterAs(party);
      for (const [, path = '/'] of stops) {
        await page.setViewportSize(desk);
        await visit.goTo(path);
        for (const what of await moved(page)) found.push(`${party ?? 'a visitor'} at ${path}: moved ${what}`);
        for (const { code, english } of others) {
          const note = (what: string) => found.push(`${code}, ${party ?? 'a visitor'} at ${path}: ${what}`);
          await choose(page, code);
          for (const what of english(await saidOn(page))) note(what);
          for (const size of [telephone, desk]) {
            await page.setViewportSize(size);
            await drawn(page);
            for (const what of await overflowing(page)) note(`too wide for ${size.width}: ${what}`);
            for (const what of await cutTexts(page)) note(`cut at ${size.width}: ${what}`);
            for (const what of await cutChoices(page)) note(`cut at ${size.width}: ${what}`);
          }
        }
      }
    }
    visit.forgetComplaints();
    expect(found.join('\n')).to.equal('');
    visit.expectNoComplaints();
  }).timeout(480_000);

  describe('that are read from the right', () => {
    const lookAt = async (path: string) => {
      const { page } = visit;
      await visit.goTo(path);
      await choose(page, 'ar');
      expect(await languageOf(page)).to.deep.equal(['ar', 'rtl']);
      // The word on a button that is at work is out of sight.
      await page.locator('[data-loading="true"]').first().waitFor({ state: 'detached' });
      for (const size of [telephone, desk]) {
        await page.setViewportSize(size);
        const where = `${path}, ${size.width} wide`;
        expect(await overflowing(page), where).to.deep.equal([]);
        expect(await cutTexts(page), where).to.deep.equal([]);
        expect(await overlapping(page), where).to.deep.equal([]);
      }
    };
    const startOf = (part: string) =>
      visit.page
        .locator(part)
        .first()
        .evaluate((element) => element.getBoundingClientRect().x);

    it('have the exporter’s pages laid out from there', async () => {
      await visit.enterAs('exporter');
      await lookAt('/');
      expect(await startOf('aside')).to.be.greaterThan(await startOf('main'));
      const written = visit.page.getByText('Box 7 lacks the net weight of item 2.');
      expect(
        await written.evaluate(endsOf),
        'English runs from the left, and stands at the right',
      ).to.deep.equal({
        fromTheLeft: true,
        gapAtTheRight: 0,
      });
      const client = await server.client('exporter');
      const { items } = await client.get<{ items: { id: string }[] }>('/certificates?state=draft');
      await lookAt(`/certificates/${items[0]?.id}/edit`);
      await lookAt(`/certificates/${story.issued.id}`);
      visit.expectNoComplaints();
    });

    it('have the chamber’s desk laid out from there', async () => {
      await visit.enterAs('chamberAntwerp');
      await lookAt('/desk');
      visit.expectNoComplaints();
    });

    it('have the page of verification laid out from there, and mirror what points', async () => {
      await visit.signOut();
      await lookAt(`/verify?number=${story.issued.number}&code=${story.issued.verificationCode}`);
      await visit.page.getByText(ar.verify.outcomes.valid, { exact: true }).waitFor();
      const pointing = visit.page.locator('summary svg').first();
      expect(await pointing.evaluate((icon) => getComputedStyle(icon).scale)).to.equal('-1 1');
      visit.expectNoComplaints();
    });
  });
});

/** Where the first and the last sign of an element's text lie, and how far it ends from where its element does. */
function endsOf(element: Element): { fromTheLeft: boolean; gapAtTheRight: number } {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  if (text === null) throw new Error('There is no text.');
  const sign = (at: number): DOMRect => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  };
  const [first, last] = [sign(0), sign((text.textContent?.length ?? 1) - 1)];
  const end = element.getBoundingClientRect().right;
  return { fromTheLeft: first.left < last.left, gapAtTheRight: Math.round(end - last.right) };
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : typeof value === 'string' && value.length > 3
      ? [value]
      : [];

/** What is chosen in a list that is narrower than its words. */
function cutChoices(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    return [...document.querySelectorAll('select')].flatMap((list) => {
      const { font, opacity, paddingInlineStart, paddingInlineEnd } = getComputedStyle(list);
      const [chosen] = list.selectedOptions;
      if (canvas === null || chosen === undefined || opacity === '0' || !list.checkVisibility()) return [];
      canvas.font = font;
      const room =
        list.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
      return canvas.measureText(chosen.text).width > room + 1 ? [chosen.text] : [];
    });
  });
}

/** Texts that lie upon each other, but for what floats above the page on purpose. */
function overlapping(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const floats = (element: Element): boolean => {
      for (let it: Element | null = element; it !== null; it = it.parentElement)
        if (
          ['fixed', 'sticky'].includes(getComputedStyle(it).position) ||
          getComputedStyle(it).clipPath !== 'none' ||
          it.getBoundingClientRect().width <= 1
        )
          return true;
      return false;
    };
    const texts: { readonly text: string; readonly box: DOMRect }[] = [];
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      const { parentElement: parent, textContent: text } = node;
      if (text === null || text.trim() === '' || parent?.checkVisibility({ opacityProperty: true }) !== true)
        continue;
      if (parent.closest('select') !== null || floats(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1) texts.push({ text, box });
    }
    return texts.flatMap(({ text, box: a }, index) =>
      texts.slice(index + 1).flatMap(({ text: other, box: b }) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // Lines of a text may touch.
        return wide > 3 && high > 6 ? [`${text} upon ${other}`] : [];
      }),
    );
  });
}
