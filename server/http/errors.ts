import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../log.ts';
import { Problem, problem, toProblemDocument } from './problem.ts';

export const notFound: RequestHandler = (_request, _response, next) =>
  next(problem('not_found', { what: 'address' }));

/** The one place where an error becomes an answer. From 500 upward the client gets a constant text; the log gets the rest. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const refusal = toProblem(error);
    const requestId = String(response.getHeader('x-request-id') ?? randomUUID());
    if (refusal.status >= 500)
      logger.error({ err: error, requestId, method: request.method, path: request.path }, 'request failed');
    if (response.headersSent) {
      // Too late for a status: the connection is cut, so that nobody takes a part for the whole.
      response.destroy();
      return;
    }
    // What is left of an upload that was refused is not read to its end.
    if (!request.complete) response.setHeader('connection', 'close');
    for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-request-id', requestId);
    response
      .status(refusal.status)
      .type('application/problem+json')
      .send(JSON.stringify(toProblemDocument(refusal, requestId)));
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isBodyParserError(error)) {
    if (error.type === 'entity.too.large')
      return problem('body_too_large', { limit: error.limit ?? 0 }, { cause: error });
    if (error.type === 'encoding.unsupported')
      return problem('unsupported_media_type', { expected: 'an uncompressed body' }, { cause: error });
    if (error.status < 500) return problem('invalid_request', undefined, { cause: error });
  }
  if (error instanceof URIError) return problem('not_found', { what: 'address' }, { cause: error });
  if (isPassing(error))
    return problem('unavailable', undefined, { cause: error, headers: { 'retry-after': '1' } });
  return problem('internal', undefined, { cause: error });
}

function isBodyParserError(
  error: unknown,
): error is Error & { type: string; status: number; limit?: number } {
  return error instanceof Error && 'type' in error && 'status' in error && typeof error.status === 'number';
}

/**
 * SQLSTATE of what nothing was done for and another try may do: connections (08, 57P, 53300), somebody else was in the
 * way (40001, 40P01, 55P03), a time-out of ours (57014, 25P03).
 */
const PASSING = /^(08...|57P..|53300|40001|40P01|55P03|57014|25P03)$/;

/** The database or the chain is away or overloaded for a moment: nothing was done, the client may try again. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'CHAIN_UNAVAILABLE'].includes(code) ||
    PASSING.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  );
}
