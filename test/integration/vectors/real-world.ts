import { Interface, Wallet } from 'ethers';
import { type ChamberProfile, profileHash } from '../../../core/bundle.ts';
import type { Hex } from '../../../core/bytes.ts';
import { fromHex, randomBytes, toHex } from '../../../core/bytes.ts';
import { signDigest } from '../../../core/es256.ts';
import {
  Address,
  type BatchRoot,
  ChamberId,
  type Digest,
  type RecordId,
  ZERO_32,
} from '../../../core/ids.ts';
import { signerBytes, signerFromJwk } from '../../../core/signer.ts';
import type { Deployment } from '../../../core/trust.ts';
import {
  CLOSING_REASONS,
  type Closing,
  closingDigest,
  type Genesis,
  type Handover,
  handoverDigest,
  RECORD_KINDS,
  REVOCATION_REASONS,
  type Revocation,
  registryDomain,
  revocationDigest,
} from '../../../core/typed-data.ts';
import { type ContractName, readArtifact } from '../../../server/chain/artifacts.ts';
import { deployContracts } from '../../../server/chain/deployment.ts';
import type { JsonRpc } from '../../../server/chain/json-rpc.ts';
import { PlainChain } from '../../unit/core/plain-chain.ts';
import { newParty, type Party, type World } from '../../unit/core/world.ts';

/** What trails anchor is collected, and anchored on the real chain by `settle`; its time is the real chain's. */
class CollectingChain extends PlainChain {
  readonly roots: BatchRoot[] = [];
  time = 0;
  override anchor(root: BatchRoot): void {
    this.roots.push(root);
  }
  override get now(): Date {
    return new Date(1000 * this.time);
  }
}

export interface Block {
  readonly number: Hex;
  readonly hash: Hex;
  readonly timestamp: Hex;
}

/** A federation and its parties on a real chain with the real contracts. */
export async function realWorld(rpc: JsonRpc, identity: { chainId: number; privateKey: string }) {
  const wallet = new Wallet(identity.privateKey);
  const send = async (call: { to: Address | null; data: Hex }) => {
    const nonce = Number(await rpc.call('eth_getTransactionCount', [wallet.address, 'latest']));
    const fees = { maxFeePerGas: 10n ** 11n, maxPriorityFeePerGas: 0n, gasLimit: 8_000_000n };
    const raw = await wallet.signTransaction({ ...call, ...fees, type: 2, chainId: identity.chainId, nonce });
    const hash = await rpc.call('eth_sendRawTransaction', [raw]);
    const receipt = (await rpc.call('eth_getTransactionReceipt', [hash])) as {
      status: Hex;
      contractAddress: Hex | null;
    };
    if (receipt.status !== '0x1') throw new Error(`The transaction ${hash} reverted.`);
    chain.time = Number((await head()).timestamp);
    return receipt;
  };
  const head = async () => (await rpc.call('eth_getBlockByNumber', ['latest', false])) as Block;
  const chain = new CollectingChain();

  const deployment: Deployment = await deployContracts({
    rpc,
    send,
    administrator: Address.parse(wallet.address.toLowerCase()),
    administratorDelaySeconds: 0,
    federation: 'Federation of Belgian Chambers',
    confirmations: 4,
    maxHeadAgeSeconds: 60,
  });
  const { contracts, verifiers } = deployment;
  const domain = registryDomain(deployment.chainId, contracts.recordRegistry);
  const call = async (to: Address, contract: ContractName, name: string, ...values: unknown[]) => {
    const { abi } = await readArtifact(contract);
    await send({ to, data: new Interface(abi).encodeFunctionData(name, values) as Hex });
  };
  const chambers = (name: string, ...values: unknown[]) =>
    call(contracts.chamberRegistry, 'ChamberRegistry', name, ...values);
  const records = (name: string, ...values: unknown[]) =>
    call(contracts.recordRegistry, 'RecordRegistry', name, ...values);

  const bytesOf = (party: Party) => toHex(signerBytes(signerFromJwk(party.signer.jwk), verifiers));
  const signed = async (party: Party, digest: Digest) => ({
    signer: bytesOf(party),
    signature: toHex(await signDigest(party.signer, digest)),
  });
  const shown = (genesis: Genesis) => ({ ...genesis, kind: RECORD_KINDS[genesis.kind] });

  const newChamber = async (profile: ChamberProfile) => {
    const id = ChamberId.of(randomBytes(16));
    await chambers('setProfile', id, profileHash(profile));
    return id;
  };
  const profile = { legalName: 'Voka Antwerpen', country: 'BE', did: 'did:web:voka.example' };
  const [chamber, exporter, operator] = [
    await newParty(deployment),
    await newParty(deployment),
    await newParty(deployment),
  ];
  const chamberId = await newChamber(profile);
  const accredit = (party: Party, of: ChamberId = chamberId) =>
    chambers('accredit', bytesOf(party), of, 0, 2n ** 48n - 1n);
  await accredit(chamber);

  const world: World = {
    deployment,
    trust: { deployments: [deployment] },
    chain,
    ...{ chamber, exporter, operator, chamberId, profile },
  };
  return {
    world,
    newChamber,
    accredit,
    time: () => chain.time,
    head,
    mine: async (blocks: number) => {
      await rpc.call('hardhat_mine', [`0x${blocks.toString(16)}`, '0x1']);
      chain.time = Number((await head()).timestamp);
    },
    end: (party: Party, until: number) => chambers('end', party.id, until),
    /** Anchors all that was collected. @returns the roots */
    settle: async () => {
      const roots = chain.roots.splice(0);
      for (const root of new Set(roots))
        await call(contracts.anchorRegistry, 'AnchorRegistry', 'anchor', root);
      return roots;
    },
    revoke: async (genesis: Genesis, revocation: Revocation, by: Party) =>
      records(
        'revoke',
        {
          ...revocation,
          reason: REVOCATION_REASONS[revocation.reason],
          successor: revocation.successor ?? ZERO_32,
        },
        shown(genesis),
        await signed(by, revocationDigest(domain, revocation)),
      ),
    close: async (genesis: Genesis, closing: Closing, by: Party) =>
      records(
        'close',
        { ...closing, reason: CLOSING_REASONS[closing.reason] },
        shown(genesis),
        await signed(by, closingDigest(domain, closing)),
      ),
    handOver: async (genesis: Genesis, handover: Handover, from: Party, to: Party) => {
      const digest = handoverDigest(domain, handover);
      const [byFrom, byTo] = [await signed(from, digest), await signed(to, digest)];
      await records('handOver', handover, shown(genesis), byFrom, byTo);
    },
  };
}
export type RealWorld = Awaited<ReturnType<typeof realWorld>>;

const SELECTORS = new Interface([
  'function anchorOf(bytes32) view returns (uint128, uint128)',
  'function accreditationOf(bytes24) view returns (bytes16, uint48, uint48)',
  'function profileOf(bytes16) view returns (bytes32)',
  'function stateOf(bytes32) view returns (bytes24, uint48, uint8, uint8)',
]);

export interface RecordedCall {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly result: unknown;
}

export interface Asked {
  readonly roots: Iterable<BatchRoot>;
  readonly signers: Iterable<string>;
  readonly chambers: Iterable<ChamberId>;
  readonly records: Iterable<RecordId>;
}

/** Everything that a verifier may ask (protocol §10), at the latest and at the final block. */
export async function record(rpc: JsonRpc, deployment: Deployment, asked: Asked): Promise<RecordedCall[]> {
  const calls: RecordedCall[] = [];
  const ask = async (method: string, params: readonly unknown[]) => {
    const result = await rpc.call(method, params);
    calls.push({ method, params, result });
    return result;
  };
  const slim = async (params: readonly unknown[]) => {
    const { number, hash, timestamp } = (await rpc.call('eth_getBlockByNumber', params)) as Block;
    calls.push({ method: 'eth_getBlockByNumber', params, result: { number, hash, timestamp } });
    return { number, hash };
  };
  await ask('eth_chainId', []);
  const latest = await slim(['latest', false]);
  const final = await slim([`0x${(Number(latest.number) - deployment.confirmations).toString(16)}`, false]);
  const { contracts, verifiers } = deployment;
  for (const address of [...Object.values(contracts), ...Object.values(verifiers)])
    await ask('eth_getCode', [address, { blockHash: final.hash }]);
  const views = [
    [contracts.anchorRegistry, 'anchorOf', asked.roots],
    [contracts.chamberRegistry, 'accreditationOf', asked.signers],
    [contracts.chamberRegistry, 'profileOf', asked.chambers],
    [contracts.recordRegistry, 'stateOf', asked.records],
  ] as const;
  for (const block of [latest, final]) {
    for (const [to, view, values] of views) {
      for (const value of new Set<string>(values)) {
        const data = SELECTORS.encodeFunctionData(view, [fromHex(value)]);
        await ask('eth_call', [{ to, data }, { blockHash: block.hash }]);
      }
    }
  }
  return calls;
}
