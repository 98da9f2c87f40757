import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { toHex } from '../../core/bytes.ts';
import { SignerId } from '../../core/ids.ts';
import { signerBytes, signerFromJwk, signerIdOfJwk } from '../../core/signer.ts';
import { verifyVoucher } from '../../core/voucher.ts';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import { profileHashOf } from '../../server/organisations/index.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { type Caller, caller, signIn } from './support/caller.ts';
import { type Organisation, partyOf, register, registerSignedIn } from './support/members.ts';
import { registryOf } from './support/registry.ts';

describe('accreditation', () => {
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

  const rotate = (by: Caller, id: string) =>
    by.call<Organisation>('POST', `/organisations/${id}/key-rotation`);

  describe('POST /organisations/{id}/accreditation-end', () => {
    const endOf = (by: Caller, id: string, body: object = {}) =>
      by.call<Organisation>('POST', `/organisations/${id}/accreditation-end`, { body });

    it('suspends a chamber now: the chain is told, and it vouches for nobody any more', async () => {
      const suspended = await registered(federation, 'chamber');
      const before = await registry.lastAct();
      const earliest = Math.floor(Date.now() / 1000);
      const { status, body } = await endOf(federation, suspended.id);
      expect(status).to.equal(200);
      const signerId = suspended.issuingKeys[0]?.signerId;
      const [act, ...others] = await registry.actsSince(before);
      expect(others).to.deep.equal([]);
      expect(act).to.include({ act: 'ending', signerId });
      expect(act?.act === 'ending' && act.at).to.be.within(earliest, Math.ceil(Date.now() / 1000));
      expect(body.issuingKeys[0]?.endsAt).to.be.a('string');
      const refused = await register(suspended.caller, 'exporter');
      expect([refused.status, refused.body.code]).to.deep.equal([409, 'wrong_state']);
    });

    it('plans an end that is near: what the key would sign now might be sealed after it', async () => {
      const ending = await registered(federation, 'chamber');
      const inFiveMinutes = new Date(Date.now() + 300_000).toISOString();
      expect((await endOf(federation, ending.id, { at: inFiveMinutes })).status).to.equal(200);
      const refused = await register(ending.caller, 'exporter');
      expect([refused.status, refused.body.code]).to.deep.equal([409, 'wrong_state']);
      expect((await rotate(federation, ending.id)).status).to.equal(201);
      expect((await register(ending.caller, 'exporter')).status).to.equal(201);
    });

    it('plans an end: until then the key is in use, and the end can only be brought forward', async () => {
      const planned = await registered(federation, 'chamber');
      const inAnHour = new Date(Date.now() + 3600_000).toISOString();
      const before = await registry.lastAct();
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
      const ends = (await registry.actsSince(before)).map((act) => act.act === 'ending' && act.at);
      expect(ends).to.deep.equal([Math.floor(Date.parse(inAnHour) / 1000), Date.parse(past) / 1000]);
    });

    it('twice is refused, unless the second is earlier', async () => {
      const ended = await registered(federation, 'chamber');
      await endOf(federation, ended.id);
      const before = await registry.lastAct();
      const again = await endOf(federation, ended.id);
      expect([again.status, again.body.code]).to.deep.equal([409, 'wrong_state']);
      expect(await registry.actsSince(before)).to.deep.equal([]);
    });

    it('is for the federation, and of chambers', async () => {
      const { organisationId } = party('chamberSingapore');
      const before = await registry.lastAct();
      expect((await endOf(chamber, organisationId)).status).to.equal(403);
      expect((await endOf(exporter, organisationId)).status).to.equal(403);
      const company = await endOf(federation, party('exporter').organisationId);
      expect([company.status, company.body.code]).to.deep.equal([409, 'wrong_state']);
      expect((await endOf(federation, randomUUID())).status).to.equal(404);
      expect(await registry.actsSince(before)).to.deep.equal([]);
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
    it('gives a new key; the old one ends here now, and on chain when what it signed is anchored', async () => {
      const rotated = await registered(federation, 'chamber');
      const old = await registry.currentKey(rotated.id, 'issuing');
      const before = await registry.lastAct();
      const answer = await rotate(federation, rotated.id);
      expect(answer.status).to.equal(201);
      const key = await registry.currentKey(rotated.id, 'issuing');
      const { verifiers } = server.context.deployment;
      const [oldId, newId] = [old.jwk, key.jwk].map((jwk) => signerIdOfJwk(jwk, verifiers));
      expect(newId).to.not.equal(oldId);
      expect(answer.body.issuingKeys.map((it) => it.signerId)).to.deep.equal([newId, oldId]);
      expect(answer.body.issuingKeys.map((it) => it.endsAt === null)).to.deep.equal([true, false]);
      const [ending, accreditation, ...others] = await registry.actsSince(before);
      expect(others).to.deep.equal([]);
      expect(ending).to.include({ act: 'ending', signerId: oldId });
      const inAnHour = Date.now() / 1000 + 3600;
      expect(ending?.act === 'ending' && ending.at).to.be.within(inAnHour - 30, inAnHour + 1);
      expect(accreditation).to.include({
        act: 'accreditation',
        signer: toHex(signerBytes(signerFromJwk(key.jwk), verifiers)),
      });

      const { body: company } = await register(rotated.caller, 'exporter');
      const { jwk } = await verifyVoucher((await registry.currentKey(company.id, 'identity')).voucher ?? '');
      expect(signerIdOfJwk(jwk, verifiers)).to.equal(newId);
    });

    it('brings a suspended chamber back', async () => {
      const suspended = await registered(federation, 'chamber');
      await federation.call('POST', `/organisations/${suspended.id}/accreditation-end`, {
        body: {},
      });
      const before = await registry.lastAct();
      expect((await rotate(federation, suspended.id)).status).to.equal(201);
      expect((await registry.actsSince(before)).map((act) => act.act)).to.deep.equal(['accreditation']);
      expect((await register(suspended.caller, 'exporter')).status).to.equal(201);
    });

    it('leaves a planned end that is earlier as it is on chain', async () => {
      const planned = await registered(federation, 'chamber');
      const at = new Date(Date.now() + 60_000).toISOString();
      await federation.call('POST', `/organisations/${planned.id}/accreditation-end`, {
        body: { at },
      });
      const before = await registry.lastAct();
      expect((await rotate(federation, planned.id)).status).to.equal(201);
      expect((await registry.actsSince(before)).map((act) => act.act)).to.deep.equal(['accreditation']);
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

  describe('on chain', () => {
    const accreditationOf = async (organisation: Organisation, index = 0) => {
      await server.anchoring.flush();
      const signerId = SignerId.parse(organisation.issuingKeys[index]?.signerId);
      const { chain, deployment } = server.context;
      const { latest } = await chain.read(deployment, {
        anchors: [],
        accreditations: [signerId],
        states: [],
      });
      return latest.accreditations.get(signerId);
    };
    const NO_END = 2 ** 48 - 1;

    it('a registered chamber is accredited with the hash of its profile', async () => {
      const registered = (await register(federation, 'chamber')).body;
      const accreditation = await accreditationOf(registered);
      expect(accreditation).to.include({ chamber: `0x${registered.id.replaceAll('-', '')}`, until: NO_END });
      const { profile } = registered;
      if (profile === null) throw new Error('A chamber without a profile.');
      expect(accreditation?.profileHash).to.equal(profileHashOf(profile));
    });

    it('so is everybody of the demonstration that issues', async () => {
      for (const key of ['federation', 'chamberAntwerp', 'chamberSingapore'] as const) {
        const path = `/organisations/${party(key).organisationId}`;
        const { body } = await exporter.call<Organisation>('GET', path);
        expect(await accreditationOf(body), key).to.include({ until: NO_END });
      }
    });

    it('an end is there as it was given, past ones too', async () => {
      const { body: ended } = await register(federation, 'chamber');
      const at = '2026-02-03T04:05:06.000Z';
      await federation.call('POST', `/organisations/${ended.id}/accreditation-end`, {
        body: { at },
      });
      expect(await accreditationOf(ended)).to.include({ until: Date.parse(at) / 1000 });
    });

    it('a rotated key lives on for an hour beside its successor', async () => {
      const { body } = await register(federation, 'chamber');
      const { body: rotated } = await federation.call<Organisation>(
        'POST',
        `/organisations/${body.id}/key-rotation`,
      );
      expect(await accreditationOf(rotated, 0)).to.include({ until: NO_END });
      const old = await accreditationOf(rotated, 1);
      const end = Date.parse(rotated.issuingKeys[1]?.endsAt ?? '') / 1000;
      expect(old?.until).to.equal(Math.floor(end + 3600));
    });
  });
});
