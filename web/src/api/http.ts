import type { Operations, SigningPreparation } from './schema.ts';

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
  /** What is to be signed first, of `signatures_needed`. */
  readonly preparation: SigningPreparation | undefined;

  constructor(status: number, document: ProblemDocument, options?: ErrorOptions) {
    super(document.title ?? `HTTP ${status}`, options);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = document.code ?? 'unknown';
    // Whoever answers for a server that is not there yet may not say it (RFC 9110 §15.6.4).
    this.retryable = document.retryable ?? [502, 503, 504].includes(status);
    this.parameters = document.parameters ?? {};
    this.errors = document.errors ?? [];
    this.preparation = document.preparation;
  }
}

/** Whether somebody else changed it after it was read (If-Match). */
export const isChangedMeanwhile = (problem: unknown): boolean =>
  problem instanceof ApiProblem && problem.code === 'changed_meanwhile';

/** What the server answers when it refuses, as far as it can be read. */
export interface ProblemDocument {
  readonly code?: string;
  readonly title?: string;
  readonly retryable?: boolean;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldProblem[];
  readonly preparation?: SigningPreparation;
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

/** Nobody signed: nothing was done. */
export const notSigned = (): ApiProblem => new ApiProblem(0, { code: 'not_signed' });
export const isNotSigned = (problem: unknown): boolean =>
  problem instanceof ApiProblem && problem.code === 'not_signed';

/** An act that its organisation's own keys are to sign. */
export interface ActToSign {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string | number>>;
  readonly body: unknown;
  readonly preparation: SigningPreparation;
  /** Asks again, with the key that is to sign now. @throws ApiProblem, `signatures_needed` again as a rule */
  readonly again: () => Promise<unknown>;
}

/** Signs such acts and hands the signatures in. @returns the act's own answer. @throws ApiProblem, `not_signed` */
export type Signatory = (act: ActToSign) => Promise<unknown>;

/** One for the page, while somebody is signed in; and the identity key that is to sign, where that is known. */
const signing: { signatory: Signatory | undefined; keyId: string | undefined } = {
  signatory: undefined,
  keyId: undefined,
};
export function letSign(signatory: Signatory | undefined): void {
  signing.signatory = signatory;
  signing.keyId = undefined;
}
export const setSigningKey = (keyId: string): void => {
  signing.keyId = keyId;
};

/**
 * Calls one operation of the API. A Blob as the body is sent as it is, anything else as JSON. Where the organisation's own
 * keys are to sign it, they do before this answers.
 * @throws ApiProblem
 */
export async function call<O extends Operation>(operation: O, input: Input<O>): Promise<Result<O>> {
  const parts = input as Parts;
  try {
    return (await ask(operation, parts)) as Result<O>;
  } catch (problem) {
    const { signatory, keyId } = signing;
    if (keyId !== undefined && isEnded(problem)) {
      signing.keyId = undefined;
      return call(operation, input);
    }
    const preparation = problem instanceof ApiProblem ? problem.preparation : undefined;
    if (preparation === undefined || signatory === undefined || operation === submission) throw problem;
    const { path = {}, body } = parts;
    const again = () => ask(operation, parts);
    return (await signatory({ operation, path, body, preparation, again })) as Result<O>;
  }
}

/** The identity key that was to sign: its holder was ended meanwhile. */
const isEnded = (problem: unknown): boolean =>
  problem instanceof ApiProblem &&
  problem.code === 'wrong_state' &&
  problem.parameters['what'] === 'identity key';

const submission: Operation = 'POST /signing-preparations/{id}/signatures';

async function ask(operation: Operation, parts: Parts): Promise<unknown> {
  const { body, signal, idempotencyKey, ifMatch } = parts;
  const method = operation.slice(0, operation.indexOf(' '));
  const init: RequestInit = {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && {
        'content-type': body instanceof Blob ? mediaTypeOf(body) : 'application/json',
      }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      ...(signing.keyId !== undefined && method !== 'GET' && { 'signing-key': signing.keyId }),
    },
    ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  };
  const response = await fetch(addressOf(operation, parts), init).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause;
    throw new ApiProblem(0, { code: 'unreachable', retryable: true }, { cause });
  });
  if (!response.ok) throw new ApiProblem(response.status, await problemIn(response));
  return response.status === 204 ? undefined : response.json();
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
