import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { answersOf, keyOf, type VerificationVectors } from './verification-vectors.ts';

interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Serves the transcripts as JSON-RPC endpoints, each at an address of its own. */
export async function serveTranscripts(vectors: VerificationVectors) {
  const answers = new Map(
    Object.keys(vectors.transcripts).map((name) => [
      `/${encodeURIComponent(name)}`,
      answersOf(vectors, name),
    ]),
  );
  let posts = 0;
  const server = createServer(async (request, response) => {
    posts++;
    const known = answers.get(request.url ?? '');
    const answer = ({ id, method, params }: Asked) => {
      const key = keyOf(method, params);
      return known?.has(key)
        ? { jsonrpc: '2.0', id, result: known.get(key) }
        : { jsonrpc: '2.0', id, error: { code: -32_000, message: 'not recorded' } };
    };
    const body = (await json(request)) as Asked | Asked[];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(Array.isArray(body) ? body.map(answer) : answer(body)));
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
