/**
 * The one catalogue of what can go wrong towards a client: code → status, title, parameters.
 * A code is part of the API; its text may change. Titles take the named parameters in braces.
 */
const catalogue = {
  malformed_json: { status: 400, title: 'The body is not valid JSON, or nested too deeply.' },
  invalid_request: { status: 400, title: 'The request does not fit what this route expects.' },
  idempotency_key_missing: {
    status: 400,
    title: 'Send an Idempotency-Key header, so that a retry does nothing twice.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'An Idempotency-Key has 1 to 128 visible ASCII characters.',
  },
  not_signed_in: { status: 401, title: 'Sign in, or send an access token.' },
  wrong_credentials: { status: 401, title: 'The name or the secret is wrong.' },
  wrong_code: { status: 401, title: 'The link or the code is wrong, or its time is over.' },
  invalid_client: { status: 401, title: 'The client is unknown, ended, or its secret is wrong.' },
  invalid_token: { status: 401, title: 'The access token is not valid, or no longer.' },
  forbidden: { status: 403, title: 'This needs {needs}.' },
  cross_site: { status: 403, title: 'A request that changes something must come from our own pages.' },
  not_found: { status: 404, title: 'There is no such {what}, or it is not yours to see.' },
  method_not_allowed: { status: 405, title: 'This address does not take {method}.' },
  wrong_state: { status: 409, title: 'This {what} is {state}: {act} is not possible.' },
  already_exists: { status: 409, title: 'There is already a {what} with this {field}.' },
  request_in_progress: {
    status: 409,
    title: 'A request with this Idempotency-Key is still being worked on.',
    retryable: true,
  },
  second_person_needed: { status: 409, title: 'Your organisation wants two persons to decide: {why}.' },
  limit_reached: { status: 409, title: 'There are already {limit} {what}: no more can be added.' },
  not_owner: { status: 409, title: 'Only the owner of the record can do this, and that is another party.' },
  undertaking_missing: {
    status: 409,
    title:
      'This chamber takes applications only under a yearly undertaking that it has accepted, and you have none in force.',
  },
  not_a_signatory: {
    status: 409,
    title: 'Only those can declare who are named in your undertaking to this chamber.',
  },
  signatures_needed: {
    status: 409,
    title: 'Nothing was done yet: sign what is listed with your own keys, and hand the signatures in.',
  },
  signature_needed: { status: 409, title: 'This needs a signature with a key that its owner holds: {why}.' },
  signed_otherwise: {
    status: 409,
    title: 'Something changed since this was prepared, and what you signed no longer fits: begin again.',
  },
  kept: { status: 409, title: 'This must be kept until {until}: {why}.' },
  on_hold: {
    status: 409,
    title: 'This has been on hold since {since}: while it is, nothing of it is erased.',
  },
  handover_open: { status: 409, title: 'A handover of this record is open: withdraw it first.' },
  wrong_offset: { status: 409, title: 'This upload stands at byte {offset}: go on from there.' },
  changed_meanwhile: { status: 412, title: 'It was changed since you read it: read it again.' },
  precondition_missing: { status: 428, title: 'Send the ETag that you read in an If-Match header.' },
  body_too_large: { status: 413, title: 'The body has more than {limit} bytes.' },
  range_not_satisfiable: { status: 416, title: 'The file has no such part.' },
  unsupported_media_type: { status: 415, title: 'This route takes {expected}.' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used for another request.' },
  application_incomplete: { status: 422, title: 'The application is not complete.' },
  infected: { status: 422, title: 'The virus scanner found {found} in this file: it was not taken.' },
  not_expressible: { status: 422, title: 'This certificate cannot be said as {format}.' },
  not_permitted_party: { status: 422, title: 'The party named cannot take part in this: {why}.' },
  too_many_requests: { status: 429, title: 'Too many requests: wait {seconds} seconds.', retryable: true },
  internal: { status: 500, title: 'Something went wrong on our side.' },
  unavailable: {
    status: 503,
    title: 'A part of the service is not available just now: try again.',
    retryable: true,
  },
} as const satisfies Record<string, { status: number; title: string; retryable?: true }>;

export type ProblemCode = keyof typeof catalogue;

type Parameter<T extends string> = T extends `${string}{${infer P}}${infer R}` ? P | Parameter<R> : never;
type Parameters<C extends ProblemCode> = Record<Parameter<(typeof catalogue)[C]['title']>, string | number>;

/** What can be wrong with a field, for whoever says it in another language: part of the API, as the problems' codes. */
export const fieldErrorCodes = [
  ...['missing', 'unknown', 'wrong_type', 'malformed', 'not_allowed', 'inconsistent', 'invalid'],
  ...['too_short', 'too_long', 'too_few', 'too_many', 'too_small', 'too_big', 'too_far', 'empty_file'],
  ...['in_the_past', 'taken', 'not_held', 'no_such_organisation', 'not_in_force', 'nothing_to_add'],
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

/** One field that is wrong: `pointer` is a JSON pointer (RFC 6901) into the part of the request that `in` names. */
export interface FieldError {
  readonly in: 'body' | 'query' | 'path' | 'header';
  readonly pointer: string;
  readonly detail: string;
  /** `invalid`, where nothing more is to be said. */
  readonly code?: FieldErrorCode;
  /** Of a code that begins with `too_`: the characters, members, number or days from now that are just right. */
  readonly limit?: number;
  /** The rule of certificates that it breaks, or the warning that forbids it (docs/code-lists.md): pages have words for each. */
  readonly rule?: string;
}

/** A small request can be wrong in a hundred thousand places: whoever means well is helped by the first. */
const mostErrors = 100;

/** A refusal that the client is told about (RFC 9457). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly retryable: boolean;
  readonly errors: readonly (FieldError & { readonly code: FieldErrorCode })[];
  /** What the title says of this case: what it was about, in which state, how long to wait. */
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Further members of the answer (RFC 9457, 3.2). */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, title: string, options: ProblemOptions) {
    super(title, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    const entry: { status: number; retryable?: true } = catalogue[code];
    this.code = code;
    this.status = entry.status;
    this.retryable = entry.retryable === true;
    this.errors = (options.errors ?? [])
      .slice(0, mostErrors)
      .map((error) => ({ ...error, code: error.code ?? 'invalid' }));
    this.parameters = options.parameters ?? {};
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }
}

interface ProblemOptions {
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** `throw problem('wrong_state', { what: 'certificate', state, act })`: a missing parameter does not compile. */
export function problem<C extends ProblemCode>(
  code: C,
  ...rest: keyof Parameters<C> extends never
    ? [parameters?: undefined, options?: Omit<ProblemOptions, 'parameters'>]
    : [parameters: Parameters<C>, options?: Omit<ProblemOptions, 'parameters'>]
): Problem {
  const [parameters, options] = rest;
  const given: Record<string, string | number> = parameters ?? {};
  const title = catalogue[code].title.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
  return new Problem(code, title, { ...options, parameters: given });
}

/** The body of `application/problem+json`. Nothing of an unexpected error reaches it. */
export function toProblemDocument(error: Problem, requestId: string): Record<string, unknown> {
  return {
    type: `/docs#problem-${error.code}`,
    title: error.message,
    status: error.status,
    code: error.code,
    instance: requestId,
    retryable: error.retryable,
    ...(Object.keys(error.parameters).length > 0 && { parameters: error.parameters }),
    ...(error.errors.length > 0 && { errors: error.errors }),
    ...error.members,
  };
}

/** For the reference page: every code with its status and text. */
export function problemCatalogue(): { code: string; status: number; title: string }[] {
  return Object.entries(catalogue).map(([code, { status, title }]) => ({ code, status, title }));
}
