import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../../core/json.ts';
import { toPointer } from '../../http/validate.ts';

/** One place where two JSON documents differ, as small as it can be named. */
export interface Change {
  /** RFC 6901: into the newer document, and where something was removed into the older. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Null where it was added. */
  readonly before: unknown;
  /** Null where it was removed. */
  readonly after: unknown;
}

/**
 * What changed from one JSON document to the next, in the order of the newer one's members. Elements of arrays are
 * compared by their place, as the items of an application are numbered.
 */
export function changesBetween(before: unknown, after: unknown, path: readonly PropertyKey[] = []): Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  const names = memberNames(before, after);
  if (names === undefined) return [{ pointer: toPointer(path), kind: 'changed', before, after }];
  return names.flatMap((name): Change[] => {
    const [was, is] = [memberOf(before, name), memberOf(after, name)];
    const below = [...path, name];
    if (was === undefined)
      return [{ pointer: toPointer(below), kind: 'added', before: null, after: is ?? null }];
    if (is === undefined) return [{ pointer: toPointer(below), kind: 'removed', before: was, after: null }];
    return changesBetween(was, is, below);
  });
}

/** Names of the members of two objects, or the places of two arrays; undefined when they are not alike. */
function memberNames(before: unknown, after: unknown): (string | number)[] | undefined {
  if (Array.isArray(before) && Array.isArray(after))
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return undefined;
}

const memberOf = (value: unknown, name: string | number): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
