import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { apiTypes, type OpenApiDocument } from '../../web/scripts/api-types.ts';
import type { TestServer } from '../fixtures/server.ts';
import { cutTexts, drawn, moved, overflowing } from './looks.ts';
import { expectAccessibleInBothThemes, openStory, type Visit } from './pages.ts';
import type { Story } from './story.ts';
import { type Leg, planTour } from './tour.ts';

const parties = [null, 'exporter', 'chamberAntwerp', 'forwarder', 'customsBelgium', 'federation'] as const;
const dist = (path: string) => fileURLToPath(new URL(`../../web/dist/${path}`, import.meta.url));

describe('the pages', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;
  let tour: readonly Leg[];

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });
  before(async () => {
    tour = await planTour(server, story);
  });
  beforeEach(() => visit.page.setViewportSize({ width: 1280, height: 800 }));

  it('are all in the tour: each route that there is', () => {
    const source = readFileSync(new URL('../../web/src/app/routes.tsx', import.meta.url), 'utf8');
    const routes = [...source.matchAll(/(?:\bpage\(\s*|path: )'([^']+)'/g)].map((match) => match[1]);
    const seen = new Set(tour.flatMap(({ stops }) => stops.map(([route]) => route)));
    expect(routes).to.have.length.above(10);
    expect([...seen]).to.have.members(routes);
  });

  describe('in both themes, on a desk and on a telephone', () => {
    const desk = { width: 1280, height: 800 };
    const telephone = { width: 360, height: 740 };

    async function lookAround({ party, stops }: Leg): Promise<void> {
      const { page } = visit;
      await page.setViewportSize(desk);
      if (party === null) await visit.signOut();
      else await visit.enterAs(party);
      const addresses = stops.flatMap(([, ...all]) =>
        all.map((path, index) => ({ path, isFirst: index === 0 })),
      );
      for (const { path, isFirst } of addresses) {
        // Loaded once: on a desk the first of a page's addresses is loaded where the languages are.
        const [loaded, other] = isFirst ? [telephone, desk] : [desk, telephone];
        await page.setViewportSize(loaded);
        await visit.goTo(path);
        expect(await moved(page), `${party ?? 'a visitor'} at ${path}`).to.deep.equal([]);
        for (const size of [loaded, other]) {
          const where = `${party ?? 'a visitor'} at ${path}, ${size.width} wide`;
          await page.setViewportSize(size);
          await drawn(page);
          expect(await overflowing(page), where).to.deep.equal([]);
          expect(await cutTexts(page), where).to.deep.equal([]);
        }
        await expectAccessibleInBothThemes(page);
      }
      visit.expectNoComplaints();
    }

    for (const party of parties) {
      it(`are whole, stand still and can be used by everyone: ${party ?? 'a visitor'}`, async () => {
        for (const leg of tour.filter((it) => it.party === party)) await lookAround(leg);
      }).timeout(300_000);
    }
  });

  it('keep a verdict and a dialog usable by everyone in both themes', async () => {
    await visit.goTo('/verify');
    const file = { name: 'c.pdf', mimeType: 'application/pdf', buffer: Buffer.from(story.pdf) };
    await visit.page.setInputFiles('input[type=file]', file);
    await visit.page.locator('[data-outcome=valid]').waitFor();
    await visit.page.getByText('What this page trusts').click();
    await expectAccessibleInBothThemes(visit.page);
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${story.pouch.id}`);
    await visit.page.getByRole('button', { name: 'Share', exact: true }).click();
    await visit.page.getByRole('dialog').getByText('What they may do').waitFor();
    await expectAccessibleInBothThemes(visit.page);
  });

  it('have their menu behind a button on a telephone', async () => {
    await visit.enterAs('exporter');
    await visit.page.setViewportSize({ width: 360, height: 740 });
    await visit.page.getByRole('button', { name: 'Menu' }).click();
    await visit.page.getByRole('dialog').getByRole('link', { name: 'Pouches' }).click();
    await visit.page.getByRole('heading', { name: 'Pouches' }).waitFor();
  });

  it('can be walked by keyboard: the first stop skips to the content', async () => {
    await visit.enterAs('exporter');
    await visit.goTo('/certificates');
    await visit.page.keyboard.press('Tab');
    expect(await visit.page.evaluate(() => document.activeElement?.textContent)).to.equal(
      'Skip to the content',
    );
    await visit.page.keyboard.press('Enter');
    await visit.page.keyboard.press('Tab');
    const isFirstOfContent = await visit.page.evaluate(
      () => document.activeElement === document.querySelector('main :is(a[href], button, input)'),
    );
    expect(isFirstOfContent, 'the content begins after what was skipped').to.equal(true);
  });

  it('remember light or dark', async () => {
    await visit.page.emulateMedia({ colorScheme: 'light' });
    await visit.goTo('/verify');
    await visit.page.getByRole('button', { name: 'Use dark colours' }).click();
    await visit.goTo('/verify');
    const background = () => visit.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).to.equal('rgb(15, 18, 22)');
    await visit.page.getByRole('button', { name: 'Use light colours' }).click();
    expect(await background()).to.equal('rgb(247, 245, 240)');
  });

  it('start with at most 250 kB of script, compressed as it is sent', async () => {
    const page = readFileSync(dist('index.html'), 'utf8');
    const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(scripts).to.have.length.above(0);
    const sizes = scripts.map(async (path) => {
      const answer = await fetch(`${server.url}/${path}`, { headers: { 'accept-encoding': 'br' } });
      expect(answer.headers.get('content-encoding')).to.equal('br');
      return Number(answer.headers.get('content-length'));
    });
    const size = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    expect(size).to.be.above(50_000);
    expect(size).to.be.at.most(250_000);
  });

  it('know the API as it is: its types are those of /openapi.json', async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApiDocument;
    const schema = fileURLToPath(new URL('../../web/src/api/schema.ts', import.meta.url));
    expect(existsSync(schema)).to.equal(true);
    expect(readFileSync(schema, 'utf8'), 'run `node web/scripts/generate-api-types.ts URL`').to.equal(
      apiTypes(document),
    );
  });
});
