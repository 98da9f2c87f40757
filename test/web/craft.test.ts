import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { apiTypes, type OpenApiDocument } from '../../web/scripts/api-types.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openStory, type Visit } from './pages.ts';
import type { Story } from './story.ts';

const dist = (path: string) => fileURLToPath(new URL(`../../web/dist/${path}`, import.meta.url));

describe('the pages', () => {
  let server: TestServer;
  let story: Story;
  let visit: Visit;

  openStory((opened) => {
    ({ server, story, visit } = opened);
  });
  beforeEach(() => visit.page.setViewportSize({ width: 1280, height: 800 }));

  const open = () => ['/', '/verify', '/verify?number=BE-1', '/nowhere'];
  const inside = () => [
    ...['/certificates', `/certificates/${story.issued.id}`, `/certificates/${story.submittedId}`],
    ...['/pouches', `/pouches/${story.pouch.id}`, '/handovers', '/handovers?box=outgoing'],
  ];

  /** Every page, signed out and signed in. */
  async function eachPage(check: (path: string) => Promise<void>): Promise<void> {
    await visit.signOut();
    for (const path of open()) {
      await visit.goTo(path);
      await check(path);
    }
    await visit.enterAs('exporter');
    for (const path of inside()) {
      await visit.goTo(path);
      await check(path);
    }
    await visit.enterAs('federation');
    await check('/organisations');
  }

  it('can be used by everyone (axe finds nothing) in both themes, without a complaint of the browser', async () => {
    await eachPage(() => expectAccessibleInBothThemes(visit.page));
    visit.expectNoComplaints();
  }).timeout(120_000);

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

  it('fit a phone: nothing is wider than the screen', async () => {
    await visit.page.setViewportSize({ width: 360, height: 740 });
    await visit.signOut();
    for (const path of open()) {
      await visit.goTo(path);
      await expectNoOverflow(path);
    }
    await visit.page.setViewportSize({ width: 1280, height: 800 });
    await visit.enterAs('exporter');
    await visit.page.setViewportSize({ width: 360, height: 740 });
    for (const path of inside()) {
      await visit.goTo(path);
      await expectNoOverflow(path);
    }
    await visit.page.getByRole('button', { name: 'Menu' }).click();
    await visit.page.getByRole('dialog').getByRole('link', { name: 'Pouches' }).click();
    await visit.page.getByRole('heading', { name: 'Pouches' }).waitFor();
  });

  const expectNoOverflow = async (path: string) => {
    const wide = await visit.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const all = [...document.querySelectorAll('body *')];
      const over = all.filter((element) => element.getBoundingClientRect().right > clientWidth);
      return [`${scrollWidth} > ${clientWidth}`, ...over.map((element) => element.outerHTML.slice(0, 200))];
    });
    expect(wide, path).to.deep.equal([]);
  };

  it('do not jump while they load', async () => {
    await visit.enterAs('exporter');
    for (const path of inside()) {
      await visit.goTo(path);
      const shift = await visit.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let total = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                total += (entry as PerformanceEntry & { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
          }),
      );
      expect(shift, path).to.be.at.most(0.05);
    }
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
    expect(await visit.page.evaluate(() => document.activeElement?.textContent)).to.equal(
      'Apply for a certificate',
    );
    await visit.page.keyboard.press('Tab');
    expect(await visit.page.evaluate(() => document.activeElement?.getAttribute('type'))).to.equal('search');
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

  it('start with at most 250 kB of script, compressed', () => {
    const page = readFileSync(dist('index.html'), 'utf8');
    const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(scripts).to.have.length.above(0);
    const size = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(dist(path))).length, 0);
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
