import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { type ApiClient, ApiProblem, signIn } from '../../scripts/client/api-client.ts';
import { type ServerProcess, startServerProcess } from '../../scripts/client/server-process.ts';
import { readTrust } from '../../scripts/demo/outside.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/database.ts';
import { eventually } from '../fixtures/processes.ts';

/** The whole system as a process of its own, killed while it erases: all of a record is there, or nothing. */
describe('an erasure over the death of the server', function () {
  this.timeout(180_000);
  const documents = 12;
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-erasing-'));
  let database: TestDatabase;
  let owner: pg.Client;
  /** Who holds a row: what goes on meanwhile is not seen from its transaction. */
  let holder: pg.Client;
  let server: ServerProcess | undefined;

  before(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
  });
  after(async () => {
    await server?.stop();
    await owner?.end();
    await holder?.end();
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<ApiClient> => {
    server = await startServerProcess(dataDir, {
      // The socket is in its query; an address without a host is no URL to the configuration.
      DATABASE_URL: database.url.replace('@/', '@localhost/'),
      OPENPOUCH_DEMONSTRATION: 'yes',
    });
    const { demonstration } = await readTrust(server.url);
    const { email, password } = demonstration.find(({ key }) => key === 'exporter') ?? {
      email: '',
      password: '',
    };
    return signIn(server.url, email, password);
  };
  const blocks = () =>
    readdirSync(join(dataDir, 'blocks'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.data'),
    ).length;
  const count = async (query: string): Promise<number> =>
    Number((await owner.query<{ count: string }>(`SELECT count(*) AS count FROM ${query}`)).rows[0]?.count);
  const stateOf = async (): Promise<string | undefined> =>
    (await owner.query<{ state: string }>('SELECT state FROM erasures')).rows[0]?.state;

  it('leaves all as it was, or goes on to the end', async () => {
    let exporter = await start();
    const before = blocks();
    const pouch = await exporter.post<{ id: string; recordId: string }>('/pouches', {
      body: { title: 'To be erased' },
    });
    for (let n = 0; n < documents; n++)
      await exporter.post(`/pouches/${pouch.id}/documents?name=${n}.bin`, {
        bytes: Buffer.from(`document ${n}`),
      });
    await exporter.post(`/records/${pouch.recordId}/closure`, { body: { reason: 'switchedToPaper' } });
    const longAgo = `now() - interval '11 years'`;
    await owner.query(
      `UPDATE records SET created_at = ${longAgo}, ended_at = ${longAgo} WHERE ended_at IS NOT NULL`,
    );
    await owner.query(`UPDATE document_versions SET created_at = ${longAgo}`);
    await exporter.post(`/records/${pouch.recordId}/erasure`);
    await server?.stop('SIGKILL');
    await owner.query('UPDATE erasures SET due_at = now(), next_at = now()');

    // In the middle of it: one row that is to go is held, and the others have gone in a transaction that never ends.
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM documents WHERE name = '0.bin' FOR UPDATE`);
    const started = start();
    await eventually(
      'the erasure waits for the row',
      async () =>
        (await count(`pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`)) > 0,
      60_000,
    );
    exporter = await started;
    await server?.stop('SIGKILL');
    await holder.query('ROLLBACK');
    await eventually(
      'its connections have ended, and the holder is left',
      async () => (await count(others)) === 1,
    );
    expect([
      await count('documents'),
      await count('document_keys'),
      await count('erased_files'),
    ]).to.deep.equal([...[documents, documents, 0]]);
    expect(await stateOf()).to.equal('waiting');
    expect(blocks()).to.equal(before + documents);

    // Between what is in the database and the files.
    await owner.query(`CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_advisory_xact_lock(4711); RETURN OLD; END $$`);
    await owner.query(
      'CREATE TRIGGER held BEFORE DELETE ON erased_files FOR EACH ROW EXECUTE FUNCTION hold()',
    );
    await holder.query('SELECT pg_advisory_lock(4711)');
    exporter = await start();
    await eventually(
      'a file is gone, and waits to be crossed out',
      () => blocks() < before + documents,
      60_000,
    );
    const left = await exporter.get(`/pouches/${pouch.id}`).catch((error: unknown) => error);
    expect(left).to.be.instanceOf(ApiProblem).and.to.include({ status: 404 });
    await server?.stop('SIGKILL');
    await holder.query('SELECT pg_advisory_unlock(4711)');
    await owner.query('DROP TRIGGER held ON erased_files');
    expect([await stateOf(), await count('documents')]).to.deep.equal(['erasing', 0]);

    await start();
    await eventually('the last file is gone', async () => (await stateOf()) === 'erased', 60_000);
    expect([blocks(), await count('erased_files')]).to.deep.equal([before, 0]);
  });

  const others = `pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
});
