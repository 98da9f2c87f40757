import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessible, openPages, seen, type Visit } from './pages.ts';

describe('the work at the desk', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });
  beforeEach(() => visit.page.setViewportSize({ width: 1280, height: 850 }));

  async function submit(consignee: string): Promise<string> {
    const exporter = await server.client('exporter');
    const sample = sampleApplication(1);
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: {
        chamberId: server.idOf('chamberAntwerp'),
        application: { ...sample, consignee: { ...sample.consignee, name: consignee } },
      },
    });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    return id;
  }
  const press = (key: string) => visit.page.keyboard.press(key);
  const type = (text: string) => visit.page.keyboard.type(text);
  const dialog = () => visit.page.getByRole('dialog');
  const viewNamed = (name: string) =>
    visit.page.getByRole('navigation', { name: 'Views of the queue' }).getByRole('link', { name });
  const rows = () => visit.page.getByRole('list', { name: /the oldest first/ }).getByRole('listitem');
  const said = (text: string | RegExp) => visit.page.getByText(text).first().waitFor({ state: 'attached' });

  it('is taken by a key and found among one’s own', async () => {
    await submit('Alpha Foods');
    await submit('Bravo Foods');
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    await press('t');
    await visit.page.getByRole('button', { name: 'Put it back' }).waitFor();
    await viewNamed('Mine').click();
    await rows().first().waitFor();
    expect(await seen(rows()))
      .to.include('Alpha Foods')
      .and.not.include('Bravo Foods');
    await visit.page.getByText(/^Due on/).waitFor();
    await expectAccessible(visit.page);
    await viewNamed('Overdue').click();
    await visit.page.getByText('Nothing here').waitFor();
    await expectAccessible(visit.page);
    visit.expectNoComplaints();
  });

  it('asks the applicant, who answers on the certificate’s page', async () => {
    await visit.goTo('/desk?view=mine');
    await press('q');
    await dialog().getByLabel('Question').waitFor();
    await visit.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await expectAccessible(visit.page);
    await type('Which port of loading is it?');
    await press('Control+Enter');
    await said(/^Asked Scheldt/);
    await viewNamed('Waiting for the applicant').click();
    expect(await seen(rows())).to.include('Alpha Foods');
    await visit.page.getByText('Which port of loading is it?').waitFor();
    const id = (await rows().first().locator('button').getAttribute('id'))?.replace('application-', '');

    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}`);
    await visit.page.getByLabel('Your answer').fill('Antwerp.');
    await expectAccessible(visit.page);
    await visit.page.getByRole('button', { name: 'Send' }).click();
    await visit.page.getByText(/answers$/).waitFor();

    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk?view=mine');
    await visit.page.getByText('Antwerp.', { exact: true }).waitFor();
    visit.expectNoComplaints();
  }).timeout(60_000);

  it('requests changes field by field by keyboard alone; the applicant makes them beside the fields', async () => {
    await visit.goTo('/desk?view=mine');
    await rows().first().waitFor();
    const id = (await rows().first().locator('button').getAttribute('id'))?.replace('application-', '');
    await press('c');
    await dialog().getByLabel('Field', { exact: true }).waitFor();
    await visit.page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    await type('net weight');
    await press('ArrowDown');
    await press('Enter');
    await press('Tab');
    await type('990 kg, as on the packing list');
    await expectAccessible(visit.page);
    await press('Control+Enter');
    await said(/^Requested changes from Scheldt/);

    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}/edit`);
    await visit.page.getByText('Chamber of Commerce of Antwerp asks you to change:').waitFor();
    const field = visit.page.locator('#field-items-0-netWeight-value');
    expect(await visit.page.getByText('The chamber: 990 kg, as on the packing list').count()).to.equal(1);
    await expectAccessible(visit.page);
    await visit.page.getByRole('link', { name: /Net weight/ }).click();
    expect(await field.evaluate((it) => it === document.activeElement)).to.equal(true);
    await field.fill('990');
    await visit.page.getByText('Saved', { exact: true }).waitFor();
    const exporter = await server.client('exporter');
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);

    await visit.enterAs('chamberAntwerp');
    await visit.goTo(`/desk?view=mine&application=${id}`);
    expect(await seen(visit.page.getByRole('region', { name: /^Changed since/ }))).to.match(/1000[\s\S]*990/);
    visit.expectNoComplaints();
  }).timeout(60_000);

  it('is readable on a phone and in the dark', async () => {
    await visit.page.emulateMedia({ colorScheme: 'dark' });
    await visit.goTo('/desk');
    await rows().first().waitFor();
    await expectAccessible(visit.page);
    await visit.page.emulateMedia({ colorScheme: 'light' });
    await visit.page.setViewportSize({ width: 360, height: 740 });
    await rows().first().getByRole('button').click();
    await visit.page.getByRole('article').waitFor();
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(360);
    visit.expectNoComplaints();
  });
});
