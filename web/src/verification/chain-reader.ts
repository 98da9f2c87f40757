import { agreeingChains, endpointNames } from '../../../core/agreeing-chains.ts';
import { fromHex } from '../../../core/bytes.ts';
import {
  type Accreditation,
  type Block,
  type ChainAnswers,
  type ChainQuestions,
  type ChainReader,
  ChainUnavailableError,
  type ChainView,
} from '../../../core/chain.ts';
import { keccak256 } from '../../../core/hashing.ts';
import {
  type Address,
  type ChamberId,
  CodeHash,
  type ProfileHash,
  type SignerId,
} from '../../../core/ids.ts';
import type { Deployment } from '../../../core/trust.ts';
import { callChain, type RpcCall } from './json-rpc.ts';
import { accreditationOf, anchorOf, type BlockHash, profileOf, stateOf } from './registry-calls.ts';

/** The chain through these endpoints, which must agree (protocol §10). */
export function readerOf(rpcUrls: readonly string[]): ChainReader | null {
  const names = endpointNames(rpcUrls);
  const chains = rpcUrls.map((url, index) => ({ name: names[index] ?? url, reader: createChainReader(url) }));
  return chains.length === 0 ? null : agreeingChains(chains);
}

/** Reads the registries through any RPC endpoint of the chain, from a page: three POSTs a verdict. */
function createChainReader(rpcUrl: string): ChainReader {
  return {
    async read(deployment, questions): Promise<ChainAnswers> {
      const { chainId, latest, codeHashes } = await readHead(rpcUrl, deployment);
      if (chainId !== deployment.chainId) {
        throw new ChainUnavailableError(`${rpcUrl}: this is chain ${chainId}, not ${deployment.chainId}`);
      }
      const finalNumber = Math.max(0, latest.number - deployment.confirmations);
      const final = finalNumber === latest.number ? latest : await readBlock(rpcUrl, finalNumber);
      const [latestView, finalView] = await readViews(rpcUrl, deployment, questions, [latest, final]);
      return { chainId, codeHashes, latest: latestView, final: finalView };
    },
  };
}

async function readHead(rpcUrl: string, { contracts, verifiers }: Deployment) {
  const addresses: readonly Address[] = [...Object.values(contracts), ...Object.values(verifiers)];
  const [chainId, block, ...codes] = await callChain(rpcUrl, [
    { method: 'eth_chainId', params: [] },
    { method: 'eth_getBlockByNumber', params: ['latest', false] },
    ...addresses.map((address) => ({ method: 'eth_getCode', params: [address, 'latest'] })),
  ]);
  const hashes = addresses.flatMap((address, index) => {
    const code = fromHex(String(codes[index]));
    return code.length === 0 ? [] : [[address, CodeHash.of(keccak256(code))] as const];
  });
  return { chainId: Number(chainId), latest: blockOf(block), codeHashes: new Map(hashes) };
}

interface KnownBlock extends Block {
  readonly hash: BlockHash;
}

async function readBlock(rpcUrl: string, number: number): Promise<KnownBlock> {
  const [block] = await callChain(rpcUrl, [
    { method: 'eth_getBlockByNumber', params: [`0x${number.toString(16)}`, false] },
  ]);
  return blockOf(block);
}

function blockOf(answer: unknown): KnownBlock {
  const { number, timestamp, hash } = answer as { number?: unknown; timestamp?: unknown; hash?: unknown };
  const block = { number: Number(number), time: Number(timestamp), hash: String(hash) };
  if (!Number.isSafeInteger(block.number) || !Number.isSafeInteger(block.time)) {
    throw new ChainUnavailableError('a block has no number or no time');
  }
  return block;
}

type Views = readonly [latest: ChainView, final: ChainView];

/** All questions at both blocks in one POST, the profiles of the chambers found in a second one. */
async function readViews(
  rpcUrl: string,
  { contracts }: Deployment,
  questions: ChainQuestions,
  [latest, final]: readonly [KnownBlock, KnownBlock],
): Promise<Views> {
  const { anchors, accreditations, states } = questions;
  const callsAt = ({ hash }: KnownBlock): RpcCall[] => [
    ...anchors.map((root) => anchorOf.call(contracts, root, hash)),
    ...accreditations.map((signer) => accreditationOf.call(contracts, signer, hash)),
    ...states.map((record) => stateOf.call(contracts, record, hash)),
  ];
  const calls = [...callsAt(latest), ...callsAt(final)];
  const results = await callChain(rpcUrl, calls);
  const firstHalf = results.slice(0, calls.length / 2);
  const secondHalf = results.slice(calls.length / 2);

  const chambersIn = (half: readonly unknown[]) =>
    half
      .slice(anchors.length, anchors.length + accreditations.length)
      .map((result) => accreditationOf.read(result));
  const found = [chambersIn(firstHalf), chambersIn(secondHalf)] as const;
  const profiles = await readProfiles(rpcUrl, contracts, [
    ...found[0].map((it) => ({ chamber: it?.chamber, block: latest.hash })),
    ...found[1].map((it) => ({ chamber: it?.chamber, block: final.hash })),
  ]);

  const viewOf = (block: KnownBlock, half: readonly unknown[], chambers: (typeof found)[0]): ChainView => ({
    block: { number: block.number, time: block.time },
    anchors: new Map(anchors.map((root, index) => [root, anchorOf.read(half[index])])),
    accreditations: new Map(
      accreditations.map((signer, index): [SignerId, Accreditation | null] => {
        const it = chambers[index] ?? null;
        const profileHash = it === null ? undefined : profiles.get(`${it.chamber} ${block.hash}`);
        return [signer, it === null || profileHash === undefined ? null : { ...it, profileHash }];
      }),
    ),
    states: new Map(
      states.map((record, index) => [
        record,
        stateOf.read(half[anchors.length + accreditations.length + index]),
      ]),
    ),
  });
  return [viewOf(latest, firstHalf, found[0]), viewOf(final, secondHalf, found[1])];
}

/** By `chamber block`. */
async function readProfiles(
  rpcUrl: string,
  contracts: Deployment['contracts'],
  wanted: readonly { readonly chamber: ChamberId | undefined; readonly block: BlockHash }[],
): Promise<ReadonlyMap<string, ProfileHash>> {
  const asked = wanted.flatMap(({ chamber, block }) => (chamber === undefined ? [] : [{ chamber, block }]));
  if (asked.length === 0) return new Map();
  const results = await callChain(
    rpcUrl,
    asked.map(({ chamber, block }) => profileOf.call(contracts, chamber, block)),
  );
  return new Map(
    asked.map(({ chamber, block }, index) => [`${chamber} ${block}`, profileOf.read(results[index])]),
  );
}
