import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { fsck } from '../../scripts/fsck/fsck.ts';
import { openSource } from '../../scripts/fsck/source.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { PASSWORD } from './support/members.ts';
import {
  openShipment,
  type Pouch,
  type RecordState,
  refusal,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';
import { countFiles, rowsThatSay } from './support/what-is-left.ts';

interface Retention {
  readonly kept: { until: string; law: { code: string } | null } | null;
  readonly kinds: readonly { type: string; count: number; kept: { until: string } | null }[];
  readonly holds: readonly { id: string; reason: string | null; setBy: string | null }[];
  readonly erasure: { state: string; dueAt: string | null; askedBy: string | null } | null;
  readonly erasedAt: string | null;
  readonly may: { hold: boolean; erase: boolean };
  readonly receipts: readonly string[];
}

describe('retention, holds and erasure', () => {
  let server: TestServer;
  let parties: Shipment;
  let owner: pg.Client;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    owner = new pg.Client({ connectionString: server.databaseUrl });
    await owner.connect();
  });
  after(async () => {
    await owner?.end();
    await server?.close();
  });

  const bytesOf = (recordId: string): Buffer => Buffer.from(recordId.slice(2), 'hex');
  const retentionOf = (by: ApiClient, recordId: string) =>
    by.get<Retention>(`/records/${recordId}/retention`);

  /** Everything of the record was recorded eleven years ago. */
  async function age(recordId: string): Promise<void> {
    const long = `now() - interval '11 years'`;
    const id = [bytesOf(recordId)];
    await owner.query(`UPDATE records SET created_at = ${long} WHERE record_id = $1`, id);
    await owner.query(
      `UPDATE records SET ended_at = ${long} WHERE record_id = $1 AND ended_at IS NOT NULL`,
      id,
    );
    await owner.query(`UPDATE document_versions SET created_at = ${long} WHERE record_id = $1`, id);
  }
  const comeDue = (recordId: string) =>
    owner.query(`UPDATE erasures SET due_at = now(), next_at = now() WHERE record_id = $1`, [
      bytesOf(recordId),
    ]);

  /** A pouch with a document, shared with customs, which downloaded it. */
  async function pouchOfMany(secret = 'Kakaobohnen'): Promise<Pouch> {
    const pouch = await parties.pouch(secret);
    await parties.upload(parties.exporter, pouch.id, Buffer.from(`%PDF-1.7 ${secret}`), `${secret}.pdf`);
    await parties.exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: parties.id('customsSingapore'), rights: ['view', 'download'] },
    });
    const [document] = (await parties.customs.get<Pouch>(`/pouches/${pouch.id}`)).documents;
    await parties.customs.bytes(`/documents/${document?.id}/versions/1/content`);
    return pouch;
  }

  const rowsWith = (text: string) => rowsThatSay(owner, text);
  const blocks = (): number => countFiles(join(server.dataDir, 'blocks'));

  describe('terms', () => {
    it('keeps a pouch and a certificate as long as the law of its parties says, by type of document', async () => {
      const pouch = await pouchOfMany();
      const year = new Date().getUTCFullYear();
      const kept = await retentionOf(parties.exporter, pouch.recordId);
      expect(kept.kept).to.deep.include({ until: `${year + 10}-12-31`, years: 10, own: null });
      expect(kept.kept?.law?.code).to.equal('belgium_vat');
      expect(kept.kinds.map(({ type, count }) => [type, count])).to.deep.equal([['380', 1]]);
      const certificate = await parties.certificate();
      expect((await retentionOf(parties.chamber, certificate.recordId)).kept?.until).to.equal(
        `${year + 10}-12-31`,
      );
    });

    it('takes the longer of an own term', async () => {
      const settings = {
        fourEyes: false,
        waitingDays: 14,
        automatic: false,
        terms: [{ type: '271', years: 30 }],
      };
      await parties.forwarder.put('/retention/settings', { body: settings });
      const pouch = await parties.forwarder.post<Pouch>('/pouches', { body: { title: 'Tiles', cover: {} } });
      const until = async () => (await retentionOf(parties.forwarder, pouch.recordId)).kept?.until;
      const before = await until();
      await parties.forwarder.post(
        `/pouches/${pouch.id}/documents?${new URLSearchParams({ name: 'a', type: '271' })}`,
        {
          ...{ bytes: Buffer.from('list'), mediaType: 'text/plain' },
        },
      );
      expect(await until()).to.equal(`${new Date().getUTCFullYear() + 30}-12-31`);
      expect(before).to.not.equal(await until());
      const { settings: found } = await parties.forwarder.get<{ settings: unknown }>('/retention');
      expect(found).to.deep.equal(settings);
    });

    it('refuses an erasure before its time, with the date and the reason', async () => {
      const pouch = await parties.pouch();
      const erasing = parties.exporter.post(`/records/${pouch.recordId}/erasure`);
      const problem = await erasing.then(
        () => undefined,
        (error: { document?: { parameters: Record<string, string> }; message: string }) => error,
      );
      expect(await refusal(erasing)).to.equal('409 kept');
      expect(problem?.message)
        .to.include(`${new Date().getUTCFullYear() + 10}-12-31`)
        .and.include('VAT Code');
    });
  });

  describe('a hold', () => {
    it('is set by whom the record concerns, read by them and the owner, and keeps everything', async () => {
      const pouch = await pouchOfMany();
      await age(pouch.recordId);
      const hold = await parties.customs.post<Retention>(`/records/${pouch.recordId}/holds`, {
        body: { reason: 'Case 2026/77' },
      });
      expect(hold.receipts).to.have.lengthOf(1);
      expect(hold.holds[0]).to.deep.include({ reason: 'Case 2026/77' });
      expect((await retentionOf(parties.exporter, pouch.recordId)).holds[0]).to.deep.include({
        ...{ reason: 'Case 2026/77', setBy: null },
      });
      expect(await refusal(parties.exporter.post(`/records/${pouch.recordId}/erasure`))).to.equal(
        '409 on_hold',
      );
      const id = hold.holds[0]?.id;
      expect(await refusal(parties.exporter.delete(`/records/${pouch.recordId}/holds/${id}`))).to.equal(
        '404 not_found',
      );
      expect(
        await refusal(
          parties.customs.post(`/records/${pouch.recordId}/holds`, { body: { reason: 'again' } }),
        ),
      ).to.equal('409 already_exists');
      await parties.customs.delete(`/records/${pouch.recordId}/holds/${id}`);
      expect((await retentionOf(parties.customs, pouch.recordId)).holds).to.deep.equal([]);
      expect(await parties.story(parties.exporter, pouch.recordId)).to.include.members([
        'record.held',
        'record.hold-lifted',
      ]);
    });

    it('stops an erasure that is announced, until it is lifted', async () => {
      const pouch = await parties.pouch();
      await age(pouch.recordId);
      await parties.exporter.post(`/records/${pouch.recordId}/erasure`);
      const { holds } = await parties.exporter.post<Retention>(`/records/${pouch.recordId}/holds`, {
        body: { reason: 'An audit' },
      });
      await comeDue(pouch.recordId);
      expect(await server.eraser.run()).to.equal(0);
      await parties.exporter.delete(`/records/${pouch.recordId}/holds/${holds[0]?.id}`);
      expect(await server.eraser.run()).to.equal(1);
    });

    it('is not for whoever was only shown the record, nor for strangers', async () => {
      const pouch = await parties.pouch();
      await parties.exporter.post(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: parties.id('importer'), rights: ['view'] },
      });
      const hold = (by: ApiClient) => by.post(`/records/${pouch.recordId}/holds`, { body: { reason: 'no' } });
      expect(await refusal(hold(parties.importer))).to.equal('403 forbidden');
      expect(await refusal(hold(parties.agent))).to.equal('404 not_found');
    });
  });

  describe('an erasure', () => {
    it('destroys all of a pouch: only skeletons stay, and they verify', async () => {
      const secret = 'fuer Frau Geheim';
      const pouch = await pouchOfMany(secret);
      await age(pouch.recordId);
      const asked = await parties.exporter.post<Retention>(`/records/${pouch.recordId}/erasure`);
      expect(asked.erasure?.state).to.equal('waiting');
      const days = (Date.parse(asked.erasure?.dueAt ?? '') - Date.now()) / 86_400_000;
      expect(days).to.be.closeTo(14, 0.1);
      const seen = await retentionOf(parties.customs, pouch.recordId);
      expect(seen.erasure).to.deep.include({ state: 'waiting', askedBy: null });
      await server.anchoring.flush();
      expect(await server.eraser.run()).to.equal(0);
      const trail = async (by: ApiClient) =>
        (await by.get<{ items: TrailEvent[] }>(`/records/${pouch.recordId}/trail`)).items;
      const before = await trail(parties.exporter);
      const files = blocks();
      expect(await rowsWith(secret)).to.have.any.keys('pouches', 'documents');
      const { rows: documents } = await owner.query<{ id: string }>(
        'SELECT id::text FROM documents WHERE record_id = $1',
        [bytesOf(pouch.recordId)],
      );

      const lookUp = async () => {
        const sent = { bytes: Buffer.from(`%PDF-1.7 ${secret}`), mediaType: 'application/pdf' };
        return (await server.anyone.post<{ recorded: unknown }>('/verification/files', sent)).recorded;
      };
      expect(await lookUp()).to.not.equal(null);
      await comeDue(pouch.recordId);
      expect(await server.eraser.run()).to.equal(1);

      expect(await lookUp()).to.equal(null);
      for (const id of [secret, pouch.id, documents[0]?.id ?? ''])
        expect(await rowsWith(id), id).to.deep.equal({});
      expect(blocks()).to.be.lessThan(files);
      const { rows: left } = await owner.query(`SELECT FROM erased_files`);
      expect(left).to.deep.equal([]);
      expect((await retentionOf(parties.exporter, pouch.recordId)).erasure?.state).to.equal('erased');

      await server.anchoring.flush();
      const after = await trail(parties.customs);
      expect(after).to.have.lengthOf(before.length + 1);
      for (const [index, event] of after.slice(0, -1).entries()) {
        expect(event.proof).to.deep.equal({ ...before[index]?.proof, body: null });
        expect(event).to.deep.include({ type: 'org.openpouch.erased', data: null });
        expect(event.actor).to.deep.equal({ name: '', organisation: null });
      }
      expect(after.at(-1)?.type).to.equal('org.openpouch.record.erased');
      const record = await parties.exporter.get<RecordState & { subject: null; erasedAt: string }>(
        `/records/${pouch.recordId}`,
      );
      expect(record.subject).to.equal(null);
      expect(record.erasedAt).to.be.a('string');
      expect(await refusal(parties.exporter.get(`/pouches/${pouch.id}`))).to.equal('404 not_found');
      for (const path of ['/pouches', '/activity', '/home', '/notices'])
        expect(JSON.stringify(await parties.customs.get(path)), path).to.not.include(pouch.id);
    });

    it('destroys a certificate with its evidence, its prints and what was written about it', async () => {
      const certificate = await parties.certificate();
      await parties.exporter.post(`/certificates/${certificate.id}/renditions`);
      const other = await parties.pouch('It lies in here');
      await parties.exporter.post(`/pouches/${other.id}/certificates`, {
        body: { certificateId: certificate.id },
      });
      const proof = await parties.exporter.get(`/records/${certificate.recordId}/proof`);
      await age(certificate.recordId);
      await parties.exporter.post(`/records/${certificate.recordId}/erasure`);
      await comeDue(certificate.recordId);
      await server.anchoring.flush();
      expect(await server.eraser.run()).to.equal(1);
      const left = await rowsWith(certificate.number);
      // The pouch that it lay in says that it was put there, until it is erased itself.
      expect(Object.keys(left)).to.have.members([]);
      expect(await rowsWith(certificate.id)).to.deep.equal({});
      expect((await parties.exporter.get<Pouch>(`/pouches/${other.id}`)).certificates).to.deep.equal([]);
      // What somebody kept goes on proving what it proves; what nobody kept is gone.
      const verdict = (bundle: unknown) =>
        server.anyone.post<{ outcome: string; statement: string }>('/verification/bundles', {
          body: { bundle },
        });
      expect((await verdict(proof)).outcome).to.equal('valid');
      const now = await parties.exporter.get(`/records/${certificate.recordId}/proof`);
      expect((await verdict(now)).outcome).to.equal('indeterminate');
    });

    it('leaves nothing that can be done with the record', async () => {
      const pouch = await parties.pouch();
      await age(pouch.recordId);
      await parties.exporter.post(`/records/${pouch.recordId}/erasure`);
      await comeDue(pouch.recordId);
      await server.eraser.run();
      const to = parties.id('forwarder');
      const acts = {
        shares: { organisationId: to, rights: ['view'] },
        handovers: { to },
        closure: { reason: 'surrendered' },
        holds: { reason: 'too late' },
        erasure: undefined,
        verifications: undefined,
      };
      for (const [act, body] of Object.entries(acts))
        expect(
          await refusal(parties.exporter.post(`/records/${pouch.recordId}/${act}`, body && { body })),
          act,
        ).to.match(/^409 (wrong_state|already_exists)/);
    });

    it('waits for a second person where the owner wants four eyes', async () => {
      const body = { fourEyes: true, waitingDays: 7, automatic: false, terms: [] };
      await parties.importer.put('/retention/settings', { body });
      const pouch = await parties.importer.post<Pouch>('/pouches', { body: { title: 'Two', cover: {} } });
      await age(pouch.recordId);
      const address = `/records/${pouch.recordId}/erasure`;
      const asked = await parties.importer.post<Retention>(address);
      expect(asked).to.deep.include({ receipts: [] });
      expect(asked.erasure).to.deep.include({ state: 'asked', dueAt: null });
      expect(await refusal(parties.importer.post(`${address}/approval`))).to.equal(
        '409 second_person_needed',
      );
      const second = await anotherAdministrator('importer');
      const approved = await second.post<Retention>(`${address}/approval`);
      expect(approved.erasure?.state).to.equal('waiting');
      await second.delete(address);
      expect((await retentionOf(second, pouch.recordId)).erasure).to.equal(null);
      expect(await server.eraser.run()).to.equal(0);
    });

    it('begins by itself, where the owner wants it, with what has ended and is due', async () => {
      const due = await parties.agent.post<Pouch>('/pouches', { body: { title: 'Due', cover: {} } });
      const open = await parties.agent.post<Pouch>('/pouches', { body: { title: 'Open', cover: {} } });
      await parties.agent.post(`/records/${due.recordId}/closure`, { body: { reason: 'surrendered' } });
      for (const { recordId } of [due, open]) await age(recordId);
      const body = { fourEyes: false, waitingDays: 7, automatic: true, terms: [{ type: '*', years: 3 }] };
      await parties.agent.put('/retention/settings', { body });
      await server.eraser.run();
      expect((await retentionOf(parties.agent, due.recordId)).erasure).to.deep.include({
        ...{ state: 'waiting', askedBy: null },
      });
      expect((await retentionOf(parties.agent, open.recordId)).erasure).to.equal(null);
      const list = await parties.agent.get<{ items: { recordId: string }[] }>('/archive?view=erasing');
      expect(list.items.map(({ recordId }) => recordId)).to.deep.equal([due.recordId]);
      const ended = await parties.agent.get<{ items: { recordId: string }[] }>('/archive');
      expect(ended.items.map(({ recordId }) => recordId)).to.deep.equal([due.recordId]);
    });

    it('is nobody else’s to ask for, and falls with a new owner', async () => {
      const pouch = await parties.pouch();
      await age(pouch.recordId);
      await parties.exporter.post(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: parties.id('forwarder'), rights: ['view', 'download'] },
      });
      const ask = (by: ApiClient) => by.post(`/records/${pouch.recordId}/erasure`);
      expect(await refusal(ask(parties.forwarder))).to.equal('409 not_owner');
      expect(await refusal(ask(parties.importer))).to.equal('404 not_found');
      await ask(parties.exporter);
      await parties.handOver(pouch.recordId, parties.exporter, 'forwarder');
      await comeDue(pouch.recordId);
      expect(await server.eraser.run()).to.equal(0);
      expect((await retentionOf(parties.forwarder, pouch.recordId)).erasure).to.equal(null);
    });

    it('goes on where a process ended between the database and the files', async () => {
      const pouch = await pouchOfMany();
      await age(pouch.recordId);
      await parties.exporter.post(`/records/${pouch.recordId}/erasure`);
      await comeDue(pouch.recordId);
      const { content } = server.context;
      const { remove } = content;
      const files = blocks();
      Object.assign(content, { remove: () => Promise.reject(new Error('the process ends here')) });
      await server.eraser.run().then(
        () => expect.fail('it went on'),
        () => undefined,
      );
      Object.assign(content, { remove });
      const retention = await retentionOf(parties.exporter, pouch.recordId);
      expect(retention.erasure?.state).to.equal('erasing');
      expect(retention.erasedAt).to.be.a('string');
      expect(blocks()).to.equal(files);
      await server.eraser.run();
      expect((await retentionOf(parties.exporter, pouch.recordId)).erasure?.state).to.equal('erased');
      expect(blocks()).to.be.lessThan(files);
    });
  });

  // Last: a suite's own tests run before those of the suites in it.
  describe('fsck afterwards', () => {
    it('leaves a database in which fsck finds nothing but erased events', async () => {
      await server.anchoring.flush();
      const source = await openSource(server.databaseUrl);
      try {
        const { deployment, content } = server.context;
        const result = await fsck({ source, deployment, rpcUrl: server.rpcUrl, content, signatures: true });
        expect(result.findings).to.deep.equal([]);
        expect(result.erased).to.be.greaterThan(5);
      } finally {
        await source.close();
      }
    });
  });

  async function anotherAdministrator(party: 'importer'): Promise<ApiClient> {
    const person = {
      name: 'Second',
      email: `second@${party}.example`,
      password: PASSWORD,
      administrator: true,
    };
    await parties[party].post('/users', { body: person });
    return signIn(server.url, person.email, PASSWORD);
  }
});
