import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessible, openPages, type Visit } from './pages.ts';

const api = '**/api/v1/**';

describe('what happens appears as it happens', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });
  before(() => visit.enterAs('exporter'));

  const submit = async (serial: number): Promise<string> => {
    const exporter = await server.client('exporter');
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(serial) };
    const { id } = await exporter.post<{ id: string }>('/certificates', { body });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    return id;
  };
  const issue = async (id: string): Promise<{ number: string; recordId: string }> =>
    (await server.client('chamberAntwerp')).post(`/certificates/${id}/issuance`);
  const opened = () => visit.requests.filter((request) => request.url().endsWith('/changes')).length;
  /** As when the network breaks: the streams end, and nothing can be asked. */
  const goAway = async () => {
    await visit.page.route(api, (route) => route.abort());
    server.context.live.heard(false);
    server.context.live.heard(true);
  };

  it('shows in a list and on a page what another party did, without a reload', async () => {
    const id = await submit(1);
    await visit.goTo('/certificates');
    const row = visit.page.getByRole('row').nth(1);
    await row.getByText('Submitted', { exact: true }).waitFor();
    const { number } = await issue(id);
    await row.getByText(number).waitFor();
    // The day of sealing, in its column; until then it is being sealed.
    await row
      .getByRole('cell')
      .last()
      .getByText(/^[A-Z][a-z]{2} \d{1,2}, \d{4}$/)
      .waitFor();
    await row.getByRole('link').click();

    const chamber = await server.client('chamberAntwerp');
    await chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'goodsNotShipped' } });
    await visit.page.getByText('No longer in force: revoked by Chamber of Commerce of Antwerp').waitFor();
    visit.expectNoComplaints();
  });

  it('asks for nothing while nothing happens', async () => {
    await visit.goTo('/handovers');
    await visit.goTo('/certificates');
    await visit.page.waitForTimeout(1_000);
    const before = visit.requests.length;
    await visit.page.waitForTimeout(3_000);
    expect(visit.requests.slice(before).map((request) => request.url())).to.deep.equal([]);
  });

  it('says quietly that the server is away, keeps what was typed, and catches up when it is back', async () => {
    const id = await submit(2);
    await visit.goTo('/pouches');
    await visit.page.getByRole('button', { name: 'New pouch' }).click();
    await visit.page.getByRole('dialog').getByLabel('Title').fill('Typed before it went away');
    await goAway();
    const away = visit.page.getByText('Not connected, trying again');
    await away.waitFor();
    await expectAccessible(visit.page);
    const exporter = await server.client('exporter');
    await exporter.post('/pouches', { body: { title: 'Made meanwhile' } });
    await issue(id);
    await visit.page.unroute(api);
    await away.waitFor({ state: 'detached' });
    expect(await visit.page.getByRole('dialog').getByLabel('Title').inputValue()).to.equal(
      'Typed before it went away',
    );
    await visit.page.keyboard.press('Escape');
    await visit.page.getByRole('link', { name: 'Made meanwhile' }).waitFor();
    visit.forgetComplaints();
  });

  it('comes back after the stream ended by itself', async () => {
    await visit.goTo('/pouches');
    const before = opened();
    const again = visit.page.waitForRequest((request) => request.url().endsWith('/changes'));
    server.context.live.heard(false);
    server.context.live.heard(true);
    await again;
    expect(opened()).to.equal(before + 1);
    const exporter = await server.client('exporter');
    await visit.page.waitForTimeout(500);
    await exporter.post('/pouches', { body: { title: 'Told by the next stream' } });
    await visit.page.getByRole('link', { name: 'Told by the next stream' }).waitFor();
    visit.expectNoComplaints();
  });

  it('asks to sign in again when the session has ended, and listens again afterwards', async () => {
    await visit.goTo('/pouches');
    await visit.page.context().clearCookies();
    server.context.live.heard(false);
    server.context.live.heard(true);
    const again = visit.page.getByRole('dialog', { name: 'Sign in again' });
    await again.waitFor();
    const party = server.parties.find(({ key }) => key === 'exporter');
    await again.getByLabel('E-mail').fill(party?.email ?? '');
    await again.getByLabel('Password', { exact: true }).fill(party?.password ?? '');
    await again.getByRole('button', { name: 'Sign in' }).click();
    await again.waitFor({ state: 'detached' });
    await visit.page.waitForTimeout(500);
    const exporter = await server.client('exporter');
    await exporter.post('/pouches', { body: { title: 'After the new sign-in' } });
    await visit.page.getByRole('link', { name: 'After the new sign-in' }).waitFor();
    visit.forgetComplaints();
  });
});
