import { ChainUnavailableError } from '../../../core/chain.ts';

export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

const TIMEOUT_MS = 10_000;

/**
 * Several JSON-RPC 2.0 calls in one POST, their results in the same order.
 * @throws ChainUnavailableError when the endpoint does not answer, or not with a result for each. A browser does not
 * tell a refusal by CORS from a dead address, so neither does the message.
 */
export async function callChain(rpcUrl: string, calls: readonly RpcCall[]): Promise<unknown[]> {
  const body = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }));
  let answer: unknown;
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    answer = await response.json();
  } catch (cause) {
    const why = 'nothing answers there, or it does not let web pages ask (CORS)';
    throw new ChainUnavailableError(`${rpcUrl}: ${why}`, {
      cause,
      unreliable: { why: 'silent', endpoint: new URL(rpcUrl).host },
    });
  }
  const answers = Array.isArray(answer) ? answer : [answer];
  return calls.map(({ method }, id) =>
    resultOf(rpcUrl, method, answers.find((one) => one?.id === id) ?? answers[0]),
  );
}

function resultOf(rpcUrl: string, method: string, answer: unknown): unknown {
  const { result, error } = (answer ?? {}) as { result?: unknown; error?: { message?: unknown } };
  if (result !== undefined && result !== null) return result;
  throw new ChainUnavailableError(`${rpcUrl}: ${method}: ${String(error?.message ?? 'no result')}`);
}
