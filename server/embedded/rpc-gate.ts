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
    const answer = ({ status, body }: Refusal) => {
      if (response.headersSent) return void response.destroy();
      response.writeHead(status, { ...CORS, 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    if (request.method !== 'POST') return answer(refuse(405, 'JSON-RPC is asked by POST.'));
    const pass = (body: Buffer | undefined) => {
      const refused = refusal(body);
      const url = target();
      if (refused !== undefined) return answer(refused);
      if (url === undefined) return answer(SHUT);
      const forward = http.request(url, {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json' },
      });
      forward.once('error', () => answer(SHUT));
      forward.once('response', (upstream) => {
        response.writeHead(upstream.statusCode ?? 502, { ...CORS, 'content-type': 'application/json' });
        upstream.once('error', () => response.destroy()).pipe(response);
      });
      forward.end(body);
    };
    readBody(request).then(pass, () => response.destroy());
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

interface Refusal {
  readonly status: number;
  readonly body: object;
}

/** The answer to a request that is not passed on, or undefined when it may be. */
function refusal(body: Buffer | undefined): Refusal | undefined {
  if (body === undefined) return refuse(413, 'The request is larger than 1 MiB.');
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return refuse(400, 'The request is not JSON.');
  }
  const calls = (Array.isArray(parsed) ? parsed : [parsed]) as ReadonlyArray<{
    id?: unknown;
    method?: unknown;
  } | null>;
  if (calls.length > MOST_CALLS) return refuse(413, `More than ${MOST_CALLS} calls in one request.`);
  const bad = calls.find((call) => !READING.has(String(call?.method)));
  if (bad === undefined) return undefined;
  const message = `Not allowed here: ${String(bad?.method)}. This address answers readers.`;
  const answers = calls.map((call) => failure(call?.id ?? null, -32601, message));
  return { status: 403, body: Array.isArray(parsed) ? answers : (answers[0] ?? {}) };
}

const failure = (id: unknown, code: number, message: string) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});
const refuse = (status: number, message: string): Refusal => ({
  status,
  body: failure(null, -32600, message),
});
const SHUT = refuse(503, 'The chain is being restored.');
