import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { RecordId } from '../../core/ids.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { expireOffers } from '../../server/handovers/expiring.ts';
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
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

type Party = Parameters<Shipment['id']>[0];

describe('handovers of parts and of several', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const answer = (by: ApiClient, { id }: { id: string }, how: 'acceptance' | 'rejection' | 'withdrawal') =>
    by.post<Handover>(`/handovers/${id}/${how}`);
  const stateOf = (by: ApiClient, recordId: string) => by.get<RecordState>(`/records/${recordId}`);
  const pouchOf = (by: ApiClient, id: string) => by.get<Pouch>(`/pouches/${id}`);
  const content = (by: ApiClient, { id, latest }: Document) =>
    by.bytes(`/documents/${id}/versions/${latest.version}/content`);
  const trailOf = async (by: ApiClient, recordId: string) =>
    (await by.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail?limit=200`)).items;
  async function onChain(by: ApiClient, recordId: string) {
    await eventually('the act is final', async () => (await stateOf(by, recordId)).act?.state === 'final');
    const { chain, deployment } = server.context;
    const id = recordId as RecordId;
    return (
      await chain.read(deployment, { anchors: [], accreditations: [], states: [id] })
    ).latest.states.get(id);
  }

  describe('a part of a pouch', () => {
    let pouch: Pouch;
    let [kept, moved]: Document[] = [];
    let [stays, goes]: Certificate[] = [];
    const bytes = randomBytes(300_000);

    before(async () => {
      const { exporter } = parties;
      pouch = await parties.pouch('Machines, three consignees');
      [stays, goes] = [await parties.certificate(), await parties.certificate()];
      for (const { id } of [stays, goes])
        await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: id } });
      kept = await parties.upload(exporter, pouch.id, Buffer.from('kept'), 'kept.txt');
      const first = await parties.upload(exporter, pouch.id, Buffer.from('first'), 'moved.txt');
      moved = await exporter.post<Document>(`/documents/${first.id}/versions`, {
        bytes,
        mediaType: 'text/plain',
        headers: { 'if-match': `"${first.revision}"` },
      });
      await exporter.post(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: parties.id('customsSingapore'), rights: ['view', 'download'] },
      });
    });

    const offerPart = (to: Party, change: object = {}) =>
      parties.exporter.post<Handover & { part: { title: string; documents: { name: string }[] } | null }>(
        `/records/${pouch.recordId}/handovers`,
        {
          body: {
            to: parties.id(to),
            part: { title: 'For Singapore', documents: [moved?.id], certificates: [goes?.id], ...change },
          },
        },
      );

    it('is shown to its recipient alone, and changes nothing until it is accepted', async () => {
      const { exporter, forwarder, importer } = parties;
      const before = await pouchOf(exporter, pouch.id);
      expect(
        await refusal(offerPart('forwarder', { documents: ['00000000-0000-4000-8000-000000000000'] })),
      ).to.equal('400 invalid_request /part/documents');
      const offered = await offerPart('forwarder');
      expect(offered.contents).to.deep.equal([goes?.recordId]);
      const seen = await forwarder.get<typeof offered>(`/handovers/${offered.id}`);
      expect(seen.part?.documents.map(({ name }) => name)).to.deep.equal(['moved.txt']);
      expect(await refusal(pouchOf(forwarder, pouch.id))).to.equal('404 not_found');
      expect(await refusal(importer.get(`/handovers/${offered.id}`))).to.equal('404 not_found');
      // Neither the pouch nor what goes can be offered to another meanwhile.
      for (const recordId of [pouch.recordId, goes?.recordId])
        expect(
          await refusal(
            exporter.post(`/records/${recordId}/handovers`, { body: { to: parties.id('importer') } }),
          ),
        ).to.equal('409 handover_open');
      await answer(forwarder, offered, 'rejection');
      expect(await refusal(forwarder.get(`/records/${goes?.recordId}`))).to.equal('404 not_found');
      const after = await pouchOf(exporter, pouch.id);
      const { sealing: _a, ...same } = after as Pouch & { sealing: unknown };
      const { sealing: _b, ...was } = before as Pouch & { sealing: unknown };
      expect(same).to.deep.equal(was);
      expect((await parties.story(exporter, pouch.recordId)).slice(-2)).to.deep.equal([
        'handover.part-offered',
        'handover.rejected',
      ]);
    });

    it('becomes a pouch of its own, and both name each other, in the trail and on the chain', async () => {
      const { exporter, forwarder, customs } = parties;
      const offered = await offerPart('forwarder');
      const accepted = await answer(forwarder, offered, 'acceptance');
      const [partId] = accepted.contents.filter((id) => id !== goes?.recordId);
      expect(accepted.recordId).to.equal(partId);

      const { items } = await forwarder.get<{ items: Pouch[] }>('/pouches?box=owned');
      const part = await pouchOf(forwarder, items.find(({ recordId }) => recordId === partId)?.id ?? '');
      expect(part).to.deep.include({ title: 'For Singapore' });
      expect(part.documents.map(({ name, latest }) => [name, latest.version])).to.deep.equal([
        ['moved.txt', 2],
      ]);
      expect(part.certificates.map(({ id }) => id)).to.deep.equal([goes?.id]);
      const [document] = part.documents as [Document];
      expect(Buffer.from(await content(forwarder, document)).equals(bytes)).to.equal(true);
      // Who offered it keeps a copy, as of whatever it handed over; who read along with the old pouch does not.
      expect(Buffer.from(await content(exporter, document)).equals(bytes)).to.equal(true);
      expect(await refusal(content(customs, document))).to.equal('404 not_found');
      const rest = await pouchOf(exporter, pouch.id);
      expect(rest.documents.map(({ id }) => id)).to.deep.equal([kept?.id]);
      expect((await pouchOf(customs, pouch.id)).documents.map(({ id }) => id)).to.deep.equal([kept?.id]);
      expect(await refusal(content(customs, moved as Document))).to.equal('404 not_found');
      expect((await stateOf(exporter, stays?.recordId ?? '')).owner.id).to.equal(parties.id('exporter'));

      const told = (await trailOf(exporter, pouch.recordId)).find(({ type }) =>
        type.endsWith('pouch.parted'),
      );
      expect(told?.data).to.deep.include({
        pouch: partId,
        certificates: [goes?.recordId],
        documents: [moved?.id],
      });
      const trail = await trailOf(forwarder, partId ?? '');
      expect(trail[0]?.data).to.deep.include({ partOf: pouch.recordId });
      expect(trail.map(({ type }) => type.replace('org.openpouch.', '')).slice(0, 6)).to.deep.equal([
        ...['pouch.created', 'document.added', 'document.version-added', 'pouch.certificate-added'],
        ...['handover.accepted', 'record.handed-over'],
      ]);
      const views = [await pouchOf(exporter, pouch.id), part] as unknown as {
        parts: { recordId: string }[];
        partOf: { recordId: string } | null;
      }[];
      expect(views[0]?.parts.map(({ recordId }) => recordId)).to.deep.equal([partId]);
      expect(views[1]?.partOf?.recordId).to.equal(pouch.recordId);
      for (const recordId of accepted.contents)
        expect(await onChain(forwarder, recordId)).to.deep.include({ status: 'active', sequence: 1 });

      // The part goes on, and the rest: each by itself.
      await parties.handOver(partId ?? '', forwarder, 'importer');
      await parties.handOver(pouch.recordId, exporter, 'agent');
      expect(Buffer.from(await content(parties.importer, document)).equals(bytes)).to.equal(true);
      expect((await pouchOf(parties.agent, pouch.id)).documents.map(({ id }) => id)).to.deep.equal([
        kept?.id,
      ]);
    });
  });

  it('offers several records at once: all move, or none', async () => {
    const { exporter, forwarder } = parties;
    const [pouch, certificate, alone] = [
      await parties.pouch(),
      await parties.certificate(),
      await parties.certificate(),
    ];
    await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: certificate.id } });
    const offer = (records: string[]) =>
      exporter.post<Handover & { subjects: { id: string }[] }>('/handovers', {
        body: { to: parties.id('forwarder'), records },
      });
    const foreign = await parties.pouch();
    await parties.handOver(foreign.recordId, exporter, 'importer');
    expect(await refusal(offer([alone.recordId, foreign.recordId]))).to.equal('409 not_owner /records/1');
    const offered = await offer([alone.recordId, pouch.recordId]);
    expect(offered.subjects.map(({ id }) => id)).to.deep.equal([alone.id, pouch.id]);
    expect(new Set(offered.contents)).to.deep.equal(
      new Set([alone.recordId, pouch.recordId, certificate.recordId]),
    );
    await answer(forwarder, offered, 'acceptance');
    for (const recordId of offered.contents) {
      expect((await stateOf(forwarder, recordId)).owner.id).to.equal(parties.id('forwarder'));
      expect(await onChain(forwarder, recordId)).to.deep.include({ status: 'active', sequence: 1 });
    }
  });

  it('leaves one owner, the same on the chain, of fifty acceptances, offers and withdrawals at once', async () => {
    const { exporter, forwarder, importer } = parties;
    const { recordId } = await parties.certificate();
    const wish = (to: Party) => ({ body: { to: parties.id(to) } });
    const first = await exporter.post<Handover>(`/records/${recordId}/handovers`, wish('forwarder'));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n): Promise<unknown> => {
        if (n % 5 === 4) return answer(exporter, first, 'withdrawal');
        if (n % 5 === 3) return forwarder.post(`/records/${recordId}/handovers`, wish('importer'));
        return n % 2 === 0
          ? answer(forwarder, first, 'acceptance')
          : exporter.post(`/records/${recordId}/handovers`, wish('importer'));
      }),
    );
    for (const one of outcomes) {
      if (one.status === 'rejected')
        expect(one.reason.code).to.be.oneOf(['wrong_state', 'handover_open', 'not_owner', 'not_found']);
    }
    // Whoever holds it now hands it over for good, so that the chain has been told of the last act.
    const { items } = await importer.get<{ items: Handover[] }>('/handovers?box=incoming&state=offered');
    const open = items.find(({ contents }) => contents.includes(recordId));
    const owner =
      (await stateOf(exporter, recordId)).owner.id === parties.id('exporter') ? exporter : forwarder;
    if (open === undefined) await parties.handOver(recordId, owner, 'importer');
    else await answer(importer, open, 'acceptance');
    const { owner: now, sequence } = await stateOf(importer, recordId);
    expect(now.id).to.equal(parties.id('importer'));
    const moves = (await parties.story(importer, recordId)).filter((type) => type === 'record.handed-over');
    expect(sequence).to.equal(moves.length);
    const keys = (await trailOf(importer, recordId)).filter(({ type }) => type.endsWith('handover.accepted'));
    expect(await onChain(importer, recordId)).to.deep.include({
      ...{ status: 'active', sequence },
      owner: keys.at(-1)?.data?.['owner'],
    });
  });

  it('goes through ten hands: each reads its own time, and the last the whole', async () => {
    const { recordId } = await parties.pouch('Ten owners');
    const chain: Party[] = [
      'forwarder',
      'importer',
      'agent',
      'exporter',
      'importer',
      'forwarder',
      'agent',
      'importer',
      'forwarder',
    ];
    const clients = new Map<Party, ApiClient>(
      (['exporter', 'forwarder', 'importer', 'agent'] as const).map((key) => [key, parties[key]]),
    );
    const of = (party: Party) => clients.get(party) ?? parties.exporter;
    let owner: Party = 'exporter';
    const lastOf = new Map<Party, number>();
    for (const next of chain) {
      await parties.handOver(recordId, of(owner), next);
      lastOf.set(owner, (await trailOf(of(owner), recordId)).length);
      owner = next;
    }
    const whole = await trailOf(of(owner), recordId);
    // Beside what former owners looked at since.
    const acts = whole.filter(({ type }) => !type.endsWith('.viewed'));
    expect(acts).to.have.length(1 + 3 * chain.length);
    for (const [party, length] of lastOf) {
      if (party === owner) continue;
      const seen = await trailOf(of(party), recordId);
      expect(seen, party).to.have.length(length);
      expect(seen.at(-1)?.type).to.equal('org.openpouch.record.handed-over');
    }
    expect(await refusal(parties.handOver(recordId, of('exporter'), 'importer'))).to.equal('409 not_owner');
    expect(await onChain(of(owner), recordId)).to.deep.include({ status: 'active', sequence: chain.length });
  });

  it('puts an offer away that nobody answered, and tells both sides', async () => {
    const { exporter, forwarder } = parties;
    const { recordId } = await parties.pouch();
    const offered = await exporter.post<Handover>(`/records/${recordId}/handovers`, {
      body: { to: parties.id('forwarder') },
    });
    await server.context.database.asSystem((trx) =>
      trx
        .updateTable('handovers')
        .set({ expires_at: new Date(Date.now() - 1000) })
        .where('id', '=', offered.id)
        .execute(),
    );
    expect(await expireOffers(server.context)).to.equal(1);
    expect(await expireOffers(server.context)).to.equal(0);
    expect((await parties.story(exporter, recordId)).at(-1)).to.equal('handover.expired');
    expect(await refusal(forwarder.get(`/records/${recordId}`))).to.equal('404 not_found');
    for (const by of [exporter, forwarder]) {
      await eventually('both are told', async () => {
        const { items } = await by.get<{ items: { type: string; time: string }[] }>('/notices?limit=20');
        return items.some(({ type }) => type === 'org.openpouch.handover.expired');
      });
    }
    expect((await parties.handOver(recordId, exporter, 'forwarder')).state).to.equal('accepted');
  });
});
