import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';
import { expectAccessibleInBothThemes, openPages, type Visit } from './pages.ts';

describe('the health of sealing', () => {
  let server: TestServer;
  let visit: Visit;

  openPages((opened) => {
    ({ server, visit } = opened);
  });

  const status = () => visit.page.getByRole('main').getByRole('status').first();
  const submit = async (serial: number) => {
    const exporter = await server.client('exporter');
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(serial) };
    const { id } = await exporter.post<{ id: string }>('/certificates', { body });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    return id;
  };
  const makePouch = async () =>
    (await server.client('exporter')).post<{ recordId: string }>('/pouches', { body: { title: 'Waits' } });

  it('is the federation’s to see, and says in one sentence that all is well', async () => {
    await submit(1);
    await makePouch();
    await server.anchoring.flush();
    await visit.enterAs('federation');
    await visit.page.getByRole('link', { name: 'Sealing' }).click();
    await visit.page.getByText('Sealing goes on as it should.').waitFor();
    const main = visit.page.getByRole('main');
    await main.getByText(/^Block [\d,]+, /).waitFor();
    await main.getByText('Nothing', { exact: true }).waitFor();
    expect(await main.getByText('lastFinal').isVisible()).to.equal(false);
    await main.getByText('Evidence').first().click();
    expect(await main.getByText('lastFinal').isVisible()).to.equal(true);
    await expectAccessibleInBothThemes(visit.page);
    visit.expectNoComplaints();
  });

  it('tells what waits, since when, and what the chain refused, without a reload', async () => {
    await server.anchoring.stop();
    await makePouch();
    await server.context.database.asSystem(async (trx) => {
      await trx
        .updateTable('events')
        .set({ time: new Date(Date.now() - 10 * 60_000) })
        .where('batch_number', 'is', null)
        .execute();
      await trx
        .insertInto('chain_acts')
        .values({
          record_ids: [],
          act: 'ending',
          payload: '{}',
          state: 'failed',
          failure: 'ChamberRegistryAlreadyEnded(signerId 0x00)',
        })
        .execute();
    });
    await status().getByText('Sealing is behind: the oldest entry has been waiting since').waitFor();
    await status().getByText('The chain refused one act.').waitFor();
    const main = visit.page.getByRole('main');
    await main.getByText('1 entry', { exact: true }).waitFor();
    await main.getByText('End of an accreditation').waitFor();
    await main.getByRole('listitem').getByText('Evidence').click();
    await main.getByText('ChamberRegistryAlreadyEnded', { exact: true }).waitFor();
    await expectAccessibleInBothThemes(visit.page);
    server.anchoring.start();
    await server.anchoring.flush();
    await main.getByText('Nothing', { exact: true }).waitFor();
    visit.expectNoComplaints();
  });

  it('is said beside files that would be taken before it', async () => {
    await server.anchoring.stop();
    const exporter = await server.client('exporter');
    const { id } = await exporter.post<{ id: string }>('/pouches', { body: { title: 'Early' } });
    await exporter.post(`/pouches/${id}/documents?name=list.csv&type=271`, {
      bytes: Buffer.from('carton\n1\n'),
      mediaType: 'text/csv',
    });
    await visit.enterAs('exporter');
    await visit.goTo(`/pouches/${id}`);
    const early = visit.page.getByText('A file taken now is called “not sealed yet”');
    await early.waitFor();
    server.anchoring.start();
    await server.anchoring.flush();
    await early.waitFor({ state: 'detached' });
    visit.expectNoComplaints();
  });

  it('is in nobody else’s navigation, and refuses whoever goes there', async () => {
    for (const party of ['chamberAntwerp', 'exporter'] as const) {
      await visit.enterAs(party);
      expect(await visit.page.getByRole('link', { name: 'Sealing' }).count(), party).to.equal(0);
    }
    await visit.goTo('/sealing');
    await visit.page.getByRole('heading', { name: 'Sealing', level: 1 }).waitFor();
    await visit.page.getByText('This is not open to you').waitFor();
    await expectAccessibleInBothThemes(visit.page);
    visit.forgetComplaints();
  });
});
