import { expect } from 'chai';
import { sql } from 'kysely';
import pg from 'pg';
import { elevated, type Trx } from '../../server/database/database.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { fillInquiries } from './support/fill-inquiries.ts';
import { fillNotices } from './support/fill-notices.ts';
import { fillPouches } from './support/fill-pouches.ts';
import { fillRetention } from './support/fill-retention.ts';
import { fillSharing } from './support/fill-sharing.ts';
import { fillTogether } from './support/fill-together.ts';
import { visible } from './support/visible-rows.ts';
import { createWorld, type World } from './support/world.ts';

const open = ['organisations', 'batches', 'chain_transactions', 'validity_periods'];
const insufficientPrivilege = '42501';

describe('row-level security', () => {
  let server: TestServer;
  let world: World;
  /** Sees everything: what the tests compare with. */
  let owner: pg.Client;
  let tables: string[];

  before(async function () {
    this.timeout(300_000);
    server = await startTestServer();
    world = await createWorld(server);
    await fill(world);
    owner = new pg.Client({ connectionString: server.databaseUrl });
    await owner.connect();
    await fillNotices(world, owner);
    await fillInquiries(world, owner);
    await fillPouches(world);
    await fillSharing(world);
    await fillRetention(world, owner);
    await fillTogether(world);
    await world.own('wrapped certificate', 'exporter');
    await world.foreign('wrapped certificate');
    await server.anchoring.flush();
    await server.anchoring.stop();
    await server.notices.stop();
    // Nobody was told of this.
    await world.own('pouch', 'exporter');
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND relname NOT LIKE 'kysely%' ORDER BY 1`,
    );
    tables = rows.map(({ name }) => name);
  });
  after(async () => {
    await owner?.end();
    await server?.close();
  });

  /** One transaction of the application's role, undone at its end. */
  async function asApplication<T>(
    organisationId: string | undefined,
    work: (client: pg.Client) => Promise<T>,
  ): Promise<T> {
    const client = new pg.Client({ connectionString: server.databaseUrl, options: '-c role=openpouch_app' });
    await client.connect();
    try {
      await client.query('BEGIN');
      if (organisationId !== undefined)
        await client.query(`SELECT set_config('openpouch.organisation', $1, true)`, [organisationId]);
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** How many rows a statement touched or gave; the code of its error when it was refused. */
  async function attempt(
    client: pg.Client,
    statement: string,
    values: readonly unknown[] = [],
  ): Promise<number | string> {
    await client.query('SAVEPOINT here');
    try {
      return (await client.query(statement, [...values])).rowCount ?? 0;
    } catch (error) {
      await client.query('ROLLBACK TO here');
      if (error instanceof pg.DatabaseError) return error.code ?? '';
      throw error;
    }
  }

  const everybody = () => server.parties.map(({ organisationId }) => organisationId);
  const countAll = async (table: string): Promise<number> =>
    (await owner.query(`SELECT FROM ${table}`)).rowCount ?? 0;
  const foreignRows = async (table: string, organisationId: string): Promise<string[]> => {
    const condition = visible[table] ?? 'false';
    const values = condition.includes('$1') ? [organisationId] : [];
    const { rows } = await owner.query<{ place: string }>(
      `SELECT ctid::text AS place FROM ${table} WHERE (${condition}) IS NOT TRUE`,
      values,
    );
    return rows.map(({ place }) => place);
  };

  it('is on, and forced, for every table', async () => {
    expect(tables).to.have.members(Object.keys(visible));
    const { rows } = await owner.query(
      `SELECT relname, relrowsecurity AS enabled, relforcerowsecurity AS forced FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname NOT LIKE 'kysely%'
       AND NOT (relrowsecurity AND relforcerowsecurity)`,
    );
    expect(rows).to.deep.equal([]);
  });

  it('has no way round: no views, no powers of the role, one function with the rights of the owner beside triggers', async () => {
    const views = await owner.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')`,
    );
    expect(views.rows).to.deep.equal([]);
    const powers = await owner.query(
      `SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned
       FROM pg_roles r WHERE rolname = 'openpouch_app'`,
    );
    expect(powers.rows).to.deep.equal([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcanlogin: false,
        rolcreaterole: false,
        memberships: 0,
        owned: 0,
      },
    ]);
    const definers = await owner.query<{ proname: string }>(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
         AND prorettype <> 'trigger'::regtype`,
    );
    expect(definers.rows).to.deep.equal([{ proname: 'sees_until' }]);
  });

  it('is tried on tables that all have rows', async () => {
    const empty = [];
    for (const table of tables) if ((await countAll(table)) === 0) empty.push(table);
    expect(empty).to.deep.equal([]);
  });

  it('shows nothing to a query that forgets the organisation', async () => {
    for (const organisationId of [undefined, '']) {
      await asApplication(organisationId, async (client) => {
        for (const table of tables) {
          expect(await attempt(client, `SELECT FROM ${table}`), table).to.be.oneOf([
            0,
            insufficientPrivilege,
          ]);
        }
      });
    }
  });

  it('shows each organisation its own rows and no others', async () => {
    for (const organisationId of everybody()) {
      await asApplication(organisationId, async (client) => {
        for (const table of tables) {
          const expected = (await countAll(table)) - (await foreignRows(table, organisationId)).length;
          const shown = await attempt(client, `SELECT FROM ${table}`);
          expect(shown, `${table} to ${organisationId}`).to.be.oneOf(
            visible[table] === 'false' ? [0, insufficientPrivilege] : [expected],
          );
        }
      });
    }
  });

  it('hides rows of every table that is not open, from everybody, and shows somebody some', async () => {
    for (const table of tables.filter((name) => !open.includes(name))) {
      const total = await countAll(table);
      const hidden: number[] = [];
      for (const id of everybody()) hidden.push((await foreignRows(table, id)).length);
      for (const count of hidden) expect(count, table).to.be.greaterThan(0);
      if (visible[table] !== 'false') expect(Math.min(...hidden), table).to.be.lessThan(total);
    }
  });

  it('refuses to change rows of others', async () => {
    for (const organisationId of everybody()) {
      await asApplication(organisationId, async (client) => {
        for (const table of tables) {
          const column = await firstColumn(table);
          const foreign = await foreignRows(table, organisationId);
          const change = `UPDATE ${table} SET ${column} = ${column} WHERE ctid = ANY($1::tid[])`;
          expect(await attempt(client, change, [foreign]), table).to.be.oneOf([0, insufficientPrivilege]);
        }
      });
    }
  });

  it('refuses rows in the name of others, and to give rows away', async () => {
    const me = world.idOf('exporter');
    await asApplication(me, async (client) => {
      for (const table of tables) {
        const [place] = open.includes(table) ? [] : await foreignRows(table, me);
        const { rows } = await owner.query<{ row: unknown }>(
          `SELECT to_jsonb(t) AS row FROM ${table} t ${place === undefined ? '' : `WHERE ctid = '${place}'`} LIMIT 1`,
        );
        const insert = `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`;
        expect(await attempt(client, insert, [rows[0]?.row]), table).to.equal(insufficientPrivilege);
      }
      const away: Readonly<Record<string, string>> = {
        users: 'organisation_id',
        api_clients: 'organisation_id',
        idempotency_keys: 'organisation_id',
        records: 'owner_organisation_id',
        certificates: 'applicant_id',
        certificate_numbers: 'chamber_id',
      };
      for (const [table, column] of Object.entries(away)) {
        const give = `UPDATE ${table} SET ${column} = $1`;
        const given = await attempt(client, give, [world.idOf('importer')]);
        expect(given, table).to.be.oneOf(table === 'certificate_numbers' ? [0] : [insufficientPrivilege]);
      }
    });
  });

  it('lets the application delete nothing and empty nothing', async () => {
    await asApplication(world.idOf('exporter'), async (client) => {
      for (const table of tables) {
        expect(await attempt(client, `DELETE FROM ${table}`), table).to.equal(insufficientPrivilege);
        expect(await attempt(client, `TRUNCATE ${table} CASCADE`), table).to.equal(insufficientPrivilege);
      }
    });
  });

  it('takes away what was shared when the share ends or its time is over', async () => {
    const { params } = await world.own('pouch shared with it', 'forwarder');
    const record = Buffer.from((params['recordId'] ?? '').slice(2), 'hex');
    const forwarder = world.idOf('forwarder');
    const shown = () =>
      asApplication(forwarder, (client) =>
        attempt(client, 'SELECT FROM events WHERE record_id = $1', [record]),
      );
    const end = (column: string) =>
      owner.query(
        `UPDATE record_access SET ${column} = now() - interval '1 second' WHERE record_id = $1 AND organisation_id = $2`,
        [record, forwarder],
      );
    expect(await shown()).to.be.greaterThan(0);
    await end('ends_at');
    expect(await shown()).to.equal(0);
    await owner.query('UPDATE record_access SET ends_at = NULL WHERE record_id = $1', [record]);
    expect(await shown()).to.be.greaterThan(0);
    await end('ended_at');
    expect(await shown()).to.equal(0);
  });

  it('holds again after what was done as the system', async () => {
    const { database } = server.context;
    const count = async (trx: Trx) =>
      (await sql<{ n: number }>`SELECT count(*) AS n FROM users`.execute(trx)).rows[0]?.n ?? 0;
    const all = await countAll('users');
    await database.as({ organisationId: world.idOf('exporter') }, async (trx) => {
      const own = await count(trx);
      expect(own).to.be.within(1, all - 1);
      expect(await elevated(trx, count)).to.equal(all);
      expect(await count(trx)).to.equal(own);
    });
    expect(await database.as({ organisationId: '' }, count)).to.equal(0);
    expect(await database.asSystem(count)).to.equal(all);
  });

  async function firstColumn(table: string): Promise<string> {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND attidentity = '' ORDER BY attnum LIMIT 1`,
      [table],
    );
    return rows[0]?.name ?? '';
  }
});

/** Something of every kind, with ours and with strangers. */
async function fill(world: World): Promise<void> {
  for (const kind of [
    'draft certificate',
    'imported draft',
    'bulk run',
    'submitted certificate',
    'submitted evidence',
    'party',
    'rendition',
    'document',
    'share',
    'handover to it',
    'user',
    'API client',
    'proposed keys',
    'preparation',
    'validity period',
  ]) {
    for (const role of ['exporter', 'forwarder'] as const) await world.own(kind, role);
    await world.foreign(kind);
  }
  await world.own('issued certificate', 'importer');
  const chambers = [world.client('chamber'), await world.server.client('chamberSingapore')];
  const submitted = [
    await world.own('submitted certificate', 'exporter'),
    await world.foreign('submitted certificate'),
  ];
  const issued = [
    await world.own('issued certificate', 'exporter'),
    await world.foreign('issued certificate'),
  ];
  const given = [await world.own('undertaking', 'exporter'), await world.foreign('undertaking')];
  for (const [index, chamber] of chambers.entries()) {
    await chamber.post(`/undertakings/${given[index]?.params['id']}/acceptance`);
    const id = submitted[index]?.params['id'];
    await chamber.post(`/certificates/${id}/questions`, { body: { text: 'Which port?' } });
    await chamber.post(`/certificates/${id}/assignment`, { body: {} });
    await chamber.put('/chamber-settings', {
      body: { fourEyes: false, deadlineDays: 3 },
    });
    await chamber.post(`/certificates/${issued[index]?.params['id']}/legalisations`, {
      body: { kind: 'consulate', authority: 'Consulate of Egypt', country: 'EG', date: '2026-05-12' },
    });
  }
  await world.own('document', 'customs');
  for (const role of ['exporter', 'forwarder'] as const) {
    const pouch = await world.own('pouch', role);
    const certificate = await world.own('issued certificate', role);
    const body = { certificateId: certificate.params['id'] };
    await world.client(role).post(`/pouches/${pouch.params['id']}/certificates`, { body });
  }
}
