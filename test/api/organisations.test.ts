import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { toHex } from '../../core/bytes.ts';
import { signerBytes, signerFromJwk, signerIdOfJwk } from '../../core/signer.ts';
import { verifyVoucher } from '../../core/voucher.ts';
import { type DemonstrationPartyKey, seedDemonstration } from '../../server/demonstration/index.ts';
import { demonstrationParties } from '../../server/demonstration/parties.ts';
import { createFederation } from '../../server/organisations/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Caller, signIn, systemCaller } from './support/caller.ts';
import {
  bruges,
  newOrganisation,
  type Organisation,
  PASSWORD,
  type Page,
  partyOf,
  register,
  registerSignedIn,
  type Summary,
} from './support/members.ts';
import { registryOf } from './support/registry.ts';

describe('organisations', () => {
  let server: TestServer;
  let registry: ReturnType<typeof registryOf>;
  let federation: Caller;
  let chamber: Caller;
  let exporter: Caller;
  const party = (key: DemonstrationPartyKey) => partyOf(server, key);
  const registered = (by: Caller, role: string) => registerSignedIn(server, by, role);

  before(async () => {
    server = await startTestServer();
    registry = registryOf(server.context);
    federation = await signIn(server.url, party('federation'));
    chamber = await signIn(server.url, party('chamberAntwerp'));
    exporter = await signIn(server.url, party('exporter'));
  });
  after(() => server.close());

  describe('GET /organisations', () => {
    const list = async (query: string): Promise<Page<Summary>> => {
      const { status, body } = await exporter.call<Page<Summary>>('GET', `/organisations?${query}`);
      expect(status).to.equal(200);
      return body;
    };

    it('lists all of them, page by page, each once', async () => {
      const ids: string[] = [];
      let page = await list('limit=4');
      ids.push(...page.items.map((it) => it.id));
      while (page.next !== null) {
        page = await list(`limit=4&after=${page.next}`);
        ids.push(...page.items.map((it) => it.id));
      }
      expect(new Set(ids).size).to.equal(ids.length);
      expect(ids).to.include.members(server.parties.map((it) => it.organisationId));
    });

    it('in the order of the dictionary, where one page ends and the next begins too', async () => {
      const sorted = ['eCacao Zwin', 'Eclair Gent', 'École du Cacao', 'École du Cacao', 'Zuiderzee Kaas'];
      for (const legalName of sorted.toReversed())
        expect((await register(chamber, 'exporter', { legalName })).status).to.equal(201);
      const names: string[] = [];
      let after = '';
      do {
        const page = await list(`role=exporter&limit=2${after}`);
        names.push(...page.items.map((it) => it.legalName));
        after = page.next === null ? '' : `&after=${page.next}`;
      } while (after !== '');
      expect(names.filter((it) => sorted.includes(it))).to.deep.equal(sorted);
    });

    it('by role, and by a part of the name in any case', async () => {
      const customs = await list('role=customs');
      expect(customs.items.map((it) => it.country)).to.have.members(['BE', 'SG']);
      const named = await list('name=SCHELDT');
      const { organisationId: id, legalName } = party('exporter');
      expect(named.items).to.deep.equal([{ id, legalName, country: 'BE', role: 'exporter' }]);
    });

    it('takes the characters of a pattern as they are', async () => {
      expect((await list('name=%25')).items).to.deep.equal([]);
      expect((await list('name=_')).items).to.deep.equal([]);
    });

    for (const [query, pointer] of [
      ['limit=0', '/limit'],
      ['limit=201', '/limit'],
      ['limit=x', '/limit'],
      ['after=x', '/after'],
      [`after=${randomUUID()}`, '/after'],
      ['role=bank', '/role'],
      ['role=customs&role=chamber', '/role'],
      ['name=%00', '/name'],
      ['offset=1', '/offset'],
    ] as const) {
      it(`names the parameter: ${query}`, async () => {
        const answer = await exporter.call('GET', `/organisations?${query}`);
        expect(answer.status).to.equal(400);
        expect(answer.body.errors?.map((error) => [error.in, error.pointer])).to.deep.equal([
          ['query', pointer],
        ]);
      });
    }
  });

  describe('GET /organisations/{id}', () => {
    it('shows a chamber with its profile and issuing keys, and a company with neither', async () => {
      const { organisationId: id, legalName } = party('chamberAntwerp');
      const { body } = await exporter.call<Organisation>('GET', `/organisations/${id}`);
      const did = `did:web:${encodeURIComponent(new URL(server.context.publicUrl()).host)}:chambers:${id}`;
      expect(body.profile).to.deep.equal({ legalName, country: 'BE', did });
      expect(body.vouchedBy).to.equal(party('federation').organisationId);
      expect(body.issuingKeys).to.have.length(1);
      const company = await exporter.call<Organisation>(
        'GET',
        `/organisations/${party('exporter').organisationId}`,
      );
      expect([company.body.profile, company.body.issuingKeys]).to.deep.equal([null, []]);
    });

    it('says that there is none, and names an id that is none', async () => {
      expect((await exporter.call('GET', `/organisations/${randomUUID()}`)).status).to.equal(404);
      const malformed = await exporter.call('GET', '/organisations/1');
      expect([malformed.status, malformed.body.errors?.[0]?.pointer]).to.deep.equal([400, '/id']);
    });
  });

  describe('POST /organisations', () => {
    it('a chamber: its profile and key go to the chain, its own key vouches for it', async () => {
      const before = await registry.lastAct();
      const { status, body, headers } = await register(federation, 'chamber', {
        legalName: 'Chamber of Bruges',
      });
      expect(status).to.equal(201);
      expect(headers.get('location')).to.equal(`/api/v1/organisations/${body.id}`);
      const issuing = await registry.currentKey(body.id, 'issuing');
      const { verifiers } = server.context.deployment;
      const chamberId = `0x${body.id.replaceAll('-', '')}`;
      const profile = JSON.stringify({
        country: 'BE',
        did: body.profile?.did,
        legalName: 'Chamber of Bruges',
      });
      expect(await registry.actsSince(before)).to.have.deep.members([
        {
          act: 'profile',
          chamber: chamberId,
          profileHash: `0x${createHash('sha256').update(profile).digest('hex')}`,
        },
        {
          act: 'accreditation',
          chamber: chamberId,
          signer: toHex(signerBytes(signerFromJwk(issuing.jwk), verifiers)),
        },
      ]);
      expect(body.issuingKeys.map((key) => key.signerId)).to.deep.equal([
        signerIdOfJwk(issuing.jwk, verifiers),
      ]);
      const identity = await registry.currentKey(body.id, 'identity');
      const { voucher, jwk } = await verifyVoucher(identity.voucher ?? '');
      expect(signerIdOfJwk(jwk, verifiers)).to.equal(signerIdOfJwk(issuing.jwk, verifiers));
      expect(voucher.signerId).to.equal(signerIdOfJwk(identity.jwk, verifiers));
      expect(voucher.organisation).to.deep.equal({
        id: body.id,
        legalName: 'Chamber of Bruges',
        country: 'BE',
      });
    });

    it("a company: the registering chamber's key vouches for it, the chain hears nothing", async () => {
      const before = await registry.lastAct();
      const { body } = await register(chamber, 'exporter');
      expect(await registry.actsSince(before)).to.deep.equal([]);
      expect(body).to.deep.include({
        role: 'exporter',
        vouchedBy: party('chamberAntwerp').organisationId,
        profile: null,
      });
      const { verifiers } = server.context.deployment;
      const [identity, issuing] = await Promise.all([
        registry.currentKey(body.id, 'identity'),
        registry.currentKey(party('chamberAntwerp').organisationId, 'issuing'),
      ]);
      const { voucher, jwk } = await verifyVoucher(identity.voucher ?? '');
      expect(signerIdOfJwk(jwk, verifiers)).to.equal(signerIdOfJwk(issuing.jwk, verifiers));
      expect(voucher.signerId).to.equal(signerIdOfJwk(identity.jwk, verifiers));
      expect(await registry.currentKey(body.id, 'decryption')).to.include({
        organisationId: body.id,
        purpose: 'decryption',
      });
      const missing = await registry.currentKey(body.id, 'issuing').catch((error: unknown) => error);
      expect(missing).to.include({ code: 'wrong_state' });
    });

    it('its administrator signs in and administers', async () => {
      const { caller: administrator, id } = await registered(chamber, 'importer');
      const { body } = await administrator.call<{ organisation: Summary; scopes: string[] }>('GET', '/me');
      expect(body.organisation).to.deep.equal({
        id,
        legalName: 'Brugse Reien Lace BV',
        country: 'BE',
        role: 'importer',
      });
      expect(body.scopes).to.include('organisation:administer');
    });

    const permitted = {
      federation: ['chamber', 'exporter', 'forwarder', 'importer', 'customs'],
      chamberAntwerp: ['exporter', 'forwarder', 'importer'],
      exporter: [],
      forwarder: [],
      importer: [],
      customsBelgium: [],
    } as const;
    for (const [registrar, roles] of Object.entries(permitted) as [
      DemonstrationPartyKey,
      readonly string[],
    ][]) {
      it(`${registrar} registers ${roles.length === 0 ? 'nobody' : roles.join(', ')}`, async () => {
        const by = await signIn(server.url, party(registrar));
        const possible: string[] = [];
        for (const role of ['chamber', 'exporter', 'forwarder', 'importer', 'customs']) {
          const before = await registry.count();
          const answer = await register(by, role);
          if (answer.status === 201) possible.push(role);
          else {
            expect([answer.status, answer.body.code], role).to.deep.equal([403, 'forbidden']);
            expect(await registry.count(), role).to.equal(before);
          }
        }
        expect(possible).to.deep.equal(roles);
      });
    }

    it('nobody registers a federation', async () => {
      const answer = await register(federation, 'federation');
      expect([answer.status, answer.body.errors?.[0]?.pointer]).to.deep.equal([400, '/role']);
    });

    it('a system registers with the scope for it, and not without', async () => {
      const secretOf = async (scopes: string[]) =>
        (
          await chamber.call<{ id: string; secret: string }>('POST', '/api-clients', {
            body: { name: 'Register', scopes },
          })
        ).body;
      const may = await systemCaller(server.url, await secretOf(['organisation:register']));
      expect((await register(may, 'exporter')).status).to.equal(201);
      const mayNot = await systemCaller(server.url, await secretOf(['organisation:read']));
      expect((await register(mayNot, 'exporter')).status).to.equal(403);
    });

    it("an administrator's e-mail that is in use is named, and nothing is left of the attempt", async () => {
      const before = await registry.count();
      const administrator = { name: 'X', email: party('forwarder').email, password: PASSWORD };
      const answer = await register(chamber, 'exporter', { administrator });
      expect([answer.status, answer.body.code]).to.deep.equal([409, 'already_exists']);
      expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal(['/administrator/email']);
      expect(await registry.count()).to.equal(before);
    });

    for (const [what, more, pointer] of [
      ['a country in lower case', { country: 'be' }, '/country'],
      ['a country of three letters', { country: 'BEL' }, '/country'],
      ['no city', { address: { line1: 'x', country: 'BE' } }, '/address/city'],
      ['an unknown field deep inside', { address: { ...bruges, planet: 'Earth' } }, '/address/planet'],
      ['a name of 71 characters', { legalName: 'x'.repeat(71) }, '/legalName'],
      ['a name with U+0000', { legalName: 'a\u0000b' }, '/legalName'],
      ['a name with half a character', { legalName: 'a\ud800b' }, '/legalName'],
      ['an identifier without a value', { identifiers: [{ scheme: 'eori' }] }, '/identifiers/0/value'],
      ['a scheme that is none', { identifiers: [{ scheme: 'EORI!', value: '1' }] }, '/identifiers/0/scheme'],
      ['eleven identifiers', { identifiers: Array(11).fill({ scheme: 'eori', value: '1' }) }, '/identifiers'],
      ['an id of its own', { id: randomUUID() }, '/id'],
      ['a voucher of its own', { vouchedBy: randomUUID() }, '/vouchedBy'],
      [
        'a short password',
        { administrator: { name: 'x', email: 'x@y.example', password: 'short' } },
        '/administrator/password',
      ],
    ] as const) {
      it(`names the field: ${what}`, async () => {
        const before = await registry.count();
        const answer = await register(federation, 'exporter', more);
        expect(answer.status).to.equal(400);
        expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal([pointer]);
        expect(await registry.count()).to.equal(before);
      });
    }

    it('a repetition registers once', async () => {
      const body = newOrganisation('exporter');
      const key = randomUUID();
      const first = await chamber.call<Organisation>('POST', '/organisations', { body, key });
      const before = await registry.count();
      const again = await chamber.call<Organisation>('POST', '/organisations', { body, key });
      expect(again.body).to.deep.equal(first.body);
      expect(again.headers.get('idempotency-replayed')).to.equal('true');
      expect(await registry.count()).to.equal(before);
    });
  });

  describe('createFederation', () => {
    it('there is one', async () => {
      const administrator = { name: 'X', email: 'x@second.example', passwordHash: '' };
      const input = {
        legalName: 'Second Federation',
        country: 'BE',
        address: bruges,
        identifiers: [],
        administrator,
      };
      const before = await registry.count();
      const refused = await createFederation(server.context, input).catch((error: unknown) => error);
      expect(refused).to.include({ code: 'already_exists' });
      expect(await registry.count()).to.equal(before);
    });
  });

  describe('seedDemonstration', () => {
    it('does nothing when it was done, also not for two who ask at once', async () => {
      const before = await registry.count();
      const [one, other] = await Promise.all([
        seedDemonstration(server.context),
        seedDemonstration(server.context),
      ]);
      expect(one).to.deep.equal(server.parties);
      expect(other).to.deep.equal(server.parties);
      expect(await registry.count()).to.equal(before);
    });

    it('everybody is there, vouched for by whom they are registered', async () => {
      for (const { key, registeredBy, legalName } of demonstrationParties) {
        const { body } = await exporter.call<Organisation>(
          'GET',
          `/organisations/${party(key).organisationId}`,
        );
        const vouchedBy = registeredBy === null ? null : party(registeredBy).organisationId;
        expect(body).to.deep.include({ legalName, vouchedBy });
      }
    });
  });
});
