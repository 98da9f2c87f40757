import { expect } from 'chai';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newPerson, PASSWORD } from './support/members.ts';
import { refusal, truthful } from './support/shipment.ts';

describe('a chamber', () => {
  let server: TestServer;
  let exporter: ApiClient;
  let pieter: ApiClient;
  let greet: ApiClient;
  let elsewhere: ApiClient;

  before(async () => {
    server = await startTestServer();
    const client = async (party: Parameters<TestServer['client']>[0]) =>
      truthful(server.routes, await server.client(party));
    exporter = await client('exporter');
    pieter = await client('chamberAntwerp');
    elsewhere = await client('chamberSingapore');
    const person = newPerson();
    await pieter.post('/users', { body: person });
    greet = truthful(server.routes, await signIn(server.url, person.email, PASSWORD));
  });
  after(() => server?.close());

  const submitAgain = (id: string) => exporter.post(`/certificates/${id}/submission`, withDeclaration);
  const issue = (by: ApiClient, id: string) => by.post<{ number: string }>(`/certificates/${id}/issuance`);
  const settings = (by: ApiClient, change: object) =>
    by.put('/chamber-settings', {
      body: { fourEyes: false, deadlineDays: 2, ...change },
    });

  describe('its settings', () => {
    afterEach(() => settings(pieter, {}));

    it('are read by its people, changed by its administrators, and unknown elsewhere', async () => {
      expect(
        await settings(pieter, { deadlineDays: 5, fee: { amount: '18.64', currency: 'EUR' } }),
      ).to.deep.include({ deadlineDays: 5, fee: { amount: '18.64', currency: 'EUR' } });
      expect(await greet.get('/chamber-settings')).to.deep.include({ deadlineDays: 5 });
      expect(await elsewhere.get('/chamber-settings')).to.deep.include({ deadlineDays: 2, fee: null });
      expect(await refusal(settings(greet, {}))).to.equal('403 forbidden');
      expect(await refusal(settings(exporter, {}))).to.equal('403 forbidden');
      for (const numberFormat of [
        '{seq:6}',
        '{year}',
        '{year}-{seq:6}-{who}',
        `${'A'.repeat(26)}{year}{seq:9}`,
      ]) {
        expect(await refusal(settings(pieter, { numberFormat }))).to.equal(
          '400 invalid_request /numberFormat',
        );
      }
    });

    it('have the form of its numbers, without gaps or doubles when 500 are issued at the same time', async () => {
      const year = new Date().getUTCFullYear();
      const changed = await settings(pieter, { numberFormat: 'S{year}-{seq:4}' });
      expect(changed).to.deep.include({ exampleNumber: `S${year}-0001` });
      const ids: string[] = [];
      for (let count = 0; count < 500; count += 20)
        ids.push(
          ...(await Promise.all(
            Array.from({ length: 20 }, async () => {
              const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) };
              const { id } = await exporter.post<{ id: string }>('/certificates', { body });
              await submitAgain(id);
              return id;
            }),
          )),
        );
      const { number: first } = await issue(pieter, ids.pop() ?? '');
      // Some are refused meanwhile: they take no number.
      const refused = (id: string) => refusal(issue(elsewhere, id));
      const [issued] = await Promise.all([
        Promise.all(ids.map(async (id) => (await issue(pieter, id)).number)),
        Promise.all(ids.slice(0, 30).map(refused)),
      ]);
      const from = Number(first.slice(-4));
      const expected = Array.from({ length: 499 }, (_, index) => {
        return `S${year}-${String(from + 1 + index).padStart(4, '0')}`;
      });
      expect(issued.toSorted()).to.deep.equal(expected);
    }).timeout(180_000);
  });
});
