import { expect } from 'chai';
import { agreeingChains } from '../../../core/agreeing-chains.ts';
import { type ChainReader, ChainUnavailableError } from '../../../core/chain.ts';
import { BatchRoot, SignerId } from '../../../core/ids.ts';
import { deploy, type PlainChain } from './plain-chain.ts';

const root = BatchRoot.of(new Uint8Array(32).fill(7));
const questions = { anchors: [root], accreditations: [], states: [] };

describe('several endpoints', () => {
  const { deployment, chain } = deploy();
  chain.anchor(root);
  chain.mine(10);
  /** The same chain as somebody sees it who is so many blocks behind. */
  const behind = (blocks: number): ChainReader => ({
    read: (...asked) => {
      const { head } = chain;
      chain.head -= blocks;
      try {
        return chain.read(...asked);
      } finally {
        chain.head = head;
      }
    },
  });
  const read = (readers: readonly ChainReader[], now: Date = chain.now) =>
    agreeingChains(
      readers.map((reader, index) => ({ name: `endpoint ${index + 1}`, reader })),
      { pauseMs: 0, now: () => now },
    ).read(deployment, questions);
  const refused = (...asked: Parameters<typeof read>) =>
    read(...asked).then(
      () => 'agreed',
      (error: unknown) => (error instanceof ChainUnavailableError ? error.message : error),
    );
  const lying = (change: (answers: Awaited<ReturnType<PlainChain['read']>>) => object): ChainReader => ({
    read: async (...asked) => {
      const answers = await chain.read(...asked);
      return { ...answers, ...change(answers) };
    },
  });

  it('speak through the one with the oldest head when they agree', async () => {
    expect((await read([chain, behind(2), behind(1)])).latest.block.number).to.equal(chain.head - 2);
    expect((await read([chain])).latest.block.number).to.equal(chain.head);
  });

  it('are asked again when a block came between them', async () => {
    let asked = 0;
    const late = lying(({ latest }) =>
      asked++ === 0 ? { latest: { ...latest, anchors: new Map([[root, null]]) } } : {},
    );
    expect(await refused([chain, late])).to.equal('agreed');
    expect(asked).to.equal(2);
  });

  it('are named when one differs, in anything at all', async () => {
    const view = { ...chain.view(chain.head, questions) };
    const liars: Record<string, ChainReader> = {
      'another chain': lying(() => ({ chainId: 1 })),
      'other code': lying(() => ({ codeHashes: new Map() })),
      'another anchor at the latest block': lying(() => ({
        latest: { ...view, anchors: new Map([[root, null]]) },
      })),
      'another anchor at the final block': lying(({ final }) => ({
        final: { ...final, anchors: new Map([[root, { number: 1, time: 5 }]]) },
      })),
      'another time of a block': lying(() => ({
        latest: { ...view, block: { ...view.block, time: view.block.time + 1 } },
      })),
      'another accreditation': lying(({ latest }) => ({
        latest: { ...latest, accreditations: new Map([[SignerId.of(new Uint8Array(24)), null]]) },
      })),
      'an answer too many': lying(() => ({ latest: { ...view, states: new Map([['0x', null]]) } })),
    };
    for (const [what, liar] of Object.entries(liars)) {
      expect(await refused([chain, liar]), what).to.match(/^endpoint [12] and endpoint [12] disagree$/);
    }
  });

  it('are named when one gives no answer, or has stopped', async () => {
    const silent: ChainReader = { read: () => Promise.reject(new ChainUnavailableError('no answer')) };
    expect(await refused([chain, silent])).to.equal('endpoint 2: no answer');
    expect(await refused([behind(9), chain])).to.equal('endpoint 1 is stuck: its latest block is 93 s old');
    const fault: ChainReader = { read: () => Promise.reject(new TypeError('a fault of the reader')) };
    expect(await refused([chain, fault])).to.be.instanceOf(TypeError);
  });
});
