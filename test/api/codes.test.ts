import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type ApiClient, ApiProblem } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { codeList } from '../../scripts/code-list.ts';
import type { Warning } from '../../server/certificates/checks/warnings.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { refusal, truthful } from './support/shipment.ts';

interface Found {
  readonly name: string;
  readonly source: string;
  readonly edition: string | null;
  readonly entries: number;
  readonly items: readonly { readonly code: string; readonly name: string }[];
}

/** In UNECE's layout. */
const place = (change: string, code: string, name: string, plain = name) =>
  `"${change}","${code.slice(0, 2)}","${code.slice(2)}","${name}","${plain}",,"AF","1-3-----","0101",,,`;
const places = [
  ',"BE",,".BELGIUM",,,,,,,,',
  place('', 'BEANR', 'Antwerpen'),
  place('+', 'BELGG', 'Liège', 'Liege'),
  place('X', 'BEOLD', 'Oude Haven'),
].join('\r\n');

describe('code lists', () => {
  let server: TestServer;
  let exporter: ApiClient;
  let folder = '';
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const bringIn = (...parameters: string[]) =>
    codeList(parameters, { OPENPOUCH_CODE_LISTS: join(folder, 'lists') });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'openpouch-codes-'));
  });
  after(async () => {
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  it('are brought in by the operator, all or nothing', async () => {
    const of = ['--edition', '2026-1', '--source', 'UNECE, a test', '--date', '2026-07-01'];
    const wrong = file('wrong.csv', `${places}\r\n${place('', 'BEB1', 'Bad')}`);
    const refused = bringIn('unlocode', wrong, ...of);
    expect(refused).to.include({ code: 1 });
    expect(refused.err).to.include('wrong.csv:5: The location is B1');
    expect(existsSync(join(folder, 'lists'))).to.equal(false);

    const parts = [
      file('CodeListPart1.csv', Buffer.from(places, 'latin1')),
      file('CodeListPart2.csv', place('', 'SGSIN', 'Singapore')),
    ];
    const taken = bringIn('unlocode', ...parts, ...of);
    expect(taken).to.include({ code: 0 });
    expect(taken.out).to.include('UN/LOCODE 2026-1: 3 entries; 2 lines');
    expect(taken.err).to.include('is a file missing?');

    const hs = file('hs.csv', 'code,description\n1806,Chocolate\n180620,"In blocks, slabs or bars"\n');
    expect(bringIn('hs', hs, '--edition', '2022', '--source', 'A test')).to.include({ code: 0 });
    expect(bringIn('hs', hs, '--source', 'A test')).to.include({ code: 1 });
    expect(bringIn('unlocode', ...parts)).to.include({ code: 64 });
    server = await startTestServer({ environment: { OPENPOUCH_CODE_LISTS: join(folder, 'lists') } });
    exporter = truthful(server.routes, await server.client('exporter'));
  });

  it('say where they are from, and are searched by name and code', async () => {
    const { items } = await exporter.get<{ items: { list: string; source: string; date: string }[] }>(
      '/codes',
    );
    expect(items.map(({ list }) => list)).to.include.members(['countries', 'units', 'ports', 'hs']);
    for (const { source, date } of items) {
      expect(source).to.have.length.above(5);
      expect(date).to.match(/^20\d\d-\d\d-\d\d$/);
    }
    expect(items.find(({ list }) => list === 'ports')).to.deep.include({
      ...{ name: 'UN/LOCODE', edition: '2026-1', source: 'UNECE, a test', date: '2026-07-01', entries: 3 },
    });
    const find = async (path: string) => (await exporter.get<Found>(`/codes/${path}`)).items;
    expect(await find('ports?q=liege')).to.deep.equal([{ code: 'BELGG', name: 'Liège' }]);
    expect(await find('ports?q=oude')).to.deep.equal([]);
    expect(await find('ports?limit=1')).to.deep.equal([{ code: 'BEANR', name: 'Antwerpen' }]);
    expect(await find('hs?q=chocolate%20bars')).to.deep.equal([
      { code: '180620', name: 'Chocolate: In blocks, slabs or bars' },
    ]);
    expect(await find('countries?q=belg')).to.deep.equal([{ code: 'BE', name: 'Belgium' }]);
    expect(await find('currencies?q=eur')).to.deep.include({ code: 'EUR', name: 'Euro' });
    expect(await find('package-kinds?q=ct')).to.deep.include({ code: 'CT', name: 'Carton' });
    expect(await refusal(exporter.get('/codes/hs?edition=2017'))).to.equal('404 not_found');
    expect(await refusal(exporter.get('/codes/airports'))).to.match(/^400 invalid_request/);
    expect(await refusal(server.anyone.get('/codes/ports'))).to.equal('401 not_signed_in');
  });

  it('judge what is applied for: a place warns, a heading that its edition lacks is refused by its name', async () => {
    const sample = sampleApplication(1);
    const [one] = sample.items;
    const application = {
      ...sample,
      transport: { ...sample.transport, portOfDischarge: { code: 'SGJUR', name: 'Jurong' } },
      items: [{ ...one, hsCode: '180631', hsEdition: 2022 }],
      totals: undefined,
    };
    const body = { chamberId: server.idOf('chamberAntwerp'), application };
    const made = await exporter.post<{ id: string; warnings: Warning[] }>('/certificates', { body });
    expect(made.warnings.map(({ code, source, blocks }) => [code, source, blocks])).to.deep.equal([
      ['hs_not_in_edition', 'Harmonized System 2022 (A test)', true],
      ['place_not_listed', 'UN/LOCODE 2026-1 (UNECE, a test)', false],
    ]);
    const refused = await exporter
      .post(`/certificates/${made.id}/submission`, withDeclaration)
      .catch((error: unknown) => error);
    if (!(refused instanceof ApiProblem)) throw new Error('It was submitted.');
    expect(refused.errors[0]).to.include({
      ...{ pointer: '/application/items/0/hsCode', code: 'not_allowed', rule: 'hs_not_in_edition' },
    });
  });
});
