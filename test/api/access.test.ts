import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { SignJWT } from 'jose';
import { createAccessRoutes } from '../../server/access/access-routes.ts';
import { createAccessService, hashSecret } from '../../server/access/access-service.ts';
import { createAuthenticate } from '../../server/access/authenticate.ts';
import { problemHandler } from '../../server/http/errors.ts';
import { mountRoutes } from '../../server/http/mount.ts';
import { startTestServer } from '../fixtures/server.ts';
import { askToken, type Caller, caller, sessionCookieOf, signIn, systemCaller } from './support/caller.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
interface Me {
  kind: string;
  id: string;
  name: string;
  organisation: { id: string; legalName: string; country: string; role: string };
  scopes: string[];
}
interface Page<T> {
  items: T[];
  next: string | null;
}
interface User {
  id: string;
  name: string;
  email: string;
  administrator: boolean;
}
interface Client {
  id: string;
  name: string;
  scopes: string[];
  secret: string;
}

const PASSWORD = 'nine lanterns over the quay';

describe('access', () => {
  let server: Server;
  let exporter: Caller;
  let forwarder: Caller;

  const party = (key: Server['parties'][number]['key']) => {
    const found = server.parties.find((it) => it.key === key);
    if (found === undefined) throw new Error(`There is no party ${key}.`);
    return found;
  };
  const newPerson = (more: object = {}) => ({
    name: 'Ann Devos',
    email: `ann.${randomUUID()}@scheldemond.example`,
    password: PASSWORD,
    ...more,
  });
  const addUser = async (by: Caller, more: object = {}): Promise<User> => {
    const { status, body } = await by.call<User>('POST', '/users', { body: newPerson(more) });
    expect(status).to.equal(201);
    return body;
  };
  const addClient = async (by: Caller, scopes: readonly string[]): Promise<Client> => {
    const { status, body } = await by.call<Client>('POST', '/api-clients', { body: { name: 'ERP', scopes } });
    expect(status).to.equal(201);
    return body;
  };

  before(async () => {
    server = await startTestServer();
    exporter = await signIn(server.url, party('exporter'));
    forwarder = await signIn(server.url, party('forwarder'));
  });
  after(() => server.close());

  describe('POST /sessions', () => {
    const attempt = (body: unknown, headers: Record<string, string> = {}) =>
      caller(server.url).call<{ expiresAt: string; user: object; organisation: object }>(
        'POST',
        '/sessions',
        {
          body,
          headers,
          key: null,
        },
      );

    it('signs in and sets a cookie that scripts cannot read and other sites do not get', async () => {
      const { email, password, organisationId, legalName, person } = party('exporter');
      const answer = await attempt({ email, password });
      expect(answer.status).to.equal(201);
      const [cookie, ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
      expect(cookie).to.match(/^openpouch_session=[\w-]{43}$/);
      expect(attributes).to.have.members(['Path=/', 'Max-Age=43200', 'HttpOnly', 'SameSite=Strict']);
      expect(Date.parse(answer.body.expiresAt)).to.be.greaterThan(Date.now() + 11 * 3600_000);
      expect(answer.body.user).to.include({ name: person, email });
      expect(answer.body.organisation).to.deep.equal({
        id: organisationId,
        legalName,
        country: 'BE',
        role: 'exporter',
      });
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    });

    it('takes the e-mail in any case', async () => {
      const { email, password } = party('exporter');
      expect((await attempt({ email: email.toUpperCase(), password })).status).to.equal(201);
    });

    it('answers the same to a wrong password and to an e-mail that nobody has', async () => {
      const wrong = await attempt({ email: party('exporter').email, password: 'not this one either' });
      const unknown = await attempt({ email: 'nobody@scheldemond.example', password: 'not this one either' });
      expect(wrong.status).to.equal(401);
      expect(wrong.body.code).to.equal('wrong_credentials');
      expect({ ...unknown.body, instance: '' }).to.deep.equal({ ...wrong.body, instance: '' });
      expect(wrong.headers.get('set-cookie')).to.equal(null);
    });

    for (const [what, body, pointer] of [
      ['a missing password', { email: 'a@b.example' }, '/password'],
      ['something that is no e-mail', { email: 'officer', password: 'x' }, '/email'],
      ['an unknown field', { email: 'a@b.example', password: 'x', remember: true }, '/remember'],
      ['a password of another type', { email: 'a@b.example', password: ['x'] }, '/password'],
      ['a password of 201 characters', { email: 'a@b.example', password: 'x'.repeat(201) }, '/password'],
    ] as const) {
      it(`names the field: ${what}`, async () => {
        const answer = await attempt(body);
        expect(answer.status).to.equal(400);
        expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal([pointer]);
      });
    }

    it('refuses what is no JSON, and a form that another site could send', async () => {
      expect((await attempt('{"email":')).body.code).to.equal('malformed_json');
      const form = await attempt('email=a', { 'content-type': 'text/plain' });
      expect([form.status, form.body.code]).to.deep.equal([415, 'unsupported_media_type']);
    });
  });

  describe('a session', () => {
    it('tells who one is', async () => {
      const { body } = await exporter.call<Me>('GET', '/me');
      expect(body).to.deep.include({ kind: 'user', name: party('exporter').person });
      expect(body.organisation.id).to.equal(party('exporter').organisationId);
      expect(body.scopes).to.include.members(['certificate:apply', 'organisation:administer']);
    });

    it('ends at once, and the cookie is cleared; another session of the same person goes on', async () => {
      const one = await signIn(server.url, party('exporter'));
      const other = await signIn(server.url, party('exporter'));
      expect((await one.call('GET', '/me')).status).to.equal(200);
      const answer = await one.call('DELETE', '/sessions/current');
      expect(answer.status).to.equal(204);
      expect(answer.headers.get('set-cookie')).to.match(/^openpouch_session=; .*Max-Age=0/);
      expect((await one.call('GET', '/me')).body.code).to.equal('not_signed_in');
      expect((await other.call('GET', '/me')).status).to.equal(200);
    });

    it('is nothing that one can make up', async () => {
      const forged = caller(server.url, { cookie: `openpouch_session=${'A'.repeat(43)}` });
      expect((await forged.call('GET', '/me')).status).to.equal(401);
    });

    for (const [what, headers] of [
      ['another site', { 'sec-fetch-site': 'cross-site' }],
      ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
      ['another origin, by a browser without Fetch Metadata', { origin: 'https://evil.example' }],
    ] as const) {
      it(`does not change anything for ${what}`, async () => {
        const person = newPerson();
        const answer = await exporter.call('POST', '/users', { body: person, headers });
        expect([answer.status, answer.body.code]).to.deep.equal([403, 'cross_site']);
        const { body } = await exporter.call<Page<User>>('GET', '/users?limit=200');
        expect(body.items.map((user) => user.email)).to.not.include(person.email);
      });
    }

    it('serves our own pages', async () => {
      const headers = { 'sec-fetch-site': 'same-origin' };
      expect((await exporter.call('POST', '/users', { body: newPerson(), headers })).status).to.equal(201);
      const origin = { origin: server.url };
      expect((await exporter.call('POST', '/users', { body: newPerson(), headers: origin })).status).to.equal(
        201,
      );
    });
  });

  describe('POST /oauth/token', () => {
    const grant = { grant_type: 'client_credentials' };
    let client: Client;
    before(async () => {
      client = await addClient(exporter, ['certificate:read', 'organisation:read']);
    });

    it('gives a token of ten minutes that acts for the organisation with the scopes of the client', async () => {
      const answer = await askToken(server.url, {
        ...grant,
        client_id: client.id,
        client_secret: client.secret,
      });
      expect(answer.status).to.equal(200);
      const { access_token: token, ...rest } = answer.body;
      expect(rest).to.deep.equal({
        token_type: 'Bearer',
        expires_in: 600,
        scope: 'certificate:read organisation:read',
      });
      expect(answer.headers.get('cache-control')).to.equal('no-store');
      const { body } = await caller(server.url, { authorization: `Bearer ${token}` }).call<Me>('GET', '/me');
      expect(body).to.deep.include({ kind: 'client', id: client.id, name: 'ERP' });
      expect(body.organisation.id).to.equal(party('exporter').organisationId);
      expect(body.scopes).to.deep.equal(['certificate:read', 'organisation:read']);
    });

    it('takes the credentials by HTTP Basic', async () => {
      const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
      const answer = await askToken(server.url, grant, { authorization: `Basic ${basic}` });
      expect(answer.status).to.equal(200);
      expect(answer.body.token_type).to.equal('Bearer');
    });

    it('narrows the scopes, and the token then opens nothing else', async () => {
      const narrowed = await systemCaller(server.url, client, 'organisation:read');
      expect((await narrowed.call<Me>('GET', '/me')).body.scopes).to.deep.equal(['organisation:read']);
      expect((await narrowed.call('GET', '/organisations')).status).to.equal(200);
      const unnamed = await systemCaller(server.url, client, 'certificate:read');
      const refused = await unnamed.call('GET', '/organisations');
      expect([refused.status, refused.body.code]).to.deep.equal([403, 'forbidden']);
    });

    it('does not widen them', async () => {
      const form = {
        ...grant,
        client_id: client.id,
        client_secret: client.secret,
        scope: 'organisation:administer',
      };
      const answer = await askToken(server.url, form);
      expect(answer.status).to.equal(400);
      expect(answer.body.errors?.[0]?.pointer).to.equal('/scope');
    });

    it('answers the same to a wrong secret, an unknown client and what is no client id at all', async () => {
      const answers = await Promise.all([
        askToken(server.url, { ...grant, client_id: client.id, client_secret: 'A'.repeat(43) }),
        askToken(server.url, { ...grant, client_id: randomUUID(), client_secret: client.secret }),
        askToken(server.url, { ...grant, client_id: "'; DROP TABLE users", client_secret: client.secret }),
        askToken(server.url, grant),
        askToken(server.url, grant, { authorization: 'Basic ????' }),
        askToken(server.url, grant, { authorization: `Basic ${Buffer.from('%zz:%').toString('base64')}` }),
      ]);
      for (const answer of answers) {
        expect([answer.status, answer.body.code]).to.deep.equal([401, 'invalid_client']);
        expect(answer.headers.get('www-authenticate')).to.match(/^Basic /);
      }
    });

    it('refuses credentials sent both ways, and other grants, by field', async () => {
      const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
      const both = await askToken(
        server.url,
        { ...grant, client_secret: client.secret },
        { authorization: basic },
      );
      expect(both.body.errors?.[0]?.pointer).to.equal('/client_secret');
      const password = await askToken(server.url, { grant_type: 'password', client_id: client.id });
      expect(password.body.errors?.[0]?.pointer).to.equal('/grant_type');
    });

    it('ignores parameters that it does not know (RFC 6749 §3.2)', async () => {
      const form = {
        ...grant,
        client_id: client.id,
        client_secret: client.secret,
        resource: 'https://x.example',
      };
      expect((await askToken(server.url, form)).status).to.equal(200);
    });
  });

  describe('a token', () => {
    it('is refused at once when its client has ended, and there is no other', async () => {
      const client = await addClient(exporter, ['organisation:read']);
      const system = await systemCaller(server.url, client);
      expect((await system.call('GET', '/me')).status).to.equal(200);
      expect((await exporter.call('DELETE', `/api-clients/${client.id}`)).status).to.equal(204);
      const refused = await system.call('GET', '/me');
      expect([refused.status, refused.body.code]).to.deep.equal([401, 'invalid_token']);
      expect(refused.headers.get('www-authenticate')).to.match(/^Bearer error="invalid_token"/);
      const form = { grant_type: 'client_credentials', client_id: client.id, client_secret: client.secret };
      expect((await askToken(server.url, form)).body.code).to.equal('invalid_client');
    });

    it('is refused when it is by another key, without a signature, or no token', async () => {
      const client = await addClient(exporter, ['organisation:read']);
      const claims = { scope: 'organisation:read', sub: client.id, iss: 'openpouch', aud: 'openpouch' };
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setExpirationTime('10m')
        .sign(Buffer.alloc(32, 1));
      const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const unsigned = `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode({ ...claims, exp: 9_999_999_999 })}.`;
      for (const token of [forged, unsigned, 'x', 'A'.repeat(5000)]) {
        const answer = await caller(server.url, { authorization: `Bearer ${token}` }).call('GET', '/me');
        expect([answer.status, answer.body.code]).to.deep.equal([401, 'invalid_token']);
      }
    });

    it('ends no session: a system has none', async () => {
      const system = await systemCaller(server.url, await addClient(exporter, ['organisation:read']));
      expect((await system.call('DELETE', '/sessions/current')).status).to.equal(404);
    });

    it('a client id and secret open no other address', async () => {
      const client = await addClient(exporter, ['organisation:read']);
      const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
      const answer = await caller(server.url, { authorization: `Basic ${basic}` }).call('GET', '/me');
      expect(answer.body.code).to.equal('not_signed_in');
    });
  });

  describe('users', () => {
    it('a new one signs in, and administers only when made an administrator', async () => {
      const user = await addUser(exporter);
      const person = await signIn(server.url, { email: user.email, password: PASSWORD });
      const { body } = await person.call<Me>('GET', '/me');
      expect(body.scopes).to.include('certificate:apply');
      expect(body.scopes).to.not.include('organisation:administer');
      for (const [method, path] of [
        ['GET', '/users'],
        ['POST', '/users'],
        ['GET', '/api-clients'],
      ] as const) {
        const answer = await person.call(method, path, method === 'POST' ? { body: newPerson() } : {});
        expect(answer.status, `${method} ${path}`).to.equal(403);
      }
    });

    it("are those of one's own organisation, page by page", async () => {
      await addUser(exporter);
      await addUser(forwarder);
      const emails: string[] = [];
      let next: string | null = null;
      do {
        const query: string = next === null ? '' : `&after=${next}`;
        const { body } = await exporter.call<Page<User>>('GET', `/users?limit=1${query}`);
        emails.push(...body.items.map((user) => user.email));
        next = body.next;
      } while (next !== null);
      const { body } = await exporter.call<Page<User>>('GET', '/users?limit=200');
      expect(emails).to.deep.equal(body.items.map((user) => user.email));
      expect(emails).to.include(party('exporter').email);
      expect(emails).to.not.include(party('forwarder').email);
    });

    it('an e-mail that is in use is named, also when it is in use elsewhere', async () => {
      for (const email of [party('exporter').email, party('forwarder').email.toUpperCase()]) {
        const answer = await exporter.call('POST', '/users', { body: newPerson({ email }) });
        expect([answer.status, answer.body.code]).to.deep.equal([409, 'already_exists']);
        expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal(['/email']);
      }
    });

    for (const [what, more, pointer] of [
      ['a password of 11 characters', { password: 'x'.repeat(11) }, '/password'],
      ['a password of 201 characters', { password: 'x'.repeat(201) }, '/password'],
      ['a name with a line break', { name: 'Ann\nDevos' }, '/name'],
      ['a name with U+0000', { name: 'Ann\u0000Devos' }, '/name'],
      ['an empty name', { name: '  ' }, '/name'],
      ['an unknown field', { role: 'federation' }, '/role'],
      ["another organisation's id", { organisationId: randomUUID() }, '/organisationId'],
      ['a word for a yes', { administrator: 'yes' }, '/administrator'],
    ] as const) {
      it(`names the field: ${what}`, async () => {
        const answer = await exporter.call('POST', '/users', { body: newPerson(more) });
        expect(answer.status).to.equal(400);
        expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal([pointer]);
      });
    }

    it('ending one ends all sessions at once; the address may be used again', async () => {
      const user = await addUser(exporter);
      const person = await signIn(server.url, { email: user.email, password: PASSWORD });
      expect((await person.call('GET', '/me')).status).to.equal(200);
      expect((await exporter.call('DELETE', `/users/${user.id}`)).status).to.equal(204);
      expect((await person.call('GET', '/me')).status).to.equal(401);
      const again = await caller(server.url).call('POST', '/sessions', {
        body: { email: user.email, password: PASSWORD },
        key: null,
      });
      expect(again.body.code).to.equal('wrong_credentials');
      expect((await exporter.call('DELETE', `/users/${user.id}`)).status).to.equal(404);
      expect((await addUser(forwarder, { email: user.email })).id).to.not.equal(user.id);
    });

    it('nobody ends themselves', async () => {
      const { body: me } = await exporter.call<Me>('GET', '/me');
      const answer = await exporter.call('DELETE', `/users/${me.id}`);
      expect([answer.status, answer.body.code]).to.deep.equal([409, 'wrong_state']);
      expect((await exporter.call('GET', '/me')).status).to.equal(200);
    });

    it('the last administrator stays, even for a system that administers', async () => {
      const importer = await signIn(server.url, party('importer'));
      const system = await systemCaller(server.url, await addClient(importer, ['organisation:administer']));
      const { body: me } = await importer.call<Me>('GET', '/me');
      const answer = await system.call('DELETE', `/users/${me.id}`);
      expect([answer.status, answer.body.code]).to.deep.equal([409, 'wrong_state']);
      expect((await importer.call('GET', '/me')).status).to.equal(200);
    });

    it('two administrators who end each other at the same time: one is left', async () => {
      const agent = await signIn(server.url, party('agent'));
      const second = await addUser(agent, { administrator: true });
      const other = await signIn(server.url, { email: second.email, password: PASSWORD });
      const { body: me } = await agent.call<Me>('GET', '/me');
      const answers = await Promise.all([
        agent.call('DELETE', `/users/${second.id}`),
        other.call('DELETE', `/users/${me.id}`),
      ]);
      const left = await Promise.all([agent.call('GET', '/me'), other.call('GET', '/me')]);
      expect(answers.filter((answer) => answer.status === 204)).to.have.length(1);
      expect(left.filter((answer) => answer.status === 200)).to.have.length(1);
    });

    it("another organisation's user is not there, and is not touched", async () => {
      const user = await addUser(forwarder);
      const answer = await exporter.call('DELETE', `/users/${user.id}`);
      const unknown = await exporter.call('DELETE', `/users/${randomUUID()}`);
      expect([answer.status, unknown.status]).to.deep.equal([404, 404]);
      expect(answer.body.title).to.equal(unknown.body.title);
      const person = await signIn(server.url, { email: user.email, password: PASSWORD });
      expect((await person.call('GET', '/me')).status).to.equal(200);
    });

    it('an id that is none is named', async () => {
      const answer = await exporter.call('DELETE', '/users/1');
      expect(answer.status).to.equal(400);
      expect(answer.body.errors).to.deep.include({
        in: 'path',
        pointer: '/id',
        detail: answer.body.errors?.[0]?.detail,
      });
    });
  });

  describe('API clients', () => {
    it('show their secret once, and the database has no trace of it', async () => {
      const key = randomUUID();
      const body = { name: 'ERP', scopes: ['organisation:read'] };
      const first = await exporter.call<Client>('POST', '/api-clients', { body, key });
      expect(first.body.secret).to.match(/^[\w-]{43}$/);
      const again = await exporter.call<Client>('POST', '/api-clients', { body, key });
      expect(again.headers.get('idempotency-replayed')).to.equal('true');
      expect(again.body).to.deep.equal({ ...first.body, secret: null });
      const list = await exporter.call<Page<Client>>('GET', '/api-clients?limit=200');
      expect(list.body.items.filter((client) => client.id === first.body.id)).to.have.length(1);
      expect(JSON.stringify(list.body)).to.not.contain(first.body.secret);
      const rows = await server.context.database.asSystem(async (trx) => [
        await trx.selectFrom('api_clients').selectAll().execute(),
        await trx.selectFrom('idempotency_keys').selectAll().execute(),
      ]);
      expect(JSON.stringify(rows)).to.not.contain(first.body.secret);
    });

    it('get no more than whoever makes them holds', async () => {
      const issuing = await exporter.call('POST', '/api-clients', {
        body: { name: 'ERP', scopes: ['certificate:read', 'certificate:issue'] },
      });
      expect(issuing.status).to.equal(400);
      expect(issuing.body.errors?.map((error) => error.pointer)).to.deep.equal(['/scopes/1']);
      const narrow = await systemCaller(server.url, await addClient(exporter, ['organisation:administer']));
      const wider = await narrow.call('POST', '/api-clients', {
        body: { name: 'ERP', scopes: ['pouch:write'] },
      });
      expect(wider.body.errors?.map((error) => error.pointer)).to.deep.equal(['/scopes/0']);
    });

    it('scopes that do not exist are named', async () => {
      const answer = await exporter.call('POST', '/api-clients', {
        body: { name: 'ERP', scopes: ['everything'] },
      });
      expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal(['/scopes/0']);
      const none = await exporter.call('POST', '/api-clients', { body: { name: 'ERP', scopes: [] } });
      expect(none.body.errors?.map((error) => error.pointer)).to.deep.equal(['/scopes']);
    });

    it("another organisation's are not there, and go on", async () => {
      const client = await addClient(forwarder, ['organisation:read']);
      expect((await exporter.call('DELETE', `/api-clients/${client.id}`)).status).to.equal(404);
      const list = await exporter.call<Page<Client>>('GET', '/api-clients?limit=200');
      expect(list.body.items.map((it) => it.id)).to.not.include(client.id);
      expect((await (await systemCaller(server.url, client)).call('GET', '/me')).status).to.equal(200);
    });
  });

  describe('Idempotency-Key', () => {
    it('is required of a request that creates something', async () => {
      const answer = await exporter.call('POST', '/users', { body: newPerson(), key: null });
      expect([answer.status, answer.body.code]).to.deep.equal([400, 'idempotency_key_missing']);
    });

    it('of 129 characters is refused', async () => {
      const answer = await exporter.call('POST', '/users', { body: newPerson(), key: 'k'.repeat(129) });
      expect([answer.status, answer.body.code]).to.deep.equal([400, 'idempotency_key_invalid']);
    });

    it('gives a repetition the first answer, and nothing is done twice', async () => {
      const body = newPerson();
      const key = randomUUID();
      const first = await exporter.call<User>('POST', '/users', { body, key });
      const again = await exporter.call<User>('POST', '/users', { body, key });
      expect([first.status, again.status]).to.deep.equal([201, 201]);
      expect(again.body).to.deep.equal(first.body);
      expect([
        first.headers.get('idempotency-replayed'),
        again.headers.get('idempotency-replayed'),
      ]).to.deep.equal([null, 'true']);
    });

    it('used for another request is refused', async () => {
      const key = randomUUID();
      await exporter.call('POST', '/users', { body: newPerson(), key });
      const answer = await exporter.call('POST', '/users', { body: newPerson(), key });
      expect([answer.status, answer.body.code]).to.deep.equal([422, 'idempotency_key_reused']);
    });

    it("is each organisation's own", async () => {
      const key = randomUUID();
      const answers = await Promise.all(
        [exporter, forwarder].map((by) => by.call<User>('POST', '/users', { body: newPerson(), key })),
      );
      expect(answers.map((answer) => answer.status)).to.deep.equal([201, 201]);
    });

    it('of two requests at once, one works', async () => {
      const body = newPerson();
      const key = randomUUID();
      const answers = await Promise.all(
        [1, 2, 3].map(() => exporter.call<User>('POST', '/users', { body, key })),
      );
      const made = answers.filter((answer) => answer.status === 201);
      expect(new Set(made.map((answer) => answer.body.id)).size).to.equal(1);
      for (const answer of answers) {
        if (answer.status !== 201) expect(answer.body.code).to.equal('request_in_progress');
      }
    });

    it('keeps no fast hash of a password: its fingerprint is over all else', async () => {
      const body = newPerson();
      const key = randomUUID();
      const first = await exporter.call<User>('POST', '/users', { body, key });
      const other = await exporter.call<User>('POST', '/users', {
        body: { ...body, password: 'another one instead' },
        key,
      });
      expect(other.body).to.deep.equal(first.body);
      expect((await signIn(server.url, body)).call).to.be.a('function');
    });
  });

  describe('without credentials', () => {
    for (const path of ['/me', '/users', '/api-clients', '/organisations']) {
      it(`GET ${path} asks to sign in`, async () => {
        const answer = await caller(server.url).call('GET', path);
        expect([answer.status, answer.body.code]).to.deep.equal([401, 'not_signed_in']);
        expect(answer.headers.get('www-authenticate')).to.equal('Bearer');
      });
    }
  });

  describe('guessing', () => {
    it('is limited by address: the fourth attempt of a minute is not even looked at', async () => {
      const { context } = server;
      const app = express();
      mountRoutes(app, createAccessRoutes(context), {
        database: context.database,
        logger: context.logger,
        authenticate: createAuthenticate(context.access),
        guardedPerMinute: 3,
      });
      app.use(problemHandler(context.logger));
      const limited = app.listen(0, '127.0.0.1');
      try {
        await once(limited, 'listening');
        const url = `http://127.0.0.1:${(limited.address() as AddressInfo).port}`;
        const { email, password } = party('exporter');
        const attempt = (secret: string) =>
          caller(url).call('POST', '/sessions', { body: { email, password: secret }, key: null });
        for (let i = 0; i < 3; i++) expect((await attempt(`guess ${i}`)).status).to.equal(401);
        const refused = await attempt(password);
        expect([refused.status, refused.body.code]).to.deep.equal([429, 'too_many_requests']);
        expect(refused.headers.get('retry-after')).to.equal('60');
        // Whoever is in stays in.
        const cookie = sessionCookieOf(
          await caller(server.url).call('POST', '/sessions', { body: { email, password }, key: null }),
        );
        expect((await caller(url, { cookie }).call('GET', '/me')).status).to.equal(200);
      } finally {
        limited.closeAllConnections();
        limited.close();
      }
    });
  });

  describe('what is remembered of a session', () => {
    const start = async () => {
      const { database } = server.context;
      const access = createAccessService(database, Buffer.alloc(32, 3));
      access.rememberWhile(true);
      const { email, password } = party('exporter');
      const { token } = await access.signIn(email, password);
      const endSilently = () =>
        database.asSystem((trx) =>
          trx.deleteFrom('sessions').where('token_hash', '=', hashSecret(token)).executeTakeFirstOrThrow(),
        );
      return { access, token, endSilently };
    };

    it('spares the database the question', async () => {
      const { access, token, endSilently } = await start();
      expect((await access.principalOfSession(token))?.kind).to.equal('user');
      await endSilently();
      expect((await access.principalOfSession(token))?.kind).to.equal('user');
      access.forget();
      expect(await access.principalOfSession(token)).to.equal(undefined);
    });

    it('is not what was asked before somebody ended access and answered after', async () => {
      const { access, token, endSilently } = await start();
      const asked = access.principalOfSession(token);
      access.forget();
      expect((await asked)?.kind).to.equal('user');
      await endSilently();
      expect(await access.principalOfSession(token)).to.equal(undefined);
    });

    it('is nothing while nobody listens for ended access', async () => {
      const { access, token, endSilently } = await start();
      access.rememberWhile(false);
      expect((await access.principalOfSession(token))?.kind).to.equal('user');
      await endSilently();
      expect(await access.principalOfSession(token)).to.equal(undefined);
    });
  });

  it('the cookie of a sign-in is the one that opens', async () => {
    const { email, password } = party('exporter');
    const answer = await caller(server.url).call('POST', '/sessions', {
      body: { email, password },
      key: null,
    });
    const person = caller(server.url, { cookie: `theme=dark; ${sessionCookieOf(answer)}` });
    expect((await person.call('GET', '/me')).status).to.equal(200);
  });
});
