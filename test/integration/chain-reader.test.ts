import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { Interface, keccak256 } from 'ethers';
import { type Hex, toHex } from '../../core/bytes.ts';
import { type ChainQuestions, type ChainReader, ChainUnavailableError } from '../../core/chain.ts';
import { type Address, BatchRoot, ChamberId, ProfileHash, RecordId, SignerId } from '../../core/ids.ts';
import type { Deployment } from '../../core/trust.ts';
import { type ContractName, readArtifact } from '../../server/chain/artifacts.ts';
import { createChainReader } from '../../server/chain/chain-reader.ts';
import { createJsonRpc, type JsonRpc } from '../../server/chain/json-rpc.ts';
import { connectTestChain, type TestChain } from '../fixtures/chain.ts';
import { deployFor, sendFrom } from '../fixtures/deployment.ts';

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

  it('forgets what it remembered when the chain is another: an anchor that was taken back, code that is gone', async () => {
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

  it('asks the endpoint once for many readers of the same moment', async () => {
    const counted: string[] = [];
    const counting: JsonRpc = {
      ...chain.rpc,
      call(method, params) {
        counted.push(method);
        return chain.rpc.call(method, params);
      },
    };
    const own = createChainReader(counting);
    const [batch, signer] = [root(), await accredit()];
    await anchor(batch);
    const questions = { ...nothing, anchors: [batch], accreditations: [signer] };
    await Promise.all(Array.from({ length: 50 }, () => own.read(deployment, questions)));
    const count = (method: string) => counted.filter((it) => it === method).length;
    expect(count('eth_getBlockByNumber')).to.equal(1);
    expect(count('eth_getCode')).to.equal(6);
    expect(count('eth_call')).to.equal(3); // Anchor, accreditation, profile.

    counted.length = 0;
    await mine(1);
    await own.read(deployment, questions);
    expect(count('eth_getCode')).to.equal(0);
    expect(count('eth_call')).to.equal(2); // An accreditation may have ended; an anchor stays.
  });

  describe('says that the chain could not be asked', () => {
    const refused = (on: ChainReader, of: Deployment) =>
      on.read(of, { ...nothing, anchors: [root()] }).catch((error: unknown) => error);

    it('when nobody answers', async () => {
      const nowhere = createJsonRpc({ url: 'http://127.0.0.1:1' });
      expect(await refused(createChainReader(nowhere), deployment)).to.be.instanceOf(ChainUnavailableError);
      nowhere.close();
    });

    it('when there are no contracts at the addresses', async () => {
      const anchorRegistry = '0x00000000000000000000000000000000000000aa' as Address;
      const elsewhere = { ...deployment, contracts: { ...deployment.contracts, anchorRegistry } };
      expect(await refused(reader, elsewhere))
        .to.be.instanceOf(ChainUnavailableError)
        .with.property('message')
        .that.includes(anchorRegistry);
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
