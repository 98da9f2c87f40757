import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Locator, Page, Request } from 'playwright-core';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { sharedChromium } from '../fixtures/shared.ts';
import { playStory, type Story } from './story.ts';

const setUp = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url));
let built: Promise<unknown> | undefined;

/** The pages as they are in the sources now, built when these have changed; to be called before the server starts. */
export function buildPages(): Promise<unknown> {
  built ??= promisify(execFile)(process.execPath, [setUp]);
  return built;
}

export interface Visit {
  readonly page: Page;
  /** Every request that the page made. */
  readonly requests: readonly Request[];
  signOut(): Promise<void>;
  /** With name and password, by keyboard alone. */
  signIn(email: string, password: string): Promise<void>;
  /** As one of the demonstration parties, by the click that a visitor makes. */
  clickInAs(party: DemonstrationPartyKey): Promise<void>;
  /** As one of the demonstration parties, with a session that is there already; the page is the home. */
  enterAs(party: DemonstrationPartyKey): Promise<void>;
  /**
   * Goes to an address of the server and waits until nothing loads any more.
   */
  goTo(path: string): Promise<void>;
  /** @throws AssertionError for whatever the browser complained about since the last time */
  expectNoComplaints(): void;
  /** After what had to be refused: a browser reports every 401 and 404. @param about only these */
  forgetComplaints(about?: RegExp): void;
  close(): Promise<void>;
}

interface Opened {
  readonly server: TestServer;
  readonly visit: Visit;
}

/**
 * For a `describe`: before its tests the pages are built, a server is started and a person is at it; after them both
 * are gone.
 * @param give called once all is there
 */
export function openPages(give: (opened: Opened) => void): void {
  open(async () => undefined, give);
}

/** The same with something to be seen in the pages. */
export function openStory(give: (opened: Opened & { readonly story: Story }) => void): void {
  open(playStory, ({ told: story, ...opened }) => give({ ...opened, story }));
}

function open<T>(
  tell: (server: TestServer) => Promise<T>,
  give: (opened: Opened & { told: T }) => void,
): void {
  let server: TestServer | undefined;
  let visit: Visit | undefined;
  before(async function () {
    // A browser may have to be installed.
    this.timeout(180_000);
    await buildPages();
    server = await startTestServer();
    const told = await tell(server);
    visit = await startVisit(server);
    give({ server, visit, told });
  });
  after(async () => {
    // What `before` did not come to is not there to be closed; the rest must be, or the run never ends.
    await visit?.close();
    await server?.close();
  });
}

const ENTERED = '#entered';

interface Place {
  readonly url: string;
  readonly parties: readonly {
    readonly key: string;
    readonly legalName: string;
    readonly email: string;
    readonly password: string;
  }[];
}

/** A person with cookies and memory of their own, who remembers what the browser complains about: errors, warnings, breaches of the CSP. */
export async function startVisit(server: Place): Promise<Visit> {
  const context = await (await sharedChromium()).newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  // What a page remembers of having been signed in is there before it asks.
  await page.addInitScript((entered) => {
    if (location.hash !== entered) return;
    localStorage.setItem('openpouch-signed-in', '1');
    history.replaceState(null, '', location.pathname);
  }, ENTERED);
  const complaints: string[] = [];
  const requests: Request[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => requests.push(request));

  const goTo = async (path: string) => {
    // From the same page to another part of it would load nothing anew.
    if (path.includes('#')) await page.goto('about:blank');
    await page.goto(server.url + path);
    await page.waitForLoadState('networkidle');
  };
  /** Without a page that would ask in the meantime, and without its memory of having been signed in. */
  const signOut = async () => {
    if (page.url().startsWith(server.url)) await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await context.clearCookies();
  };
  const partyOf = (key: string) => {
    const party = server.parties.find((it) => it.key === key);
    if (party === undefined) throw new Error(`There is no party ${key}.`);
    return party;
  };
  const isIn = async () => {
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.waitForLoadState('networkidle');
  };
  return {
    page,
    signOut,
    requests,
    goTo,
    async signIn(email, password) {
      await signOut();
      await goTo('/');
      await page.getByLabel('E-mail').focus();
      await page.keyboard.type(email);
      await page.keyboard.press('Tab');
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await isIn();
    },
    async clickInAs(key) {
      await signOut();
      await goTo('/');
      await page.getByRole('button', { name: partyOf(key).legalName }).click();
      await isIn();
    },
    async enterAs(key) {
      const { email, password } = partyOf(key);
      await signOut();
      const answer = await context.request.post(`${server.url}/api/v1/sessions`, {
        data: { email, password },
      });
      expect(answer.status(), await answer.text()).to.equal(201);
      await goTo(`/${ENTERED}`);
      await isIn();
    },
    expectNoComplaints() {
      expect(complaints.splice(0)).to.deep.equal([]);
    },
    forgetComplaints(about = /^/) {
      complaints.splice(0, Infinity, ...complaints.filter((one) => !about.test(one)));
    },
    close: () => context.close(),
  };
}

/** What a reader sees of it, once it is there; what is drawn anew in this moment is waited for. */
export async function seen(locator: Locator): Promise<string> {
  for (;;) {
    await locator.first().waitFor();
    const texts = await locator.allInnerTexts();
    if (texts.length > 0) return texts.join('\n');
  }
}

/**
 * Types into a field with a list that is searched by typing, and takes what it offers under that name. The field stands
 * in the middle meanwhile: a list whose field is scrolled out of sight closes.
 */
export async function pick(field: Locator, typed: string, option: string | RegExp): Promise<void> {
  await field.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await field.fill(typed);
  const exact = typeof option === 'string';
  await field.page().getByRole('option', { name: option, exact }).click();
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The theme changes colours alone: what else is told of the page is the same in both. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/**
 * @param rules tags or names of the rules
 * @throws AssertionError naming each rule of WCAG 2.2 A and AA that the page breaks, and where
 */
export async function expectAccessible(page: Page, rules: readonly string[] = everyRule): Promise<void> {
  // Colours are judged where they end, not half-way.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((it) => it.playState !== 'running' || it.effect?.getComputedTiming().endTime === Infinity),
  );
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const violations = await page.evaluate(
    async (runOnly) => {
      const { axe: run } = globalThis as unknown as { axe: AxeRunner };
      const { violations } = await run.run(document, { runOnly, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
      );
    },
    [...rules],
  );
  expect(violations, page.url()).to.deep.equal([]);
}

/** @throws AssertionError as `expectAccessible` does, in the light or the dark theme; the page is left in the light one */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    // The page follows the system's theme in a turn of its own, and paints it in the next.
    await page.waitForFunction(
      (scheme) => document.documentElement.getAttribute('data-mantine-color-scheme') === scheme,
      colorScheme,
    );
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await expectAccessible(page, colorScheme === 'dark' ? rulesOfColour : everyRule);
  }
}

interface AxeRunner {
  run(
    within: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}
