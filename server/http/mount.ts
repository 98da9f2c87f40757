import { randomUUID } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { depthOf } from '../../core/json.ts';
import type { Principal } from '../access/scopes.ts';
import type { Actor, Database, Trx } from '../database/database.ts';
import { completelySigned } from '../keys/signing-session.ts';
import type { Logger } from '../log.ts';
import { fingerprintOf, once, readIdempotencyKey } from './idempotency.ts';
import { Problem, problem } from './problem.ts';
import { isStreamBody, type Reply, type Route, type RouteRequest, type StreamBody } from './route.ts';
import { sendParts } from './send-parts.ts';
import { invalidField, toPointer, validate } from './validate.ts';

export interface MountOptions {
  readonly database: Database;
  readonly logger: Logger;
  readonly authenticate: (request: Request) => Promise<Principal | undefined>;
  /** Requests a minute and address at guarded routes, of each kind together. */
  readonly perMinute: Readonly<Record<Guard, number>>;
  /** Carries out what an organisation asks for that holds its keys itself; `run` may be called several times. */
  readonly asHolder?: (asked: Asked, run: () => Promise<Reply>) => Promise<Reply>;
}

/** A request that may change something, as it came: enough to carry it out another time. */
export interface Asked {
  readonly route: Route;
  readonly principal: Principal;
  readonly arrived: Arrived;
}

/** Of a request, what its handler is told. */
export interface Arrived {
  readonly method: string;
  readonly originalUrl: string;
  readonly params: Request['params'];
  readonly query: Request['query'];
  readonly body: unknown;
  get(name: string): string | undefined;
}

type Guard = NonNullable<Route['guarded']>;

export const apiBase = '/api/v1';
const defaultMaximumBytes = 256 * 1024;

/** Puts the declared routes on the application, each with its permission, its limits and its validation before the handler. */
export function mountRoutes(app: Express, routes: readonly Route[], options: MountOptions): void {
  const guardOf = (kind: Guard): RequestHandler =>
    rateLimit({
      windowMs: 60_000,
      limit: options.perMinute[kind],
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
      handler: (_request, _response, next) =>
        next(problem('too_many_requests', { seconds: 60 }, { headers: { 'retry-after': '60' } })),
    });
  const guards = {
    secrets: guardOf('secrets'),
    lookups: guardOf('lookups'),
    verification: guardOf('verification'),
  };
  const methods = new Map<string, Set<string>>();
  for (const declared of routes) {
    const address = apiBase + declared.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(address, (methods.get(address) ?? new Set()).add(declared.method));
    const before: RequestHandler[] = declared.guarded === undefined ? [] : [guards[declared.guarded]];
    app[declared.method](address, ...before, ...bodyParser(declared), handle(declared, options));
  }
  refuseOtherMethods(app, methods);
}

/** 405 with what the address does take; `/certificates/issuances` also fits `/certificates/{id}`. */
function refuseOtherMethods(app: Express, methods: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [address, taken] of methods) {
    app.all(address, (_request, response: Response<unknown, { allowed?: string[] }>, next) => {
      response.locals.allowed = [...(response.locals.allowed ?? []), ...taken];
      next();
    });
  }
  app.use(apiBase, (request, response: Response<unknown, { allowed?: string[] }>, next) => {
    const { allowed } = response.locals;
    if (allowed === undefined) return next();
    const allow = [...new Set(allowed)].map((method) => method.toUpperCase()).join(', ');
    next(problem('method_not_allowed', { method: request.method }, { headers: { allow } }));
  });
}

/** The raw bytes are kept: the idempotency fingerprint is over what was sent, not over what was understood. */
function bodyParser(declared: Route): RequestHandler[] {
  if (declared.body === undefined || isStreamBody(declared.body)) return [];
  const expected = declared.bodyMediaType ?? 'application/json';
  return [
    express.raw({ type: expected, limit: declared.maximumBytes ?? defaultMaximumBytes, inflate: false }),
  ];
}

function handle(declared: Route, options: MountOptions): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    try {
      const requestId = randomUUID();
      response.setHeader('x-request-id', requestId);
      const principal = await authorise(declared, request, options);
      const run = () =>
        carryOut(
          declared,
          request,
          { principal, requestId, stillMay: () => stillMay(declared, request, options) },
          options.database,
        );
      const byHolder =
        principal?.selfCustody === true && declared.method !== 'get' && !isStreamBody(declared.body);
      const reply =
        byHolder && options.asHolder !== undefined
          ? await options.asHolder({ route: declared, principal, arrived: request }, run)
          : await run();
      await send(response, reply);
    } catch (error) {
      next(error);
    }
  };
}

/** Reads a request as its route declares it, and lets the route answer. */
export function carryOut(
  declared: Route,
  arrived: Arrived,
  by: { principal: Principal | undefined; requestId: string; stillMay: () => Promise<boolean> },
  database: Database,
): Promise<Reply> {
  const { principal } = by;
  const parts = readParts(declared, arrived);
  const key = declared.idempotent === true ? readIdempotencyKey(arrived.get('idempotency-key')) : undefined;
  const acting = (): Principal => {
    if (principal === undefined) throw new Error(`${declared.path}: a transaction of nobody`);
    return principal;
  };
  const context = {
    ...parts,
    ...by,
    header: (name: string) => arrived.get(name),
    read: (work: Parameters<Database['as']>[1]) => database.as(actorOf(acting()), work),
    write: (work: (trx: Trx) => Promise<Reply>, sent?: Uint8Array) =>
      database.as(actorOf(acting()), (trx) => {
        const signed = () => completelySigned(trx, () => work(trx));
        if (key === undefined) return signed();
        const body: Uint8Array = sent ?? (Buffer.isBuffer(arrived.body) ? arrived.body : new Uint8Array());
        const fingerprint = fingerprintOf(arrived.method, arrived.originalUrl, body);
        return once(trx, acting(), { key, fingerprint }, signed);
      }),
  };
  return declared.handler(context as unknown as RouteRequest<never, never, never, never>);
}

const actorOf = ({ organisationId, id }: Principal): Actor => ({ organisationId, personId: id });

async function authorise(
  declared: Route,
  request: Request,
  options: MountOptions,
): Promise<Principal | undefined> {
  const principal = await options.authenticate(request);
  permit(declared, principal);
  return principal;
}

/** @throws not_signed_in, forbidden */
export function permit(declared: Route, principal: Principal | undefined): void {
  if (declared.access === 'anyone') return;
  if (principal === undefined)
    throw problem('not_signed_in', undefined, { headers: { 'www-authenticate': 'Bearer' } });
  if (declared.access !== 'signed-in' && !principal.scopes.has(declared.access)) {
    throw problem('forbidden', { needs: `the scope ${declared.access}` });
  }
}

/** @throws what is no refusal: then nobody can say */
async function stillMay(declared: Route, request: Request, options: MountOptions): Promise<boolean> {
  try {
    await authorise(declared, request, options);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

function readParts(declared: Route, request: Arrived): { path: unknown; query: unknown; body: unknown } {
  return {
    path: declared.params && validate(declared.params, request.params, 'path'),
    query: declared.query ? validate(declared.query, request.query, 'query') : refuseQuery(request),
    body: readBody(declared, request),
  };
}

function refuseQuery(request: Arrived): undefined {
  const [name] = Object.keys(request.query);
  if (name === undefined) return undefined;
  const errors = [
    { in: 'query' as const, pointer: toPointer([name]), detail: 'There is no such parameter.' },
  ];
  throw problem('invalid_request', undefined, { errors });
}

function readBody(declared: Route, request: Arrived): unknown {
  if (declared.body === undefined) return undefined;
  // A stream is not put off: it is an Express request.
  if (isStreamBody(declared.body)) return limitedStream(declared.body, request as Request);
  const expected = declared.bodyMediaType ?? 'application/json';
  if (!Buffer.isBuffer(request.body)) {
    if (Number(request.get('content-length') ?? 0) > 0) throw problem('unsupported_media_type', { expected });
    return validate(declared.body, undefined, 'body');
  }
  return validate(
    declared.body,
    expected === 'application/json' ? parseJson(request.body) : parseForm(request.body),
    'body',
  );
}

function parseJson(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (depthOf(text) > deepest) throw problem('malformed_json');
    const value: unknown = JSON.parse(text);
    if (mayNameAPrototype.test(text)) refusePrototypes(value);
    return value;
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw problem('malformed_json', undefined, { cause });
  }
}

/** Ours has at most 32 levels; whoever nests deeper wants to exhaust what walks through it. */
const deepest = 64;

/** The word itself, or an escape that may stand for a part of it. */
const mayNameAPrototype = /__proto__|\\u00/i;

/**
 * A member with this name is data to `JSON.parse`, and a prototype to whatever copies it member by member: it would
 * silently be lost. None of ours has it.
 */
function refusePrototypes(root: unknown): void {
  const open: { value: unknown; path: readonly string[] }[] = [{ value: root, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, value] of Object.entries(next.value)) {
      const path = [...next.path, key];
      if (key === '__proto__') throw invalidField(toPointer(path), 'There is no such field.');
      open.push({ value, path });
    }
  }
}

function parseForm(bytes: Buffer): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
}

/** Ends with body_too_large as soon as the limit is passed, whatever Content-Length said. */
function limitedStream(body: StreamBody, request: Request): Readable {
  const mediaType = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!body.mediaTypes.includes(mediaType) && !body.mediaTypes.includes('*/*')) {
    throw problem('unsupported_media_type', { expected: body.mediaTypes.join(', ') });
  }
  if (mediaType === '') throw problem('unsupported_media_type', { expected: 'a Content-Type' });
  const tooLarge = (): Problem => problem('body_too_large', { limit: body.maximumBytes });
  if (Number(request.get('content-length') ?? 0) > body.maximumBytes) throw tooLarge();
  let seen = 0;
  const limiter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > body.maximumBytes ? tooLarge() : null, chunk);
    },
  });
  request.on('error', (error) => limiter.destroy(error));
  request.on('aborted', () => limiter.destroy(problem('invalid_request')));
  return request.pipe(limiter);
}

async function send(response: Response, reply: Reply): Promise<void> {
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
  if (reply.stream !== undefined && reply.ownsParts) await sendParts(response, reply.stream);
  else if (reply.stream !== undefined) {
    // A failure after the first byte cannot be told in the status: the connection is cut, so that nobody takes a part for the whole.
    const source = reply.stream instanceof Readable ? reply.stream : Readable.from(reply.stream);
    await pipeline(source, response).catch((error: unknown) => {
      // Whoever asked has gone: nothing failed.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
        throw error;
    });
  } else {
    const json = reply.json ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body));
    if (json !== undefined) response.setHeader('content-type', 'application/json; charset=utf-8');
    response.end(json);
  }
}
