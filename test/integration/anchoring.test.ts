import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { verifyBatchRoot } from '../../core/batch-root.ts';
import { toHex } from '../../core/bytes.ts';
import { encodeBatchHeader, recordEntryHash } from '../../core/entry.ts';
import { BatchRoot, ChamberId, Commitment, EntryHash, NodeHash, RecordId } from '../../core/ids.ts';
import { entryHash, verifyPath } from '../../core/merkle.ts';
import { signerBytes, signerFromJwk } from '../../core/signer.ts';
import { insertChainAct } from '../../server/anchoring/index.ts';
import { connectTestChain, type TestChain } from '../fixtures/chain.ts';
import { anchorTime, createWorld, newSigner, signerIdOf, type World } from './anchoring-setup.ts';

describe('anchoring', () => {
  let chain: TestChain;
  let world: World;

  before(async () => {
    chain = await connectTestChain();
    world = await createWorld(chain);
  });
  after(async () => {
    await world.close();
    chain.close();
  });

  const events = () =>
    world.database.asSystem((trx) => trx.selectFrom('events').selectAll().orderBy('id').execute());
  const batches = () =>
    world.database.asSystem((trx) => trx.selectFrom('batches').selectAll().orderBy('number').execute());

  for (const count of [1, 5_000]) {
    it(`anchors a batch of ${count}`, async () => {
      const anchoring = world.anchoring({ batchIntervalMs: 60_000 });
      const before = (await batches()).length;
      await world.record(count);
      anchoring.start();
      await anchoring.flush();
      await anchoring.stop();

      const batch = (await batches()).at(-1);
      const placed = (await events()).filter((event) => event.batch_number === batch?.number);
      expect(await batches()).to.have.length(before + 1);
      if (batch === undefined) throw new Error('no batch');
      expect(placed).to.have.length(count);
      expect(batch.size).to.equal(count + 1);
      expect(await anchorTime(chain.rpc, world, batch.root)).to.be.greaterThan(0);
      const root = BatchRoot.of(batch.root);
      for (const event of placed) {
        const leaf = recordEntryHash({
          recordId: RecordId.of(event.record_id),
          sequence: event.sequence,
          previous: EntryHash.of(event.previous),
          bodyCommitment: Commitment.of(event.body_commitment),
        });
        const nodes = event.path ?? Buffer.alloc(0);
        const path = Array.from({ length: nodes.length / 32 }, (_, i) =>
          NodeHash.of(nodes.subarray(32 * i, 32 * i + 32)),
        );
        expect(verifyPath(leaf, { index: event.leaf_index ?? -1, size: batch.size, path, root })).to.equal(
          true,
        );
      }
    });
  }

  it('chains batches: header and signed root name operator, number, previous root and count', async () => {
    const [first, second] = await batches();
    if (first === undefined || second === undefined) throw new Error('two batches expected');
    const header = encodeBatchHeader({
      operator: signerIdOf(world.operator, world.deployment),
      number: 2,
      previousRoot: BatchRoot.of(first.root),
      count: second.size,
    });
    expect(Buffer.from(header).equals(second.header)).to.equal(true);
    const { statement, jwk } = await verifyBatchRoot(second.root_signature);
    expect(jwk).to.deep.equal(world.operator.jwk);
    expect(statement).to.deep.equal({
      number: 2,
      size: second.size,
      root: BatchRoot.of(second.root),
      previousRoot: BatchRoot.of(first.root),
    });
    expect(entryHash(header)).to.match(/^0x/);
  });

  it('accredits a key in an earlier transaction than the one that anchors what it signed', async () => {
    const { deployment, database } = world;
    const key = newSigner();
    const signer = toHex(signerBytes(signerFromJwk(key.jwk), deployment.verifiers));
    const chamber = ChamberId.of(randomBytes(16));
    await database.asSystem((trx) => insertChainAct(trx, { act: 'accreditation', signer, chamber }, []));
    await world.record(1);
    // Both wait when it starts, and a batch is due at once.
    const anchoring = world.anchoring();
    anchoring.start();
    await anchoring.flush();
    await anchoring.stop();

    const transactions = await database.asSystem((trx) =>
      trx
        .selectFrom('chain_transactions')
        .select(['purpose', 'state'])
        .orderBy('nonce', 'desc')
        .limit(2)
        .execute(),
    );
    expect(transactions).to.deep.equal([
      { purpose: 'anchor', state: 'final' },
      { purpose: 'accreditation', state: 'final' },
    ]);
  });

  it('writes nothing when there is nothing to anchor', async () => {
    const before = await batches();
    const anchoring = world.anchoring();
    anchoring.start();
    await anchoring.flush();
    await anchoring.flush();
    expect(await batches()).to.deep.equal(before);
  });
});
