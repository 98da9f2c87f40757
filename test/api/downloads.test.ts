import { randomBytes } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { expect } from 'chai';
import pg from 'pg';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, type Pouch, type Shipment } from './support/shipment.ts';

/** More than lies on the way between two ends of a connection. */
const size = 24_000_000;

describe('a download that its reader leaves in the middle', () => {
  let server: TestServer;
  let parties: Shipment;
  let database: pg.Client;
  let pouch: Pouch;
  let document: string;
  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    database = new pg.Client({ connectionString: server.databaseUrl });
    await database.connect();
    pouch = await parties.pouch();
    document = (await parties.upload(parties.exporter, pouch.id, randomBytes(size))).id;
  });
  after(async () => {
    await database?.end();
    await server?.close();
  });

  /** Files of this server that this process has open. Linux tells. */
  const openFiles = (): string[] =>
    process.platform !== 'linux'
      ? []
      : readdirSync('/proc/self/fd')
          .map((fd) => {
            try {
              return readlinkSync(`/proc/self/fd/${fd}`);
            } catch {
              return '';
            }
          })
          .filter((file) => file.startsWith(server.dataDir));
  const openTransactions = async (): Promise<number> => {
    const { rows } = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
    );
    return rows[0]?.count ?? 0;
  };

  for (const [what, path, range] of [
    ['a file', () => `/documents/${document}/versions/1/content`, undefined],
    ['a part of it', () => `/documents/${document}/versions/1/content`, 'bytes=1000000-'],
    ['a pouch as one archive', () => `/pouches/${pouch.id}/archive`, undefined],
  ] as const)
    it(`leaves no file and no transaction open: ${what}`, async () => {
      const leaving = new AbortController();
      const headers = range === undefined ? {} : { range };
      const response = await parties.exporter.raw('GET', path(), { headers, signal: leaving.signal });
      expect(response.ok).to.equal(true);
      const first = await response.body?.getReader().read();
      expect(first?.value?.length).to.be.greaterThan(0);
      leaving.abort();
      await eventually('no file is open', () => openFiles().length === 0);
      await eventually('no transaction is open', async () => (await openTransactions()) === 0);
    });
});
