import { expect } from 'chai';
import type { Answered } from './recipes.ts';

export interface FieldError {
  readonly in: 'body' | 'query' | 'path' | 'header';
  readonly pointer: string;
  readonly detail: string;
}

interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly instance: string;
  readonly retryable: boolean;
  readonly errors?: readonly FieldError[];
}

/** Words of stacks, drivers, paths and parsers, and of SQL as we write it: nothing of them is for a client. */
const internal =
  /\bat .*\(|\bat file:|node_modules|node:|\.ts\b|\/server\/|kysely|pg[-_]|postgres|relation "|syntax error|violates|Unexpected token|JSON at position|undefined|\[object |ECONN|zod/i;
const query = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|FROM) /;

/**
 * A problem document (RFC 9457) and nothing more: it names its request, and holds no internal text.
 * @returns the document
 */
export function refused(
  answer: Answered,
  expected: { status?: number; code?: string; field?: string } = {},
): ProblemDocument {
  const text = JSON.stringify(answer.body);
  expect(answer.status, text).to.be.within(400, 499);
  expect(answer.headers.get('content-type'), text).to.match(/^application\/problem\+json(;|$)/);
  expect(answer.headers.get('cache-control')).to.equal('no-store');
  const document = answer.body as ProblemDocument;
  expect(text).to.not.match(internal);
  expect(text).to.not.match(query);
  expect(document.status).to.equal(answer.status);
  expect(document.instance).to.equal(answer.headers.get('x-request-id'));
  expect(document.type).to.equal(`/docs#problem-${document.code}`);
  expect(document.title).to.match(/^[A-Z].*\.$/s);
  if (expected.status !== undefined) expect(document.status, text).to.equal(expected.status);
  if (expected.code !== undefined) expect(document.code, text).to.equal(expected.code);
  if (expected.field !== undefined) {
    const fields = (document.errors ?? []).map((error) => `${error.in} ${error.pointer}`);
    expect(fields, text).to.include(expected.field);
  }
  return document;
}

/** A body with one part that does not fit. */
export interface Mutation {
  /** JSON pointer of the part. */
  readonly pointer: string;
  readonly what: string;
  readonly body: unknown;
}

const filler = 'x'.repeat(60_000);

/** Every part of a body, however deep: of another type, null, and texts that nobody can store or is to store. */
export function* mutationsOf(body: unknown): Generator<Mutation> {
  for (const { pointer, value, set } of partsOf(body, '', (changed) => changed)) {
    const other = typeof value === 'string' ? 7 : 'no';
    yield { pointer, what: 'another type', body: set(other) };
    yield { pointer, what: 'null', body: set(null) };
    yield { pointer, what: 'a nested array', body: set([[[{ a: [other] }]]]) };
    if (typeof value !== 'string') continue;
    yield { pointer, what: 'U+0000', body: set(`${value}\u0000`) };
    yield { pointer, what: 'too long', body: set(value + filler) };
  }
}

interface Part {
  readonly pointer: string;
  readonly value: unknown;
  /** The whole with another value here. */
  readonly set: (value: unknown) => unknown;
}

function* partsOf(value: unknown, pointer: string, set: Part['set']): Generator<Part> {
  if (pointer !== '') yield { pointer, value, set };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* partsOf(item, `${pointer}/${index}`, (changed) => set(value.with(index, changed)));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      yield* partsOf(item, `${pointer}/${key}`, (changed) => set({ ...value, [key]: changed }));
  }
}
