import { expect } from 'chai';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { sampleApplication } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newOrganisation } from './support/members.ts';
import { refusal, truthful } from './support/shipment.ts';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly content: unknown;
  readonly version: number;
}

const { consignee, items } = sampleApplication(1);
const contents: Readonly<Record<string, unknown>> = {
  '/templates': { application: { consignee, destinationCountry: 'SG' } },
  '/parties': consignee,
  '/products': { description: items[0]?.description, hsCode: '180620', originCriterion: 'ST' },
};

describe('templates and address books', () => {
  let server: TestServer;
  let exporter: ApiClient;
  let rival: ApiClient;

  before(async () => {
    server = await startTestServer();
    exporter = truthful(server.routes, await server.client('exporter'));
    const organisation = newOrganisation('exporter');
    await (await server.client('chamberAntwerp')).post('/organisations', { body: organisation });
    rival = await signIn(server.url, organisation.administrator.email, organisation.administrator.password);
  });
  after(() => server?.close());

  const list = async (by: ApiClient, path: string): Promise<string[]> =>
    (await by.get<{ items: Entry[] }>(path)).items.map(({ name }) => name);

  for (const [path, content] of Object.entries(contents)) {
    it(`keep ${path.slice(1)} under names, for one's own organisation alone`, async () => {
      const keep = (name: string, by = exporter) => by.post<Entry>(path, { body: { name, content } });
      const first = await keep('Straits Fine Foods');
      const second = await keep('Harbour Trading 100 %');
      expect(first).to.deep.include({ name: 'Straits Fine Foods', content });
      expect(await exporter.get(`${path}/${first.id}`)).to.deep.equal(first);
      expect(await list(exporter, path)).to.deep.equal([second.name, first.name]);
      expect(await list(exporter, `${path}?q=fine%20straits`)).to.deep.equal([first.name]);
      expect(await list(exporter, `${path}?q=${encodeURIComponent('0 %')}`)).to.deep.equal([second.name]);

      const renamed = { name: 'Straits', content };
      const write = (by: ApiClient, headers: Record<string, string>) =>
        by.put<Entry>(`${path}/${first.id}`, { body: renamed, headers });
      const read = { 'if-match': `"${first.version}"` };
      expect(await refusal(write(exporter, {}))).to.equal('428 precondition_missing');
      expect(await write(exporter, read)).to.deep.include({ ...renamed, version: first.version + 1 });
      expect(await refusal(write(exporter, read))).to.equal('412 changed_meanwhile');
      expect(await exporter.get(`${path}/${first.id}`)).to.deep.include(renamed);

      await keep('Theirs', rival);
      expect(await list(rival, path)).to.deep.equal(['Theirs']);
      for (const attempt of [
        () => rival.get(`${path}/${first.id}`),
        () => write(rival, { 'if-match': '*' }),
        () => rival.delete(`${path}/${first.id}`),
      ])
        expect(await refusal(attempt())).to.equal('404 not_found');

      await exporter.delete(`${path}/${first.id}`);
      expect(await refusal(exporter.get(`${path}/${first.id}`))).to.equal('404 not_found');
      expect(await list(exporter, path)).to.deep.equal([second.name]);
    });
  }

  it('are each of their own kind', async () => {
    const { id } = await exporter.post<Entry>('/parties', { body: { name: 'A', content: consignee } });
    expect(await refusal(exporter.get(`/products/${id}`))).to.equal('404 not_found');
    expect(await refusal(exporter.delete(`/templates/${id}`))).to.equal('404 not_found');
  });

  it('name what is wrong in them', async () => {
    const keep = (path: string, content: unknown) =>
      refusal(exporter.post(path, { body: { name: 'Wrong', content } }));
    expect(await keep('/templates', { application: { origins: ['Belgium'], colour: 'red' } })).to.equal(
      '400 invalid_request /content/application/origins/0 /content/application/colour',
    );
    expect(await keep('/parties', { name: 'Without an address' })).to.equal(
      '400 invalid_request /content/address',
    );
    expect(await keep('/products', { description: 'Pralines', hsCode: '18' })).to.equal(
      '400 invalid_request /content/hsCode',
    );
    expect(await keep('/products', { description: 'Pra\u0007lines' })).to.equal(
      '400 invalid_request /content/description',
    );
  });
});
