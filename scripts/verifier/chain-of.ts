import { agreeingChains } from '../../core/agreeing-chains.ts';
import type { ChainReader } from '../../core/chain.ts';
import { createChainReader } from '../../server/chain/chain-reader.ts';
import { createJsonRpc } from '../../server/chain/json-rpc.ts';

export interface Chain {
  /** Null: no endpoint, the chain is not asked. */
  readonly reader: ChainReader | null;
  close(): void;
}

/** The chain through these endpoints, which must agree (protocol §10). */
export function chainOf(urls: readonly string[]): Chain {
  const clients = urls.map((url) => createJsonRpc({ url }));
  const chains = clients.map((client, index) => ({
    name: nameOf(urls, index),
    reader: createChainReader(client),
  }));
  return {
    reader: chains.length === 0 ? null : agreeingChains(chains),
    close: () => {
      for (const client of clients) client.close();
    },
  };
}

/** A path or query may hold somebody's key: the host alone is told to others. */
function nameOf(urls: readonly string[], index: number): string {
  const hosts = urls.map((url) => new URL(url).host);
  const host = hosts[index] ?? '';
  return hosts.indexOf(host) === hosts.lastIndexOf(host) ? host : `${host} (endpoint ${index + 1})`;
}
