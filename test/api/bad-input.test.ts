import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { z } from 'zod';
import type { Sent } from '../../scripts/client/api-client.ts';
import { isStreamBody, type Route } from '../../server/http/route.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { createShelf, readAccessTable } from './support/access-table.ts';
import { createFingerprints, type Fingerprints } from './support/fingerprint.ts';
import { type Answered, type Asking, read, recipes } from './support/recipes.ts';
import { mutationsOf, refused } from './support/refused.ts';
import { createWorld, roles, type World } from './support/world.ts';

/** What is wrong in itself, whoever sends it: every route gets all of it. */
describe('bad input', () => {
  let server: TestServer;
  let world: World;
  let prints: Fingerprints;
  let shelf: ReturnType<typeof createShelf>;
  const table = readAccessTable();

  before(async () => {
    server = await startTestServer();
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

  const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

  /**
   * A request that would be done, by somebody who may, or but for the state that things are in: each test spoils one
   * thing of it, which is looked at first.
   */
  interface Ready {
    readonly route: Route;
    readonly sent: Sent;
    /** With the ids of something that is there. */
    readonly path: string;
    readonly query: string;
    send(path: string, sent?: Sent): Promise<Answered>;
  }

  async function ready(route: Route): Promise<Ready> {
    const name = nameOf(route);
    const rows = table.filter((row) => row.route === name);
    const [asker] = ['(✓|listed)', '409', '404']
      .map((came) => new RegExp(`^(own )?${came}`))
      .flatMap((cell) =>
        rows.flatMap((row) =>
          roles.map((role) => ({ row, role })).filter(({ role }) => cell.test(row.cells[role])),
        ),
      );
    if (asker === undefined) throw new Error(`Nobody may ask ${name}.`);
    const { role, row } = asker;
    const resource = await shelf.take(row.kind, role);
    const asking: Asking = { world, role, resource };
    const recipe = recipes[name] ?? {};
    const path = route.path.replace(/\{(\w+)\}/g, (_, one: string) => resource.params[one] ?? '');
    return {
      ...{
        route,
        path,
        query: (await recipe.query?.(asking)) ?? '',
        sent: (await recipe.sent?.(asking)) ?? {},
      },
      send: async (address, sent) =>
        read(await world.client(role).raw(route.method.toUpperCase(), address, sent)),
    };
  }

  /** All of it is refused, and at the end everything is as it was. */
  async function eachRoute(
    fits: (route: Route) => boolean,
    spoil: (ready: Ready) => Promise<void>,
  ): Promise<void> {
    const routes = server.routes.filter(fits);
    expect(routes.length).to.be.greaterThan(0);
    for (const route of routes) {
      const one = await ready(route);
      const before = await prints.take();
      await spoil(one);
      expect(await prints.take(), `${nameOf(route)} changed something`).to.deep.equal(before);
    }
  }

  const takesJson = ({ body, bodyMediaType }: Route): boolean =>
    body !== undefined && !isStreamBody(body) && bodyMediaType === undefined;
  const takesFile = ({ body }: Route): boolean => isStreamBody(body);
  const queryOf = ({ query }: Route): string[] =>
    query === undefined ? [] : Object.keys((query as z.ZodObject).shape);
  const lists = (route: Route): boolean => queryOf(route).includes('after');
  const json = (text: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Sent => ({
    bytes: typeof text === 'string' ? Buffer.from(text) : text,
    mediaType: 'application/json',
    headers,
  });

  it('names a query parameter that does not exist, also one that every object has', () =>
    eachRoute(
      () => true,
      async ({ path, sent, query, send }) => {
        const before = query === '' ? '?' : `${query}&`;
        for (const name of ['thereIsNoSuch', '__proto__', 'constructor', 'a/b~c']) {
          const pointer = name.replaceAll('~', '~0').replaceAll('/', '~1');
          const answer = await send(`${path}${before}${encodeURIComponent(name)}=1`, sent);
          refused(answer, { status: 400, code: 'invalid_request', field: `query /${pointer}` });
        }
      },
    ));

  it('names an id that is none', () =>
    eachRoute(
      ({ params }) => params !== undefined,
      async ({ route, path, sent, query, send }) => {
        const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
        for (const name of names) {
          for (const value of [
            'x',
            '0',
            '-1',
            '%00',
            'a%27%20OR%201%3D1',
            'ü',
            'f'.repeat(5_000),
            `0x${'G'.repeat(64)}`,
          ]) {
            const index = route.path.split('/').indexOf(`{${name}}`);
            const spoilt = path.split('/').with(index, value).join('/');
            refused(await send(spoilt + query, sent), { status: 400, field: `path /${name}` });
          }
        }
        refused(await send(path.split('/').with(2, '%zz').join('/') + query, sent), { status: 404 });
      },
    ));

  it('names a query parameter with a value that nobody can mean', () =>
    eachRoute(
      ({ query }) => query !== undefined,
      async ({ route, path, query, sent, send }) => {
        for (const name of queryOf(route)) {
          for (const value of ['a\u0000b', 'x'.repeat(5_000), '']) {
            const search = new URLSearchParams(query);
            search.set(name, value);
            refused(await send(`${path}?${search}`, sent), { status: 400, field: `query /${name}` });
          }
        }
      },
    ));

  it('names a page that there cannot be', () =>
    eachRoute(lists, async ({ path, send }) => {
      const cursors = ['x', '%00', '-1', '2026-13-45T00:00:00.000Z_', `0x${'1'.repeat(64)}`, '9'.repeat(40)];
      for (const after of cursors)
        refused(await send(`${path}?after=${after}`), { status: 400, field: 'query /after' });
      for (const limit of ['0', '201', '-1', '1.5', 'ten', '', '1e400', 'NaN'])
        refused(await send(`${path}?limit=${limit}`), { status: 400, field: 'query /limit' });
      refused(await send(`${path}?limit=1&limit=2`), { status: 400, field: 'query /limit' });
    }));

  it('names a field that does not exist', () =>
    eachRoute(takesJson, async ({ path, sent, query, send }) => {
      const known = JSON.stringify(sent.body ?? {});
      for (const name of ['thereIsNoSuch', 'constructor', '__proto__', 'a/b~c', '']) {
        const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const more = `${JSON.stringify(name)}:{"isAdmin":true}`;
        const body = known === '{}' ? `{${more}}` : `{${more},${known.slice(1)}`;
        refused(await send(path + query, json(body)), { status: 400, field: `body ${pointer}` });
      }
    }));

  it('refuses a prototype anywhere in a body', () =>
    eachRoute(
      (route) => takesJson(route) && !/^\/verification/.test(route.path),
      async ({ path, sent, query, send }) => {
        for (const [key, value] of Object.entries(sent.body ?? {})) {
          if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
          const inside = `{"__proto__":{"x":1},${JSON.stringify(value).slice(1)}`.replace(',}', '}');
          const body = JSON.stringify({ ...(sent.body as object), [key]: '?' }).replace('"?"', inside);
          refused(await send(path + query, json(body)), { status: 400, field: `body /${key}/__proto__` });
        }
      },
    ));

  it('names each field of another type, null, nested, unprintable or too long', () =>
    eachRoute(takesJson, async ({ route, path, sent, query, send }) => {
      for (const { pointer, what, body } of mutationsOf(sent.body)) {
        // What is wrong inside a proof is a verdict, and no bad request. A bundle is any object.
        if (pointer.startsWith('/bundle/')) continue;
        // What of another's document fits no field of ours is named in the answer.
        if (pointer.startsWith('/document/') && what !== 'U+0000') continue;
        // No zone of one's own: that of the organisation's country.
        if (what === 'null' && pointer === '/digest/timeZone') continue;
        // A password may be any text; it is never stored.
        if (what === 'U+0000' && pointer.endsWith('/password')) continue;
        const answer = await send(path + query, { ...sent, body });
        const label = `${nameOf(route)} ${pointer} ${what}`;
        const { errors = [] } = refused(answer, { code: 'invalid_request' });
        const named = errors.some(
          (error) =>
            pointer === error.pointer ||
            error.pointer.startsWith(`${pointer}/`) ||
            pointer.startsWith(`${error.pointer}/`),
        );
        expect(named, `${label}: ${JSON.stringify(errors)}`).to.equal(true);
      }
    }));

  it('refuses a body that is no object', () =>
    eachRoute(takesJson, async ({ path, query, send }) => {
      for (const body of ['[]', '"text"', '17', 'null', 'true', '[{}]'])
        refused(await send(path + query, json(body)), { status: 400, field: 'body ' });
    }));

  it('refuses what is no JSON, or no UTF-8', () =>
    eachRoute(takesJson, async ({ path, query, send }) => {
      const valid = Buffer.from('{"a":"');
      const bodies = [
        '{',
        '{"a":1}}',
        "{'a':1}",
        '{"a":NaN}',
        '\u0000',
        '{"a":"\n"}',
        Buffer.concat([valid, Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
        Buffer.concat([valid, Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
        Buffer.from('{"a":1}', 'utf16le'),
        gzipSync('{}'),
      ];
      for (const body of bodies)
        refused(await send(path + query, json(body)), { status: 400, code: 'malformed_json' });
    }));

  it('survives a body that is nested to exhaust a parser', () =>
    eachRoute(
      (route) => takesJson(route) && route.path !== '/verification/bundles',
      async ({ path, query, send }) => {
        for (const [opened, closed] of [
          ['[', ']'],
          ['{"a":', '}'],
        ] as const) {
          const deep = `${opened.repeat(30_000)}1${closed.repeat(30_000)}`;
          refused(await send(path + query, json(deep)), { status: 400 });
          refused(await send(path + query, json(`{"thereIsNoSuch":${deep}}`)), { status: 400 });
        }
      },
    ));

  it('refuses other media types and packed bodies', () =>
    eachRoute(takesJson, async ({ path, sent, query, send }) => {
      const text = JSON.stringify(sent.body ?? {});
      for (const mediaType of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'nonsense',
      ])
        refused(await send(path + query, { bytes: Buffer.from(text), mediaType }), { status: 415 });
      const packed = json(gzipSync(text), { 'content-encoding': 'gzip' });
      refused(await send(path + query, packed), { status: 415, code: 'unsupported_media_type' });
    }));

  it('refuses a body that is larger than the route takes', () =>
    eachRoute(takesJson, async ({ route, path, query, send }) => {
      const limit = route.maximumBytes ?? 256 * 1024;
      const spaces = Buffer.alloc(limit + 1, ' ');
      refused(await send(path + query, json(spaces)), { status: 413, code: 'body_too_large' });
    }));

  it('refuses a file without a media type that is one', () =>
    eachRoute(
      (route) => takesFile(route) && route.access !== 'anyone',
      async ({ route, path, query, send }) => {
        const anyType = isStreamBody(route.body) && route.body.mediaTypes.includes('*/*');
        const why = anyType ? { status: 400, field: 'header /Content-Type' } : { status: 415 };
        for (const mediaType of ['nonsense', 'a/b/c', 'text/', `text/${'x'.repeat(200)}`])
          refused(await send(path + query, { bytes: Buffer.from('x'), mediaType }), why);
      },
    ));

  it('refuses an Idempotency-Key that is missing or is none', () =>
    eachRoute(
      ({ idempotent }) => idempotent === true,
      async ({ path, sent, query, send }) => {
        const withKey = (idempotencyKey: string) => send(path + query, { ...sent, idempotencyKey });
        refused(await withKey(''), { status: 400, code: 'idempotency_key_missing' });
        for (const key of ['x'.repeat(129), 'a b', 'schl\u00fcssel'])
          refused(await withKey(key), { status: 400, field: 'header /Idempotency-Key' });
      },
    ));

  it('refuses credentials that are none', () =>
    eachRoute(
      ({ access }) => access !== 'anyone',
      async ({ route, path, sent, query }) => {
        const method = route.method.toUpperCase();
        const bad: readonly Readonly<Record<string, string>>[] = [
          {},
          { authorization: 'Bearer x' },
          { authorization: `Bearer ${'x'.repeat(5_000)}` },
          { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' },
          { authorization: 'Basic eDp5' },
          { authorization: 'Nonsense' },
          { cookie: `openpouch_session=${'A'.repeat(43)}` },
          { cookie: 'openpouch_session=; DROP TABLE users' },
        ];
        for (const headers of bad) {
          const answer = await read(
            await server.anyone.raw(method, path + query, {
              ...sent,
              headers: { ...sent.headers, ...headers },
            }),
          );
          refused(answer, { status: 401 });
          expect(answer.headers.get('www-authenticate')).to.match(/^Bearer/);
        }
      },
    ));

  it('refuses a change that a page of others sends with the cookie', () =>
    eachRoute(
      ({ access, method }) => access !== 'anyone' && method !== 'get',
      async ({ path, sent, query, send }) => {
        for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
          const answer = await send(path + query, { ...sent, headers: { ...sent.headers, ...headers } });
          refused(answer, { status: 403, code: 'cross_site' });
        }
      },
    ));

  it('tells which methods an address takes', async () => {
    const before = await prints.take();
    for (const path of new Set(server.routes.map((route) => route.path))) {
      const address = path
        .replace('{recordId}', `0x${'0'.repeat(64)}`)
        .replace('{version}', '1')
        .replace(/\{\w+\}/g, randomUUID());
      // `/certificates/issuances` also fits `/certificates/{id}`.
      const taken = server.routes
        .filter((one) => new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address))
        .map(({ method }) => method.toUpperCase());
      const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
        (one) => !taken.includes(one),
      );
      for (const method of others) {
        const answer = await read(await world.client('exporter').raw(method, address));
        refused(answer, { status: 405, code: 'method_not_allowed' });
        expect(answer.headers.get('allow')?.split(', ')).to.have.members([...new Set(taken)]);
      }
    }
    expect(await prints.take()).to.deep.equal(before);
  });

  it('answers addresses that there are not', async () => {
    for (const path of [
      '/nothing',
      '/certificates/x/y/z/..',
      '/%ff',
      '//',
      '/../../etc/passwd',
      '/Certificates',
    ])
      refused(await read(await world.client('exporter').raw('GET', path)), {
        status: 404,
        code: 'not_found',
      });
  });
});
