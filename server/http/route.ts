import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Principal, Scope } from '../access/scopes.ts';
import type { Trx } from '../database/database.ts';

/** `anyone` needs no account; `signed-in` any account; a scope is what `access/scopes.ts` grants. */
export type Access = Scope | 'anyone' | 'signed-in';

type Schema = z.ZodType;
type Output<S> = S extends Schema ? z.output<S> : undefined;

/** The body as it arrives, for uploads: nothing is buffered. */
export interface StreamBody {
  readonly mediaTypes: readonly string[];
  readonly maximumBytes: number;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Instead of `body`: what is JSON already. */
  readonly json?: string;
  /** Bytes instead of JSON; `headers` then carry the media type. A Readable is destroyed when whoever asked has gone. */
  readonly stream?: AsyncIterable<Uint8Array>;
  /** Nobody else has the parts of the stream: their memory is given back. */
  readonly ownsParts?: true;
}

export interface ResponseDeclaration {
  readonly description: string;
  readonly schema?: Schema;
  /** Of a reply that is no JSON. */
  readonly mediaType?: string;
}

export interface RouteRequest<P, Q, B, A extends Access> {
  readonly path: Output<P>;
  readonly query: Output<Q>;
  readonly body: B extends StreamBody ? Readable : Output<B>;
  readonly principal: A extends 'anyone' ? Principal | undefined : Principal;
  readonly requestId: string;
  header(name: string): string | undefined;
  /** Whether whoever sent the request may still send it: for answers that last. @throws when that cannot be found out */
  stillMay(): Promise<boolean>;
  /**
   * One transaction under the principal's row-level security, with the stored answer of the Idempotency-Key:
   * a retry gets the first answer and `work` does not run.
   * @param sent what the client sent, when the body was a stream (its digest); JSON bodies are known already.
   */
  write(work: (trx: Trx) => Promise<Reply>, sent?: Uint8Array): Promise<Reply>;
  read<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
}

export interface RouteDeclaration<P, Q, B, A extends Access> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI form below /api/v1, e.g. `/certificates/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Largest JSON body in bytes; 256 KiB unless told. */
  readonly maximumBytes?: number;
  /** `application/json` unless told. */
  readonly bodyMediaType?: 'application/x-www-form-urlencoded';
  /** The request changes something that a retry must not change again: an Idempotency-Key is required. */
  readonly idempotent?: true;
  /** Changes what the client has read: it sends the ETag of that in If-Match. The handler compares. */
  readonly conditional?: true;
  /**
   * How many requests a minute one address may make: `secrets`, few, where they could be guessed; `lookups`, few, where
   * numbers could be counted through; `verification`, many, for what anybody may ask and is work for us.
   */
  readonly guarded?: 'secrets' | 'lookups' | 'verification';
  readonly responses: Readonly<Record<number, ResponseDeclaration>>;
  readonly handler: (request: RouteRequest<P, Q, B, A>) => Promise<Reply>;
}

/** A route with its types folded away, as the application and the OpenAPI document take it. */
export type Route = RouteDeclaration<
  Schema | undefined,
  Schema | undefined,
  Schema | StreamBody | undefined,
  Access
>;

/** One declaration carries permission, validation and documentation of a route. */
export function route<
  A extends Access,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | StreamBody | undefined = undefined,
>(declaration: RouteDeclaration<P, Q, B, A>): Route {
  return declaration as unknown as Route;
}

export function isStreamBody(body: Schema | StreamBody | undefined): body is StreamBody {
  return body !== undefined && 'mediaTypes' in body;
}
