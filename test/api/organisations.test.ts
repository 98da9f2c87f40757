import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { toHex } from '../../core/bytes.ts';
import { signerBytes, signerFromJwk, signerIdOfJwk } from '../../core/signer.ts';
import { verifyVoucher } from '../../core/voucher.ts';
import type { ChainAct } from '../../server/anchoring/index.ts';
import { type DemonstrationPartyKey, seedDemonstration } from '../../server/demonstration/index.ts';
import { demonstrationParties } from '../../server/demonstration/parties.ts';
import { createFederation, organisationStore } from '../../server/organisations/index.ts';
import { startTestServer } from '../fixtures/server.ts';
import { type Answer, type Caller, caller, signIn, systemCaller } from './support/caller.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
interface Summary {
  id: string;
  legalName: string;
  country: string;
  role: string;
}
interface Organisation extends Summary {
  vouchedBy: string | null;
  profile: { legalName: string; country: string; did: string } | null;
  issuingKeys: { signerId: string; createdAt: string; endsAt: string | null }[];
  administrator: { id: string; email: string; administrator: boolean };
}
interface Page {
  items: Summary[];
  next: string | null;
}

const PASSWORD = 'nine lanterns over the quay';
const address = { line1: 'Voorbeeldstraat 5', postcode: '8000', city: 'Bruges', country: 'BE' };

describe('organisations', () => {
  let server: Server;
  let federation: Caller;
  let chamber: Caller;
  let exporter: Caller;

  const party = (key: DemonstrationPartyKey) => {
    const found = server.parties.find((it) => it.key === key);
    if (found === undefined) throw new Error(`There is no party ${key}.`);
    return found;
  };
  const newOrganisation = (role: string, more: object = {}) => ({
    role,
    legalName: 'Brugse Reien Lace BV',
    country: 'BE',
    address,
    identifiers: [{ scheme: 'eori', value: 'BE0000000291' }],
    administrator: {
      name: 'Griet Dhondt',
      email: `${randomUUID()}@brugse-reien.example`,
      password: PASSWORD,
    },
    ...more,
  });
  const register = (by: Caller, role: string, more: object = {}): Promise<Answer<Organisation>> =>
    by.call<Organisation>('POST', '/organisations', { body: newOrganisation(role, more) });
  const registered = async (by: Caller, role: string): Promise<Organisation & { caller: Caller }> => {
    const { status, body } = await register(by, role);
    expect(status).to.equal(201);
    return {
      ...body,
      caller: await signIn(server.url, { email: body.administrator.email, password: PASSWORD }),
    };
  };
  const currentKey = (organisationId: string, purpose: 'issuing' | 'identity' | 'decryption') =>
    server.context.database.asSystem((trx) => organisationStore.currentKey(trx, organisationId, purpose));
  /** What the chain is to be told of chambers, in order, since the act before. */
  const actsSince = async (id: number): Promise<ChainAct[]> => {
    const rows = await server.context.database.asSystem((trx) =>
      trx
        .selectFrom('chain_acts')
        .select('payload')
        .where('id', '>', id)
        .where('act', 'in', ['profile', 'accreditation', 'ending'])
        .orderBy('id')
        .execute(),
    );
    return rows.map((row) => row.payload as ChainAct);
  };
  const lastAct = async (): Promise<number> => {
    const row = await server.context.database.asSystem((trx) =>
      trx
        .selectFrom('chain_acts')
        .select((eb) => eb.fn.max('id').as('id'))
        .executeTakeFirst(),
    );
    return row?.id ?? 0;
  };
  const count = async (): Promise<number> => {
    const row = await server.context.database.asSystem((trx) =>
      trx
        .selectFrom('organisations')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
    return row.n;
  };

  before(async () => {
    server = await startTestServer();
    federation = await signIn(server.url, party('federation'));
    chamber = await signIn(server.url, party('chamberAntwerp'));
    exporter = await signIn(server.url, party('exporter'));
  });
  after(() => server.close());

  describe('GET /organisations', () => {
    const list = async (query: string): Promise<Page> => {
      const { status, body } = await exporter.call<Page>('GET', `/organisations?${query}`);
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

    it('by role, and by a part of the name in any case', async () => {
      const customs = await list('role=customs');
      expect(customs.items.map((it) => it.country)).to.have.members(['BE', 'SG']);
      const named = await list('name=SCHELDEMOND');
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
      const before = await lastAct();
      const { status, body, headers } = await register(federation, 'chamber', {
        legalName: 'Chamber of Bruges',
      });
      expect(status).to.equal(201);
      expect(headers.get('location')).to.equal(`/api/v1/organisations/${body.id}`);
      const issuing = await currentKey(body.id, 'issuing');
      const { verifiers } = server.context.deployment;
      const chamberId = `0x${body.id.replaceAll('-', '')}`;
      const profile = JSON.stringify({
        country: 'BE',
        did: body.profile?.did,
        legalName: 'Chamber of Bruges',
      });
      expect(await actsSince(before)).to.have.deep.members([
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
      const identity = await currentKey(body.id, 'identity');
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
      const before = await lastAct();
      const { body } = await register(chamber, 'exporter');
      expect(await actsSince(before)).to.deep.equal([]);
      expect(body).to.deep.include({
        role: 'exporter',
        vouchedBy: party('chamberAntwerp').organisationId,
        profile: null,
      });
      const { verifiers } = server.context.deployment;
      const [identity, issuing] = await Promise.all([
        currentKey(body.id, 'identity'),
        currentKey(party('chamberAntwerp').organisationId, 'issuing'),
      ]);
      const { voucher, jwk } = await verifyVoucher(identity.voucher ?? '');
      expect(signerIdOfJwk(jwk, verifiers)).to.equal(signerIdOfJwk(issuing.jwk, verifiers));
      expect(voucher.signerId).to.equal(signerIdOfJwk(identity.jwk, verifiers));
      expect(await currentKey(body.id, 'decryption')).to.include({
        organisationId: body.id,
        purpose: 'decryption',
      });
      const missing = await currentKey(body.id, 'issuing').catch((error: unknown) => error);
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
          const before = await count();
          const answer = await register(by, role);
          if (answer.status === 201) possible.push(role);
          else {
            expect([answer.status, answer.body.code], role).to.deep.equal([403, 'forbidden']);
            expect(await count(), role).to.equal(before);
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
      const before = await count();
      const administrator = { name: 'X', email: party('forwarder').email, password: PASSWORD };
      const answer = await register(chamber, 'exporter', { administrator });
      expect([answer.status, answer.body.code]).to.deep.equal([409, 'already_exists']);
      expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal(['/administrator/email']);
      expect(await count()).to.equal(before);
    });

    for (const [what, more, pointer] of [
      ['a country in lower case', { country: 'be' }, '/country'],
      ['a country of three letters', { country: 'BEL' }, '/country'],
      ['no city', { address: { line1: 'x', country: 'BE' } }, '/address/city'],
      ['an unknown field deep inside', { address: { ...address, planet: 'Earth' } }, '/address/planet'],
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
        const before = await count();
        const answer = await register(federation, 'exporter', more);
        expect(answer.status).to.equal(400);
        expect(answer.body.errors?.map((error) => error.pointer)).to.deep.equal([pointer]);
        expect(await count()).to.equal(before);
      });
    }

    it('a repetition registers once', async () => {
      const body = newOrganisation('exporter');
      const key = randomUUID();
      const first = await chamber.call<Organisation>('POST', '/organisations', { body, key });
      const before = await count();
      const again = await chamber.call<Organisation>('POST', '/organisations', { body, key });
      expect(again.body).to.deep.equal(first.body);
      expect(again.headers.get('idempotency-replayed')).to.equal('true');
      expect(await count()).to.equal(before);
    });
  });

  describe('POST /organisations/{id}/accreditation-end', () => {
    const endOf = (by: Caller, id: string, body: object = {}) =>
      by.call<Organisation>('POST', `/organisations/${id}/accreditation-end`, { body, key: null });

    it('suspends a chamber now: the chain is told, and it vouches for nobody any more', async () => {
      const suspended = await registered(federation, 'chamber');
      const before = await lastAct();
      const earliest = Math.floor(Date.now() / 1000);
      const { status, body } = await endOf(federation, suspended.id);
      expect(status).to.equal(200);
      const signerId = suspended.issuingKeys[0]?.signerId;
      const [act, ...others] = await actsSince(before);
      expect(others).to.deep.equal([]);
      expect(act).to.include({ act: 'ending', signerId });
      expect(act?.act === 'ending' && act.at).to.be.within(earliest, Math.ceil(Date.now() / 1000));
      expect(body.issuingKeys[0]?.endsAt).to.be.a('string');
      const refused = await register(suspended.caller, 'exporter');
      expect([refused.status, refused.body.code]).to.deep.equal([409, 'wrong_state']);
    });

    it('plans an end: until then the key is in use, and the end can only be brought forward', async () => {
      const planned = await registered(federation, 'chamber');
      const inAnHour = new Date(Date.now() + 3600_000).toISOString();
      const before = await lastAct();
      expect((await endOf(federation, planned.id, { at: inAnHour })).body.issuingKeys[0]?.endsAt).to.equal(
        inAnHour,
      );
      expect((await register(planned.caller, 'exporter')).status).to.equal(201);
      const later = await endOf(federation, planned.id, {
        at: new Date(Date.now() + 7200_000).toISOString(),
      });
      expect([later.status, later.body.errors?.[0]?.pointer]).to.deep.equal([400, '/at']);
      const past = '2026-02-03T04:05:06.000Z';
      expect((await endOf(federation, planned.id, { at: past })).status).to.equal(200);
      expect((await register(planned.caller, 'exporter')).status).to.equal(409);
      const ends = (await actsSince(before)).map((act) => act.act === 'ending' && act.at);
      expect(ends).to.deep.equal([Math.floor(Date.parse(inAnHour) / 1000), Date.parse(past) / 1000]);
    });

    it('twice is refused, unless the second is earlier', async () => {
      const ended = await registered(federation, 'chamber');
      await endOf(federation, ended.id);
      const before = await lastAct();
      const again = await endOf(federation, ended.id);
      expect([again.status, again.body.code]).to.deep.equal([409, 'wrong_state']);
      expect(await actsSince(before)).to.deep.equal([]);
    });

    it('is for the federation, and of chambers', async () => {
      const { organisationId } = party('chamberSingapore');
      const before = await lastAct();
      expect((await endOf(chamber, organisationId)).status).to.equal(403);
      expect((await endOf(exporter, organisationId)).status).to.equal(403);
      const company = await endOf(federation, party('exporter').organisationId);
      expect([company.status, company.body.code]).to.deep.equal([409, 'wrong_state']);
      expect((await endOf(federation, randomUUID())).status).to.equal(404);
      expect(await actsSince(before)).to.deep.equal([]);
    });

    for (const [what, at] of [
      ['no time', 'soon'],
      ['a day that does not exist', '2026-02-30T00:00:00Z'],
      ['a time before 1970', '1969-12-31T23:59:59Z'],
      ['a number', 1_780_000_000],
    ] as const) {
      it(`names the field: ${what}`, async () => {
        const answer = await endOf(federation, party('chamberSingapore').organisationId, { at });
        expect([answer.status, answer.body.errors?.[0]?.pointer]).to.deep.equal([400, '/at']);
      });
    }
  });

  describe('POST /organisations/{id}/key-rotation', () => {
    const rotate = (by: Caller, id: string) =>
      by.call<Organisation>('POST', `/organisations/${id}/key-rotation`);

    it('gives a new key; the old one ends here now, and on chain when what it signed is anchored', async () => {
      const rotated = await registered(federation, 'chamber');
      const old = await currentKey(rotated.id, 'issuing');
      const before = await lastAct();
      const answer = await rotate(federation, rotated.id);
      expect(answer.status).to.equal(201);
      const key = await currentKey(rotated.id, 'issuing');
      const { verifiers } = server.context.deployment;
      const [oldId, newId] = [old.jwk, key.jwk].map((jwk) => signerIdOfJwk(jwk, verifiers));
      expect(newId).to.not.equal(oldId);
      expect(answer.body.issuingKeys.map((it) => it.signerId)).to.deep.equal([newId, oldId]);
      expect(answer.body.issuingKeys.map((it) => it.endsAt === null)).to.deep.equal([true, false]);
      const [ending, accreditation, ...others] = await actsSince(before);
      expect(others).to.deep.equal([]);
      expect(ending).to.include({ act: 'ending', signerId: oldId });
      const inAnHour = Date.now() / 1000 + 3600;
      expect(ending?.act === 'ending' && ending.at).to.be.within(inAnHour - 30, inAnHour + 1);
      expect(accreditation).to.include({
        act: 'accreditation',
        signer: toHex(signerBytes(signerFromJwk(key.jwk), verifiers)),
      });

      const { body: company } = await register(rotated.caller, 'exporter');
      const { jwk } = await verifyVoucher((await currentKey(company.id, 'identity')).voucher ?? '');
      expect(signerIdOfJwk(jwk, verifiers)).to.equal(newId);
    });

    it('brings a suspended chamber back', async () => {
      const suspended = await registered(federation, 'chamber');
      await federation.call('POST', `/organisations/${suspended.id}/accreditation-end`, {
        body: {},
        key: null,
      });
      const before = await lastAct();
      expect((await rotate(federation, suspended.id)).status).to.equal(201);
      expect((await actsSince(before)).map((act) => act.act)).to.deep.equal(['accreditation']);
      expect((await register(suspended.caller, 'exporter')).status).to.equal(201);
    });

    it('leaves a planned end that is earlier as it is on chain', async () => {
      const planned = await registered(federation, 'chamber');
      const at = new Date(Date.now() + 60_000).toISOString();
      await federation.call('POST', `/organisations/${planned.id}/accreditation-end`, {
        body: { at },
        key: null,
      });
      const before = await lastAct();
      expect((await rotate(federation, planned.id)).status).to.equal(201);
      expect((await actsSince(before)).map((act) => act.act)).to.deep.equal(['accreditation']);
    });

    it('twice at once leaves one key in use', async () => {
      const { id } = await registered(federation, 'chamber');
      const answers = await Promise.all([rotate(federation, id), rotate(federation, id)]);
      expect(answers.map((answer) => answer.status)).to.deep.equal([201, 201]);
      const { body } = await federation.call<Organisation>('GET', `/organisations/${id}`);
      expect(body.issuingKeys).to.have.length(3);
      expect(body.issuingKeys.filter((key) => key.endsAt === null)).to.have.length(1);
    });

    it('is for the federation alone', async () => {
      const { organisationId } = party('chamberAntwerp');
      const answers = [await rotate(chamber, organisationId), await rotate(exporter, organisationId)];
      expect(answers.map((answer) => answer.status)).to.deep.equal([403, 403]);
      expect((await rotate(caller(server.url), organisationId)).status).to.equal(401);
    });
  });

  describe('createFederation', () => {
    it('there is one', async () => {
      const administrator = { name: 'X', email: 'x@second.example', passwordHash: '' };
      const input = {
        legalName: 'Second Federation',
        country: 'BE',
        address,
        identifiers: [],
        administrator,
      };
      const before = await count();
      const refused = await createFederation(server.context, input).catch((error: unknown) => error);
      expect(refused).to.include({ code: 'already_exists' });
      expect(await count()).to.equal(before);
    });
  });

  describe('seedDemonstration', () => {
    it('does nothing when it was done, also not for two who ask at once', async () => {
      const before = await count();
      const [one, other] = await Promise.all([
        seedDemonstration(server.context),
        seedDemonstration(server.context),
      ]);
      expect(one).to.deep.equal(server.parties);
      expect(other).to.deep.equal(server.parties);
      expect(await count()).to.equal(before);
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
