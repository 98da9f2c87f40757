import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessible, openPages, pick, seen, type Visit } from './pages.ts';

describe("a chamber's desk", () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });
  beforeEach(() => visit.page.setViewportSize({ width: 1280, height: 800 }));

  /** Submitted one after the other. @returns their ids, the oldest first */
  async function submit(count: number, change: (serial: number) => object = () => ({})): Promise<string[]> {
    const exporter = await server.client('exporter');
    const ids: string[] = [];
    for (let serial = 1; serial <= count; serial += 1) {
      const application = { ...sampleApplication(serial), ...change(serial) };
      const { id } = await exporter.post<{ id: string }>('/certificates', {
        body: { chamberId: server.idOf('chamberAntwerp'), application },
      });
      await exporter.post(`/certificates/${id}/submission`, withDeclaration);
      ids.push(id);
    }
    return ids;
  }
  const stateOf = async (id: string) =>
    (await (await server.client('chamberAntwerp')).get<{ state: string }>(`/certificates/${id}`)).state;
  const rows = () => visit.page.getByRole('list', { name: /the oldest first/ }).getByRole('listitem');
  const dialog = () => visit.page.getByRole('dialog');
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const current = () => visit.page.locator('li[data-current=true] button');
  const press = (key: string) => visit.page.keyboard.press(key);
  const consignee = (name: string) => ({ consignee: { ...sampleApplication(1).consignee, name } });
  const names = ['Alpha Foods', 'Bravo Foods', 'Charlie Foods', 'Delta Foods', 'Echo Foods'];

  it('says that nothing waits, and shows what comes without a reload', async () => {
    await visit.enterAs('chamberAntwerp');
    await visit.page.getByRole('link', { name: 'Desk' }).click();
    await visit.page.getByText('Nothing waits for you').waitFor();
    await expectAccessible(visit.page);
    await submit(5, (serial) => consignee(names[serial - 1] ?? ''));
    await rows().nth(4).waitFor();
    expect(await seen(rows().nth(0))).to.include('Alpha Foods');
    visit.expectNoComplaints();
  }).timeout(40_000);

  it('moves by j and k, rejects by r with a reason and Ctrl+Enter, and issues by i', async () => {
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    await press('j');
    await press('ArrowDown');
    await press('k');
    expect(await seen(current())).to.include('Bravo Foods');
    expect(await visit.page.evaluate(() => document.activeElement?.textContent)).to.include('Bravo Foods');
    expect(await seen(visit.page.getByRole('article'))).to.include('Bravo Foods');

    await press('r');
    await dialog().getByLabel('Reason').waitFor();
    await visit.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await visit.page.keyboard.type('i jest: box 7 is wrong');
    await press('Control+Enter');
    await visit.page.getByText(/^Rejected the application of/).waitFor({ state: 'attached' });
    expect(await seen(current())).to.include('Charlie Foods');
    await dialog().waitFor({ state: 'detached' });
    await visit.page.waitForFunction(() => document.activeElement?.textContent?.includes('Charlie'));

    const id = new URL(visit.page.url()).searchParams.get('application') ?? '';
    await press('i');
    await visit.page.getByText(/^Issued BE-/).waitFor({ state: 'attached' });
    expect(await stateOf(id)).to.equal('issued');
    expect(await seen(current())).to.include('Delta Foods');
    expect(await rows().count()).to.equal(3);
    visit.expectNoComplaints();
  });

  it('issues all that are selected, after a question, with what became of each', async () => {
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    await press('x');
    await press('j');
    await press('x');
    await visit.page.getByText('2 selected').first().waitFor();
    // One of them is decided elsewhere meanwhile.
    const [first] = await rows()
      .locator('button')
      .evaluateAll((all) => all.map(({ id }) => id.replace('application-', '')));
    await press('Shift+I');
    await dialog().getByText('cannot be undone').waitFor();
    await expectAccessible(visit.page);
    await (await server.client('chamberAntwerp')).post(`/certificates/${first}/issuance`);
    await dialog().getByRole('button', { name: 'Issue' }).click();
    await dialog().getByText('1 of 2 issued').waitFor();
    expect(await dialog().getByRole('listitem').count()).to.equal(2);
    await expectAccessible(visit.page);
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await rows().nth(1).waitFor({ state: 'detached' });
    expect(await rows().count()).to.equal(1);
    visit.expectNoComplaints();
  });

  it('shows what changed since the last submission, and why that was rejected', async () => {
    const [id = ''] = await submit(1, () => consignee('Foxtrot Foods'));
    const chamber = await server.client('chamberAntwerp');
    const exporter = await server.client('exporter');
    await chamber.post(`/certificates/${id}/rejection`, { body: { reason: 'Name the port.' } });
    const [first, ...others] = sampleApplication(1).items;
    const application = {
      ...sampleApplication(1),
      ...consignee('Foxtrot Foods Pte Ltd'),
      items: [{ ...first, netWeight: { value: '990', unit: 'KGM' } }, ...others],
    };
    const { version } = await exporter.get<{ version: number }>(`/certificates/${id}`);
    await exporter.put(`/certificates/${id}`, {
      headers: { 'if-match': `"${version}"` },
      body: { chamberId: server.idOf('chamberAntwerp'), application },
    });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/desk?application=${id}`);
    const differences = visit.page.getByRole('region', { name: 'Changed since the last submission' });
    const words = await seen(differences);
    expect(words).to.include('Name the port.').and.include('Foxtrot Foods Pte Ltd');
    expect(words).to.match(/Box 7 Item 1, Net weight[\s\S]*1000[\s\S]*990/);
    expect(await visit.page.locator('article [data-changed=true]').count()).to.equal(2);
    await expectAccessible(visit.page);
    await press('i');
    await visit.page.getByText(/^Issued BE-/).waitFor({ state: 'attached' });
    visit.expectNoComplaints();
  });

  it('shows its keys, which can be switched off', async () => {
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    await press('?');
    await dialog().getByText('Next application').waitFor();
    await expectAccessible(visit.page);
    await dialog().getByLabel('Single-key shortcuts').uncheck();
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await visit.goTo('/desk');
    await rows().first().waitFor();
    await press('r');
    await press('?');
    expect(await dialog().count()).to.equal(0);
    await button('Keyboard').click();
    await dialog().getByLabel('Single-key shortcuts').check();
    visit.expectNoComplaints();
  });

  it('is usable by everyone in both themes, and on a phone', async () => {
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    for (const colorScheme of ['dark', 'light'] as const) {
      await visit.page.emulateMedia({ colorScheme });
      await visit.page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      );
      await expectAccessible(visit.page);
    }
    await visit.page.setViewportSize({ width: 360, height: 740 });
    await rows().first().getByRole('button').click();
    await visit.page.getByRole('article').waitFor();
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(360);
    await visit.page.goBack();
    await rows().first().waitFor();
    visit.expectNoComplaints();
  });

  it('decides 20 applications by keyboard, one after the other', async () => {
    await submit(20);
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    await rows().nth(20).waitFor();
    await visit.page.getByRole('article').waitFor();
    for (let left = 20; left >= 1; left -= 1) {
      const decided = await current().getAttribute('id');
      await press('i');
      // The next one stands there: what one decides upon is seen before.
      await visit.page.waitForFunction(
        ([id, left]) =>
          document.querySelectorAll('ol > li').length === left &&
          document.querySelector('li[data-current=true] button')?.id !== id,
        [decided, left] as const,
      );
    }
    visit.expectNoComplaints();
  });

  it('revokes an issued certificate with a reason and a successor from its page', async () => {
    const [old = '', next = ''] = await submit(2);
    const chamber = await server.client('chamberAntwerp');
    await chamber.post(`/certificates/${old}/issuance`);
    const { number } = await chamber.post<{ number: string }>(`/certificates/${next}/issuance`);
    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/certificates/${old}`);
    await button('Revoke this certificate').click();
    await dialog().getByLabel('Reason').selectOption('Replaced by another certificate');
    const successor = dialog().getByRole('combobox', { name: 'Certificate that takes its place' });
    await pick(successor, number, new RegExp(number));
    await expectAccessible(visit.page);
    await dialog().getByRole('button', { name: 'Revoke', exact: true }).click();
    await visit.page.getByRole('link', { name: 'See the certificate that takes its place' }).waitFor();
    expect(await stateOf(old)).to.equal('superseded');
    visit.expectNoComplaints();
  });
});
