import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { getCreateAddress, Wallet } from 'ethers';
import { createJsonRpc, type JsonRpc, RpcError } from '../../server/chain/json-rpc.ts';
import { type JournalEntry, playBlocks } from '../../server/embedded/block-player.ts';
import { type EmbeddedChain, startEmbeddedChain } from '../../server/embedded/chain.ts';
import { startParent } from '../fixtures/killed-parent.ts';
import { descendantsOf, eventually, isAlive } from '../fixtures/processes.ts';

const logger = { info() {}, warn() {}, error() {} };

/** A contract whose run-time code is one zero byte. */
const SMALLEST_CONTRACT = '0x60015ff3';

describe('embedded chain', () => {
  let dir = '';
  let chain: EmbeddedChain | undefined;
  let rpc: JsonRpc | undefined;
  const journal: JournalEntry[] = [];

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch chain '));
    journal.length = 0;
  });
  afterEach(async () => {
    rpc?.close();
    await chain?.stop();
    chain = undefined;
    rmSync(dir, { recursive: true, force: true });
  });

  const start = async () => {
    const started = await startEmbeddedChain({
      dir,
      logger,
      journal: async function* () {
        yield* journal;
      },
    });
    chain = started;
    rpc?.close();
    rpc = createJsonRpc({ url: started.directUrl });
    return { chain: started, rpc };
  };

  /** Signed deployments, one a block, the first two in the same second. */
  const deployments = async (
    { chainId, privateKey }: EmbeddedChain,
    count: number,
  ): Promise<JournalEntry[]> => {
    const wallet = new Wallet(privateKey);
    const now = Math.floor(Date.now() / 1000) + 100;
    return Promise.all(
      Array.from({ length: count }, async (_, nonce) => ({
        blockTime: now + (nonce < 2 ? 0 : nonce * 7),
        raw: await wallet.signTransaction({
          ...{ type: 2, chainId, nonce, data: SMALLEST_CONTRACT, gasLimit: 100_000n },
          ...{ maxFeePerGas: 2_000_000_000n, maxPriorityFeePerGas: 0n },
        }),
      })),
    );
  };
  const play = async (on: JsonRpc, entries: readonly JournalEntry[]) => {
    await playBlocks(
      on,
      (async function* () {
        yield* entries;
      })(),
    );
    journal.push(...entries);
  };
  const block = (on: JsonRpc, tag: string) =>
    on.call('eth_getBlockByNumber', [tag, false]) as Promise<{
      hash: string;
      number: string;
      timestamp: string;
    }>;
  const blocks = (on: JsonRpc, count: number) =>
    Promise.all(Array.from({ length: count + 1 }, (_, n) => block(on, `0x${n.toString(16)}`)));

  describe('startEmbeddedChain', () => {
    it('keeps identity and address over restarts, readable by their owner alone', async () => {
      const first = (await start()).chain;
      await first.stop();
      const second = (await start()).chain;
      expect({ ...second, rpcUrl: second.rpcUrl }).to.include({
        chainId: first.chainId,
        privateKey: first.privateKey,
        rpcUrl: first.rpcUrl,
      });
      expect(statSync(join(dir, 'chain.json')).mode & 0o777).to.equal(0o600);
      expect(Number(await rpc?.call('eth_chainId'))).to.equal(first.chainId);
    });

    it('takes another port when its own is taken, and keeps that', async () => {
      await (await start()).chain.stop();
      const { port } = JSON.parse(readFileSync(join(dir, 'chain.json'), 'utf8'));
      const other = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
      try {
        const { chain: moved } = await start();
        expect(moved.rpcUrl).to.not.equal(`http://127.0.0.1:${port}`);
        expect(JSON.parse(readFileSync(join(dir, 'chain.json'), 'utf8')).port).to.equal(
          Number(new URL(moved.rpcUrl).port),
        );
      } finally {
        other.close();
      }
    });

    it('restores every block with its hash, number and time, and every address, after a kill', async () => {
      const { chain: running, rpc: direct } = await start();
      const entries = await deployments(running, 230);
      await play(direct, entries);
      const before = await blocks(direct, entries.length);
      const times = before.slice(1).map(({ timestamp }) => Number(timestamp));
      expect(times).to.deep.equal(entries.map(({ blockTime }) => blockTime));

      process.kill(running.pid() ?? 0, 'SIGKILL');
      await eventually('it is restored', () => running.generation() === 2 && running.pid() !== undefined);
      expect(await blocks(direct, entries.length)).to.deep.equal(before);
      const address = getCreateAddress({ from: new Wallet(running.privateKey).address, nonce: 229 });
      expect(await direct.call('eth_getCode', [address, 'latest'])).to.equal('0x00');
    });

    it('restores the same chain when the server starts anew, and goes on with the time of the clock', async () => {
      const { chain: running, rpc: direct } = await start();
      const [first, second] = await deployments(running, 2);
      if (first === undefined || second === undefined) throw new Error('no transactions');
      const minuteAgo = Math.floor(Date.now() / 1000);
      await play(direct, [{ ...first, blockTime: minuteAgo }]);
      const before = await block(direct, 'latest');
      await running.stop();

      const { rpc: again } = await start();
      expect(await block(again, 'latest')).to.deep.equal(before);
      await again.call('eth_sendRawTransaction', [second.raw]);
      const { number, timestamp } = await block(again, 'latest');
      expect(Number(number)).to.equal(2);
      expect(Number(timestamp)).to.be.closeTo(Math.floor(Date.now() / 1000), 3);
    });

    it('refuses a journal with a gap', async () => {
      const { chain: running } = await start();
      journal.push(...(await deployments(running, 3)));
      journal.splice(1, 1);
      await running.stop();
      // The run's shared chain may be among them.
      const chains = () =>
        descendantsOf(process.pid).filter(({ command }) => command.includes('--network embedded'));
      const before = chains();
      const error = await start().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(Error);
      await eventually('no chain is left', () => chains().length === before.length);
    });

    it('leaves no process behind when its parent is killed', async () => {
      const parent = await startParent('chain', dir);
      const processes = descendantsOf(parent.pid).map(({ pid }) => pid);
      expect(processes).to.include(parent.component);
      await parent.kill();
      await eventually('every process has ended', () => !processes.some(isAlive));
    });

    it('ends a chain that was left over', async () => {
      const parent = await startParent('chain', dir);
      await parent.killWithWatchdog();
      expect(isAlive(parent.component)).to.equal(true);
      await start();
      await eventually('the left-over has ended', () => !isAlive(parent.component));
    });
  });

  describe('address for others', () => {
    it('answers readers, one call or many', async () => {
      const { chain: running } = await start();
      const outside = createJsonRpc({ url: running.rpcUrl });
      try {
        const numbers = await Promise.all([1, 2, 3].map(() => outside.call('eth_blockNumber')));
        expect(numbers).to.deep.equal(['0x0', '0x0', '0x0']);
      } finally {
        outside.close();
      }
    });

    it('refuses transactions and orders to the simulator, alone or hidden in a batch', async () => {
      const { chain: running } = await start();
      const outside = createJsonRpc({ url: running.rpcUrl });
      try {
        for (const method of [
          'eth_sendTransaction',
          'eth_sendRawTransaction',
          'hardhat_setBalance',
          'evm_mine',
        ]) {
          const calls = [
            { method: 'eth_blockNumber', params: [] },
            { method, params: [] },
          ];
          expect(await outside.call(method).catch((e: unknown) => e), method).to.be.instanceOf(RpcError);
          expect(await outside.batch(calls).catch((e: unknown) => e), method).to.be.instanceOf(RpcError);
        }
        expect(await outside.call('eth_blockNumber')).to.equal('0x0');
      } finally {
        outside.close();
      }
    });

    it('shows no half-restored chain: it is shut until all is replayed', async () => {
      const { chain: running, rpc: direct } = await start();
      const entries = await deployments(running, 300);
      await play(direct, entries);
      const outside = createJsonRpc({ url: running.rpcUrl });
      try {
        process.kill(running.pid() ?? 0, 'SIGKILL');
        const seen = new Set<string>();
        await eventually('it is restored', async () => {
          const answer = await outside
            .call('eth_blockNumber')
            .catch((error: Error) => error.constructor.name);
          seen.add(String(answer));
          return running.generation() === 2 && answer === '0x12c';
        });
        expect([...seen].sort()).to.deep.equal(['0x12c', 'RpcUnavailable']);
        await running.stop();
        expect(() => running.directUrl()).to.throw('restored');
      } finally {
        outside.close();
      }
    });
  });
});
