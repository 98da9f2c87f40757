import { expect } from 'chai';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, refusal, type Shipment } from './support/shipment.ts';

interface Certificate {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

describe('abandoning an application', () => {
  let server: TestServer;
  let parties: Shipment;
  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const chamberId = () => parties.id('chamberAntwerp');
  const draft = () =>
    parties.exporter.post<Certificate>('/certificates', {
      body: { chamberId: chamberId(), application: sampleApplication(1) },
    });
  const submit = ({ id }: Certificate) =>
    parties.exporter.post<Certificate>(`/certificates/${id}/submission`, withDeclaration);
  const abandon = ({ id }: Certificate) =>
    parties.exporter.post<Certificate>(`/certificates/${id}/abandonment`);
  const read = ({ id }: Certificate) => parties.exporter.get<Certificate>(`/certificates/${id}`);
  const queue = async () => {
    const { items } = await parties.chamber.get<{ items: Certificate[] }>('/desk?view=waiting');
    return items.map(({ id }) => id);
  };

  it('is the end of a draft: it stays in its applicant’s list, and nothing is done with it any more', async () => {
    const one = await draft();
    expect(await abandon(one)).to.include({ id: one.id, state: 'abandoned', version: one.version + 1 });
    const { items } = await parties.exporter.get<{ items: Certificate[] }>('/certificates?state=abandoned');
    expect(items.map(({ id }) => id)).to.include(one.id);
    expect(await refusal(submit(one))).to.equal('409 wrong_state');
    expect(await refusal(abandon(one))).to.equal('409 wrong_state');
    const written = {
      body: { chamberId: chamberId(), application: sampleApplication(2) },
      headers: { 'if-match': '*' },
    };
    expect(await refusal(parties.exporter.put(`/certificates/${one.id}`, written))).to.equal(
      '409 wrong_state',
    );
    expect(await read(one)).to.include({ state: 'abandoned', version: one.version + 1 });
  });

  it('takes what the chamber returned off its desk and out of its sight', async () => {
    const one = await submit(await draft());
    await parties.chamber.post(`/certificates/${one.id}/change-requests`, {
      body: { fields: [{ pointer: '/remarks', wish: 'Name the vessel.' }], text: 'One thing only.' },
    });
    expect(await queue()).to.include(one.id);
    await abandon(one);
    expect(await queue()).not.to.include(one.id);
    expect(await refusal(parties.chamber.get(`/certificates/${one.id}`))).to.equal('404 not_found');
  });

  it('is possible of what was not issued, not of what the chamber has in its hands', async () => {
    const one = await submit(await draft());
    expect(await refusal(abandon(one))).to.equal('409 wrong_state');
    await parties.chamber.post(`/certificates/${one.id}/rejection`, {
      body: { reason: 'The invoice is missing.' },
    });
    expect((await abandon(one)).state).to.equal('abandoned');
  });
});
