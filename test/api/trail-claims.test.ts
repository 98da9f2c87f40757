import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { signBatchRoot, verifyBatchRoot } from '../../core/batch-root.ts';
import { NO_PREVIOUS, NO_PREVIOUS_ROOT, type RecordEntry, recordEntryHash } from '../../core/entry.ts';
import { bodyCommitment, eventBody, signEvent } from '../../core/event.ts';
import { BatchRoot, Commitment, EntryHash, RecordId, Salt } from '../../core/ids.ts';
import { type Receipt, signReceipt, verifyReceipt } from '../../core/receipt.ts';
import { findFork, findTrailFaults } from '../../core/trail.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, type Pouch, type Shipment, type TrailEvent } from './support/shipment.ts';

/** What can be detected by whom (docs/threat-model.md): each claim against an operator who holds all keys, and no more. */
describe('who detects what in a trail', () => {
  let server: TestServer;
  let shipment: Shipment;
  let pouch: Pouch;
  let honest: RecordEntry[];
  let receipts: Receipt[];

  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
    const { exporter } = shipment;
    pouch = await shipment.pouch();
    const signed = [...pouch.receipts];
    for (const to of ['forwarder', 'agent', 'importer'] as const) {
      const share = await exporter.post<{ receipts: string[] }>(`/records/${pouch.recordId}/shares`, {
        body: { organisationId: shipment.id(to), rights: ['view'] },
      });
      signed.push(...share.receipts);
    }
    honest = await exportOf(exporter);
    receipts = await Promise.all(signed.map(async (jws) => (await verifyReceipt(jws)).receipt));
  });
  after(() => server?.close());

  const exportOf = async (by: typeof shipment.exporter): Promise<RecordEntry[]> => {
    const { items } = await by.get<{ items: TrailEvent[] }>(`/records/${pouch.recordId}/trail`);
    return items.map(({ proof }) => ({
      recordId: RecordId.parse(pouch.recordId),
      sequence: proof.sequence,
      previous: EntryHash.parse(proof.previous),
      bodyCommitment: Commitment.parse(proof.bodyCommitment),
    }));
  };
  /** The trail as the operator would like it to be from `from` on: signed anew, and every hash computed again. */
  const rewritten = async (from: number): Promise<RecordEntry[]> => {
    const entries = honest.slice(0, from);
    for (let sequence = from; sequence < honest.length; sequence++) {
      const recordId = RecordId.parse(pouch.recordId);
      const body = eventBody({
        source: 'urn:openpouch:operator',
        type: 'org.openpouch.share.ended',
        subject: recordId,
        time: new Date(),
        data: {},
      });
      const jws = await signEvent(body, server.context.operator);
      const before = entries.at(-1);
      entries.push({
        recordId,
        sequence,
        previous: before === undefined ? NO_PREVIOUS : recordEntryHash(before),
        bodyCommitment: bodyCommitment(Salt.of(randomBytes(32)), jws),
      });
    }
    return entries;
  };
  const kinds = (entries: readonly RecordEntry[], kept: readonly Receipt[] = []) =>
    findTrailFaults(entries, kept).map(({ kind, sequence }) => `${kind} ${sequence}`);

  it('nobody finds a fault in an honest trail, and every write has its receipt', () => {
    expect(receipts.map(({ sequence }) => sequence)).to.deep.equal(honest.map(({ sequence }) => sequence));
    expect(kinds(honest, receipts)).to.deep.equal([]);
  });

  it('with one export: an altered entry', () => {
    const altered = honest.with(1, {
      ...(honest[1] as RecordEntry),
      bodyCommitment: Commitment.of(randomBytes(32)),
    });
    expect(kinds(altered)).to.deep.equal(['altered 2']);
  });

  it('with one export: a gap', () => {
    expect(kinds(honest.toSpliced(1, 1))).to.include('gap 2');
  });

  it('with one export: another order', () => {
    const [first, second, third, ...rest] = honest as [RecordEntry, RecordEntry, RecordEntry];
    expect(kinds([first, third, second, ...rest])).to.include('gap 2');
    // Numbered anew, it is the hashes that do not follow one another.
    const renumbered = [first, third, second, ...rest].map((entry, sequence) => ({ ...entry, sequence }));
    expect(kinds(renumbered)).to.include('altered 1');
  });

  it('with one export: not an end that was cut off; with a receipt: that too', () => {
    const cut = honest.slice(0, -1);
    expect(kinds(cut)).to.deep.equal([]);
    expect(kinds(cut, receipts)).to.deep.equal([`cut-off ${honest.length - 1}`]);
    expect(kinds(cut, receipts.slice(0, -1))).to.deep.equal([]);
  });

  it('two readers who compare: that each was shown a history of its own', async () => {
    const toForwarder = await exportOf(shipment.forwarder);
    expect(findFork(honest, toForwarder)).to.equal(null);
    const forked = await rewritten(2);
    // Alone neither is wrong.
    expect(kinds(honest)).to.deep.equal([]);
    expect(kinds(forked)).to.deep.equal([]);
    expect(findFork(toForwarder, forked)).to.deep.equal({ kind: 'forked', sequence: 2 });
  });

  it('a reader of the one history who has a receipt of the other', async () => {
    const forked = await rewritten(2);
    expect(kinds(forked, receipts)).to.deep.equal(['forked 2', 'forked 3']);
    const theirs = forked.map(({ recordId, sequence, ...entry }) => ({
      recordId,
      sequence,
      entryHash: recordEntryHash({ recordId, sequence, ...entry }),
      time: new Date().toISOString(),
    }));
    const signed = await Promise.all(theirs.map((receipt) => signReceipt(receipt, server.context.operator)));
    const kept = await Promise.all(signed.map(async (jws) => (await verifyReceipt(jws)).receipt));
    expect(kinds(honest, kept)).to.deep.equal(['forked 2', 'forked 3']);
  });

  it('an auditor with all entries: a reader whose export is none of them, and two roots under one number', async () => {
    const rows = await server.context.database.asSystem((trx) =>
      trx.selectFrom('events').select('entry_hash').execute(),
    );
    const all = new Set(rows.map((row) => EntryHash.of(row.entry_hash)));
    const unknown = (entries: readonly RecordEntry[]) =>
      entries.filter((entry) => !all.has(recordEntryHash(entry))).map(({ sequence }) => sequence);
    expect(unknown(await exportOf(shipment.forwarder))).to.deep.equal([]);
    expect(unknown(await rewritten(2))).to.deep.equal([2, 3]);

    const { operator } = server.context;
    const statement = () => ({
      number: 1,
      size: 2,
      root: BatchRoot.of(randomBytes(32)),
      previousRoot: NO_PREVIOUS_ROOT,
    });
    const [one, other] = await Promise.all(
      [statement(), statement()].map(async (it) => verifyBatchRoot(await signBatchRoot(it, operator))),
    );
    expect(one?.jwk).to.deep.equal(other?.jwk);
    expect(one?.statement.number).to.equal(other?.statement.number);
    expect(one?.statement.root).not.to.equal(other?.statement.root);
  });

  it('with nothing but the operator’s word: nothing', async () => {
    expect(kinds(await rewritten(0))).to.deep.equal([]);
  });
});
