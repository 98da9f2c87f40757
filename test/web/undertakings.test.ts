import { sampleApplication } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, pick, type Visit } from './pages.ts';

describe('undertakings', () => {
  let server: TestServer;
  let visit: Visit;
  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const dialog = () => visit.page.getByRole('dialog');
  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const chamberName = 'Chamber of Commerce of Antwerp';

  it('a chamber requires one, an exporter gives it, and once it is accepted its signatory submits', async () => {
    const { page } = visit;
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/organisation');
    await page.getByLabel('A yearly undertaking is required').check();
    await button('Save').click();
    await page.waitForLoadState('networkidle');

    const exporter = await server.client('exporter');
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) },
    });
    const submit = async () => {
      await visit.goTo(`/certificates/${id}/edit`);
      await button('Submit to the chamber').click();
      await dialog().getByRole('button', { name: 'Declare and submit' }).click();
    };
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}/edit`);
    await page.getByText('none of yours is in force').waitFor();
    await expectAccessibleInBothThemes(page);
    await submit();
    await dialog().getByText('only under a yearly undertaking that it has accepted').waitFor();
    visit.forgetComplaints();

    await visit.goTo('/organisation');
    await page.getByText('No undertaking is in force').waitFor();
    await button('Give an undertaking').click();
    await pick(
      dialog().getByRole('combobox', { name: 'Chamber', exact: true }),
      'Antwerp',
      new RegExp(chamberName),
    );
    await dialog().getByLabel('Sofie Peeters').uncheck();
    await button('Undertake').click();
    await dialog().getByText('Choose at least one person.').waitFor();
    await expectAccessibleInBothThemes(page);
    await dialog().getByLabel('Sofie Peeters').check();
    await button('Undertake').click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('Waits for the chamber').waitFor();
    await expectAccessibleInBothThemes(page);

    await visit.enterAs('chamberAntwerp');
    await page.getByRole('heading', { name: 'Undertakings to answer' }).waitFor();
    await expectAccessibleInBothThemes(page);
    await page.getByRole('link', { name: 'Scheldt Chocolate Works NV' }).click();
    await page.getByText('Text and history').click();
    await expectAccessibleInBothThemes(page);
    await button('Accept the undertaking of Scheldt Chocolate Works NV').click();
    await page.getByText('No undertakings here').waitFor();

    await visit.enterAs('exporter');
    await submit();
    await page.getByText('Submitted', { exact: true }).first().waitFor();
    visit.expectNoComplaints();
  });

  it('the exporter removes a signatory and withdraws it; the chamber refuses the next with a reason', async () => {
    const { page } = visit;
    await visit.enterAs('exporter');
    await visit.goTo('/organisation');
    await page.getByText('In force', { exact: true }).waitFor();
    await button('Remove Sofie Peeters from the signatories').click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Nobody any more').waitFor();
    await button(`Renew the undertaking to ${chamberName}`).click();
    await dialog().getByLabel('Sofie Peeters').check();
    await button('Undertake').click();
    await page.getByText('Waits for the chamber').waitFor();

    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/desk');
    await page.getByRole('link', { name: 'Undertakings' }).click();
    await button('Refuse the undertaking of Scheldt Chocolate Works NV').click();
    await dialog().getByLabel('Reason').fill('The list of signatories\nis not up to date.');
    await expectAccessibleInBothThemes(page);
    await dialog().getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('No undertakings here').waitFor();
    await page.getByText('All', { exact: true }).click();
    await page.getByText('Reason: The list of signatories is not up to date.').waitFor();

    await visit.enterAs('exporter');
    await visit.goTo('/organisation');
    await button(`Withdraw the undertaking to ${chamberName}`).click();
    await dialog().getByText('It counts no more from now on.').waitFor();
    await dialog().getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Reason: The list of signatories is not up to date.').waitFor();
    await page.getByText('Earlier ones').click();
    await page.getByText('Withdrawn', { exact: true }).waitFor();
    await expectAccessibleInBothThemes(page);
    visit.expectNoComplaints();
  });
});
