import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { NO_PREVIOUS, recordEntryHash } from '../../core/entry.ts';
import { bodyCommitment, verifyEvent } from '../../core/event.ts';
import type { BatchRoot, Commitment, EntryHash, NodeHash, RecordId, Salt } from '../../core/ids.ts';
import { verifyPath } from '../../core/merkle.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import {
  type Document,
  openShipment,
  type Pouch,
  type RecordState,
  refusal,
  type Shipment,
  type TrailEvent,
} from './support/shipment.ts';

describe('audit', () => {
  let server: TestServer;
  let parties: Shipment;
  let pouch: Pouch;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    pouch = await parties.pouch();
    const document = await parties.upload(parties.exporter, pouch.id, randomBytes(10));
    // 50 events: made, added, 48 versions.
    for (let n = 0; n < 48; n++) {
      await parties.exporter.post<Document>(`/documents/${document.id}/versions`, {
        headers: { 'if-match': '*' },
        bytes: randomBytes(10),
        mediaType: 'text/plain',
      });
    }
    await eventually('the trail is sealed', async () => {
      const { sealing } = await parties.exporter.get<RecordState>(`/records/${pouch.recordId}`);
      return sealing.state === 'final';
    });
  });
  after(() => server.close());

  type Page = { items: TrailEvent[]; next: string | null };
  const page = (query: string) => parties.exporter.get<Page>(`/records/${pouch.recordId}/trail?${query}`);

  describe('GET /records/{recordId}', () => {
    it('tells state, owner and place on chain', async () => {
      const record = await parties.exporter.get<RecordState & { subject: object; kind: string }>(
        `/records/${pouch.recordId}`,
      );
      expect(record).to.deep.include({
        kind: 'pouch',
        subject: { id: pouch.id, name: pouch.title },
        status: 'active',
        reason: null,
        sequence: 0,
        events: 50,
        act: null,
      });
      expect(record.owner.id).to.equal(parties.id('exporter'));
      expect(Date.parse(record.sealing.sealedAt ?? '')).to.be.greaterThan(0);
    });

    it("is 404 for another's record and for none, and 400 for what is no id", async () => {
      const { importer } = parties;
      expect(await refusal(importer.get(`/records/${pouch.recordId}`))).to.equal('404 not_found');
      expect(await refusal(importer.get(`/records/0x${'00'.repeat(32)}`))).to.equal('404 not_found');
      expect(await refusal(importer.get('/records/0x00'))).to.equal('400 invalid_request /recordId');
      expect(await refusal(importer.get(`/records/${pouch.recordId}/trail`))).to.equal('404 not_found');
    });
  });

  describe('GET /records/{recordId}/trail', () => {
    it('gives an unbroken chain of signed events, each in its batch, each batch on the chain', async () => {
      const { items, next } = await page('limit=200');
      expect(next).to.equal(null);
      expect(items).to.have.length(50);
      const recordId = pouch.recordId as RecordId;
      let previous: string = NO_PREVIOUS;
      const roots = new Set<BatchRoot>();
      for (const [sequence, { proof, type }] of items.entries()) {
        expect(proof.sequence).to.equal(sequence);
        expect(proof.previous).to.equal(previous);
        const { salt = '', jws = '' } = proof.body ?? {};
        expect(bodyCommitment(salt as Salt, jws)).to.equal(proof.bodyCommitment);
        const { body } = await verifyEvent(jws);
        expect(body).to.include({ type, subject: recordId });
        const entry = {
          recordId,
          sequence,
          previous: previous as EntryHash,
          bodyCommitment: proof.bodyCommitment as Commitment,
        };
        const hash = recordEntryHash(entry);
        expect(hash).to.equal(proof.entryHash);
        const { anchor } = proof;
        if (anchor === null) throw new Error(`Event ${sequence} is in no batch.`);
        const path = { ...anchor, path: anchor.path as NodeHash[], root: anchor.root as BatchRoot };
        expect(verifyPath(hash, path)).to.equal(true);
        expect(proof.transactionHash).to.match(/^0x[0-9a-f]{64}$/);
        roots.add(path.root);
        previous = hash;
      }
      const { chain, deployment } = server.context;
      const { latest } = await chain.read(deployment, {
        anchors: [...roots],
        accreditations: [],
        states: [],
      });
      const blocks = [...roots].map((root) => latest.anchors.get(root)?.number);
      expect(new Set(blocks)).to.deep.equal(new Set(items.map((event) => event.proof.blockNumber)));
    });

    it('comes in pages that fit together', async () => {
      const whole = (await page('limit=200')).items.map((event) => event.proof.entryHash);
      const parts: string[] = [];
      for (
        let next: string | null = '', query = 'limit=20';
        next !== null;
        query = `limit=20&after=${next}`
      ) {
        const answer: Page = await page(query);
        parts.push(...answer.items.map((event) => event.proof.entryHash));
        next = answer.next;
      }
      expect(parts).to.deep.equal(whole);
      expect((await page('after=49')).items).to.deep.equal([]);
      expect(await refusal(page('after=-1'))).to.equal('400 invalid_request /after');
    });

    it('keeps the skeleton of an event whose body was erased', async () => {
      const other = await parties.pouch();
      await server.context.database.asSystem((trx) =>
        trx
          .updateTable('events')
          .set({ jws: null, body_salt: null })
          .where('record_id', '=', Buffer.from(other.recordId.slice(2), 'hex'))
          .execute(),
      );
      const { items } = await parties.exporter.get<Page>(`/records/${other.recordId}/trail`);
      expect(items[0]?.data).to.equal(null);
      expect(items[0]?.proof.body).to.equal(null);
      expect(items[0]?.proof.entryHash).to.match(/^0x/);
    });
  });
});
