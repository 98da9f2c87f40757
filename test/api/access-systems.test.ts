import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { askToken, type Caller, caller, signIn, systemCaller } from './support/caller.ts';
import { addClient, type Client, type Me, PASSWORD, type Page, partyOf } from './support/members.ts';

describe('systems', () => {
  let server: TestServer;
  let exporter: Caller;
  let forwarder: Caller;
  const party = (key: DemonstrationPartyKey) => partyOf(server, key);

  before(async () => {
    server = await startTestServer();
    exporter = await signIn(server.url, party('exporter'));
    forwarder = await signIn(server.url, party('forwarder'));
  });
  after(() => server.close());

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

    it('let nobody in who would hold more than they do', async () => {
      const person = { name: 'Helper', email: `${randomUUID()}@scheldemond.example`, password: PASSWORD };
      const body = { ...person, administrator: true };
      const narrow = await systemCaller(server.url, await addClient(exporter, ['organisation:administer']));
      const refused = await narrow.call('POST', '/users', { body });
      expect([refused.status, refused.body.code]).to.deep.equal([403, 'forbidden']);
      const list = await exporter.call<Page<{ email: string }>>('GET', '/users?limit=200');
      expect(list.body.items.map((it) => it.email)).to.not.include(person.email);
      const { scopes } = (await exporter.call<Me>('GET', '/me')).body;
      const whole = await systemCaller(server.url, await addClient(exporter, [...scopes]));
      expect((await whole.call('POST', '/users', { body })).status).to.equal(201);
    });

    it('are a hundred of an organisation at most; one that has ended makes room', async () => {
      const importer = await signIn(server.url, party('importer'));
      const { organisationId } = party('importer');
      const ids = Array.from({ length: 100 }, () => randomUUID());
      const { database } = server.context;
      await database.asSystem((trx) =>
        trx
          .insertInto('api_clients')
          .values(
            ids.map((id) => ({
              ...{ id, organisation_id: organisationId, name: 'ERP', scopes: ['organisation:read'] },
              secret_hash: Buffer.alloc(32),
            })),
          )
          .execute(),
      );
      const body = { name: 'ERP', scopes: ['organisation:read'] };
      const refused = await importer.call('POST', '/api-clients', { body });
      expect([refused.status, refused.body.code]).to.deep.equal([409, 'limit_reached']);
      expect((await importer.call('DELETE', `/api-clients/${ids[0]}`)).status).to.equal(204);
      expect((await importer.call('POST', '/api-clients', { body })).status).to.equal(201);
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
});
