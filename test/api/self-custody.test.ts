import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { Digest, type RecordId } from '../../core/ids.ts';
import { handoverDigest, registryDomain, type Handover as TypedHandover } from '../../core/typed-data.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { enrolOwnKeys, type OwnKeys, type Preparation } from '../../scripts/client/own-keys.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Certificate,
  type Handover,
  openShipment,
  type Pouch,
  type RecordState,
  refusal,
  type Shipment,
} from './support/shipment.ts';

interface Custody {
  readonly selfCustody: boolean;
  readonly recordsInCustody: number;
  readonly holders: readonly {
    readonly id: string;
    readonly state: string;
    readonly ready: number;
    readonly records: number;
  }[];
}

/** Parties that keep their keys: every signature of theirs is made by node:crypto in scripts/client/own-keys.ts. */
describe('self-custody', function () {
  this.timeout(180_000);
  let server: TestServer;
  let parties: Shipment;
  let early: Certificate;
  let exporter: OwnKeys;
  const signed: string[] = [];

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    early = await parties.certificate();
    const mine = { organisationId: server.idOf('exporter'), name: 'The ERP', owners: 6 };
    exporter = await enrolOwnKeys(await server.client('exporter'), mine, ({ content }) => {
      signed.push(String(content['type'] ?? content['primaryType']).replace('org.openpouch.', ''));
    });
  });
  after(() => server?.close());
  beforeEach(() => signed.splice(0));

  const custodyOf = (client: ApiClient) => client.get<Custody>('/key-holders');
  const pouchBody = () => ({ body: { title: 'Kept keys', cover: {} } });
  const sealed = (by: ApiClient, recordId: string) =>
    eventually('the act is final', async () => {
      const { act } = await by.get<RecordState>(`/records/${recordId}`);
      return act?.state === 'final';
    });
  async function onChain(recordId: string) {
    const { chain, deployment } = server.context;
    const id = recordId as RecordId;
    const { latest } = await chain.read(deployment, { anchors: [], accreditations: [], states: [id] });
    return latest.states.get(id);
  }
  /** The preparation of a request that is sent and not signed. */
  async function prepared(path: string, sent: Parameters<ApiClient['raw']>[2]) {
    const answer = await parties.exporter.raw('POST', path, sent);
    expect(answer.status).to.equal(409);
    const { code, preparation } = (await answer.json()) as { code: string; preparation: Preparation };
    expect(code).to.equal('signatures_needed');
    return preparation;
  }

  it('keeps the private half from the server, and says what is still in custody', async () => {
    const { rows } = await server.context.database.asSystem(async (trx) => ({
      rows: await trx
        .selectFrom('organisation_keys')
        .select(['purpose', 'sealed_private'])
        .where('organisation_id', '=', server.idOf('exporter'))
        .where('holder_id', 'is not', null)
        .execute(),
    }));
    expect(rows).to.have.length(7);
    for (const row of rows) expect(row.sealed_private).to.equal(null);
    const custody = await custodyOf(parties.exporter);
    expect(custody).to.deep.include({ selfCustody: true });
    expect(custody.recordsInCustody).to.be.at.least(1);
    expect(custody.holders[0]).to.deep.include({ state: 'confirmed', ready: 6, records: 0 });
  });

  it('does nothing until it is signed, and then exactly that, once', async () => {
    const before = await parties.exporter.get<{ items: unknown[] }>('/pouches');
    const idempotencyKey = randomUUID();
    const one = await prepared('/pouches', { ...pouchBody(), idempotencyKey });
    expect(one.statements).to.have.length(1);
    expect(await parties.exporter.get('/pouches')).to.deep.equal(before);
    // A signature over something else, and none at all.
    const submit = (signatures: object[]) =>
      parties.exporter.raw('POST', `/signing-preparations/${one.id}/signatures`, { body: { signatures } });
    const [statement] = one.statements;
    const wrong = Buffer.alloc(64, 1).toString('base64url');
    for (const signatures of [[], [{ id: statement?.id, signature: wrong }], [{ id: 'x', signature: wrong }]])
      expect((await submit(signatures)).status).to.equal(400);
    expect(await parties.exporter.get('/pouches')).to.deep.equal(before);

    const pouch = await exporter.send<Pouch>('POST', '/pouches', { ...pouchBody(), idempotencyKey });
    expect(signed).to.deep.equal(['pouch.created']);
    expect(await parties.exporter.get<Pouch>(`/pouches/${pouch.id}`)).to.deep.include({ title: 'Kept keys' });
    const again = await parties.exporter.raw('POST', '/pouches', { ...pouchBody(), idempotencyKey });
    expect([again.status, again.headers.get('idempotency-replayed')]).to.deep.equal([201, 'true']);
  });

  it('shares, adds a certificate and files, all signed by its own key', async () => {
    const pouch = await exporter.send<Pouch>('POST', '/pouches', pouchBody());
    await exporter.send('POST', `/pouches/${pouch.id}/certificates`, { body: { certificateId: early.id } });
    const share = { organisationId: server.idOf('forwarder'), rights: ['view', 'download'] };
    await exporter.send('POST', `/records/${pouch.recordId}/shares`, { body: share });
    const bytes = Buffer.from('%PDF-1.7 kept');
    const upload = await exporter.send<{ id: string }>('POST', `/pouches/${pouch.id}/uploads`, {
      body: { name: 'a.pdf', type: '380', size: bytes.length, mediaType: 'application/pdf' },
    });
    const headers = { 'upload-offset': '0' };
    const part = { bytes, mediaType: 'application/octet-stream', headers };
    expect((await parties.exporter.raw('PATCH', `/uploads/${upload.id}`, part)).status).to.equal(200);
    const added = await exporter.send<{ id: string }>('POST', `/uploads/${upload.id}/completion`);
    expect(await parties.forwarder.bytes(`/documents/${added.id}/versions/1/content`)).to.deep.equal(bytes);
    expect(signed).to.include.members(['share.granted', 'pouch.certificate-added', 'document.added']);
    // In one piece there is no second time to send it.
    const whole = { bytes, mediaType: 'application/pdf' };
    const refused = await parties.exporter.raw(
      'POST',
      `/pouches/${pouch.id}/documents?name=b.pdf&type=380`,
      whole,
    );
    expect([refused.status, ((await refused.json()) as { code: string }).code]).to.deep.equal([
      409,
      'signature_needed',
    ]);
  });

  it('hands over last: the recipient has signed, the record waits for the owner, the chain has both', async () => {
    const pouch = await exporter.send<Pouch>('POST', '/pouches', pouchBody());
    const offered = await exporter.send<Handover>('POST', `/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('forwarder') },
    });
    const agreed = await parties.forwarder.post<Handover>(`/handovers/${offered.id}/acceptance`);
    expect(agreed.state).to.equal('agreed');
    expect((await parties.exporter.get<RecordState>(`/records/${pouch.recordId}`)).owner.id).to.equal(
      server.idOf('exporter'),
    );
    signed.splice(0);
    const done = await exporter.send<Handover>('POST', `/handovers/${offered.id}/signature`);
    expect(signed).to.deep.equal(['Handover', 'record.handed-over']);
    expect(done.state).to.equal('accepted');
    await sealed(parties.forwarder, pouch.recordId);
    expect(await onChain(pouch.recordId)).to.deep.include({ sequence: 1, status: 'active' });
  });

  it('accepts with a key of its own, which the other side is told and the chain shows', async () => {
    const pouch = await parties.forwarder.post<Pouch>('/pouches', pouchBody());
    const offered = await parties.forwarder.post<Handover>(`/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('exporter') },
    });
    const accepted = await exporter.send<Handover>('POST', `/handovers/${offered.id}/acceptance`);
    expect(accepted.state).to.equal('accepted');
    expect(signed).to.deep.equal(['handover.accepted', 'Handover']);
    await sealed(parties.exporter, pouch.recordId);
    expect(await onChain(pouch.recordId)).to.deep.include({ sequence: 1, status: 'active' });
  });

  it('shows the digest of what it says, so that a client can look', async () => {
    const offered = await exporter.send<Handover>('POST', `/records/${early.recordId}/handovers`, {
      body: { to: server.idOf('agent') },
    });
    const agent = await server.client('agent');
    await agent.post(`/handovers/${offered.id}/acceptance`);
    const { statements } = await prepared(`/handovers/${offered.id}/signature`, {});
    // Its owner key is from before, in custody: what is asked for is the event, with that signature in it.
    expect(statements.map(({ purpose }) => purpose)).to.deep.equal(['identity']);
    await exporter.send('POST', `/handovers/${offered.id}/withdrawal`);

    const closing = await prepared(`/records/${early.recordId}/closure`, { body: { reason: 'surrendered' } });
    expect(closing.statements[0]?.content).to.deep.include({ type: 'org.openpouch.record.closed' });
    const { chainId, contracts } = server.context.deployment;
    const domain = registryDomain(chainId, contracts.recordRegistry);
    const pouch = await exporter.send<Pouch>('POST', '/pouches', pouchBody());
    const second = await exporter.send<Handover>('POST', `/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('agent') },
    });
    await agent.post(`/handovers/${second.id}/acceptance`);
    const [statement] = (await prepared(`/handovers/${second.id}/signature`, {})).statements;
    if (statement === undefined) throw new Error('Nothing is to be signed.');
    const { message } = statement.content as unknown as { message: TypedHandover };
    const digest = Buffer.from(Digest.bytes(handoverDigest(domain, message))).toString('base64url');
    expect([statement.purpose, statement.bytes]).to.deep.equal(['owner', digest]);
  });

  it('takes a record out of custody: on a fresh key of its own, by handing it over to itself', async () => {
    const before = await custodyOf(parties.exporter);
    await exporter.send('POST', `/records/${early.recordId}/key-renewal`);
    expect(signed).to.deep.equal(['Handover', 'record.key-renewed']);
    const after = await custodyOf(parties.exporter);
    expect(after.recordsInCustody).to.equal(before.recordsInCustody - 1);
    expect(after.holders[0]?.records).to.equal((before.holders[0]?.records ?? 0) + 1);
    await sealed(parties.exporter, early.recordId);
    expect(await onChain(early.recordId)).to.deep.include({ sequence: 1, status: 'active' });
    const body = { reason: 'surrendered' };
    await exporter.send('POST', `/records/${early.recordId}/closure`, { body });
    await sealed(parties.exporter, early.recordId);
    expect(await onChain(early.recordId)).to.deep.include({ status: 'closed' });
  });

  it('refuses what was signed for another state of things', async () => {
    const pouch = await exporter.send<Pouch>('POST', '/pouches', pouchBody());
    const path = `/records/${pouch.recordId}/closure`;
    const closing = await prepared(path, { body: { reason: 'surrendered' } });
    const share = { organisationId: server.idOf('forwarder'), rights: ['view'] };
    await exporter.send('POST', `/records/${pouch.recordId}/shares`, { body: share });
    const signatures = closing.statements.map((statement) => exporter.sign(statement));
    const submit = `/signing-preparations/${closing.id}/signatures`;
    expect(await refusal(parties.exporter.post(submit, { body: { signatures } }))).to.equal(
      '409 signed_otherwise',
    );
    const { status } = await parties.exporter.get<RecordState>(`/records/${pouch.recordId}`);
    expect(status).to.equal('active');
  });

  it('is its own alone: another person and another organisation do not find the preparation', async () => {
    const one = await prepared('/pouches', pouchBody());
    const body = { signatures: [] };
    expect(
      await refusal(parties.forwarder.post(`/signing-preparations/${one.id}/signatures`, { body })),
    ).to.equal('404 not_found');
    expect(await refusal(parties.forwarder.get(`/signing-preparations/${one.id}`))).to.equal('404 not_found');
    await parties.exporter.delete(`/signing-preparations/${one.id}`);
    expect(await refusal(parties.exporter.get(`/signing-preparations/${one.id}`))).to.equal('404 not_found');
  });

  /** A pouch of the exporter's with a document and a certificate in it, and what of it goes. */
  async function partedPouch() {
    const certificate = await parties.certificate();
    const pouch = await exporter.send<Pouch>('POST', '/pouches', pouchBody());
    await exporter.send('POST', `/pouches/${pouch.id}/certificates`, {
      body: { certificateId: certificate.id },
    });
    const bytes = Buffer.from('%PDF-1.7 goes');
    const file = { name: 'goes.pdf', type: '380', size: bytes.length, mediaType: 'application/pdf' };
    const { id } = await exporter.send<{ id: string }>('POST', `/pouches/${pouch.id}/uploads`, {
      body: file,
    });
    const mediaType = 'application/octet-stream';
    await parties.exporter.raw('PATCH', `/uploads/${id}`, {
      ...{ bytes, mediaType, headers: { 'upload-offset': '0' } },
    });
    const document = await exporter.send<{ id: string }>('POST', `/uploads/${id}/completion`);
    const part = { title: 'A part', documents: [document.id], certificates: [certificate.id] };
    return { pouch, certificate, part };
  }

  it('hands over a part of a pouch: the recipient accepts, and the pouch of it is made when the owner signs', async () => {
    const { forwarder } = parties;
    const { pouch, certificate, part } = await partedPouch();
    const offered = await exporter.send<Handover>('POST', `/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('forwarder'), part },
    });
    const agreed = await forwarder.post<Handover>(`/handovers/${offered.id}/acceptance`);
    expect([agreed.state, agreed.contents]).to.deep.equal(['agreed', [certificate.recordId]]);
    // Nothing has moved, and what was accepted can still be withdrawn.
    expect((await parties.exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.have.length(1);
    signed.splice(0);
    const done = await exporter.send<Handover>('POST', `/handovers/${offered.id}/signature`);
    expect(done.state).to.equal('accepted');
    expect(signed).to.have.members([
      ...['pouch.created', 'document.added', 'pouch.certificate-added', 'certificate.added-to-pouch'],
      ...['pouch.parted', 'HandoverGroup', 'record.handed-over', 'record.handed-over'],
    ]);
    const [made = ''] = done.contents.filter((one) => one !== certificate.recordId);
    expect(done.recordId).to.equal(made);
    for (const recordId of done.contents) {
      expect((await forwarder.get<RecordState>(`/records/${recordId}`)).owner.id).to.equal(
        server.idOf('forwarder'),
      );
      await sealed(forwarder, recordId);
      expect(await onChain(recordId)).to.deep.include({ sequence: 1, status: 'active' });
    }
    expect((await parties.exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.have.length(0);
  });

  it('takes a part of another’s pouch with a key of its own', async () => {
    const { forwarder } = parties;
    const pouch = await forwarder.post<Pouch>('/pouches', pouchBody());
    const { id } = await parties.upload(forwarder, pouch.id, Buffer.from('comes'), 'comes.txt');
    const offered = await forwarder.post<Handover>(`/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('exporter'), part: { title: 'A part', documents: [id] } },
    });
    const accepted = await exporter.send<Handover>('POST', `/handovers/${offered.id}/acceptance`);
    expect(accepted.state).to.equal('accepted');
    expect(signed).to.deep.equal(['handover.accepted', 'Handover']);
    await sealed(parties.exporter, accepted.recordId);
    expect(await onChain(accepted.recordId)).to.deep.include({ sequence: 1, status: 'active' });
  });

  it('hands a part to a party that keeps its keys too: the pouch of it is made, and then both sign for that', async () => {
    const mine = { organisationId: server.idOf('importer'), name: 'Their ERP', owners: 3 };
    const said: string[] = [];
    const importer = await enrolOwnKeys(parties.importer, mine, ({ content }) => {
      said.push(String(content['type'] ?? content['primaryType']).replace('org.openpouch.', ''));
    });
    const { pouch, certificate, part } = await partedPouch();
    const offered = await exporter.send<Handover>('POST', `/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('importer'), part },
    });
    const path = `/handovers/${offered.id}`;
    const wanted = await importer.send<Handover>('POST', `${path}/acceptance`);
    expect([wanted.state, said]).to.deep.equal(['agreed', ['handover.accepted']]);
    // What is agreed of a part keeps its pouch from being offered to others.
    const another = parties.exporter.post(`/records/${pouch.recordId}/handovers`, {
      body: { to: server.idOf('forwarder') },
    });
    expect(await refusal(another)).to.equal('409 handover_open');
    signed.splice(0);
    const made = await exporter.send<Handover>('POST', `${path}/signature`);
    expect(made).to.deep.include({ state: 'offered', part: null });
    expect(made.contents).to.have.members([made.recordId, certificate.recordId]);
    expect(signed).to.include.members(['pouch.created', 'pouch.parted', 'handover.offered']);
    expect(signed).to.not.include.members(['HandoverGroup']);
    const ownerOf = async (recordId: string) =>
      (await parties.importer.get<RecordState>(`/records/${recordId}`)).owner.id;
    // The recipient sees what it is offered, and no more.
    expect(await ownerOf(made.recordId)).to.equal(server.idOf('exporter'));
    expect(await refusal(parties.importer.get(`/records/${pouch.recordId}`))).to.equal('404 not_found');
    said.splice(0);
    expect((await importer.send<Handover>('POST', `${path}/acceptance`)).state).to.equal('agreed');
    expect(said).to.have.members([
      'handover.accepted',
      'handover.accepted',
      'HandoverGroup',
      'HandoverGroup',
    ]);
    signed.splice(0);
    expect((await exporter.send<Handover>('POST', `${path}/signature`)).state).to.equal('accepted');
    expect(new Set(signed)).to.deep.equal(new Set(['HandoverGroup', 'record.handed-over']));
    for (const recordId of made.contents) {
      expect(await ownerOf(recordId)).to.equal(server.idOf('importer'));
      await sealed(parties.importer, recordId);
      expect(await onChain(recordId)).to.deep.include({ sequence: 1, status: 'active' });
    }
    // Each of the two acceptances is told to the owner.
    await eventually('both are told', async () => {
      type Told = { type: string; about: { recordId: string } | null };
      const { items } = await parties.exporter.get<{ items: Told[] }>('/notices?kind=handover');
      const ours = [pouch.recordId, made.recordId];
      const accepted = items.filter(({ type }) => type === 'org.openpouch.handover.accepted');
      return accepted.filter(({ about }) => ours.includes(about?.recordId ?? '')).length === 2;
    });
    await parties.importer.delete(`/key-holders/${importer.holderId}`);
  });

  it('proves that it is in control with keys that the server does not have', async () => {
    const pouch = await exporter.send<Pouch>('POST', '/pouches', pouchBody());
    await server.anchoring.flush();
    signed.splice(0);
    const stated = await exporter.send<{ proof: object }>(
      ...([
        'POST',
        `/records/${pouch.recordId}/control-statements`,
        { body: { purpose: 'A loan' } },
      ] as const),
    );
    expect(signed).to.have.length(3).and.to.include('record.control-stated');
    const { outcome, statement } = await server.anyone.post<{ outcome: string; statement: string }>(
      '/verification/bundles',
      { body: { bundle: stated.proof } },
    );
    expect(outcome, statement).to.equal('valid');
    expect(statement).to.include('A loan');
  });

  it('goes back to custody with its last holder; the records on its keys stay on them', async () => {
    await parties.exporter.delete(`/key-holders/${exporter.holderId}`);
    const pouch = await parties.exporter.post<Pouch>('/pouches', pouchBody());
    expect(pouch.recordId).to.be.a('string');
    const custody = await custodyOf(parties.exporter);
    expect(custody.selfCustody).to.equal(false);
    expect(custody.holders[0]).to.deep.include({ state: 'ended', ready: 0 });
    expect(custody.holders[0]?.records).to.be.greaterThan(0);
  });
});
