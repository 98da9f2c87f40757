import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { computeAddress } from 'ethers';
import pg from 'pg';
import type { Hex } from '../../core/bytes.ts';
import { createChainAccount } from '../../server/anchoring/account.ts';
import { anchorCall } from '../../server/anchoring/act-calls.ts';
import { createBatcher } from '../../server/anchoring/batcher.ts';
import { chainJournal } from '../../server/anchoring/index.ts';
import { createOutbox } from '../../server/anchoring/outbox.ts';
import { createSender } from '../../server/anchoring/sender.ts';
import { settlePlain } from '../../server/anchoring/settle.ts';
import { createJsonRpc, type JsonRpc } from '../../server/chain/json-rpc.ts';
import type { Database } from '../../server/database/database.ts';
import { mineBlock } from '../../server/embedded/block-player.ts';
import { type EmbeddedChain, startEmbeddedChain } from '../../server/embedded/chain.ts';
import { connectTestChain, type TestChain } from '../fixtures/chain.ts';
import { eventually } from '../fixtures/processes.ts';
import { anchorTime, createWorld, logger, type World } from './anchoring-setup.ts';

const transactions = (database: Database) =>
  database.asSystem((trx) => trx.selectFrom('chain_transactions').selectAll().orderBy('nonce').execute());
const last = async (database: Database) => {
  const transaction = (await transactions(database)).at(-1);
  if (transaction === undefined) throw new Error('no transaction');
  return transaction;
};
const unbatched = (database: Database) =>
  database.asSystem((trx) =>
    trx.selectFrom('events').select('id').where('batch_number', 'is', null).execute(),
  );
const batches = (database: Database) =>
  database.asSystem((trx) => trx.selectFrom('batches').selectAll().orderBy('number').execute());

/** A batch that is written down and not sent: what a server leaves that was killed in between. */
async function batchWithoutSending(world: World) {
  const { rpc, privateKey, deployment } = world.options;
  const outbox = createOutbox(rpc, createChainAccount(privateKey, deployment.chainId));
  await createBatcher({ ...world.options, outbox }).batch();
}

describe('anchoring after faults', () => {
  let chain: TestChain;
  let world: World;

  beforeEach(async () => {
    chain = await connectTestChain();
  });
  afterEach(async () => {
    await world.close();
    chain.close();
  });
  const sentCount = async () =>
    Number(await chain.rpc.call('eth_getTransactionCount', [chain.address, 'latest']));

  it('sends again what a reorganisation took away', async () => {
    world = await createWorld(chain, 3);
    const { database } = world;
    const anchoring = world.anchoring();
    const takeBack = await chain.snapshot();
    await world.record(1);
    anchoring.start();
    await eventually('mined', async () => (await last(database)).state === 'mined');
    const before = await last(database);
    const [batch] = await batches(database);
    if (batch === undefined) throw new Error('no batch');

    await takeBack();
    expect(await anchorTime(chain.rpc, world, batch.root)).to.equal(null);
    // Another block takes its place, so that the transaction comes into a later one.
    await chain.rpc.call('hardhat_mine', ['0x1']);
    await eventually('mined again', async () => {
      const { state, block_hash } = await last(database);
      return state === 'mined' && block_hash !== before.block_hash;
    });
    const again = await last(database);
    expect(again.raw).to.equal(before.raw);
    expect(again.block_number).to.equal((before.block_number ?? 0) + 1);
    expect(await anchorTime(chain.rpc, world, batch.root)).to.equal(again.block_time);

    await chain.rpc.call('hardhat_mine', ['0x2']);
    expect((await last(database)).state).to.equal('mined');
    await chain.rpc.call('hardhat_mine', ['0x1']);
    await anchoring.flush();
    expect(await last(database)).to.deep.include({ state: 'final', raw: before.raw });
  });

  it('sends what was written down and not sent', async () => {
    world = await createWorld(chain);
    await world.record(3);
    await batchWithoutSending(world);
    const before = await last(world.database);
    expect(before.state).to.equal('batched');
    const sent = await sentCount();

    const anchoring = world.anchoring();
    anchoring.start();
    await anchoring.flush();
    expect(await last(world.database)).to.deep.include({ state: 'final', raw: before.raw });
    expect(await sentCount()).to.equal(sent + 1);
  });

  it('does not send again what was sent and not written down as sent', async () => {
    world = await createWorld(chain);
    await world.record(3);
    await batchWithoutSending(world);
    const before = await last(world.database);
    await chain.rpc.call('eth_sendRawTransaction', [before.raw]);
    const sent = await sentCount();

    const anchoring = world.anchoring();
    anchoring.start();
    await anchoring.flush();
    expect(await last(world.database)).to.deep.include({ state: 'final', hash: before.hash });
    expect(await sentCount()).to.equal(sent);
    expect(await batches(world.database)).to.have.length(1);
  });

  it('anchors a batch in a new transaction when another took its nonce', async () => {
    world = await createWorld(chain);
    await world.record(1);
    await batchWithoutSending(world);
    const before = await last(world.database);
    const account = createChainAccount(chain.privateKey, chain.chainId);
    const quoted = await createOutbox(chain.rpc, account).quote(
      anchorCall(`0x${'77'.repeat(32)}`, world.deployment),
    );
    const { raw } = await account.sign({ ...quoted, nonce: before.nonce });
    await chain.rpc.call('eth_sendRawTransaction', [raw]);

    const anchoring = world.anchoring();
    anchoring.start();
    await anchoring.flush();
    const [batch] = await batches(world.database);
    if (batch === undefined) throw new Error('no batch');
    const after = await last(world.database);
    expect(after).to.deep.include({ id: batch.transaction_id, state: 'final', nonce: before.nonce + 1 });
    expect(await anchorTime(chain.rpc, world, batch.root)).to.equal(after.block_time);
  });

  it('lets one process anchor at a time, and another take over', async () => {
    world = await createWorld(chain);
    const { database } = world;
    const administrator = new pg.Client({ connectionString: world.databaseUrl });
    await administrator.connect();
    const holders = async () => {
      const query =
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
      return (await administrator.query<{ pid: number }>(query, [0x616e6368])).rows;
    };
    const anchorings = [world.anchoring(), world.anchoring()];
    for (const anchoring of anchorings) anchoring.start();
    for (let round = 0; round < 5; round++) {
      await world.record(10);
      await anchorings[0]?.flush();
    }
    const [first, ...others] = await holders();
    expect(others).to.deep.equal([]);
    expect(first).not.to.equal(undefined);

    // The connection of the one that anchors breaks: its lock falls free.
    await administrator.query('SELECT pg_terminate_backend($1)', [first?.pid]);
    await world.record(10);
    await anchorings[0]?.flush();
    const [second] = await holders();
    expect(second?.pid).not.to.equal(first?.pid);
    await administrator.end();

    await anchorings[0]?.stop();
    await world.record(10);
    await anchorings[1]?.flush();
    const all = await batches(database);
    expect(all.map((batch) => batch.number)).to.deep.equal(all.map((_, index) => index + 1));
    expect(all.reduce((sum, batch) => sum + batch.size - 1, 0)).to.equal(70);
    expect(new Set((await transactions(database)).map((it) => it.state))).to.deep.equal(new Set(['final']));
  });
});

describe('anchoring on the embedded chain', () => {
  let dir = '';
  let chain: EmbeddedChain | undefined;
  let rpc: JsonRpc | undefined;
  let world: World;

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch anchoring '));
    world = await createWorld(async (database) => {
      chain = await startEmbeddedChain({ dir, logger, journal: () => chainJournal(database) });
      rpc = createJsonRpc({ url: chain.directUrl });
      const { chainId, privateKey } = chain;
      return { rpc, chainId, privateKey, address: computeAddress(privateKey) };
    });
  });
  after(async () => {
    await world?.close();
    rpc?.close();
    await chain?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('replays what was journalled at its block times and sends the rest again', async () => {
    if (chain === undefined || rpc === undefined) throw new Error('no chain');
    const { database } = world;
    const anchoring = world.anchoring();
    anchoring.start();
    for (let round = 0; round < 3; round++) {
      await world.record(5);
      await anchoring.flush();
    }
    await anchoring.stop();
    const journalled = await transactions(database);
    const sealed = await batches(database);
    // Sent, mined, and not written down as mined when the chain dies.
    await world.record(1);
    await batchWithoutSending(world);
    const { raw, hash } = await last(database);
    await rpc.call('eth_sendRawTransaction', [raw]);

    const pid = chain.pid();
    if (pid === undefined) throw new Error('the chain is down');
    process.kill(pid, 'SIGKILL');
    await eventually('restarted', () => chain?.generation() === 2 && chain.pid() !== undefined, 30_000);
    expect(await rpc.call('eth_getTransactionReceipt', [hash])).to.equal(null);
    for (const transaction of journalled) {
      const block = (await rpc.call('eth_getBlockByNumber', [
        `0x${Number(transaction.block_number).toString(16)}`,
        false,
      ])) as {
        timestamp: string;
        transactions: string[];
      };
      expect(block.transactions).to.deep.equal([transaction.hash]);
      expect(Number(block.timestamp)).to.equal(transaction.block_time);
    }
    for (const batch of sealed) {
      const transaction = journalled.find((it) => it.id === batch.transaction_id);
      expect(await anchorTime(rpc, world, batch.root)).to.equal(transaction?.block_time);
    }
    anchoring.start();
    await anchoring.flush();
    await anchoring.stop();
    expect(await last(database)).to.deep.include({ state: 'final', hash });
    expect(await unbatched(database)).to.deep.equal([]);
  });

  it('mines again at the same time what was seen in a block and not written down as mined', async () => {
    if (chain === undefined || rpc === undefined) throw new Error('no chain');
    const [running, direct] = [chain, rpc];
    const { database } = world;
    const mine = (raw: Hex, blockTime: number) => mineBlock(direct, { raw, blockTime });
    const account = createChainAccount(world.options.privateKey, world.deployment.chainId);
    const sender = createSender({ ...world.options, account, settle: settlePlain, mine });
    await world.record(3);
    await batchWithoutSending(world);
    await sender.advance();
    const sent = await last(database);
    expect(sent).to.deep.include({ state: 'submitted', block_time: null });
    const [batch] = (await batches(database)).slice(-1);
    if (batch === undefined) throw new Error('no batch');
    const seen = await anchorTime(direct, world, batch.root);
    expect(seen).to.equal(sent.planned_time);

    const generation = running.generation();
    process.kill(running.pid() ?? -1, 'SIGKILL');
    await eventually(
      'restarted',
      () => running.generation() > generation && running.pid() !== undefined,
      30_000,
    );
    expect(await anchorTime(direct, world, batch.root)).to.equal(null);
    // Later by seconds: left to itself the chain would give the block another time.
    await delay(2_100);
    while ((await last(database)).state !== 'final') await sender.advance();
    expect(await anchorTime(direct, world, batch.root)).to.equal(seen);
    expect((await last(database)).block_time).to.equal(seen);
  });

  it('goes on when the chain dies under load', async () => {
    if (chain === undefined || rpc === undefined) throw new Error('no chain');
    const direct = rpc;
    const mine = (raw: Hex, blockTime: number) => mineBlock(direct, { raw, blockTime });
    const anchoring = world.anchoring({ batchIntervalMs: 50, mine });
    anchoring.start();
    for (let round = 0; round < 20; round++) {
      await world.record(5);
      if (round === 10) process.kill(chain.pid() ?? -1, 'SIGKILL');
    }
    await anchoring.flush();
    for (const batch of await batches(world.database)) {
      const transaction = (await transactions(world.database)).find((it) => it.id === batch.transaction_id);
      expect(transaction?.state).to.equal('final');
      expect(await anchorTime(rpc, world, batch.root)).to.equal(transaction?.block_time);
    }
  });
});
