import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, refusal, type Shipment } from './support/shipment.ts';

interface Certificate {
  readonly id: string;
  readonly application: { readonly items: readonly unknown[] };
}

describe('certificates that are read at the same time', () => {
  let server: TestServer;
  let parties: Shipment;
  let chamberId: string;
  let drafts: readonly Certificate[];

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    chamberId = parties.id('chamberAntwerp');
    drafts = await Promise.all(
      Array.from({ length: 30 }, (_, serial) =>
        parties.exporter.post<Certificate>('/certificates', {
          body: { chamberId: chamberId, application: sampleApplication(serial) },
        }),
      ),
    );
  });
  after(() => server.close());

  const read = (client: ApiClient, id: string) => client.get<Certificate>(`/certificates/${id}`);

  it('are each what was asked for, as whoever wrote them was answered', async () => {
    const again = await Promise.all([...drafts, ...drafts].map(({ id }) => read(parties.exporter, id)));
    expect(again).to.deep.equal([...drafts, ...drafts]);
  });

  it('are there for the applicant alone while they are drafts, whoever asks beside it', async () => {
    const asked = await Promise.all(
      drafts.flatMap(({ id }) => [
        read(parties.exporter, id).then((found) => found.id),
        refusal(read(parties.chamber, id)),
        refusal(read(parties.exporter, randomUUID())),
      ]),
    );
    expect(asked).to.deep.equal(drafts.flatMap(({ id }) => [id, '404 not_found', '404 not_found']));
  });

  it('are what was written last', async () => {
    const [draft] = drafts;
    if (draft === undefined) throw new Error('There is no draft.');
    const reads = drafts.map(({ id }) => read(parties.exporter, id));
    const written = await parties.exporter.put<Certificate>(`/certificates/${draft.id}`, {
      body: { chamberId: chamberId, application: sampleApplication(77) },
      headers: { 'if-match': '*' },
    });
    const after = await Promise.all([draft, ...drafts].map(({ id }) => read(parties.exporter, id)));
    expect(after[0]).to.deep.equal(written);
    await Promise.all(reads);
  });
});
