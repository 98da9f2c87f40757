import type { ApiClient } from '../../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../../scripts/client/sample-application.ts';
import { startTestServer, type TestServer } from '../../fixtures/server.ts';
import { openShipment, type Shipment } from './shipment.ts';

export interface Certificate {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly number: string | null;
  readonly verificationCode: string | null;
  readonly recordId: string | null;
  readonly application: unknown;
  readonly decision: { reason: string; by: string } | null;
  readonly successorId: string | null;
  readonly sealing: { state: string } | null;
  readonly receipts?: readonly string[];
}

export type Issued = Certificate & { number: string; recordId: string; receipts: string[] };

interface Opened {
  readonly server: TestServer;
  readonly parties: Shipment;
  readonly exporter: ApiClient;
  readonly chamber: ApiClient;
  readonly otherChamber: ApiClient;
}

/**
 * For a `describe` about certificates: a server with its parties before the tests, and what an exporter and the chamber
 * do there.
 * @param give called once all is there
 */
export function openCertificates(give: (opened: Opened) => void) {
  let opened: Opened | undefined;
  let serial = 100;
  before(async () => {
    const server = await startTestServer();
    const parties = await openShipment(server);
    const { exporter, chamber } = parties;
    opened = { server, parties, exporter, chamber, otherChamber: await server.client('chamberSingapore') };
    give(opened);
  });
  after(() => opened?.server.close());
  const there = (): Opened => {
    if (opened === undefined) throw new Error('The server is started before the tests.');
    return opened;
  };

  const draftOf = (application: unknown, chamberId = there().parties.id('chamberAntwerp')) => ({
    body: { chamberId, application },
  });
  const apply = (application: unknown = sampleApplication(serial++)) =>
    there().exporter.post<Certificate>('/certificates', draftOf(application));
  const submit = async (): Promise<Certificate> => {
    const { id } = await apply();
    return there().exporter.post<Certificate>(`/certificates/${id}/submission`, withDeclaration);
  };
  return {
    draftOf,
    apply,
    submit,
    submitMany: (count: number) => Promise.all(Array.from({ length: count }, submit)),
    async issue(): Promise<Issued> {
      const { id } = await submit();
      return there().chamber.post<Issued>(`/certificates/${id}/issuance`);
    },
    get: (by: ApiClient, id: string) => by.get<Certificate>(`/certificates/${id}`),
    async credentialOf(by: ApiClient, id: string, query = ''): Promise<string> {
      return Buffer.from(await by.bytes(`/certificates/${id}/credential${query}`)).toString('latin1');
    },
  };
}
