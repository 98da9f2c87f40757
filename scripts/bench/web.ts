import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { signIn } from '../client/api-client.ts';
import { launchChromium } from '../client/chromium.ts';
import { sampleApplication, withDeclaration } from '../client/sample-application.ts';
import type { ServerProcess } from '../client/server-process.ts';
import { type Party, readTrust } from '../demo/outside.ts';
import { percentile, print } from './figure.ts';
import { benchVerifyPage } from './web-verify.ts';

const web = fileURLToPath(new URL('../../web', import.meta.url));
const visits = 5;
const decisions = 20;
const formItems = 30;
const letters = 'Marks and numbers, typed one by one';

/** What a person at a browser waits for: Chromium at the real server, both on this machine. */
export async function benchWeb(server: ServerProcess): Promise<void> {
  await build({ root: web, logLevel: 'warn' });
  initialScript();
  const { demonstration } = await readTrust(server.url);
  const party = (key: string): Party => {
    const found = demonstration.find((it) => it.key === key);
    if (found === undefined) throw new Error(`There is no party ${key}.`);
    return found;
  };
  const browser = await launchChromium();
  try {
    await firstVisits(browser, server.url);
    await pagesInside(browser, server.url, party('exporter'));
    await typeIntoForm(browser, server.url, party);
    await decideByKeyboard(browser, server.url, party);
    await benchVerifyPage(browser, server.url, party);
  } finally {
    await browser.close();
  }
}

/** What index.html names: the browser fetches all of it before the first page stands. */
function initialScript(): void {
  const page = readFileSync(`${web}/dist/index.html`, 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
  const bytes = scripts.reduce((sum, path) => sum + statSync(`${web}/dist${path}.br`).size, 0);
  print({
    name: 'web_initial_script',
    value: bytes / 1000,
    unit: 'kB',
    conditions: `${scripts.length} files that index.html names, brotli as they are sent`,
    target: { is: '<=', value: 250 },
  });
}

/** Milliseconds from the start of the navigation to the largest thing that was painted. */
const largestPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let latest = 0;
        new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) latest = startTime;
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => resolve(latest), 100);
      }),
  );

async function firstVisits(browser: Browser, base: string): Promise<void> {
  const paints: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    // A context remembers nothing of the one before, so everything is fetched.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(base, { waitUntil: 'networkidle' });
    paints.push(await largestPaint(page));
    await context.close();
  }
  print({
    name: 'web_largest_paint_first_visit',
    value: percentile(paints, 50),
    unit: 'ms',
    conditions: `the welcome page, ${visits} visits with nothing cached, the median`,
    target: { is: '<=', value: 1_200 },
  });
}

async function pagesInside(browser: Browser, base: string, { email, password }: Party): Promise<void> {
  const page = await enter(browser, base, email, password);
  const paints: number[] = [];
  for (const path of ['/', '/certificates', '/pouches', '/handovers', '/activity']) {
    for (let visit = 0; visit < visits; visit += 1) {
      await page.goto(base + path, { waitUntil: 'networkidle' });
      paints.push(await largestPaint(page));
    }
  }
  await page.context().close();
  print({
    name: 'web_largest_paint_inside',
    value: percentile(paints, 95),
    unit: 'ms',
    conditions: `5 pages of an exporter, each loaded ${visits} times by its address with a warm cache, p95`,
    target: { is: '<=', value: 500 },
  });
}

async function enter(browser: Browser, base: string, email: string, password: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(base);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  return page;
}

/** Script time of the page's own thread for one letter, the preview and the search for mistakes included. */
async function typeIntoForm(browser: Browser, base: string, party: (key: string) => Party): Promise<void> {
  const { email, password } = party('exporter');
  const exporter = await signIn(base, email, password);
  const {
    items: [item],
    ...application
  } = sampleApplication(0);
  const { id } = await exporter.post<{ id: string }>('/certificates', {
    body: {
      chamberId: party('chamberAntwerp').organisationId,
      application: {
        ...application,
        items: Array.from({ length: formItems }, (_, index) => ({ ...item, seq: index + 1 })),
      },
    },
  });
  const page = await enter(browser, base, email, password);
  await page.goto(`${base}/certificates/${id}/edit`, { waitUntil: 'networkidle' });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const scriptSeconds = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
  };
  const field = page.locator(`#field-items-${formItems - 1}-marks`);
  await field.fill('');
  const before = await scriptSeconds();
  await field.pressSequentially(letters, { delay: 80 });
  print({
    name: 'web_letter_in_form',
    value: (((await scriptSeconds()) - before) * 1000) / letters.length,
    unit: 'ms',
    conditions: `script time of the page's thread for a letter, ${letters.length} letters in a form of ${formItems} items`,
    target: { is: '<=', value: 16 },
  });
  await page.context().close();
}

/** An officer issues one application after the other with one key; the wait is until the next one stands there. */
async function decideByKeyboard(
  browser: Browser,
  base: string,
  party: (key: string) => Party,
): Promise<void> {
  const { email, password } = party('exporter');
  const exporter = await signIn(base, email, password);
  for (let serial = 0; serial <= decisions; serial += 1) {
    const body = {
      chamberId: party('chamberAntwerp').organisationId,
      application: sampleApplication(serial),
    };
    const { id } = await exporter.post<{ id: string }>('/certificates', { body });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
  }
  const chamber = party('chamberAntwerp');
  const page = await enter(browser, base, chamber.email, chamber.password);
  await page.goto(`${base}/desk`, { waitUntil: 'networkidle' });
  await page.getByRole('article').waitFor();
  const waits: number[] = [];
  for (let decided = 0; decided < decisions; decided += 1) {
    const before = await page.evaluate(noteTheNext);
    await page.keyboard.press('i');
    const waited = await page.waitForFunction((shown) => {
      const { next, waited } = document.body.dataset;
      return next !== undefined && next !== shown ? waited : undefined;
    }, before);
    waits.push(Number(await waited.jsonValue()));
  }
  await page.context().close();
  print({
    name: 'web_decision_wait_longest',
    value: Math.max(...waits),
    unit: 'ms',
    conditions: `an officer issues ${decisions} applications by keyboard; from the key to the next application, the longest`,
    target: { is: '<=', value: 300 },
  });
}

/** In the page: at the next key, measures until another application stands there. @returns the one that does now */
function noteTheNext(): string | undefined {
  const shown = () => document.querySelector('li[data-current=true] button')?.id;
  const before = shown();
  document.addEventListener(
    'keydown',
    () => {
      const start = performance.now();
      const look = (): void => {
        const now = shown();
        if (now === undefined || now === before || document.querySelector('article') === null) {
          requestAnimationFrame(look);
          return;
        }
        document.body.dataset['waited'] = String(performance.now() - start);
        document.body.dataset['next'] = now;
      };
      requestAnimationFrame(look);
    },
    { capture: true, once: true },
  );
  return before;
}
