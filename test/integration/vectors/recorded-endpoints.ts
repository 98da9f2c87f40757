import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { replayed, type VerificationVectors } from './verification-vectors.ts';

interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Serves the transcripts as JSON-RPC endpoints, each at an address of its own. */
export async function serveTranscripts(vectors: VerificationVectors) {
  const endpoints = new Map(
    Object.keys(vectors.transcripts).map((name) => [`/${encodeURIComponent(name)}`, replayed(vectors, name)]),
  );
  let posts = 0;
  const server = createServer(async (request, response) => {
    posts++;
    const endpoint = endpoints.get(request.url ?? '');
    const answer = async ({ id, method, params }: Asked) => {
      try {
        return { jsonrpc: '2.0', id, result: await endpoint?.call(method, [...params]) };
      } catch (error) {
        return { jsonrpc: '2.0', id, error: { code: -32_000, message: String(error) } };
      }
    };
    const body = (await json(request)) as Asked | Asked[];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await (Array.isArray(body) ? Promise.all(body.map(answer)) : answer(body))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** How often any of them was asked. */
    posts: () => posts,
    url: (name: string) => `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
