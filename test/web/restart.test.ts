import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { signIn } from '../../scripts/client/api-client.ts';
import { type ServerProcess, startServerProcess } from '../../scripts/client/server-process.ts';
import { readTrust } from '../../scripts/demo/outside.ts';
import { beginApplication, fillInApplication, submitApplication } from './application-steps.ts';
import { buildPages, seen, startVisit, type Visit } from './pages.ts';

/** 400 kbit/s and 400 ms: a telephone on the quay. */
const quay = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

describe('a slow network, and a server that is started again in the middle of the work', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-test-'));
  let server: ServerProcess;
  let exporter: Visit;
  let chamber: Visit;

  before(async function () {
    this.timeout(180_000);
    await buildPages();
    server = await startServerProcess(dataDir);
    const { demonstration: parties } = await readTrust(server.url);
    const place = { url: server.url, parties };
    [exporter, chamber] = [await startVisit(place), await startVisit(place)];
    exporter.page.setDefaultTimeout(60_000);
  });
  after(async () => {
    await exporter?.close();
    await chamber?.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const away = ({ page }: Visit) => page.getByText('Not connected, trying again');
  const loaded = ({ requests }: Visit) => requests.filter((request) => request.isNavigationRequest()).length;
  const saved = () => exporter.page.getByText('Saved', { exact: true }).waitFor();
  const remarks = () => exporter.page.getByRole('textbox', { name: 'Remarks' });
  const onServer = async () => {
    const { demonstration } = await readTrust(server.url);
    const { email = '', password = '' } = demonstration.find(({ key }) => key === 'exporter') ?? {};
    const client = await signIn(server.url, email, password);
    const id = new URL(exporter.page.url()).pathname.split('/')[2];
    return client.get<{ application: { remarks?: string } }>(`/certificates/${id}`);
  };

  it('works on a slow network: what is typed faster than it is sent is all saved', async () => {
    const cdp = await exporter.page.context().newCDPSession(exporter.page);
    await cdp.send('Network.emulateNetworkConditions', quay);
    await exporter.enterAs('exporter');
    await chamber.enterAs('chamberAntwerp');
    await chamber.page.getByRole('link', { name: 'Desk' }).click();
    await chamber.page.getByText('Nothing waits for you').waitFor();

    await beginApplication(exporter.page, 'Chamber of Commerce of Antwerp');
    for (const word of ['Typed', ' while', ' it', ' was', ' being', ' sent']) {
      await remarks().pressSequentially(word);
      await exporter.page.waitForTimeout(500);
    }
    await saved();
    expect((await onServer()).application.remarks).to.equal('Typed while it was being sent');
    exporter.expectNoComplaints();
  }).timeout(180_000);

  it('says that the server is away, and loses nothing of what is typed meanwhile', async () => {
    const { port } = new URL(server.url);
    const before = [loaded(exporter), loaded(chamber)];
    await server.stop();
    await away(exporter).waitFor();
    await away(chamber).waitFor();
    await remarks().fill('Typed while it was away');
    await exporter.page.getByText('the server cannot be reached').waitFor();

    server = await startServerProcess(dataDir, { PORT: port });
    await away(exporter).waitFor({ state: 'detached' });
    await away(chamber).waitFor({ state: 'detached' });
    await saved();
    expect((await onServer()).application.remarks).to.equal('Typed while it was away');
    expect(await remarks().inputValue()).to.equal('Typed while it was away');
    expect([loaded(exporter), loaded(chamber)]).to.deep.equal(before);
  }).timeout(180_000);

  it('goes on where it was: the chamber sees what is submitted now, without a reload', async () => {
    await fillInApplication(exporter.page, 'Straits Fine Foods Pte Ltd');
    await saved();
    await submitApplication(exporter.page);
    expect(await seen(chamber.page.getByRole('article'))).to.include('Typed while it was away');
    await chamber.page.getByRole('button', { name: /^Issue/ }).click();
    await exporter.page.getByText('Issued', { exact: true }).waitFor();
    await exporter.page.getByText('Sealed on').first().waitFor();
  }).timeout(120_000);
});
