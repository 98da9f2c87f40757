import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from './bytes.ts';
import type { Sha256 } from './hashing.ts';
import { type JsonObject, parseJson } from './json.ts';
import { MalformedError } from './malformed.ts';

/** A credential with its disclosures in place (RFC 9901 §7.1, as protocol §3 narrows it). */
export interface Opened {
  readonly claims: JsonObject;
  /** Path in the subject by the disclosure's digest. */
  readonly pathOf: ReadonlyMap<string, string>;
  readonly hiddenIn: readonly HiddenIn[];
}

/** Objects of the subject with hidden fields: which ones they are the issuer's part does not say. */
export interface HiddenIn {
  /** Path of the object, e.g. `items.0`; empty: the subject itself. */
  readonly within: string;
  readonly count: number;
}

/** By what a disclosure is named in the issuer's part. */
export const digestOf = (disclosure: string, sha256: Sha256): string =>
  sha256.ofText?.(disclosure) ?? toBase64Url(sha256(utf8(disclosure)));

/**
 * Puts the disclosures in their places. Written out here, as every verification does it: several times as fast as a
 * library that serves all of SD-JWT.
 *
 * @throws MalformedError for any that has none, or is there twice; for digests in other places than objects of the subject
 */
export function openDisclosures(payload: JsonObject, encoded: readonly string[], sha256: Sha256): Opened {
  if (payload['_sd_alg'] !== 'sha-256') throw new MalformedError('credential._sd_alg', 'sha-256');
  try {
    return place(
      payload,
      new Map(encoded.map((text) => [digestOf(text, sha256), read(text)])),
      encoded.length,
    );
  } catch (cause) {
    throw new MalformedError('credential disclosures', 'disclosures that the credential names', { cause });
  }
}

interface Disclosure {
  readonly name: string;
  readonly value: unknown;
}

const LIMITS = { maxLength: 1024 * 1024, maxDepth: 32 } as const;

/** Claim names that SD-JWT keeps for itself (RFC 9901 §4.2.1), and the one that JavaScript does. */
const RESERVED = ['', '_sd', '...', '__proto__'];

function read(encoded: string): Disclosure {
  const array = parseJson(fromUtf8(fromBase64Url(encoded)), LIMITS);
  if (!Array.isArray(array) || array.length !== 3) throw new Error('not [salt, name, value]');
  const [salt, name, value] = array as readonly unknown[];
  if (typeof salt !== 'string' || typeof name !== 'string' || RESERVED.includes(name))
    throw new Error('not [salt, name, value], or a reserved name');
  return { name, value };
}

function place(payload: JsonObject, disclosures: ReadonlyMap<string, Disclosure>, count: number): Opened {
  if (disclosures.size !== count) throw new Error('the same disclosure twice');
  const pathOf = new Map<string, string>();
  const hiddenIn: HiddenIn[] = [];
  const seen = new Set<string>();

  /** What is shown of an object by disclosures; of the others it is counted how many there are. */
  const shownIn = (value: JsonObject, digests: unknown, path: string): Disclosure[] => {
    if (!Array.isArray(digests)) throw new Error('_sd is no list');
    const shown: Disclosure[] = [];
    for (const digest of digests as readonly unknown[]) {
      if (typeof digest !== 'string' || seen.has(digest)) throw new Error('a digest twice, or none');
      seen.add(digest);
      const disclosure = disclosures.get(digest);
      if (disclosure === undefined) continue;
      const { name } = disclosure;
      if (Object.hasOwn(value, name) || shown.some((other) => other.name === name))
        throw new Error('two members of one name');
      pathOf.set(digest, within(path, name));
      shown.push(disclosure);
    }
    const hidden = digests.length - shown.length;
    if (hidden > 0) hiddenIn.push({ within: path, count: hidden });
    return shown;
  };

  /** Digests stand in `_sd` of the subject's objects alone: elsewhere they would hide without being counted. */
  const open = (value: unknown, path: string, mayHide: boolean): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return value.map((item, index) => open(item, within(path, String(index)), mayHide));
    }
    const object = value as JsonObject;
    const hides = Object.hasOwn(object, '_sd');
    if (hides && !mayHide) throw new Error('_sd in another place');
    const { _sd: digests, ...opened } = object;
    const shown = hides ? shownIn(object, digests, path) : [];
    for (const name of Object.keys(opened)) {
      if (name === '...' || name === '_sd_alg') throw new Error(`${name} in another place`);
      const inner = opened[name];
      if (!isPlain(inner)) opened[name] = open(inner, within(path, name), mayHide);
    }
    for (const { name, value: inner } of shown) {
      opened[name] = isPlain(inner) ? inner : open(inner, within(path, name), true);
    }
    return opened;
  };

  const { _sd_alg, credentialSubject, ...rest } = payload;
  const claims = open(rest, '', false) as JsonObject;
  if ('credentialSubject' in payload) claims['credentialSubject'] = open(credentialSubject, '', true);
  if (pathOf.size !== count) throw new Error('a disclosure that nothing names');
  return { claims, pathOf, hiddenIn };
}

const isPlain = (value: unknown): boolean => typeof value !== 'object';

const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
