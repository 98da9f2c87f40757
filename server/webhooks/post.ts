import * as http from 'node:http';
import * as https from 'node:https';
import { type Guard, RefusedAddress } from './guard.ts';

/** What came of one attempt: the receiver's status, or why there is none. */
export interface Outcome {
  readonly status: number | null;
  /** `timeout`, `refused_address`, `tls`, `unreachable`; null with a status. */
  readonly failure: string | null;
  readonly durationMs: number;
}

export interface Poster {
  /** Sends a body to an address. Never throws; follows no redirect; what is answered is not kept. */
  post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Outcome>;
  close(): void;
}

const timeoutMs = 15_000;
/** Of an answer's body so much is let through before its connection is closed. */
const mostAnswered = 16 * 1024;

export function createPoster(guard: Guard): Poster {
  const options = { keepAlive: true, maxSockets: 32, maxFreeSockets: 8, lookup: guard.lookup };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

  const ask = (url: URL, body: string, headers: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((done, failed) => {
      const isHttp = url.protocol === 'http:';
      const request = (isHttp ? http : https).request(url, {
        method: 'POST',
        agent: agents[isHttp ? 'http:' : 'https:'],
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'OpenPouch-Webhooks/1',
          ...headers,
        },
      });
      request.on('error', failed);
      request.on('response', (response) => {
        done(response.statusCode ?? 0);
        // Read to its end, so that the connection can be used again, unless it is long or slow.
        let seen = 0;
        response.on('error', () => undefined);
        response.on('data', (chunk: Buffer) => {
          seen += chunk.length;
          if (seen > mostAnswered) response.destroy();
        });
      });
      request.end(body);
    });

  return {
    async post(address, body, headers) {
      const started = performance.now();
      const durationMs = () => Math.round(performance.now() - started);
      try {
        const url = new URL(address);
        guard.checkUrl(url);
        const status = await ask(url, body, headers);
        return { status, failure: null, durationMs: durationMs() };
      } catch (error) {
        return { status: null, failure: failureOf(error), durationMs: durationMs() };
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function failureOf(error: unknown): string {
  if (error instanceof RefusedAddress) return 'refused_address';
  if (!(error instanceof Error)) return 'unreachable';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)
    ? 'tls'
    : 'unreachable';
}
