import { ChainUnavailableError } from '../../../core/chain.ts';

const TIMEOUT_MS = 10_000;

/**
 * One call of JSON-RPC 2.0.
 * @throws ChainUnavailableError when the endpoint does not answer, or not with a result. A browser does not
 * tell a refusal by CORS from a dead address, so neither does the message.
 */
export async function callChain(
  rpcUrl: string,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  let answer: unknown;
  try {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 0, method, params }),
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
  const { result, error } = (answer ?? {}) as { result?: unknown; error?: { message?: unknown } };
  if (result !== undefined && result !== null) return result;
  throw new ChainUnavailableError(`${rpcUrl}: ${method}: ${String(error?.message ?? 'no result')}`);
}
