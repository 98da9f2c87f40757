import type { Operations } from './schema.ts';

export const apiBase = '/api/v1';

export interface FieldProblem {
  readonly in: string;
  /** JSON pointer into the part of the request that `in` names. */
  readonly pointer: string;
  /** What is wrong, in English. */
  readonly detail: string;
  readonly code?: string;
  /** Of a code about a size: the one that is just right. */
  readonly limit?: number;
  /** The named rule that it breaks. */
  readonly rule?: string;
}

/** A refusal as the server explained it (RFC 9457). `code` is `unreachable` when no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldProblem[];

  constructor(status: number, document: ProblemDocument, options?: ErrorOptions) {
    super(document.title ?? `HTTP ${status}`, options);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = document.code ?? 'unknown';
    // Whoever answers for a server that is not there yet may not say it (RFC 9110 §15.6.4).
    this.retryable = document.retryable ?? [502, 503, 504].includes(status);
    this.parameters = document.parameters ?? {};
    this.errors = document.errors ?? [];
  }
}

/** What the server answers when it refuses, as far as it can be read. */
export interface ProblemDocument {
  readonly code?: string;
  readonly title?: string;
  readonly retryable?: boolean;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldProblem[];
}

export type Operation = keyof Operations;
export type Result<O extends Operation> = Operations[O]['result'];

/** Path, query and body as the operation declares them. */
export type Input<O extends Operation> = Omit<Operations[O], 'result'> & {
  /** One for each intention of a person: a retry of the same click carries the same key. */
  readonly idempotencyKey?: string;
  /** Version that is to be changed; the server refuses when it is no longer the latest. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
};

interface Parts {
  readonly path?: Record<string, string | number>;
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

/** `/api/v1/certificates/4f…?limit=50` for an operation such as `GET /certificates/{id}`. */
export function addressOf(operation: Operation, parts: Pick<Parts, 'path' | 'query'>): string {
  const template = operation.slice(operation.indexOf(' ') + 1);
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(parts.path?.[name])),
  );
  const given = Object.entries(parts.query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return `${apiBase}${path}${query.size === 0 ? '' : `?${query}`}`;
}

/**
 * Calls one operation of the API. A Blob as the body is sent as it is, anything else as JSON.
 * @throws ApiProblem
 */
export async function call<O extends Operation>(operation: O, input: Input<O>): Promise<Result<O>> {
  const parts = input as Parts;
  const { body, signal, idempotencyKey, ifMatch } = parts;
  const init: RequestInit = {
    method: operation.slice(0, operation.indexOf(' ')),
    headers: {
      accept: 'application/json',
      ...(body !== undefined && {
        'content-type': body instanceof Blob ? mediaTypeOf(body) : 'application/json',
      }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
    },
    ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  };
  const response = await fetch(addressOf(operation, parts), init).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause;
    throw new ApiProblem(0, { code: 'unreachable', retryable: true }, { cause });
  });
  if (!response.ok) throw new ApiProblem(response.status, await problemIn(response));
  return (response.status === 204 ? undefined : await response.json()) as Result<O>;
}

export const mediaTypeOf = (blob: Blob): string =>
  blob.type === '' ? 'application/octet-stream' : blob.type;

async function problemIn(response: Response): Promise<ProblemDocument> {
  try {
    return (await response.json()) as ProblemDocument;
  } catch {
    // A proxy in between answers in its own words.
    return {};
  }
}
