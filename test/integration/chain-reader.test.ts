import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { Interface, keccak256 } from 'ethers';
import { type Hex, toHex } from '../../core/bytes.ts';
import { type ChainQuestions, type ChainReader, ChainUnavailableError } from '../../core/chain.ts';
import { programOf } from '../../core/chain-program.ts';
import { createChainReader } from '../../core/chain-reader.ts';
import { type Address, BatchRoot, ChamberId, ProfileHash, RecordId, SignerId } from '../../core/ids.ts';
import type { Deployment } from '../../core/trust.ts';
import { type ContractName, readArtifact } from '../../server/chain/artifacts.ts';
import { createJsonRpc, type JsonRpc } from '../../server/chain/json-rpc.ts';
import { connectTestChain, type TestChain } from '../fixtures/chain.ts';
import { deployFor, sendFrom } from '../fixtures/deployment.ts';
import { runProgram } from '../fixtures/run-program.ts';

const nothing: ChainQuestions = { anchors: [], accreditations: [], states: [] };
const root = () => BatchRoot.of(randomBytes(32));
const chamber = ChamberId.of(randomBytes(16));

describe('chain reader', () => {
  let chain: TestChain;
  let deployment: Deployment;
  let restore: () => Promise<void>;
  let reader: ChainReader;

  before(async () => {
    chain = await connectTestChain();
    deployment = await deployFor(chain);
  });
  after(() => chain.close());
  beforeEach(async () => {
    restore = await chain.snapshot();
    reader = createChainReader(chain.rpc);
  });
  afterEach(() => restore());

  const send = async (to: Address, contract: ContractName, name: string, ...values: unknown[]) => {
    const { abi } = await readArtifact(contract);
    return sendFrom(chain, { to, data: new Interface(abi).encodeFunctionData(name, values) as Hex });
  };
  const anchor = (batch: BatchRoot) =>
    send(deployment.contracts.anchorRegistry, 'AnchorRegistry', 'anchor', batch);
  const chambers = (name: string, ...values: unknown[]) =>
    send(deployment.contracts.chamberRegistry, 'ChamberRegistry', name, ...values);
  const mine = (blocks: number) => chain.rpc.call('hardhat_mine', [`0x${blocks.toString(16)}`]);
  const accredit = async () => {
    const signer = toHex(randomBytes(20));
    await chambers('accredit', signer, chamber, 0, 2n ** 48n - 1n);
    return SignerId.parse(keccak256(signer).slice(0, 50));
  };

  it('knows the chain and the code of the six contracts', async () => {
    const answers = await reader.read(deployment, nothing);
    expect(answers.chainId).to.equal(chain.chainId);
    expect(Object.fromEntries(answers.codeHashes)).to.deep.equal(deployment.codeHashes);
    expect(Object.keys(deployment.codeHashes)).to.have.length(6);
  });

  it('tells when a root was anchored, and that another was not', async () => {
    const [anchored, other] = [root(), root()];
    const { blockNumber } = await anchor(anchored);
    const { timestamp } = (await chain.rpc.call('eth_getBlockByNumber', [blockNumber, false])) as {
      timestamp: Hex;
    };
    const { latest, final } = await reader.read(deployment, { ...nothing, anchors: [anchored, other] });
    expect(latest.anchors.get(anchored)).to.deep.equal({
      number: Number(blockNumber),
      time: Number(timestamp),
    });
    expect(latest.anchors.get(other)).to.equal(null);
    expect(final).to.deep.equal(latest);
  });

  it('tells chamber, interval and profile of a signer, and that another is unknown', async () => {
    const signer = await accredit();
    const stranger = SignerId.of(randomBytes(24));
    const questions = { ...nothing, accreditations: [signer, stranger] };
    const before = (await reader.read(deployment, questions)).latest;
    const from = before.block.time;
    const accreditation = { chamber, from, until: 2 ** 48 - 1 };
    const none = ProfileHash.of(Buffer.alloc(32));
    expect(before.accreditations.get(signer)).to.deep.equal({ ...accreditation, profileHash: none });
    expect(before.accreditations.get(stranger)).to.equal(null);

    const profileHash = ProfileHash.of(randomBytes(32));
    await chambers('setProfile', chamber, profileHash);
    await chambers('end', signer, from + 5);
    const { latest } = await reader.read(deployment, questions);
    expect(latest.accreditations.get(signer)).to.deep.equal({
      ...accreditation,
      until: from + 5,
      profileHash,
    });
  });

  it('says of a record that has not moved that its state is unknown', async () => {
    const id = RecordId.of(randomBytes(32));
    const { latest } = await reader.read(deployment, { ...nothing, states: [id] });
    expect(latest.states.get(id)).to.deep.equal({ status: 'unknown', owner: null, sequence: 0, reason: 0 });
  });

  it('reads good news as of the final block and bad news as of the latest', async () => {
    await mine(3);
    const [batch, signer] = [root(), await accredit()];
    await anchor(batch);
    const questions = { ...nothing, anchors: [batch], accreditations: [signer] };
    const confirmed = { ...deployment, confirmations: 2 };
    const early = await reader.read(confirmed, questions);
    expect(early.latest.block.number - early.final.block.number).to.equal(2);
    expect(early.latest.anchors.get(batch)).to.not.equal(null);
    expect(early.final.anchors.get(batch)).to.equal(null);
    expect(early.final.accreditations.get(signer)).to.equal(null);

    await mine(2);
    const later = await reader.read(confirmed, questions);
    expect(later.final.anchors.get(batch)).to.deep.equal(early.latest.anchors.get(batch));
    expect(later.final.accreditations.get(signer)).to.deep.equal(early.latest.accreditations.get(signer));
  });

  it('remembers nothing: an anchor that was taken back is gone, and another comes', async () => {
    const batch = root();
    const questions = { ...nothing, anchors: [batch] };
    const undo = await chain.snapshot();
    await anchor(batch);
    const first = (await reader.read(deployment, questions)).final.anchors.get(batch);
    await undo();
    await mine(1); // The same height with another block.
    expect((await reader.read(deployment, questions)).final.anchors.get(batch)).to.equal(null);
    await mine(5);
    await anchor(batch);
    const again = (await reader.read(deployment, questions)).final.anchors.get(batch);
    expect(again?.number).to.equal((first?.number ?? 0) + 6);
  });

  describe('asks the endpoint', () => {
    let asked: (readonly [method: string, params: readonly unknown[]])[];
    const counting: JsonRpc = {
      call(method, params = []) {
        asked.push([method, params]);
        return chain.rpc.call(method, params);
      },
      batch: () => Promise.reject(new Error('not used')),
      close: () => undefined,
    };
    beforeEach(() => {
      asked = [];
    });
    const methods = () => asked.map(([method]) => method);

    it('once, for one reader and for many of the same moment, each of whom gets its own answers', async () => {
      const own = createChainReader(counting);
      const [batch, other, signer] = [root(), root(), await accredit()];
      await anchor(batch);
      const questions = { ...nothing, anchors: [batch], accreditations: [signer] };
      const alone = await own.read(deployment, questions);
      expect(methods()).to.deep.equal(['eth_call']);

      const answers = await Promise.all([
        ...Array.from({ length: 50 }, () => own.read(deployment, questions)),
        own.read(deployment, { ...nothing, anchors: [other] }),
      ]);
      expect(methods()).to.deep.equal(['eth_call', 'eth_call']);
      for (const same of answers.slice(0, 50)) expect(same).to.deep.equal(alone);
      expect([...(answers[50]?.latest.anchors ?? [])]).to.deep.equal([[other, null]]);
      expect(answers[50]?.latest.accreditations.size).to.equal(0);
    });

    it('twice where the final block is another, and both at once where it was asked before', async () => {
      await mine(3);
      const own = createChainReader(counting);
      const confirmed = { ...deployment, confirmations: 2 };
      const { latest, final } = await own.read(confirmed, nothing);
      expect(asked.map(([, [, block]]) => block)).to.deep.equal([
        'latest',
        `0x${final.block.number.toString(16)}`,
      ]);
      asked = [];
      expect(await own.read(confirmed, nothing)).to.deep.equal(await reader.read(confirmed, nothing));
      expect(methods()).to.have.length(2);
      await mine(1);
      asked = [];
      expect((await own.read(confirmed, nothing)).latest.block.number).to.equal(latest.block.number + 1);
      expect(methods()).to.have.length(3); // What was hoped for was of an older block, and is not used.
    });

    it('at one block, named by its hash, what does not fit into one program', async () => {
      const own = createChainReader(counting);
      const [first, last] = [root(), root()];
      await anchor(first);
      await anchor(last);
      const anchors = [first, ...Array.from({ length: 900 }, root), last];
      const states = Array.from({ length: 51 }, () => RecordId.of(randomBytes(32)));
      const accreditations = [await accredit(), SignerId.of(randomBytes(24))];
      const { latest } = await own.read(deployment, { anchors, states, accreditations });
      const [[, [, head] = []] = [], ...parts] = asked;
      expect(head).to.equal(false);
      expect(parts).to.have.length(3);
      for (const [method, [, block]] of parts) {
        expect(method).to.equal('eth_call');
        expect(block)
          .to.have.property('blockHash')
          .that.matches(/^0x[0-9a-f]{64}$/);
      }
      expect([...latest.anchors.keys()]).to.deep.equal(anchors);
      expect([...latest.anchors.values()].filter((one) => one !== null)).to.have.length(2);
      expect(latest.states.size).to.equal(51);
      expect([...latest.accreditations.values()].map((one) => one !== null)).to.deep.equal([true, false]);
    });
  });

  it('gets what single calls get: code, views, number and time of the block (protocol §10)', async () => {
    const [batch, signer, id] = [root(), await accredit(), RecordId.of(randomBytes(32))];
    await anchor(batch);
    await chambers('setProfile', chamber, ProfileHash.of(randomBytes(32)));
    const questions = { anchors: [batch, root()], accreditations: [signer], states: [id] };
    const data = programOf(deployment, questions);
    const answer = await chain.rpc.call('eth_call', [{ data }, 'latest']);
    expect(answer).to.equal(
      await runProgram(data, 'latest', (method, params) => chain.rpc.call(method, params)),
    );
  });

  describe('says that the chain could not be asked', () => {
    const refused = (on: ChainReader, of: Deployment) =>
      on.read(of, { ...nothing, anchors: [root()] }).catch((error: unknown) => error);

    it('when nobody answers', async () => {
      const nowhere = createJsonRpc({ url: 'http://127.0.0.1:1' });
      expect(await refused(createChainReader(nowhere), deployment)).to.be.instanceOf(ChainUnavailableError);
      nowhere.close();
    });

    it('when it does not know the block that a long list is asked at', async () => {
      const headless: JsonRpc = { ...chain.rpc, call: () => Promise.resolve(null) };
      const anchors = Array.from({ length: 400 }, root);
      const error = await createChainReader(headless)
        .read(deployment, { ...nothing, anchors })
        .catch((reason: unknown) => reason);
      expect(error)
        .to.be.instanceOf(ChainUnavailableError)
        .with.property('message', 'the endpoint does not know its latest block');
    });

    it('when there are no contracts at the addresses', async () => {
      const anchorRegistry = '0x00000000000000000000000000000000000000aa' as Address;
      const elsewhere = { ...deployment, contracts: { ...deployment.contracts, anchorRegistry } };
      expect(await refused(reader, elsewhere))
        .to.be.instanceOf(ChainUnavailableError)
        .with.property('message')
        .that.includes(anchorRegistry);
    });

    it('when it is another chain, without our contracts', async () => {
      const elsewhere = { ...deployment, chainId: 1 };
      const anchorRegistry = '0x00000000000000000000000000000000000000aa' as Address;
      const error = await refused(reader, {
        ...elsewhere,
        contracts: { ...deployment.contracts, anchorRegistry },
      });
      expect(error).to.have.property('message', `this is chain ${chain.chainId}, not 1`);
    });

    it('when another contract stands there', async () => {
      const { chamberRegistry } = deployment.contracts;
      const swapped = {
        ...deployment,
        contracts: { ...deployment.contracts, anchorRegistry: chamberRegistry },
      };
      expect(await refused(reader, swapped)).to.be.instanceOf(ChainUnavailableError);
    });

    it('and asks again the next time', async () => {
      let down = true;
      const flaky: JsonRpc = {
        ...chain.rpc,
        call: (method, params) => (down ? Promise.reject(new Error('down')) : chain.rpc.call(method, params)),
      };
      const own = createChainReader(flaky);
      expect(await refused(own, deployment)).to.be.instanceOf(ChainUnavailableError);
      down = false;
      expect((await own.read(deployment, nothing)).chainId).to.equal(chain.chainId);
    });
  });
});
