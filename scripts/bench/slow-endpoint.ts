import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

export interface Endpoint {
  readonly url: string;
  /** HTTP requests that came so far; a batch of calls is one. */
  requests(): number;
  close(): Promise<void>;
}

/** The RPC endpoint at `target`, each request of which takes so much longer. */
export async function startEndpoint(target: string, delayMs: number): Promise<Endpoint> {
  let requests = 0;
  const server = createServer(async (incoming, answer) => {
    requests++;
    const body = await buffer(incoming);
    if (delayMs > 0) await delay(delayMs);
    const sent = request(target, { method: 'POST', headers: { 'content-type': 'application/json' } });
    sent.end(body);
    const [response] = await once(sent, 'response');
    answer.writeHead(response.statusCode, { 'content-type': 'application/json' });
    response.pipe(answer);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
