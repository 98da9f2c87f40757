import canonicalize from 'canonicalize';
import { MalformedError } from './malformed.ts';

export type JsonObject = { [key: string]: unknown };

/**
 * RFC 8785. Members that are `undefined` are left out.
 *
 * @throws MalformedError for what JSON cannot hold (NaN, lone surrogates, cycles, a bare function)
 */
export function canonicalJson(value: unknown, field = 'json'): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new MalformedError(field, 'a JSON value', { cause });
  }
  if (text === undefined) throw new MalformedError(field, 'a JSON value');
  return text;
}

/**
 * Parses JSON that an attacker may have written: its length and depth are checked before anything is built.
 *
 * @throws MalformedError naming `field`
 */
export function parseJson(
  text: string,
  limits: { readonly maxLength: number; readonly maxDepth: number },
  field = 'json',
): unknown {
  if (text.length > limits.maxLength)
    throw new MalformedError(field, `at most ${limits.maxLength} characters`);
  if (!hasFewBrackets(text, limits.maxDepth) && depthOf(text) > limits.maxDepth)
    throw new MalformedError(field, `at most ${limits.maxDepth} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new MalformedError(field, 'JSON', { cause });
  }
  // What has no bytes cannot be hashed: half a character, as it is or escaped.
  if (!text.isWellFormed() || (text.includes('\\u') && SURROGATE_ESCAPE.test(text)))
    canonicalJson(value, field);
  return value;
}

const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Parses an object that must be spelled as RFC 8785 spells it: no second reading, no duplicate members. */
export function parseCanonicalObject(
  text: string,
  limits: { readonly maxLength: number; readonly maxDepth: number },
  field = 'json',
): JsonObject {
  const value = parseJson(text, limits, field);
  if (!isObject(value)) throw new MalformedError(field, 'a JSON object');
  if (!isCanonical(value, text, field)) throw new MalformedError(field, 'canonical JSON (RFC 8785)');
  return value;
}

/**
 * Whether this is how RFC 8785 spells what was parsed from it. JSON.stringify spells values as it does (§3.2.2) and
 * members in the order in which they were read: where that is the order of their names, nothing need be sorted.
 */
const isCanonical = (value: JsonObject, text: string, field: string): boolean =>
  (inOrder(value) && JSON.stringify(value) === text) || canonicalJson(value, field) === text;

function inOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(inOrder);
  let before = '';
  for (const name of Object.keys(value)) {
    if (name < before || !inOrder((value as JsonObject)[name])) return false;
    before = name;
  }
  return true;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values that were parsed are spelled the same by RFC 8785. */
export const isSameJson = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, index) => isSameJson(one, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameJson(a[name], b[name]))
  );
};

/** Whether there are more values than so many, members and items counted; it goes no deeper than that takes. */
export function hasMoreValuesThan(value: unknown, most: number): boolean {
  const open = [value];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const values = Object.values(next);
    count += values.length;
    if (count > most) return true;
    for (const inner of values) open.push(inner);
  }
  return false;
}

/** Whether so many brackets are opened at most, in strings or outside of them: then it is no deeper than that either. */
function hasFewBrackets(text: string, most: number): boolean {
  let count = 0;
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1))
      if (++count > most) return false;
  return true;
}

/** Greatest nesting of brackets outside strings; an upper bound for text that is not JSON. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i);
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/** Where the string that begins at `start` ends: at a quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === 0x5c) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
}
