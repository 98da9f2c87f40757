import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newPerson, PASSWORD } from './support/members.ts';
import { refusal, truthful } from './support/shipment.ts';

interface Act {
  readonly type: string;
  readonly about: string | null;
  readonly organisation: { readonly id: string };
  readonly by: { readonly organisation: { readonly id: string } | null; readonly name: string | null };
}

describe('acts on an organisation itself', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const actsOf = async (by: ApiClient, query = '') =>
    (await by.get<{ items: Act[]; next: string | null }>(`/activity/organisation${query}`)).items;

  it('are told to its administrators: who did what, and who signed in or could not', async () => {
    const [signedIn, importer] = await Promise.all([server.client('exporter'), server.client('importer')]);
    const exporter = truthful(server.routes, signedIn);
    const before = (await actsOf(importer)).length;
    const person = newPerson();
    const user = await exporter.post<{ id: string }>('/users', { body: person });
    const colleague = await signIn(server.url, person.email, PASSWORD);
    expect(await refusal(colleague.get('/activity/organisation'))).to.equal('403 forbidden');
    const wrong = { email: person.email, password: 'not this one' };
    expect((await server.anyone.raw('POST', '/sessions', { body: wrong })).status).to.equal(401);
    while ((await actsOf(exporter))[0]?.type !== 'person.sign-in-refused') await delay(20);
    // Whoever guesses on is told of once.
    expect((await server.anyone.raw('POST', '/sessions', { body: wrong })).status).to.equal(401);
    const body = { name: 'ERP', scopes: ['pouch:read'] };
    const client = await exporter.post<{ id: string }>('/api-clients', { body });
    await exporter.delete(`/api-clients/${client.id}`);
    await exporter.delete(`/users/${user.id}`);

    const acts = (await actsOf(exporter)).slice(0, 6);
    expect(acts.map(({ type, about }) => [type, about])).to.deep.equal([
      ['person.ended', person.name],
      ['system.ended', 'ERP'],
      ['system.added', 'ERP'],
      ['person.sign-in-refused', person.name],
      ['person.signed-in', person.name],
      ['person.added', person.name],
    ]);
    const { name } = await exporter.get<{ name: string }>('/me');
    const us = server.idOf('exporter');
    expect(acts[0]?.by).to.deep.include({ name });
    expect(acts[0]?.by.organisation?.id).to.equal(us);
    expect(acts[3]?.by).to.deep.equal({ organisation: null, name: null });
    expect(acts[4]?.by.name).to.equal(person.name);
    expect(await actsOf(exporter, '?limit=2')).to.deep.equal(acts.slice(0, 2));
    const { next } = await exporter.get<{ next: string }>('/activity/organisation?limit=2');
    expect(await actsOf(exporter, `?limit=4&after=${next}`)).to.deep.equal(acts.slice(2));
    expect(await actsOf(importer)).to.have.length(before);
  });

  it('are told to the federation that did them to a chamber, and to the chamber without its people', async () => {
    const [federation, chamber] = await Promise.all([
      server.client('federation'),
      server.client('chamberAntwerp'),
    ]);
    const id = server.idOf('chamberAntwerp');
    await federation.post(`/organisations/${id}/key-rotation`);
    const { name } = await federation.get<{ name: string }>('/me');
    const ofKeys = async (by: ApiClient) =>
      (await actsOf(by)).filter(
        ({ type, organisation }) => type.startsWith('key.') && organisation.id === id,
      );
    const [seen] = await ofKeys(federation);
    expect(seen?.by.name).to.equal(name);
    const [told] = await ofKeys(chamber);
    expect(told?.by).to.deep.include({ name: null });
    expect(told?.by.organisation?.id).to.equal(server.idOf('federation'));
  });

  it('cannot be changed or removed by the server', async () => {
    const client = new pg.Client({
      ...{ connectionString: server.databaseUrl, options: '-c role=openpouch_system' },
    });
    await client.connect();
    try {
      for (const statement of ['DELETE FROM organisation_acts', "UPDATE organisation_acts SET type = 'x'"]) {
        const refused = await client.query(statement).catch((error: { code?: string }) => error.code);
        expect(refused, statement).to.equal('42501');
      }
    } finally {
      await client.end();
    }
  });
});
