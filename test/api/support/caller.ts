import { randomUUID } from 'node:crypto';

/** What a problem document has, and nothing for other answers. */
export interface ProblemBody {
  readonly code?: string;
  readonly title?: string;
  readonly errors?: readonly { readonly in: string; readonly pointer: string; readonly detail: string }[];
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T & ProblemBody;
}

export interface CallOptions {
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The Idempotency-Key of a POST: a new one unless told, null for none. */
  readonly key?: string | null;
}

/** Somebody who sends requests, with or without credentials. */
export interface Caller {
  call<T = object>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options?: CallOptions,
  ): Promise<Answer<T>>;
}

/** @param credentials headers that go with each request */
export function caller(url: string, credentials: Readonly<Record<string, string>> = {}): Caller {
  return {
    async call(method, path, { body, headers, key } = {}) {
      const sent: Record<string, string> = { ...credentials };
      if (body !== undefined) sent['content-type'] = 'application/json';
      if (method === 'POST' && key !== null) sent['idempotency-key'] = key ?? randomUUID();
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { ...sent, ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : JSON.parse(text),
      };
    },
  };
}

export async function signIn(url: string, party: { email: string; password: string }): Promise<Caller> {
  const { email, password } = party;
  const answer = await caller(url).call('POST', '/sessions', { body: { email, password }, key: null });
  if (answer.status !== 201)
    throw new Error(`${email} cannot sign in: ${answer.status} ${answer.body.title}`);
  return caller(url, { cookie: sessionCookieOf(answer) });
}

/** `name=value` of the cookie that the answer sets. */
export function sessionCookieOf(answer: Answer<object>): string {
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** `client_credentials` with the credentials in the form. */
export function askToken(
  url: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<{ access_token: string; token_type: string; expires_in: number; scope: string }>> {
  return caller(url).call('POST', '/oauth/token', {
    key: null,
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}

/** A caller with a bearer token of that client. */
export async function systemCaller(
  url: string,
  client: { id: string; secret: string },
  scope?: string,
): Promise<Caller> {
  const form = { grant_type: 'client_credentials', client_id: client.id, client_secret: client.secret };
  const { status, body } = await askToken(url, scope === undefined ? form : { ...form, scope });
  if (status !== 200) throw new Error(`No token: ${status} ${body.title}`);
  return caller(url, { authorization: `Bearer ${body.access_token}` });
}
