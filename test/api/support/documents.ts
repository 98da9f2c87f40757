import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from '../../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../../fixtures/server.ts';
import { type Document, openShipment, type Pouch, type Shipment } from './shipment.ts';

interface Opened {
  readonly server: TestServer;
  readonly parties: Shipment;
}

export const contentOf = ({ id, latest }: Document) => `/documents/${id}/versions/${latest.version}/content`;

export const addTo = (pouch: Pouch, query: Record<string, string>) =>
  `/pouches/${pouch.id}/documents?${new URLSearchParams(query)}`;

export const addVersion = (by: ApiClient, { id }: Document, bytes: Uint8Array) =>
  by.post<Document>(`/documents/${id}/versions`, {
    headers: { 'if-match': '*' },
    bytes,
    mediaType: 'application/pdf',
  });

/**
 * For a `describe` about documents: a server with its parties before the tests.
 * @param give called once all is there
 */
export function openDocuments(give: (opened: Opened) => void) {
  let opened: Opened | undefined;
  before(async () => {
    const server = await startTestServer();
    opened = { server, parties: await openShipment(server) };
    give(opened);
  });
  after(() => opened?.server.close());
  const there = (): Opened => {
    if (opened === undefined) throw new Error('The server is started before the tests.');
    return opened;
  };

  return {
    share(pouch: Pouch, party: Parameters<Shipment['id']>[0], rights?: string[]) {
      const { exporter, id } = there().parties;
      return exporter.post<{ id: string }>(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: id(party), ...(rights && { rights }) },
      });
    },
    /** The files of blocks, in the order of their names. */
    blocks(): string[] {
      const dir = join(there().server.dataDir, 'blocks');
      return readdirSync(dir, { recursive: true, encoding: 'utf8' })
        .map((name) => join(dir, name))
        .filter((path) => statSync(path).isFile())
        .sort();
    },
  };
}
