import { expect } from 'chai';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

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
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });
});
