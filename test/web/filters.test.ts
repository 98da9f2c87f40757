import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

describe('the filters of certificates', () => {
  let server: TestServer;
  let visit: Visit;
  let numbers: readonly string[];

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  /** A draft, a submitted one, a revoked one, one shared and one that is kept. */
  before(async () => {
    const exporter = await server.client('exporter');
    const chamber = await server.client('chamberAntwerp');
    const apply = async (serial: number) => {
      const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(serial) };
      return (await exporter.post<{ id: string }>('/certificates', { body })).id;
    };
    const submit = async (serial: number) => {
      const id = await apply(serial);
      await exporter.post(`/certificates/${id}/submission`, withDeclaration);
      return id;
    };
    const issue = async (serial: number) => {
      const id = await submit(serial);
      const issued = await chamber.post<{ number: string; recordId: string }>(`/certificates/${id}/issuance`);
      return { id, ...issued };
    };
    await apply(1);
    await submit(2);
    const issued = [await issue(3), await issue(4), await issue(5)];
    const [revoked, shared] = issued;
    await chamber.post(`/certificates/${revoked?.id}/revocation`, { body: { reason: 'goodsNotShipped' } });
    await exporter.post(`/records/${shared?.recordId}/shares`, {
      body: { organisationId: server.idOf('importer') },
    });
    numbers = issued.map(({ number }) => number);
    await visit.enterAs('exporter');
  });

  const rows = async () => {
    await visit.page.waitForLoadState('networkidle');
    return (await visit.page.getByRole('row').count()) - 1;
  };
  const search = () => decodeURIComponent(new URL(visit.page.url()).search);
  const states = (chosen: string) => visit.page.getByRole('button', { name: `State: ${chosen}` });

  it('take several states at once, keep them in the address, and are worked by keyboard', async () => {
    await visit.goTo('/certificates');
    const first = await rows();
    await states('All states').focus();
    await visit.page.keyboard.press('Enter');
    const box = (name: string) => visit.page.getByRole('checkbox', { name, exact: true });
    await box('Draft').focus();
    await visit.page.keyboard.press('Space');
    await box('Revoked').click();
    await expectAccessibleInBothThemes(visit.page);
    await visit.page.keyboard.press('Escape');
    await states('Draft, Revoked').waitFor();
    expect(search()).to.equal('?state=draft,revoked');
    await visit.page.getByRole('row').nth(3).waitFor({ state: 'detached' });
    expect(await rows())
      .to.equal(2)
      .and.lessThan(first);
    await visit.page.reload();
    await states('Draft, Revoked').waitFor();
    expect(await rows()).to.equal(2);
    // What is no state filters nothing.
    await visit.goTo('/certificates?state=revoked,nonsense');
    await states('Revoked').waitFor();
    expect(await rows()).to.equal(1);
    await visit.page.getByRole('button', { name: 'Clear the filters' }).click();
    await states('All states').waitFor();
    visit.expectNoComplaints();
  });

  it('tell which were forwarded, and which not', async () => {
    const [, shared = '', kept = ''] = numbers;
    await visit.goTo('/certificates?state=issued');
    const forwarded = visit.page.getByRole('combobox', { name: 'Whether it was forwarded' });
    await forwarded.selectOption('Forwarded');
    await visit.page.getByRole('link', { name: kept }).waitFor({ state: 'detached' });
    await visit.page.getByRole('link', { name: shared }).waitFor();
    expect(search()).to.equal('?state=issued&forwarded=yes');
    await forwarded.selectOption('Not forwarded');
    await visit.page.getByRole('link', { name: shared }).waitFor({ state: 'detached' });
    await visit.page.getByRole('link', { name: kept }).waitFor();
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });
});
