import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { verifyVoucher } from '../../core/voucher.ts';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { enrolOwnKeys } from '../../scripts/client/own-keys.ts';
import { startMailServer } from '../fixtures/mail-server.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newPerson, PASSWORD } from './support/members.ts';
import {
  type Document,
  openShipment,
  type Pouch,
  refusal,
  type Share,
  type Shipment,
} from './support/shipment.ts';

interface Shown {
  readonly certificate: {
    readonly subject: Record<string, unknown>;
    readonly credential: string | null;
    readonly hiddenCount: number;
  } | null;
  readonly pouch: {
    readonly title: string | null;
    readonly documents: readonly Document[];
    readonly certificates: readonly { id: string }[];
  } | null;
}

describe('sharing by e-mail, and acting for the owner', () => {
  let server: TestServer;
  let parties: Shipment;
  let mail: Awaited<ReturnType<typeof startMailServer>>;

  before(async () => {
    mail = await startMailServer();
    server = await startTestServer({
      environment: { OPENPOUCH_SMTP_URL: mail.url, OPENPOUCH_MAIL_FROM: 'notices@openpouch.example' },
    });
    parties = await openShipment(server);
  });
  after(async () => {
    await server?.close();
    await mail?.close();
  });

  const contentOf = (document: Document) => `/documents/${document.id}/versions/1/content`;
  const trailOf = (by: ApiClient, recordId: string) =>
    by.get<{ items: { type: string; data: Record<string, unknown> }[] }>(
      `/records/${recordId}/trail?limit=200`,
    );

  describe('an invitation', () => {
    const invite = (recordId: string, email: string, wish: object = {}) =>
      parties.exporter.post<{ id: string; email: string }>(`/records/${recordId}/invitations`, {
        body: { email, ...wish },
      });
    const lettersTo = (email: string) => mail.received.filter(({ to }) => to.includes(email));
    const secretFor = async (email: string, letters = 1): Promise<string> => {
      await eventually('the letter has come', () => Promise.resolve(lettersTo(email).length >= letters));
      return /\/invited#([A-Za-z0-9_-]{43})/.exec(lettersTo(email).at(-1)?.text ?? '')?.[1] ?? '';
    };
    const company = (secret: string, email: string) => ({
      secret,
      role: 'importer',
      legalName: 'Merlion Pantry',
      country: 'SG',
      address: { line1: '1 Harbour Road', city: 'Singapore', country: 'SG' },
      administrator: { ...newPerson(), email },
    });
    const register = (secret: string, email: string) =>
      server.anyone.post<{ goTo: { to: string; id: string } }>('/invitations/registrations', {
        body: company(secret, email),
      });

    it('lets who has no account register and read what was shared, and nothing else', async () => {
      const { exporter } = parties;
      const [pouch, other] = [await parties.pouch('For the invited'), await parties.pouch('Not for them')];
      const document = await parties.upload(exporter, pouch.id, Buffer.from('hello'));
      await invite(pouch.recordId, 'Buyer@Straits.example');
      const secret = await secretFor('buyer@straits.example');
      const letter = lettersTo('buyer@straits.example')[0]?.text ?? '';
      expect(letter).to.not.match(/For the invited|invoice\.pdf/);
      const read = await server.anyone.post<{ from: { legalName: string }; kind: string }>(
        '/invitations/readings',
        { body: { secret } },
      );
      expect(read.kind).to.equal('pouch');
      expect(JSON.stringify(read)).to.not.match(/straits|For the invited/i);
      expect(await refusal(register(secret, 'thief@else.example'))).to.equal(
        '400 invalid_request /administrator/email',
      );
      const { goTo } = await register(secret, 'buyer@straits.example');
      expect(goTo).to.deep.equal({ to: 'pouch', id: pouch.id });
      expect(await refusal(register(secret, 'buyer@straits.example'))).to.equal('404 not_found');

      const buyer = await signIn(server.url, 'buyer@straits.example', PASSWORD);
      expect((await buyer.get<Pouch>(`/pouches/${pouch.id}`)).title).to.equal('For the invited');
      expect(Buffer.from(await buyer.bytes(contentOf(document))).toString()).to.equal('hello');
      expect(await refusal(buyer.get(`/pouches/${other.id}`))).to.equal('404 not_found');
      const told = JSON.stringify(await trailOf(buyer, pouch.recordId));
      expect(told).to.include('share.invitation-made');
      expect(told).to.not.include('straits.example');
      // Nobody vouches for it: who did not invite it does not find it by its name.
      const find = async (by: ApiClient) =>
        (await by.get<{ items: unknown[] }>('/organisations?name=Merlion%20Pantry')).items.length;
      expect([await find(exporter), await find(parties.agent)]).to.deep.equal([1, 0]);

      // A chamber of its country knows it: from then on all do, also what it made before.
      const early = await buyer.post<Pouch>('/pouches', { body: { title: 'Made before' } });
      await server.anchoring.flush();
      const { id } = (await buyer.get<{ organisation: { id: string } }>('/me')).organisation;
      const near = await server.client('chamberSingapore');
      expect(await refusal(parties.chamber.post(`/organisations/${id}/voucher`))).to.equal('403 forbidden');
      expect([await find(parties.chamber), await find(near)]).to.deep.equal([0, 1]);
      const vouched = await near.post<{ vouchedBy: string }>(`/organisations/${id}/voucher`);
      expect(vouched.vouchedBy).to.equal(server.idOf('chamberSingapore'));
      expect(await refusal(near.post(`/organisations/${id}/voucher`))).to.equal('409 wrong_state');
      expect(await find(parties.agent)).to.equal(1);
      const bundle = await buyer.get<object>(`/records/${early.recordId}/proof`);
      const verdict = await server.anyone.post<{ statement: string }>('/verification/bundles', {
        body: { bundle },
      });
      expect(verdict.statement).to.include('Merlion Pantry');
      for (const by of [buyer, exporter])
        await eventually('it is in the inbox', async () =>
          (await by.get<{ items: { type: string }[] }>('/notices')).items.some(
            ({ type }) => type === 'org.openpouch.organisation.vouched-for',
          ),
        );
    });

    it('registers who keeps its keys itself, and who is then as any other once it is vouched for', async () => {
      const { recordId } = await parties.pouch();
      await invite(recordId, 'keys@straits.example');
      await register(await secretFor('keys@straits.example'), 'keys@straits.example');
      const buyer = await signIn(server.url, 'keys@straits.example', PASSWORD);
      const { id: organisationId } = (await buyer.get<{ organisation: { id: string } }>('/me')).organisation;
      const before = await buyer.post<Pouch>('/pouches', { body: { title: 'By the key of the server' } });
      const own = await enrolOwnKeys(buyer, { organisationId, name: 'Its ERP', owners: 2 });
      const after = await own.send<Pouch>('POST', '/pouches', { body: { title: 'By its own key' } });
      const vouchers = () =>
        server.context.database.asSystem((trx) =>
          trx
            .selectFrom('organisation_keys')
            .select(['voucher', 'ended_at', 'holder_id'])
            .where('organisation_id', '=', organisationId)
            .where('purpose', '=', 'identity')
            .execute(),
        );
      expect((await vouchers()).map(({ voucher }) => voucher)).to.deep.equal([null, null]);
      await server.anchoring.flush();
      const statement = async (of: Pouch) => {
        const bundle = await buyer.get<object>(`/records/${of.recordId}/proof`);
        const body = { bundle };
        return (await server.anyone.post<{ statement: string }>('/verification/bundles', { body })).statement;
      };
      for (const pouch of [before, after]) expect(await statement(pouch)).to.not.include('Merlion Pantry');

      // Whoever may vouch for it finds it among those that wait, and nobody else does.
      const near = await server.client('chamberSingapore');
      const waiting = async (by: ApiClient) =>
        (await by.get<{ items: { id: string }[] }>('/organisations?vouched=no')).items.map(({ id }) => id);
      expect(await waiting(near)).to.include(organisationId);
      expect(await waiting(await server.client('federation'))).to.include(organisationId);
      for (const by of [parties.chamber, parties.agent])
        expect(await waiting(by)).to.not.include(organisationId);
      await near.post(`/organisations/${organisationId}/voucher`);
      expect(await waiting(near)).to.not.include(organisationId);

      // Under its name: what the server's key signed for it, what its own did, and what the next one will.
      for (const pouch of [before, after]) expect(await statement(pouch)).to.include('Merlion Pantry');
      await enrolOwnKeys(buyer, { organisationId, name: 'Another', owners: 1 });
      const keys = await vouchers();
      expect(keys).to.have.length(3);
      for (const { voucher } of keys)
        expect((await verifyVoucher(voucher ?? '')).voucher.organisation.id).to.equal(organisationId);
    });

    it('is taken by an account that is there, once, and only by its newest link', async () => {
      const { exporter, agent } = parties;
      const certificate = await parties.certificate();
      const { id } = await invite(certificate.recordId, 'desk@agent.example', { hide: ['consignor'] });
      const first = await secretFor('desk@agent.example');
      await exporter.post(`/records/${certificate.recordId}/invitations/${id}/letters`);
      const second = await secretFor('desk@agent.example', 2);
      const accept = (by: ApiClient, secret: string) =>
        by.post<{ goTo: { to: string; id: string } }>('/invitations/acceptances', { body: { secret } });
      expect(await refusal(accept(agent, first))).to.equal('404 not_found');
      const outcomes = await Promise.allSettled([accept(agent, second), accept(agent, second)]);
      const [done] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect(done?.goTo.to).to.equal('extract');
      const opened = await agent.get<{ shown: Shown }>(`/extracts/${done?.goTo.id}`);
      expect(opened.shown.certificate?.subject).to.not.have.property('consignor');
      expect(await refusal(agent.get(`/certificates/${certificate.id}`))).to.equal('404 not_found');
    });

    it('is withdrawn, limited, and nobody else’s to see', async () => {
      const { exporter, forwarder } = parties;
      const pouch = await parties.pouch();
      const { id } = await invite(pouch.recordId, 'gone@away.example');
      const secret = await secretFor('gone@away.example');
      expect(await refusal(invite(pouch.recordId, 'GONE@away.example'))).to.equal('409 already_exists');
      await exporter.post(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: parties.id('forwarder'), rights: ['view', 'share'] },
      });
      const seen = await forwarder.get<{ items: unknown[] }>(`/records/${pouch.recordId}/invitations`);
      expect(seen.items).to.deep.equal([]);
      expect(await refusal(forwarder.delete(`/records/${pouch.recordId}/invitations/${id}`))).to.equal(
        '404 not_found',
      );
      const again = () => exporter.post(`/records/${pouch.recordId}/invitations/${id}/letters`);
      for (let letter = 2; letter <= 5; letter += 1) await again();
      expect(await refusal(again())).to.equal('409 limit_reached');
      await exporter.delete(`/records/${pouch.recordId}/invitations/${id}`);
      const reading = server.anyone.post('/invitations/readings', { body: { secret } });
      expect(await refusal(reading)).to.equal('404 not_found');
    });
  });

  describe('who acts for the owner on one pouch', () => {
    const delegate = (recordId: string, rights: string[]) =>
      parties.exporter.post<Share>(`/records/${recordId}/shares`, {
        body: { organisationId: parties.id('forwarder'), rights, actsForOwner: true },
      });
    const offer = (by: ApiClient, recordId: string, to: 'agent' | 'exporter' = 'agent') =>
      by.post<{ id: string; from: { id: string } }>(`/records/${recordId}/handovers`, {
        body: { to: parties.id(to) },
      });

    it('adds, shares and offers in its name, which the trail says, until that is ended', async () => {
      const { exporter, forwarder, agent } = parties;
      const [pouch, other] = [await parties.pouch(), await parties.pouch('Other shipment')];
      const share = await delegate(pouch.recordId, ['view', 'download', 'add', 'share', 'offer']);
      await parties.upload(forwarder, pouch.id, randomBytes(4));
      const onward = { organisationId: parties.id('importer'), rights: ['view'] };
      await forwarder.post(`/records/${pouch.recordId}/shares`, { body: onward });
      expect(await refusal(offer(forwarder, pouch.recordId, 'exporter'))).to.equal('422 not_permitted_party');
      const made = await offer(forwarder, pouch.recordId);
      expect(made.from.id).to.equal(parties.id('exporter'));
      const outgoing = await forwarder.get<{ items: { id: string }[] }>('/handovers?box=outgoing');
      expect(outgoing.items.map(({ id }) => id)).to.deep.equal([made.id]);
      await forwarder.post(`/handovers/${made.id}/withdrawal`);
      const acts = (await trailOf(exporter, pouch.recordId)).items.slice(2);
      expect(acts.map(({ data }) => data['for'])).to.deep.equal(acts.map(() => parties.id('exporter')));
      expect(acts).to.have.length(4);
      const address = `/activity?record=${pouch.recordId}&type=handover.offered`;
      const { items } = await exporter.get<{ items: { for: { id: string; legalName: string } | null }[] }>(
        address,
      );
      expect(items.map((line) => line.for?.id)).to.deep.equal([parties.id('exporter')]);
      const csv = await exporter.bytes(
        `/activity/exports/csv?record=${pouch.recordId}&type=handover.offered`,
      );
      expect(Buffer.from(csv).toString().split(/\r?\n/)[0]).to.match(/;person;for;/);
      expect(Buffer.from(csv).toString()).to.include(`;${items[0]?.for?.legalName};`);
      expect(await refusal(forwarder.get(`/pouches/${other.id}`))).to.equal('404 not_found');
      expect(
        await refusal(
          forwarder.post(`/records/${pouch.recordId}/closure`, { body: { reason: 'surrendered' } }),
        ),
      ).to.equal('409 not_owner');

      const accepted = await offer(forwarder, pouch.recordId);
      await agent.post(`/handovers/${accepted.id}/acceptance`);
      // The owner is another now, for whom nobody acts.
      expect(await refusal(offer(forwarder, pouch.recordId, 'exporter'))).to.equal('409 not_owner');
      const third = await delegate((await parties.pouch()).recordId, ['view', 'add', 'offer']);
      await exporter.delete(`/records/${third.recordId}/shares/${third.id}`);
      expect(await refusal(offer(forwarder, third.recordId))).to.equal('404 not_found');
      expect(share.recordId).to.equal(pouch.recordId);
    });

    it('does no more than was chosen, and is chosen by the owner alone', async () => {
      const { forwarder } = parties;
      const pouch = await parties.pouch();
      await delegate(pouch.recordId, ['view', 'download', 'share']);
      expect(await refusal(parties.upload(forwarder, pouch.id, randomBytes(3)))).to.equal('403 forbidden');
      expect(await refusal(offer(forwarder, pouch.recordId))).to.equal('409 not_owner');
      const onward = (more: object) =>
        forwarder.post(`/records/${pouch.recordId}/shares`, {
          body: { organisationId: parties.id('agent'), rights: ['view'], ...more },
        });
      expect(await refusal(onward({ actsForOwner: true }))).to.equal('409 not_owner');
      expect(await refusal(onward({ rights: ['view', 'offer'] }))).to.equal('403 forbidden /rights/1');
      const certificate = await parties.certificate();
      expect(await refusal(delegate(certificate.recordId, ['view']))).to.equal(
        '400 invalid_request /actsForOwner',
      );
    });
  });
});
