import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { createAccessRoutes } from '../../server/access/access-routes.ts';
import { createAccessService, hashSecret } from '../../server/access/access-service.ts';
import { createAuthenticate } from '../../server/access/authenticate.ts';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import { problemHandler } from '../../server/http/errors.ts';
import { mountRoutes } from '../../server/http/mount.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Caller, caller, sessionCookieOf, signIn } from './support/caller.ts';
import { type Me, newPerson, PASSWORD, type Page, partyOf, type User } from './support/members.ts';

describe('sessions', () => {
  let server: TestServer;
  let exporter: Caller;
  const party = (key: DemonstrationPartyKey) => partyOf(server, key);

  before(async () => {
    server = await startTestServer();
    exporter = await signIn(server.url, party('exporter'));
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
      const unknown = await attempt({
        email: 'nobody@scheldt-chocolate.example',
        password: 'not this one either',
      });
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

    it('is one of fifty: one more sign-in ends the oldest', async () => {
      const { email, password } = party('importer');
      const enter = async () =>
        sessionCookieOf(
          await caller(server.url).call('POST', '/sessions', { body: { email, password }, key: null }),
        );
      const statusOf = async (cookie: string) =>
        (await caller(server.url, { cookie }).call('GET', '/me')).status;
      const [first, second] = [await enter(), await enter()];
      const { database } = server.context;
      await database.asSystem(async (trx) => {
        const { id } = await trx
          .selectFrom('users')
          .select('id')
          .where('email', '=', email)
          .executeTakeFirstOrThrow();
        const others = Array.from({ length: 48 }, () => ({
          ...{ token_hash: randomBytes(32), user_id: id, expires_at: new Date(Date.now() + 60_000) },
        }));
        await trx.insertInto('sessions').values(others).execute();
      });
      expect([await statusOf(first), await statusOf(second)]).to.deep.equal([200, 200]);
      const last = await enter();
      expect([await statusOf(first), await statusOf(second), await statusOf(last)]).to.deep.equal([
        401, 200, 200,
      ]);
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
        perMinute: { secrets: 3, lookups: 3, verification: 3 },
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

    it('is limited by e-mail, wherever it comes from: after fifty not even the right password is looked at', async () => {
      const { email } = newPerson();
      expect((await exporter.call('POST', '/users', { body: newPerson({ email }) })).status).to.equal(201);
      const attempt = (password: string) =>
        caller(server.url).call('POST', '/sessions', { body: { email, password }, key: null });
      const wrong = await Promise.all(Array.from({ length: 50 }, (_, i) => attempt(`guess ${i}`)));
      expect(new Set(wrong.map(({ status }) => status))).to.deep.equal(new Set([401]));
      const refused = await attempt(PASSWORD);
      expect([refused.status, refused.body.code]).to.deep.equal([429, 'too_many_requests']);
      expect(Number(refused.headers.get('retry-after'))).to.be.within(800, 900);
    });
  });

  describe('what is remembered of a session', () => {
    const start = async (now = Date.now) => {
      const { database } = server.context;
      const access = createAccessService(database, Buffer.alloc(32, 3), now);
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

    it('is asked again after a minute: whoever should have told may have gone silent', async () => {
      let at = Date.now();
      const { access, token, endSilently } = await start(() => at);
      expect((await access.principalOfSession(token))?.kind).to.equal('user');
      await endSilently();
      at += 59_000;
      expect((await access.principalOfSession(token))?.kind).to.equal('user');
      at += 2_000;
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
