import { agreeingChains, endpointNames } from '../../core/agreeing-chains.ts';
import type { ChainReader } from '../../core/chain.ts';
import { createChainReader } from '../../core/chain-reader.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';

export interface Chain {
  /** Null: no endpoint, the chain is not asked. */
  readonly reader: ChainReader | null;
  close(): void;
}

/** The chain through these endpoints, which must agree (protocol §10). */
export function chainOf(urls: readonly string[]): Chain {
  const clients = urls.map((url) => createJsonRpc({ url }));
  const names = endpointNames(urls);
  const chains = clients.map((client, index) => ({
    name: names[index] ?? '',
    reader: createChainReader(client),
  }));
  return {
    reader: chains.length === 0 ? null : agreeingChains(chains),
    close: () => {
      for (const client of clients) client.close();
    },
  };
}
