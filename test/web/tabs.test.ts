import { expect } from 'chai';
import type { Page, Request } from 'playwright-core';
import type { TestServer } from '../fixtures/server.ts';
import { openPages, type Visit } from './pages.ts';

/** More than the six connections that a browser has for one server over HTTP/1.1. */
const tabCount = 8;

describe('many tabs of one person', () => {
  let server: TestServer;
  let visit: Visit;
  const tabs: Page[] = [];
  const streams: Request[] = [];

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const makePouch = async (title: string) =>
    (await server.client('exporter')).post('/pouches', { body: { title } });
  const shows = (title: string) =>
    Promise.all(tabs.map((tab) => tab.getByRole('link', { name: title }).waitFor()));

  it('share one stream of changes, and each shows what happens', async () => {
    await visit.enterAs('exporter');
    const context = visit.page.context();
    await visit.page.goto('about:blank');
    context.on('request', (request) => {
      if (request.url().endsWith('/changes')) streams.push(request);
    });
    for (let n = 0; n < tabCount; n++) {
      const tab = await context.newPage();
      tab.setDefaultTimeout(15_000);
      await tab.goto(`${server.url}/pouches`);
      await tab.getByRole('heading', { name: 'Pouches', level: 1 }).waitFor();
      tabs.push(tab);
    }
    await makePouch('Seen in every tab');
    await shows('Seen in every tab');
    expect(streams).to.have.length(1);
  });

  it('go on when the tab that has it is closed, and miss nothing in between', async () => {
    const [first] = tabs.splice(0, 1);
    await Promise.all([first?.close(), makePouch('Made while nobody listened')]);
    await shows('Made while nobody listened');
    await makePouch('Told by the next');
    await shows('Told by the next');
    expect(streams).to.have.length(2);
    visit.expectNoComplaints();
  });
});
