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
  const chains = rpcUrls.map((url, index) => ({
    name: names[index] ?? url,
    reader: createChainReader(url, (calls) => callChain(url, calls)),
  }));
  return chains.length === 0 ? null : agreeingChains(chains);
}

/**
 * The same for what is judged together, as the parts of an archive: all of it as of one block, and nothing is asked twice.
 * Several endpoints are asked anew each time: where they differ, a block may have come between two answers.
 */
export function oneReaderOf(rpcUrls: readonly string[]): ChainReader | null {
  const [only] = rpcUrls;
  return only === undefined || rpcUrls.length > 1
    ? readerOf(rpcUrls)
    : createChainReader(only, remembering(only));
}

/** The results of these calls, in their order. */
type Ask = (calls: readonly RpcCall[]) => Promise<readonly unknown[]>;

function remembering(rpcUrl: string): Ask {
  const known = new Map<string, unknown>();
  return async (calls) => {
    const keys = calls.map((call) => JSON.stringify(call));
    const unknown = calls.filter((_, index) => !known.has(keys[index] ?? ''));
    const results = unknown.length === 0 ? [] : await callChain(rpcUrl, unknown);
    for (const [index, call] of unknown.entries()) known.set(JSON.stringify(call), results[index]);
    return keys.map((key) => known.get(key));
  };
}

/** Reads the registries through any RPC endpoint of the chain, from a page: three POSTs a verdict. */
function createChainReader(rpcUrl: string, ask: Ask): ChainReader {
  return {
    async read(deployment, questions): Promise<ChainAnswers> {
      const { chainId, latest, codeHashes } = await readHead(ask, deployment);
      if (chainId !== deployment.chainId) {
        throw new ChainUnavailableError(`${rpcUrl}: this is chain ${chainId}, not ${deployment.chainId}`);
      }
      const finalNumber = Math.max(0, latest.number - deployment.confirmations);
      const final = finalNumber === latest.number ? latest : await readBlock(ask, finalNumber);
      const [latestView, finalView] = await readViews(ask, deployment, questions, [latest, final]);
      return { chainId, codeHashes, latest: latestView, final: finalView };
    },
  };
}

async function readHead(ask: Ask, { contracts, verifiers }: Deployment) {
  const addresses: readonly Address[] = [...Object.values(contracts), ...Object.values(verifiers)];
  const [chainId, block, ...codes] = await ask([
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

async function readBlock(ask: Ask, number: number): Promise<KnownBlock> {
  const [block] = await ask([
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
  ask: Ask,
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
  const results = await ask(calls);
  const firstHalf = results.slice(0, calls.length / 2);
  const secondHalf = results.slice(calls.length / 2);

  const chambersIn = (half: readonly unknown[]) =>
    half
      .slice(anchors.length, anchors.length + accreditations.length)
      .map((result) => accreditationOf.read(result));
  const found = [chambersIn(firstHalf), chambersIn(secondHalf)] as const;
  const profiles = await readProfiles(ask, contracts, [
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
  ask: Ask,
  contracts: Deployment['contracts'],
  wanted: readonly { readonly chamber: ChamberId | undefined; readonly block: BlockHash }[],
): Promise<ReadonlyMap<string, ProfileHash>> {
  const asked = wanted.flatMap(({ chamber, block }) => (chamber === undefined ? [] : [{ chamber, block }]));
  if (asked.length === 0) return new Map();
  const results = await ask(asked.map(({ chamber, block }) => profileOf.call(contracts, chamber, block)));
  return new Map(
    asked.map(({ chamber, block }, index) => [`${chamber} ${block}`, profileOf.read(results[index])]),
  );
}
