import { agreeingChains, endpointNames } from '../../../core/agreeing-chains.ts';
import type { ChainReader } from '../../../core/chain.ts';
import { createChainReader } from '../../../core/chain-reader.ts';
import { callChain } from './json-rpc.ts';

/** The chain through these endpoints, which must agree (protocol §10). */
export function readerOf(rpcUrls: readonly string[]): ChainReader | null {
  const names = endpointNames(rpcUrls);
  const chains = rpcUrls.map((url, index) => ({
    name: names[index] ?? url,
    reader: createChainReader({ call: (method, params) => callChain(url, method, params) }),
  }));
  return chains.length === 0 ? null : agreeingChains(chains);
}
