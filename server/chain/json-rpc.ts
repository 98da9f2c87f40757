import http from 'node:http';
import https from 'node:https';

export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

export interface JsonRpc {
  /** One call. Calls made within one turn of the event loop travel in one HTTP request. */
  call(method: string, params?: readonly unknown[]): Promise<unknown>;
  /** Several calls in one HTTP request of their own, answered in order; the first error rejects. */
  batch(calls: readonly RpcCall[]): Promise<unknown[]>;
  close(): void;
}

export interface JsonRpcOptions {
  /** Address, or a function that is asked before each request (the embedded chain's changes with its process). */
  readonly url: string | (() => string);
  readonly timeoutMs?: number;
  /** Calls of one HTTP request at most; what is beyond goes into further requests at the same time. */
  readonly maxBatch?: number;
}

/** The endpoint answered, with an error of its own: a revert, an unknown method, bad parameters. */
export class RpcError extends Error {
  readonly method: string;
  readonly code: number;
  readonly data: unknown;
  constructor(method: string, code: number, message: string, data: unknown) {
    super(`${method}: ${message}`);
    this.name = 'RpcError';
    this.method = method;
    this.code = code;
    this.data = data;
  }
}

/** The endpoint could not be asked: nothing is known about the chain. Worth another try. */
export class RpcUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The chain's RPC endpoint cannot be asked: ${reason}`, options);
    this.name = 'RpcUnavailable';
  }
}

interface Waiting extends RpcCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;

/** JSON-RPC 2.0 over HTTP with connections kept open: ethers' provider waits to batch and polls (DESIGN, part 7). */
export function createJsonRpc(options: JsonRpcOptions): JsonRpc {
  const { timeoutMs = 10_000, maxBatch = 100 } = options;
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 16 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 16 }),
  };
  let queue: Waiting[] = [];

  const post = (body: string): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const fail = (reason: string, cause?: unknown) => reject(new RpcUnavailable(reason, { cause }));
    const send = (url: URL, retry: boolean) => {
      const secure = url.protocol === 'https:';
      const request = (secure ? https : http).request(url, {
        method: 'POST',
        agent: agents[secure ? 'https:' : 'http:'],
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        timeout: timeoutMs,
      });
      // `timeout` above is silence on the socket; this one bounds an answer that trickles.
      const deadline = setTimeout(
        () => request.destroy(new Error(`no answer in ${timeoutMs} ms`)),
        timeoutMs,
      );
      const settle = () => clearTimeout(deadline);
      request.once('timeout', () => request.destroy(new Error(`no answer in ${timeoutMs} ms`)));
      request.once('error', (error: NodeJS.ErrnoException) => {
        settle();
        // A kept connection that the server closed in the same moment: the request was not read.
        if (retry && request.reusedSocket && error.code === 'ECONNRESET') send(url, false);
        else fail(error.message || (error.code ?? 'connection failed'), error);
      });
      request.once('response', (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > LARGEST_ANSWER_BYTES) request.destroy(new Error('the answer is larger than 64 MiB'));
          else parts.push(part);
        });
        response.once('error', (error) => {
          settle();
          fail(error.message, error);
        });
        response.once('end', () => {
          settle();
          const text = Buffer.concat(parts).toString('utf8');
          try {
            resolve(JSON.parse(text));
          } catch (error) {
            fail(`HTTP ${response.statusCode}, not JSON`, error);
          }
        });
      });
      request.end(body);
    };
    try {
      send(new URL(typeof options.url === 'string' ? options.url : options.url()), true);
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error), error);
    }
    return promise;
  };

  const exchange = async (calls: readonly Waiting[]): Promise<void> => {
    const body = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }));
    const single = body.length === 1 ? body[0] : undefined;
    let answers: ReadonlyMap<number, Answer>;
    try {
      answers = readAnswers(await post(JSON.stringify(single ?? body)));
    } catch (error) {
      for (const { reject } of calls) reject(error as Error);
      return;
    }
    for (const [id, { method, resolve, reject }] of calls.entries()) {
      const answer = answers.get(id);
      if (answer?.error !== undefined) {
        reject(new RpcError(method, answer.error.code, answer.error.message, answer.error.data));
      } else if (answer === undefined || !('result' in answer)) {
        reject(new RpcUnavailable(`${method} was not answered`));
      } else {
        resolve(answer.result);
      }
    }
  };

  const flush = () => {
    const calls = queue;
    queue = [];
    for (let at = 0; at < calls.length; at += maxBatch) void exchange(calls.slice(at, at + maxBatch));
  };

  return {
    call(method, params = []) {
      return new Promise((resolve, reject) => {
        if (queue.push({ method, params, resolve, reject }) === 1) setImmediate(flush);
      });
    },
    async batch(calls) {
      const waiting: Waiting[] = [];
      const results = calls.map(
        (call) => new Promise((resolve, reject) => waiting.push({ ...call, resolve, reject })),
      );
      if (waiting.length > 0) void exchange(waiting);
      // allSettled first: an error must not leave later rejections without a handler.
      await Promise.allSettled(results);
      return Promise.all(results);
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

/** @throws RpcUnavailable when the endpoint did not speak JSON-RPC 2.0, or refused a batch as a whole. */
function readAnswers(body: unknown): ReadonlyMap<number, Answer> {
  const isAnswer = (a: unknown): a is Answer =>
    typeof a === 'object' && a !== null && 'id' in a && typeof a.id === 'number';
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (list.every(isAnswer)) return new Map(list.map((answer) => [answer.id, answer]));
  const refusal = list[0] as { error?: { message?: unknown } } | null;
  throw new RpcUnavailable(String(refusal?.error?.message ?? 'the answer is not JSON-RPC 2.0'));
}
