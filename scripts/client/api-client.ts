import { randomUUID } from 'node:crypto';

/** A refusal, as the server explained it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { in: string; pointer: string; detail: string }[];
  constructor(
    method: string,
    path: string,
    status: number,
    body: { code?: string; title?: string; errors?: ApiProblem['errors'] },
  ) {
    const fields = (body.errors ?? []).map((e) => `${e.pointer}: ${e.detail}`).join('; ');
    super(`${method} ${path}: ${status} ${body.code ?? ''} ${body.title ?? ''} ${fields}`.trim());
    this.status = status;
    this.code = body.code ?? '';
    this.errors = body.errors ?? [];
  }
}

export interface Sent {
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly mediaType?: string;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** One signed-in party of the HTTP API, as an ERP would write it: fetch and a bearer token or a cookie. */
export interface ApiClient {
  readonly base: string;
  /** @throws ApiProblem for an answer that is no success */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, sent?: Sent): Promise<T>;
  put<T>(path: string, sent: Sent): Promise<T>;
  delete(path: string): Promise<void>;
  bytes(path: string): Promise<Uint8Array>;
  /** The answer as it came, whatever its status. */
  raw(method: string, path: string, sent?: Sent): Promise<Response>;
}

/** @param base e.g. `http://127.0.0.1:8080`; paths are below `/api/v1`. */
export function createApiClient(base: string, credentials: Readonly<Record<string, string>> = {}): ApiClient {
  const raw: ApiClient['raw'] = (method, path, sent = {}) => {
    const json = sent.body !== undefined;
    const init: RequestInit = {
      method,
      headers: {
        ...credentials,
        ...(json && { 'content-type': 'application/json' }),
        ...(sent.bytes && { 'content-type': sent.mediaType ?? 'application/octet-stream' }),
        ...(method === 'POST' && { 'idempotency-key': sent.idempotencyKey ?? randomUUID() }),
        ...sent.headers,
      },
      body: json ? JSON.stringify(sent.body) : ((sent.bytes as Uint8Array<ArrayBuffer> | undefined) ?? null),
      signal: sent.signal ?? null,
    };
    return fetch(`${base}/api/v1${path}`, init);
  };
  const checked = async (method: string, path: string, sent?: Sent): Promise<Response> => {
    const response = await raw(method, path, sent);
    if (response.ok) return response;
    const text = await response.text();
    throw new ApiProblem(
      method,
      path,
      response.status,
      response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : { title: text },
    );
  };
  const json = async <T>(response: Response): Promise<T> => {
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    base,
    raw,
    get: async (path) => json(await checked('GET', path)),
    post: async (path, sent) => json(await checked('POST', path, sent)),
    put: async (path, sent) => json(await checked('PUT', path, sent)),
    delete: async (path) => void (await checked('DELETE', path)),
    bytes: async (path) => new Uint8Array(await (await checked('GET', path)).arrayBuffer()),
  };
}

/** A person's session. */
export async function signIn(base: string, email: string, password: string): Promise<ApiClient> {
  const response = await createApiClient(base).raw('POST', '/sessions', { body: { email, password } });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!response.ok || cookie === undefined)
    throw new Error(`Sign-in of ${email}: ${response.status} ${await response.text()}`);
  return createApiClient(base, { cookie });
}

/** A system's access token (OAuth 2 client credentials). */
export async function clientCredentials(
  base: string,
  clientId: string,
  clientSecret: string,
): Promise<ApiClient> {
  const response = await fetch(`${base}/api/v1/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  if (!response.ok) throw new Error(`Access token: ${response.status} ${await response.text()}`);
  const { access_token: token } = (await response.json()) as { access_token: string };
  return createApiClient(base, { authorization: `Bearer ${token}` });
}
