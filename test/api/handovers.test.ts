import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { fromHex } from '../../core/bytes.ts';
import { verifyDigest } from '../../core/es256.ts';
import type { Commitment, EntryHash, RecordId } from '../../core/ids.ts';
import { signerIdOfJwk } from '../../core/signer.ts';
import { handoversDigest, pinnedContent, type Handover as TypedHandover } from '../../core/typed-data.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import type { SignedBy } from '../../server/anchoring/index.ts';
import { maximumCertificates } from '../../server/pouches/pouch.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Certificate,
  type Document,
  type Handover,
  openShipment,
  type Pouch,
  type RecordState,
  refusal,
  type Share,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

describe('handovers', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  type Party = Parameters<Shipment['id']>[0];
  const offer = (by: ApiClient, recordId: string, party: Party, wish: object = {}) =>
    by.post<Handover>(`/records/${recordId}/handovers`, { body: { to: parties.id(party), ...wish } });
  const answer = (
    by: ApiClient,
    { id }: { id: string },
    how: 'acceptance' | 'rejection' | 'withdrawal',
    body?: object,
  ) => by.post<Handover>(`/handovers/${id}/${how}`, body === undefined ? {} : { body });
  const stateOf = (by: ApiClient, recordId: string) => by.get<RecordState>(`/records/${recordId}`);
  const contentOf = ({ id, latest }: Document) => `/documents/${id}/versions/${latest.version}/content`;
  const trailOf = async (by: ApiClient, recordId: string) =>
    (await by.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail?limit=200`)).items;

  /** What the chain says, once it was told everything. */
  async function onChain(by: ApiClient, recordId: string) {
    await eventually('the act is final', async () => (await stateOf(by, recordId)).act?.state === 'final');
    const { chain, deployment } = server.context;
    const id = recordId as RecordId;
    const { latest } = await chain.read(deployment, { anchors: [], accreditations: [], states: [id] });
    return latest.states.get(id);
  }

  async function filledPouch(): Promise<{ pouch: Pouch; certificates: Certificate[]; document: Document }> {
    const { exporter } = parties;
    const pouch = await parties.pouch();
    const certificates = [await parties.certificate(), await parties.certificate()];
    for (const { id } of certificates)
      await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: id } });
    return { pouch, certificates, document: await parties.upload(exporter, pouch.id, randomBytes(100)) };
  }

  describe('POST /handovers/{id}/acceptance', () => {
    it('moves a certificate: two signatures over what both saw, in the trail and on the chain', async () => {
      const { exporter, forwarder } = parties;
      const { recordId } = await parties.certificate();
      const offered = await offer(exporter, recordId, 'forwarder', { message: 'As agreed by telephone' });
      expect(offered).to.deep.include({ state: 'offered', contents: [recordId], chain: null });
      expect(offered.receipts).to.have.length(1);
      const { items } = await forwarder.get<{ items: Handover[] }>('/handovers?box=incoming&state=offered');
      expect(items.map((each) => each.id)).to.deep.equal([offered.id]);

      const accepted = await answer(forwarder, offered, 'acceptance');
      expect(accepted.state).to.equal('accepted');
      expect(accepted.receipts).to.have.length(2);
      const record = await stateOf(forwarder, recordId);
      expect(record.owner.id).to.equal(parties.id('forwarder'));
      expect(record.sequence).to.equal(1);

      const trail = await trailOf(forwarder, recordId);
      const [consent, moved] = trail.slice(-2);
      expect(trail.slice(-3).map((event) => event.type)).to.deep.equal([
        'org.openpouch.handover.offered',
        'org.openpouch.handover.accepted',
        'org.openpouch.record.handed-over',
      ]);
      const { handovers, signatures } = (moved?.data ?? {}) as {
        handovers: TypedHandover[];
        signatures: { from: SignedBy; to: SignedBy }[];
      };
      const [typed] = handovers as [TypedHandover];
      const [signed] = signatures as [{ from: SignedBy; to: SignedBy }];
      const genesis = trail[0]?.data?.['genesis'] as { firstOwner: string; content: Commitment };
      expect(typed.from).to.equal(genesis.firstOwner);
      expect(typed.to).to.equal(consent?.data?.['owner']);
      expect(typed.content).to.equal(pinnedContent(genesis.content, consent?.proof.entryHash as EntryHash));
      // The chain may be away for long: what was agreed must still become true there (docs/decisions/0009).
      expect(typed.deadline).to.be.greaterThan(Date.now() / 1000 + 300 * 24 * 3600);
      const digest = handoversDigest(server.context.domain, handovers);
      const { verifiers } = server.context.deployment;
      for (const side of ['from', 'to'] as const) {
        expect(signerIdOfJwk(signed[side].jwk, verifiers)).to.equal(typed[side]);
        expect(await verifyDigest(signed[side].jwk, digest, fromHex(signed[side].signature))).to.equal(true);
      }
      expect(await onChain(forwarder, recordId)).to.deep.include({
        status: 'active',
        owner: typed.to,
        sequence: 1,
      });
    });

    it('moves a pouch with its certificates, its documents’ keys and who may see it', async () => {
      const { exporter, forwarder, importer, customs } = parties;
      const { pouch, certificates, document } = await filledPouch();
      await exporter.post(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: parties.id('customsSingapore') },
      });
      const offered = await offer(exporter, pouch.recordId, 'forwarder');
      const records = [pouch.recordId, ...certificates.map((each) => each.recordId)].sort();
      expect([...offered.contents].sort()).to.deep.equal(records);

      // Offered: to be seen, not to be taken.
      expect((await forwarder.get<Pouch>(`/pouches/${pouch.id}`)).access).to.deep.equal({
        owner: false,
        rights: ['view'],
        seenUntil: null,
      });
      expect(await refusal(forwarder.bytes(contentOf(document)))).to.equal('403 forbidden');

      await answer(forwarder, offered, 'acceptance');
      for (const recordId of records) {
        expect((await stateOf(forwarder, recordId)).owner.id).to.equal(parties.id('forwarder'));
        expect((await parties.story(forwarder, recordId)).at(-1)).to.equal('record.handed-over');
        const { items } = await forwarder.get<{ items: Share[] }>(`/records/${recordId}/shares`);
        const bases = items.map((row) => `${row.organisation.id} ${row.basis}`);
        expect(bases).to.include(`${parties.id('forwarder')} owner`);
        expect(bases).to.include(`${parties.id('exporter')} former_owner`);
        expect(bases.filter((row) => / (owner|offer)$/.test(row))).to.have.length(1);
      }
      const moved = await forwarder.get<Pouch>(`/pouches/${pouch.id}`);
      expect(moved.access).to.deep.include({ owner: true, rights: ['view', 'download', 'add', 'share'] });
      for (const by of [forwarder, exporter, customs])
        expect(await by.bytes(contentOf(document))).to.have.length(100);

      // The former owner reads on, and does nothing else.
      expect(await refusal(parties.upload(exporter, pouch.id, randomBytes(1)))).to.equal('403 forbidden');
      expect(await refusal(offer(exporter, pouch.recordId, 'importer'))).to.equal('409 not_owner');
      const wish = { body: { organisationId: parties.id('agent') } };
      expect(await refusal(exporter.post(`/records/${pouch.recordId}/shares`, wish))).to.equal(
        '403 forbidden',
      );

      // And on: the group's acts are one on chain, the sequence counts.
      await parties.handOver(pouch.recordId, forwarder, 'importer');
      expect(await importer.bytes(contentOf(document))).to.have.length(100);
      for (const recordId of records) {
        expect(await onChain(importer, recordId)).to.deep.include({ status: 'active', sequence: 2 });
      }
    });

    it('moves the largest pouch in one act on the chain', async () => {
      const { exporter, forwarder } = parties;
      const pouch = await parties.pouch();
      const issued = await Promise.all(
        Array.from({ length: maximumCertificates + 1 }, () => parties.certificate()),
      );
      const add = (certificateId: string) =>
        exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId } });
      for (const { id } of issued.slice(0, maximumCertificates)) await add(id);
      expect(await refusal(add(issued.at(-1)?.id ?? ''))).to.equal('400 invalid_request /certificateId');
      const { contents } = await parties.handOver(pouch.recordId, exporter, 'forwarder');
      expect(contents).to.have.length(maximumCertificates + 1);
      expect(await onChain(forwarder, pouch.recordId)).to.deep.include({ status: 'active', sequence: 1 });
    });

    it('brings a record back to a former owner, who then has it once', async () => {
      const { exporter, forwarder } = parties;
      const { recordId } = await parties.pouch();
      await parties.handOver(recordId, exporter, 'forwarder');
      await parties.handOver(recordId, forwarder, 'exporter');
      const { items } = await exporter.get<{ items: Share[] }>(`/records/${recordId}/shares`);
      expect(items.map((row) => [row.organisation.id, row.basis])).to.have.deep.members([
        [parties.id('exporter'), 'owner'],
        [parties.id('forwarder'), 'former_owner'],
      ]);
    });

    it('leaves one owner of fifty acceptances at once', async () => {
      const { exporter, forwarder } = parties;
      const { pouch } = await filledPouch();
      const offered = await offer(exporter, pouch.recordId, 'forwarder');
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, () => answer(forwarder, offered, 'acceptance')),
      );
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).to.have.length(1);
      const refused = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      );
      expect(new Set(refused)).to.deep.equal(new Set(['wrong_state']));
      expect((await stateOf(forwarder, pouch.recordId)).sequence).to.equal(1);
      const story = await parties.story(forwarder, pouch.recordId);
      expect(story.filter((type) => type === 'record.handed-over')).to.have.length(1);
    });

    it('is for the recipient alone', async () => {
      const { exporter, forwarder, importer } = parties;
      const { recordId } = await parties.pouch();
      const offered = await offer(exporter, recordId, 'forwarder');
      expect(await refusal(answer(exporter, offered, 'acceptance'))).to.equal('403 forbidden');
      expect(await refusal(answer(importer, offered, 'acceptance'))).to.equal('404 not_found');
      expect(await refusal(importer.get(`/handovers/${offered.id}`))).to.equal('404 not_found');
      expect(await refusal(answer(forwarder, offered, 'withdrawal'))).to.equal('403 forbidden');
      expect((await stateOf(exporter, recordId)).owner.id).to.equal(parties.id('exporter'));
    });
  });

  describe('POST /records/{recordId}/handovers', () => {
    it('takes one of fifty offers at once, and one at a time of a pouch and what is in it', async () => {
      const { exporter } = parties;
      const { pouch, certificates } = await filledPouch();
      const [certificate] = certificates as [Certificate];
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, (_, n) =>
          offer(
            exporter,
            n % 2 === 0 ? pouch.recordId : certificate.recordId,
            n % 3 === 0 ? 'forwarder' : 'importer',
          ),
        ),
      );
      const refused = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      );
      expect(refused).to.have.length(49);
      expect(new Set(refused)).to.deep.equal(new Set(['handover_open']));
      const late = await parties.certificate();
      const add = exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: late.id } });
      const pouchIsOffered = outcomes.some(
        (outcome) => outcome.status === 'fulfilled' && outcome.value.recordId === pouch.recordId,
      );
      if (pouchIsOffered) expect(await refusal(add)).to.equal('409 handover_open');
      else await add;
    });

    it('refuses who is not the owner, oneself, who cannot own, nobody, and times out of bounds', async () => {
      const { exporter, importer } = parties;
      const { recordId } = await parties.pouch();
      expect(await refusal(offer(importer, recordId, 'agent'))).to.equal('404 not_found');
      await exporter.post(`/records/${recordId}/shares`, {
        body: { organisationId: parties.id('importer') },
      });
      expect(await refusal(offer(importer, recordId, 'agent'))).to.equal('409 not_owner');
      expect(await refusal(offer(exporter, recordId, 'exporter'))).to.equal('422 not_permitted_party');
      expect(await refusal(offer(exporter, recordId, 'customsBelgium'))).to.equal('422 not_permitted_party');
      expect(await refusal(offer(exporter, recordId, 'chamberAntwerp'))).to.equal('422 not_permitted_party');
      const to = '00000000-0000-4000-8000-000000000000';
      expect(await refusal(offer(exporter, recordId, 'agent', { to }))).to.equal('400 invalid_request /to');
      const inDays = (days: number) => ({
        expiresAt: new Date(Date.now() + days * 86_400_000).toISOString(),
      });
      expect(await refusal(offer(exporter, recordId, 'agent', inDays(-1)))).to.equal(
        '400 invalid_request /expiresAt',
      );
      const tooFar = { to: parties.id('agent'), ...inDays(91) };
      const refused = await exporter.raw('POST', `/records/${recordId}/handovers`, { body: tooFar });
      const { errors } = (await refused.json()) as { errors: { pointer: string }[] };
      expect(errors).to.have.length(1);
      expect(errors[0]).to.include({ pointer: '/expiresAt', code: 'too_far', limit: 90 });
      expect(await refusal(offer(exporter, recordId, 'agent', { price: 1 }))).to.equal(
        '400 invalid_request /price',
      );
    });

    it('leaves out what is not the owner’s any more', async () => {
      const { exporter, forwarder } = parties;
      const { pouch, certificates } = await filledPouch();
      const [first, second] = certificates as [Certificate, Certificate];
      await parties.handOver(first.recordId, exporter, 'importer');
      const offered = await offer(exporter, pouch.recordId, 'forwarder');
      expect([...offered.contents].sort()).to.deep.equal([pouch.recordId, second.recordId].sort());
      await answer(forwarder, offered, 'acceptance');
      expect((await stateOf(parties.importer, first.recordId)).owner.id).to.equal(parties.id('importer'));
      expect(await refusal(stateOf(forwarder, first.recordId))).to.equal('404 not_found');
    });
  });

  describe('an offer that does not come about', () => {
    it('is rejected with a reason, or withdrawn, and can be made again', async () => {
      const { exporter, forwarder } = parties;
      const { pouch } = await filledPouch();
      const first = await offer(exporter, pouch.recordId, 'forwarder');
      const rejected = await answer(forwarder, first, 'rejection', { reason: 'Wrong shipment' });
      expect(rejected).to.deep.include({ state: 'rejected', reason: 'Wrong shipment' });
      expect(rejected.receipts).to.have.length(3);
      expect(await refusal(forwarder.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
      expect(await refusal(answer(forwarder, first, 'acceptance'))).to.equal('409 wrong_state');

      const second = await offer(exporter, pouch.recordId, 'forwarder');
      expect((await answer(exporter, second, 'withdrawal')).state).to.equal('withdrawn');
      expect(await refusal(answer(forwarder, second, 'acceptance'))).to.equal('409 wrong_state');
      expect(await refusal(answer(forwarder, second, 'rejection'))).to.equal('409 wrong_state');
      expect(await parties.story(exporter, pouch.recordId)).to.include.members([
        'handover.rejected',
        'handover.withdrawn',
      ]);
      const { items } = await exporter.get<{ items: Handover[] }>('/handovers?box=outgoing&limit=2');
      expect(items.map((each) => each.state)).to.deep.equal(['withdrawn', 'rejected']);
    });

    it('expires by itself', async () => {
      const { exporter, forwarder } = parties;
      const { recordId } = await parties.pouch();
      const offered = await offer(exporter, recordId, 'forwarder');
      await server.context.database.asSystem((trx) =>
        trx
          .updateTable('handovers')
          .set({ expires_at: new Date(Date.now() - 1000) })
          .where('id', '=', offered.id)
          .execute(),
      );
      expect((await exporter.get<Handover>(`/handovers/${offered.id}`)).state).to.equal('expired');
      expect(await refusal(answer(forwarder, offered, 'acceptance'))).to.equal('409 wrong_state');
      expect(await refusal(answer(exporter, offered, 'withdrawal'))).to.equal('409 wrong_state');
      expect((await parties.handOver(recordId, exporter, 'forwarder')).state).to.equal('accepted');
    });

    it('becomes void when a record in it is revoked, and makes way for another', async () => {
      const { exporter, forwarder, chamber } = parties;
      const { pouch, certificates } = await filledPouch();
      const [first, second] = certificates as [Certificate, Certificate];
      const offered = await offer(exporter, pouch.recordId, 'forwarder');
      await chamber.post(`/certificates/${first.id}/revocation`, { body: { reason: 'dataIncorrect' } });
      expect((await forwarder.get<Handover>(`/handovers/${offered.id}`)).state).to.equal('void');
      expect(await refusal(answer(forwarder, offered, 'acceptance'))).to.equal('409 wrong_state');
      const again = await offer(exporter, pouch.recordId, 'forwarder');
      expect([...again.contents].sort()).to.deep.equal([pouch.recordId, second.recordId].sort());
      await answer(forwarder, again, 'acceptance');
      expect((await stateOf(forwarder, second.recordId)).owner.id).to.equal(parties.id('forwarder'));
      expect(await refusal(offer(exporter, first.recordId, 'forwarder'))).to.equal('409 wrong_state');
    });

    it('loses against a revocation that came first, or wins: never both', async () => {
      const { exporter, forwarder, chamber } = parties;
      const { id, recordId } = await parties.certificate();
      const offered = await offer(exporter, recordId, 'forwarder');
      const [accepted, revoked] = await Promise.allSettled([
        answer(forwarder, offered, 'acceptance'),
        chamber.post(`/certificates/${id}/revocation`, { body: { reason: 'fraud' } }),
      ]);
      expect(revoked.status).to.equal('fulfilled');
      const { owner, status, sequence } = await stateOf(exporter, recordId);
      expect(status).to.equal('revoked');
      const moved = accepted.status === 'fulfilled';
      expect({ owner: owner.id, sequence }).to.deep.equal(
        moved
          ? { owner: parties.id('forwarder'), sequence: 1 }
          : { owner: parties.id('exporter'), sequence: 0 },
      );
      expect(await onChain(exporter, recordId)).to.deep.include({ status: 'revoked', sequence });
    });
  });

  describe('POST /records/{recordId}/closure', () => {
    it('ends a record for good, on the chain too', async () => {
      const { exporter } = parties;
      const { recordId } = await parties.certificate();
      const closed = await exporter.post<RecordState>(`/records/${recordId}/closure`, {
        body: { reason: 'switchedToPaper' },
      });
      expect(closed).to.deep.include({ status: 'closed', reason: 'switchedToPaper' });
      expect((await parties.story(exporter, recordId)).at(-1)).to.equal('record.closed');
      expect(await refusal(offer(exporter, recordId, 'forwarder'))).to.equal('409 wrong_state');
      expect(
        await refusal(exporter.post(`/records/${recordId}/closure`, { body: { reason: 'acquitted' } })),
      ).to.equal('409 wrong_state');
      expect(await onChain(exporter, recordId)).to.deep.include({ status: 'closed', reason: 1, sequence: 0 });
    });

    it('is the owner’s, while no offer is open, for an owner’s reason', async () => {
      const { exporter, importer } = parties;
      const { recordId } = await parties.pouch();
      const close = (by: ApiClient, reason: string) =>
        refusal(by.post(`/records/${recordId}/closure`, { body: { reason } }));
      expect(await close(importer, 'acquitted')).to.equal('404 not_found');
      await exporter.post(`/records/${recordId}/shares`, {
        body: { organisationId: parties.id('importer') },
      });
      expect(await close(importer, 'acquitted')).to.equal('409 not_owner');
      expect(await close(exporter, 'moved')).to.equal('400 invalid_request /reason');
      await offer(exporter, recordId, 'importer');
      expect(await close(exporter, 'acquitted')).to.equal('409 handover_open');
    });
  });
});
