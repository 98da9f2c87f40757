import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { sampleApplication } from '../../scripts/client/sample-application.ts';
import { codeList } from '../../scripts/code-list.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { buildPages, expectAccessible, pick, startVisit, type Visit } from './pages.ts';

describe('code lists in the form', () => {
  let folder = '';
  let server: TestServer;
  let visit: Visit;

  before(async function () {
    this.timeout(180_000);
    await buildPages();
    folder = mkdtempSync(join(tmpdir(), 'openpouch-codes-'));
    const file = join(folder, 'hs.csv');
    writeFileSync(
      file,
      'code,description\n1806,Chocolate\n180620,"In blocks, slabs or bars"\n180631,Filled\n',
    );
    const lists = { OPENPOUCH_CODE_LISTS: join(folder, 'lists') };
    expect(codeList(['hs', file, '--edition', '2022', '--source', 'A test'], lists)).to.include({ code: 0 });
    server = await startTestServer({ environment: lists });
    visit = await startVisit(server);
  });
  after(async () => {
    await visit?.close();
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  it('find a subheading by what the goods are, and take its edition with it', async () => {
    const { page } = visit;
    const exporter = await server.client('exporter');
    const { totals: _, ...sample } = sampleApplication(1);
    const items = sample.items.map(({ hsCode: __, hsEdition: ___, ...item }) => item);
    const { id } = await exporter.post<{ id: string }>('/certificates', {
      body: { chamberId: server.idOf('chamberAntwerp'), application: { ...sample, items } },
    });
    await visit.enterAs('exporter');
    await visit.goTo(`/certificates/${id}/edit`);
    const field = page.locator('#field-items-0-hsCode');
    const more = page.getByRole('group', { name: 'Item 1' }).getByRole('button', { name: /^More .*HS/ });
    await field.or(more).first().waitFor();
    if (!(await field.isVisible())) await more.click();
    await pick(field, 'chocolate bars', '180620 Chocolate: In blocks, slabs or bars');
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await field.inputValue()).to.equal('180620');
    await expectAccessible(page);
    const kept = await exporter.get<{ application: { items: readonly object[] } }>(`/certificates/${id}`);
    expect(kept.application.items[0]).to.include({ hsCode: '180620', hsEdition: 2022 });
    visit.expectNoComplaints();
  });
});
