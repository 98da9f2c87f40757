import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What outsiders may ask. Hardhat's node also forges blocks, balances and other people's transactions for anyone
 * who asks, and a page in a browser can reach a local port. Transactions come from the server alone: only it
 * writes them down, and what is not written down is gone after a restart.
 */
const READING = new Set([
  ...['eth_blockNumber', 'eth_call', 'eth_chainId', 'eth_estimateGas', 'eth_feeHistory', 'eth_gasPrice'],
  ...['eth_getBalance', 'eth_getBlockByHash', 'eth_getBlockByNumber', 'eth_getCode', 'eth_getLogs'],
  ...['eth_getStorageAt', 'eth_getTransactionByHash', 'eth_getTransactionCount', 'eth_getTransactionReceipt'],
  ...['eth_maxPriorityFeePerGas', 'eth_syncing', 'net_version', 'web3_clientVersion'],
]);
const LARGEST_REQUEST_BYTES = 1024 * 1024;
const MOST_CALLS = 1000;
const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' };

export interface RpcGate {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The chain's address for others: stable, read-only, and shut (503) while the chain behind it is replayed, so that
 * nobody sees half a chain and takes a sealed record for an unsealed one.
 * @param target the chain's own address, or undefined while there is none to be shown.
 * @throws EADDRINUSE when the port is taken; port 0 takes a free one.
 */
export async function openRpcGate(port: number, target: () => string | undefined): Promise<RpcGate> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const answer = (status: number, body?: object) => {
      response.writeHead(status, { ...CORS, 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const refuse = (status: number, code: number, message: string) =>
      answer(status, { jsonrpc: '2.0', id: null, error: { code, message } });
    if (request.method === 'OPTIONS') return answer(204);
    if (request.method !== 'POST') return refuse(405, -32600, 'JSON-RPC is asked by POST.');
    readBody(request).then(
      (body) => {
        const url = target();
        const refused = body === undefined ? 'The request is larger than 1 MiB.' : refusal(body);
        if (refused !== undefined) return refuse(body === undefined ? 413 : 403, -32601, refused);
        if (url === undefined) return refuse(503, -32000, 'The chain is being restored.');
        const forward = http.request(url, {
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json' },
        });
        forward.once('error', () =>
          response.headersSent ? response.destroy() : refuse(503, -32000, 'The chain is being restored.'),
        );
        forward.once('response', (upstream) => {
          response.writeHead(upstream.statusCode ?? 502, { ...CORS, 'content-type': 'application/json' });
          upstream.pipe(response);
        });
        forward.end(body);
      },
      () => response.destroy(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

/** The body, or undefined when it is too large. */
async function readBody(request: http.IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= LARGEST_REQUEST_BYTES) parts.push(part);
  }
  return size > LARGEST_REQUEST_BYTES ? undefined : Buffer.concat(parts);
}

/** Why the request is not passed on, or undefined when it may be. */
function refusal(body: Buffer): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return 'The request is not JSON.';
  }
  const calls: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (calls.length > MOST_CALLS) return `More than ${MOST_CALLS} calls in one request.`;
  const bad = calls.find((call) => !READING.has(String((call as { method?: unknown } | null)?.method)));
  return bad === undefined
    ? undefined
    : `Not allowed here: ${String((bad as { method?: unknown } | null)?.method)}. This address answers readers.`;
}
