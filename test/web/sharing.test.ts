import { expect } from 'chai';
import { createOrganisationService } from '../../server/organisations/index.ts';
import { newOrganisation } from '../api/support/members.ts';
import { openShipment } from '../api/support/shipment.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, pick, seen, type Visit } from './pages.ts';

describe('what ends with a share, and with a handover', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const nameOf = (key: string) => server.parties.find((party) => party.key === key)?.legalName ?? '';
  const reader = (key: string) =>
    visit.page
      .locator('section')
      .filter({ hasText: 'Who can see it' })
      .getByRole('listitem')
      .filter({ hasText: nameOf(key) });
  const makePouch = async (title: string) =>
    (await server.client('exporter')).post<{ id: string; recordId: string }>('/pouches', { body: { title } });

  it('shows who shared on, and what ends with it, before it is ended', async () => {
    const [exporter, forwarder] = [await server.client('exporter'), await server.client('forwarder')];
    const { id, recordId } = await makePouch('Shared on');
    const share = { rights: ['view', 'download', 'share'] };
    await exporter.post(`/records/${recordId}/shares`, {
      body: { organisationId: server.idOf('forwarder'), ...share },
    });
    await forwarder.post(`/records/${recordId}/shares`, {
      body: { organisationId: server.idOf('importer') },
    });
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${id}`);
    await reader('importer')
      .getByText(`Shared on by ${nameOf('forwarder')}`)
      .waitFor();
    await reader('forwarder')
      .getByText(`Ending it also ends what was shared on: ${nameOf('importer')}.`)
      .waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.getByRole('button', { name: `End sharing with ${nameOf('forwarder')}` }).click();
    await visit.page.getByText('Shared on by').waitFor({ state: 'detached' });
    expect(await reader('forwarder').count()).to.equal(0);
    expect(await reader('importer').count()).to.equal(0);
    visit.expectNoComplaints();
  });

  it('tells a former owner that it sees what was there', async () => {
    const [exporter, forwarder] = [await server.client('exporter'), await server.client('forwarder')];
    const { id, recordId } = await makePouch('Handed on');
    const upload = (by: typeof exporter, name: string) =>
      by.post(`/pouches/${id}/documents?name=${name}`, {
        bytes: Buffer.from(name),
        mediaType: 'text/csv',
      });
    await upload(exporter, 'before.csv');
    const offered = await exporter.post<{ id: string }>(`/records/${recordId}/handovers`, {
      body: { to: server.idOf('forwarder') },
    });
    await visit.goTo(`/pouches/${id}`);
    await forwarder.post(`/handovers/${offered.id}/acceptance`);
    await upload(forwarder, 'after.csv');
    // Without a reload: that it is no longer one's own is told.
    await visit.page.getByText('You handed this pouch over on').waitFor();
    await visit.page.getByText('before.csv').first().waitFor();
    expect(await visit.page.getByText('after.csv').count()).to.equal(0);
    await visit.page.getByText(`With ${nameOf('forwarder')} since`).waitFor();
    const next = await forwarder.post<{ id: string }>(`/records/${recordId}/handovers`, {
      body: { to: server.idOf('importer') },
    });
    await (await server.client('importer')).post(`/handovers/${next.id}/acceptance`);
    // What came later is not told: with whom it is now is said, and by all of the page.
    await visit.goTo(`/pouches/${id}`);
    await visit.page.getByText(`Now with ${nameOf('importer')}.`).waitFor();
    expect(await visit.page.getByText(`With ${nameOf('forwarder')} since`).count()).to.equal(0);
    const hands = visit.page.getByRole('figure').getByRole('listitem');
    expect(await seen(hands.last())).to.match(/Owns it now$/);
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('says to whom it was surrendered, and shares what is closed for reading alone', async () => {
    const { page } = visit;
    const { id } = await makePouch('Done its work');
    const dialog = page.getByRole('dialog');
    await visit.goTo(`/pouches/${id}`);
    await page.getByRole('button', { name: 'Close for good' }).click();
    await dialog.getByRole('radio', { name: 'Surrendered to an authority or a bank' }).check();
    await dialog.getByRole('combobox', { name: 'Surrendered to' }).fill('Bank of the Lantern');
    await expectAccessibleInBothThemes(page);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    // Where it is, and in the trail.
    await page.getByText(/Closed by .+\. Surrendered to Bank of the Lantern\./).waitFor();
    await page.getByText('Surrendered to Bank of the Lantern', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByText('It is closed. Whoever you share it with reads that').waitFor();
    await dialog.getByText('As it was when it was closed:').waitFor();
    expect(await dialog.getByText('Add documents').count()).to.equal(0);
    expect(await dialog.getByText('They act for us on this pouch').count()).to.equal(0);
    const name = nameOf('customsBelgium');
    await pick(dialog.getByRole('combobox', { name: 'Organisation' }), name, new RegExp(name));
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('button', { name: `End sharing with ${name}` }).waitFor();
    expect(await page.getByRole('button', { name: 'Hand over' }).count()).to.equal(0);
    visit.expectNoComplaints();
  });

  it('gives a reader a copy that says who is in control, and the original to nobody else', async () => {
    const { exporter, certificate } = await openShipment(server);
    const { id, recordId } = await certificate();
    await exporter.post(`/certificates/${id}/renditions`);
    await exporter.post(`/records/${recordId}/shares`, { body: { organisationId: server.idOf('importer') } });
    await visit.signOut();
    await visit.enterAs('importer');
    await visit.goTo(`/certificates/${id}`);
    await visit.page.getByText('The original is for its owner and the chamber.').waitFor();
    expect(await visit.page.getByText('Download original').count()).to.equal(0);
    await visit.page.getByRole('button', { name: 'Make a copy' }).click();
    await visit.page.getByRole('link', { name: 'Download copy' }).waitFor();
    await visit.page.getByText(`in control then: ${nameOf('exporter')}`).waitFor();
    visit.expectNoComplaints();
  });

  it('lets a chamber vouch for a company that came by an invitation', async () => {
    const { role: _, administrator, ...input } = newOrganisation('importer');
    const { name, email } = administrator;
    const { organisation } = await server.context.database.asSystem((trx) =>
      createOrganisationService(server.context).registerInvited(trx, server.idOf('exporter'), 'importer', {
        ...{ ...input, administrator: { name, email, passwordHash: 'none' } },
      }),
    );
    await visit.signOut();
    await visit.enterAs('chamberAntwerp');
    await visit.goTo('/organisations');
    await visit.page.getByRole('link', { name: 'Not vouched for yet' }).click();
    await visit.page.getByText('a party that no chamber vouches for').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.getByRole('button', { name: `Vouch for it: ${input.legalName}` }).click();
    const dialog = visit.page.getByRole('dialog');
    await dialog.getByText('You say that you know who').waitFor();
    await dialog.getByRole('button', { name: 'Vouch for it' }).click();
    await visit.page.getByText('Nobody waits').waitFor();
    await visit.goTo(`/organisations/${organisation.id}`);
    await visit.page.getByText(nameOf('chamberAntwerp')).first().waitFor();
    visit.expectNoComplaints();
  });
});
