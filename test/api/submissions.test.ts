import { expect } from 'chai';
import { declarationTexts, declarationVersion } from '../../core/declaration.ts';
import { type ApiClient, type ApiProblem, clientCredentials } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { truthful } from './support/shipment.ts';

interface Submission {
  readonly number: number;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly chamber: { readonly id: string };
  readonly declaration: Readonly<Record<string, string>>;
  readonly application: { readonly remarks?: string };
  readonly comparedWith: number | null;
  readonly changes: readonly { pointer: string; kind: string; before: unknown; after: unknown }[];
  readonly rejection: { readonly reason: string; readonly by: string } | null;
}
interface Submissions {
  readonly items: readonly Submission[];
  readonly next: string | null;
}

describe('submissions of an application', () => {
  let server: TestServer;
  let exporter: ApiClient;
  let antwerp: ApiClient;
  let singapore: ApiClient;

  before(async () => {
    server = await startTestServer();
    const client = async (party: Parameters<TestServer['client']>[0]) =>
      truthful(server.routes, await server.client(party));
    exporter = await client('exporter');
    antwerp = await client('chamberAntwerp');
    singapore = await client('chamberSingapore');
  });
  after(() => server?.close());

  const apply = async (): Promise<string> => {
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) };
    return (await exporter.post<{ id: string }>('/certificates', { body })).id;
  };
  const submit = (id: string) => exporter.post(`/certificates/${id}/submission`, withDeclaration);
  const rewrite = (id: string, application: object, chamber: 'chamberAntwerp' | 'chamberSingapore') =>
    exporter.put(`/certificates/${id}`, {
      body: { chamberId: server.idOf(chamber), application },
      headers: { 'if-match': '*' },
    });
  const read = (by: ApiClient, id: string, query = '') =>
    by.get<Submissions>(`/certificates/${id}/submissions${query}`);
  const refusal = (asked: Promise<unknown>) =>
    asked.then(
      () => 200,
      (error: ApiProblem) => error.status,
    );

  it('are none of a draft, and one as it was submitted', async () => {
    const id = await apply();
    expect((await read(exporter, id)).items).to.deep.equal([]);
    expect(await refusal(read(antwerp, id))).to.equal(404);
    await submit(id);
    const { items, next } = await read(antwerp, id);
    expect(next).to.equal(null);
    expect(items).to.have.length(1);
    expect(items[0]).to.deep.include({ number: 1, comparedWith: null, changes: [], rejection: null });
    expect(items[0]?.application).to.deep.equal(sampleApplication(1));
    expect(items[0]?.submittedBy).to.not.equal('');
    expect(items[0]?.declaration).to.deep.equal({
      ...{ version: declarationVersion, language: 'en', text: declarationTexts.origin.en },
      ...{ by: items[0]?.submittedBy, authenticated: 'password' },
    });
    expect(await read(exporter, id)).to.deep.equal({ items, next });
  });

  it('are not made without the declaration, in words that are its own', async () => {
    const id = await apply();
    const { declaration } = withDeclaration.body;
    for (const body of [
      {},
      { declaration: { ...declaration, accepted: false } },
      { declaration: { ...declaration, version: '1999-01' } },
      { declaration: { ...declaration, language: 'xx' } },
      { declaration: { ...declaration, text: 'I declare nothing.' } },
    ])
      expect(await refusal(exporter.post(`/certificates/${id}/submission`, { body }))).to.equal(400);
    expect(await refusal(exporter.post(`/certificates/${id}/submission`))).to.equal(400);
    expect((await read(exporter, id)).items).to.deep.equal([]);
  });

  it('of a system say that it was a system, in the language that it read', async () => {
    const { id: clientId, secret } = await exporter.post<{ id: string; secret: string }>('/api-clients', {
      body: { name: 'ERP', scopes: ['certificate:apply', 'certificate:read'] },
    });
    const erp = await clientCredentials(server.url, clientId, secret);
    const id = await apply();
    await erp.post(`/certificates/${id}/submission`, {
      body: { declaration: { ...withDeclaration.body.declaration, language: 'nl' } },
    });
    expect((await read(antwerp, id)).items[0]?.declaration).to.include({
      ...{ by: 'ERP', authenticated: 'client-credentials', language: 'nl', text: declarationTexts.origin.nl },
    });
  });

  it('show the chamber what changed since the one before, field by field, and what it said of that', async () => {
    const id = await apply();
    await submit(id);
    await antwerp.post(`/certificates/${id}/rejection`, { body: { reason: 'The marks are incomplete.' } });
    const { remarks: _, ...changed } = sampleApplication(1);
    const [first, second] = changed.items;
    const item = { ...first, marks: 'SFF/SIN 1-99', grossWeight: { value: '1051', unit: 'KGM' } };
    const third = { ...item, seq: 3 };
    await rewrite(
      id,
      { ...changed, destinationCountry: 'MY', items: [item, second, third] },
      'chamberAntwerp',
    );
    await submit(id);

    const { items } = await read(antwerp, id);
    expect(items.map(({ number, comparedWith }) => [number, comparedWith])).to.deep.equal([
      [2, 1],
      [1, null],
    ]);
    const before = sampleApplication(1);
    expect(items[0]?.changes).to.have.deep.members([
      { pointer: '/destinationCountry', kind: 'changed', before: 'SG', after: 'MY' },
      { pointer: '/items/0/marks', kind: 'changed', before: before.items[0]?.marks, after: 'SFF/SIN 1-99' },
      { pointer: '/items/0/grossWeight/value', kind: 'changed', before: '1050.5', after: '1051' },
      { pointer: '/items/2', kind: 'added', before: null, after: third },
      { pointer: '/remarks', kind: 'removed', before: before.remarks, after: null },
    ]);
    expect(items[1]?.rejection).to.deep.include({ reason: 'The marks are incomplete.' });
    expect(items[0]?.rejection).to.equal(null);
  });

  it('come in pages, each compared across the page’s end', async () => {
    const id = await apply();
    for (const remarks of ['one', 'two', 'three']) {
      await rewrite(id, { ...sampleApplication(1), remarks }, 'chamberAntwerp');
      await submit(id);
      await antwerp.post(`/certificates/${id}/rejection`, { body: { reason: 'No.' } });
    }
    const first = await read(exporter, id, '?limit=2');
    expect(first.items.map(({ number, changes }) => [number, changes[0]?.before])).to.deep.equal([
      [3, 'two'],
      [2, 'one'],
    ]);
    const second = await read(exporter, id, `?limit=2&after=${first.next}`);
    expect(second.items.map(({ number }) => number)).to.deep.equal([1]);
    expect(second.next).to.equal(null);
  });

  it('are seen by the chamber that they were sent to, and by nobody else but the applicant', async () => {
    const id = await apply();
    await submit(id);
    await antwerp.post(`/certificates/${id}/rejection`, { body: { reason: 'Apply in Singapore.' } });
    await rewrite(id, sampleApplication(2, 'SG'), 'chamberSingapore');
    expect(await refusal(read(antwerp, id))).to.equal(404);
    await submit(id);
    expect(await refusal(read(antwerp, id))).to.equal(404);
    const seen = await read(singapore, id);
    // What Antwerp was sent is no business of Singapore's: neither the text nor what changed since.
    expect(
      seen.items.map(({ number, comparedWith, changes }) => ({ number, comparedWith, changes })),
    ).to.deep.equal([{ number: 2, comparedWith: null, changes: [] }]);
    expect((await read(exporter, id)).items.map(({ chamber }) => chamber.id)).to.deep.equal([
      server.idOf('chamberSingapore'),
      server.idOf('chamberAntwerp'),
    ]);

    const { recordId } = await singapore.post<{ recordId: string }>(`/certificates/${id}/issuance`);
    await exporter.post(`/records/${recordId}/shares`, {
      body: { organisationId: server.idOf('forwarder'), rights: ['view'] },
    });
    const forwarder = await server.client('forwarder');
    expect(await refusal(forwarder.get(`/certificates/${id}`))).to.equal(200);
    expect(await refusal(read(forwarder, id))).to.equal(403);
    expect(await refusal(read(await server.client('importer'), id))).to.equal(404);
  });
});
