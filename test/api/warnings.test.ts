import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { Warning } from '../../server/certificates/checks/warnings.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { refusal, truthful } from './support/shipment.ts';

interface Certificate {
  readonly id: string;
  readonly state: string;
  readonly warnings: readonly Warning[];
}

describe('warnings on an application', () => {
  let server: TestServer;
  let exporter: ApiClient;
  let chamber: ApiClient;

  before(async () => {
    server = await startTestServer();
    exporter = truthful(server.routes, await server.client('exporter'));
    chamber = truthful(server.routes, await server.client('chamberAntwerp'));
  });
  after(() => server.close());

  const sample = sampleApplication(1);
  const apply = (application: object, to: 'chamberAntwerp' | 'chamberSingapore' = 'chamberAntwerp') =>
    exporter.post<Certificate>('/certificates', { body: { chamberId: server.idOf(to), application } });
  const submission = (id: string) =>
    exporter.post<Certificate>(`/certificates/${id}/submission`, withDeclaration);
  const told = ({ warnings }: Certificate) => warnings.map(({ pointer, code }) => `${code} ${pointer}`);

  const toEgypt = {
    ...sample,
    destinationCountry: 'EG',
    consignee: { toOrder: true },
    importer: { ...sample.consignor, id: { scheme: 'vat', value: '100-200-300' } },
  };

  it('are in every answer until it is decided, for the exporter and for the chamber', async () => {
    const draft = await apply(toEgypt);
    expect(told(draft)).to.deep.equal(['acid_missing /references/acid']);
    const submitted = await submission(draft.id);
    expect(submitted.state).to.equal('submitted');
    expect(told(submitted)).to.deep.equal(told(draft));
    expect(told(await chamber.get<Certificate>(`/certificates/${draft.id}`))).to.deep.equal(told(draft));
    const issued = await chamber.post<Certificate>(`/certificates/${draft.id}/issuance`);
    expect(issued.warnings).to.deep.equal([]);
  });

  it('are gone when what they ask for is there', async () => {
    expect(told(await apply({ ...toEgypt, references: { acid: '1234567890123456789' } }))).to.deep.equal([]);
    expect(told(await apply({}))).to.deep.equal([]);
  });

  it('that block refuse the submission, name the field and the source, and change nothing', async () => {
    const [item] = sample.items;
    const draft = await apply({ ...sample, origins: ['RU'], items: [{ ...item, hsCode: '27101943' }] });
    expect(draft.warnings).to.have.length(1);
    expect(draft.warnings[0]).to.include({ code: 'russian_petroleum', blocks: true });
    expect(await refusal(submission(draft.id))).to.equal(
      '422 application_incomplete /application/items/0/hsCode',
    );
    expect(await exporter.get<Certificate>(`/certificates/${draft.id}`)).to.include({ state: 'draft' });
  });

  it('refuse a consignor who is not established where the chamber certifies', async () => {
    const draft = await apply(sample, 'chamberSingapore');
    expect(told(draft)).to.deep.equal(['consignor_not_established /consignor/address/country']);
    expect(await refusal(submission(draft.id))).to.equal(
      '422 application_incomplete /application/consignor/address/country',
    );
  });
});
