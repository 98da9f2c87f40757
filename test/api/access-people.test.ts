import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { sql } from 'kysely';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Caller, caller, signIn, systemCaller } from './support/caller.ts';
import {
  addClient,
  addUser,
  type Me,
  newPerson,
  PASSWORD,
  type Page,
  partyOf,
  type User,
} from './support/members.ts';

describe('people', () => {
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

    it('are two thousand of an organisation at most', async () => {
      const importer = await signIn(server.url, party('importer'));
      await server.context.database.asSystem((trx) =>
        sql`INSERT INTO users (id, organisation_id, email, name, password_hash, administrator)
          SELECT gen_random_uuid(), ${party('importer').organisationId}, n || '@quay.example', 'Ann', '', false
          FROM generate_series(1, 2000) AS n`.execute(trx),
      );
      const refused = await importer.call('POST', '/users', { body: newPerson() });
      expect([refused.status, refused.body.code]).to.deep.equal([409, 'limit_reached']);
    });

    it('an id that is none is named', async () => {
      const answer = await exporter.call('DELETE', '/users/1');
      expect(answer.status).to.equal(400);
      expect(answer.body.errors).to.have.lengthOf(1);
      expect(answer.body.errors?.[0]).to.include({ in: 'path', pointer: '/id' });
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
});
