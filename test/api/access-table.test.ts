import { expect } from 'chai';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type AccessRow,
  createShelf,
  none,
  outcomeOf,
  readAccessTable,
  toCell,
} from './support/access-table.ts';
import { createFingerprints, type Fingerprints } from './support/fingerprint.ts';
import { prepare } from './support/recipes.ts';
import { createWorld, type Role, roles, type World } from './support/world.ts';

/** Done and yet nothing kept of it. */
const leavesNothing = /^POST \/(verification\/|oauth\/|invitations\/readings)/;

/** Walks docs/access.md: each request of each row as each role, about its own resource and about a foreign one. */
describe('the access table', () => {
  const table = readAccessTable();
  let server: TestServer;
  let world: World;
  let shelf: ReturnType<typeof createShelf>;
  let prints: Fingerprints;

  before(async () => {
    server = await startTestServer();
    // Whatever changes in the database is changed by a request.
    await server.anchoring.stop();
    await server.notices.stop();
    world = await createWorld(server);
    shelf = createShelf(world);
    prints = await createFingerprints(server);
  });
  after(async () => {
    await prints?.close();
    await server?.close();
  });

  it('has every route of the server, and no other', () => {
    const mounted = server.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...new Set(table.map(({ route }) => route))].sort()).to.deep.equal(mounted.sort());
  });

  it('has each row once', () => {
    const rows = table.map(({ route, kind }) => `${route} | ${kind}`);
    expect(rows).to.deep.equal([...new Set(rows)]);
  });

  /** What comes of the request. A refused one leaves everything as it was. */
  async function outcome(row: AccessRow, role: Role, whose: 'own' | 'foreign'): Promise<string> {
    const from = whose === 'own' ? role : whose;
    const resource = await shelf.take(row.kind, from);
    const send = await prepare(row.route, { world, role, resource });
    const before = await prints.take();
    const answer = await send();
    const came = outcomeOf(row, resource, answer);
    const after = await prints.take();
    if (answer.status >= 400) {
      expect(after, `${role} changed something that was refused`).to.deep.equal(before);
    } else if (!row.route.startsWith('GET ')) {
      // The stored answer to an Idempotency-Key is no change of the thing itself.
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      const things = changed.filter((name) => name !== 'idempotency_keys');
      const shouldChange = came === '✓' && !leavesNothing.test(row.route);
      expect(things.length > 0, `${role} changed ${things.join(', ') || 'nothing'}`).to.equal(shouldChange);
      shelf.used(row.kind, from);
    }
    return came;
  }

  for (const row of table) {
    it(`${row.route} ${row.kind === none ? '' : `(${row.kind})`}`, async () => {
      const cells: Partial<Record<Role, string>> = {};
      for (const role of roles) {
        const own = await outcome(row, role, 'own');
        const alone = row.kind === none || row.kind.startsWith('new ');
        cells[role] = toCell(own, alone ? own : await outcome(row, role, 'foreign'));
      }
      expect(cells).to.deep.equal(row.cells);
    });
  }
});
