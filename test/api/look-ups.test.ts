import { expect } from 'chai';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Certificate, openShipment, type Shipment } from './support/shipment.ts';

interface LookUp {
  readonly outcome: string;
  readonly issuer: { readonly legalName: string };
  readonly verdict: { readonly facts: { certificate: { subject: Record<string, unknown> } } } | null;
}

/** Sign-ins of the parties and look-ups are counted apart. */
const perMinute = 20;

describe('GET /verification/look-ups', () => {
  let server: TestServer;
  let parties: Shipment;
  let certificate: Certificate;
  let code: string;
  let asked: Record<string, string>;

  before(async () => {
    server = await startTestServer({ batchIntervalMs: 3_600_000, guardedPerMinute: perMinute });
    parties = await openShipment(server);
    certificate = await parties.certificate();
    await server.anchoring.flush();
    const { verificationCode } = await parties.exporter.get<{ verificationCode: string }>(
      `/certificates/${certificate.id}`,
    );
    code = verificationCode;
    const { items } = await server.anyone.get<{ items: { id: string; legalName: string }[] }>(
      '/verification/issuers',
    );
    const issuer = items.find(({ id }) => id === server.idOf('chamberAntwerp'))?.id ?? '';
    const issuedOn = new Date().toISOString().slice(0, 10);
    asked = { number: certificate.number, issuer, issuedOn };
  });
  after(() => server?.close());

  const lookUp = (query: Readonly<Record<string, string>>) =>
    server.anyone.get<LookUp>(`/verification/look-ups?${new URLSearchParams(query)}`);

  it('tells without the code that it holds, and nothing of the parties or the goods', async () => {
    const found = await lookUp(asked);
    expect(found).to.include({ outcome: 'valid', verdict: null });
    expect(found.issuer.legalName).to.equal('Chamber of Commerce of Antwerp');
    const { application } = await parties.exporter.get<{
      application: {
        consignor: { name: string };
        consignee: { name: string };
        items: { description: string }[];
      };
    }>(`/certificates/${certificate.id}`);
    const told = JSON.stringify(found);
    const { consignor, consignee, items } = application;
    for (const secret of [consignor.name, consignee.name, items[0]?.description ?? '', code])
      expect(told).to.not.include(secret);
  });

  it('shows what it says to whoever has the code', async () => {
    const { verdict } = await lookUp({ ...asked, code });
    expect(verdict?.facts.certificate.subject['certificateNumber']).to.equal(certificate.number);
  });

  it('says the same whichever of number, chamber, date and code is wrong', async () => {
    const wrong = [
      { number: `${certificate.number}9` },
      { issuer: server.idOf('chamberSingapore') },
      { issuedOn: '2020-01-01' },
      { code: '0000000000000000' },
    ];
    const answers = await Promise.all(
      wrong.map(async (change) => {
        const query = new URLSearchParams({ ...asked, ...change });
        const answer = await server.anyone.raw('GET', `/verification/look-ups?${query}`);
        const { instance: _, ...body } = (await answer.json()) as { instance: string };
        return { status: answer.status, body };
      }),
    );
    expect(answers[0]?.status).to.equal(404);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).to.equal(1);
  });

  it('tells that it was revoked', async () => {
    await parties.chamber.post(`/certificates/${certificate.id}/revocation`, { body: { reason: 'fraud' } });
    await server.anchoring.flush();
    const found = await lookUp(asked);
    expect(found.outcome).to.equal('revoked');
    expect(JSON.stringify(found), 'why is for who has the code').to.not.include('fraud');
  });

  it('lets nobody count through the numbers', async () => {
    const query = new URLSearchParams({ ...asked, number: 'NO-SUCH' });
    const statuses: number[] = [];
    for (let n = 0; n <= perMinute; n++)
      statuses.push((await server.anyone.raw('GET', `/verification/look-ups?${query}`)).status);
    expect(statuses[0]).to.equal(404);
    expect(statuses.at(-1)).to.equal(429);
  });
});
