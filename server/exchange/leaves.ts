import { isObject, type JsonObject } from '../../core/json.ts';
import { toPointer } from '../http/validate.ts';

/** A part of one format that has no place in the other. */
export interface NotMapped {
  /** RFC 6901, into what is not mapped. */
  readonly pointer: string;
  readonly why: string;
}

/** Every string, number, boolean and null of a JSON value by its pointer; empty objects and lists as well. */
export function leavesOf(value: unknown, path: readonly PropertyKey[] = []): ReadonlyMap<string, unknown> {
  const children = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  if (children.length === 0) return new Map(value === undefined ? [] : [[toPointer(path), value]]);
  return new Map(children.flatMap(([key, child]) => [...leavesOf(child, [...path, key])]));
}

/** Pairs of a pattern for pointers and what is said of those that it fits; the first that fits counts. */
export type Reasons = readonly (readonly [RegExp, string])[];

/**
 * What of `all` does not come back in `kept`: nothing can be dropped without being named here.
 * @param isSame whether two values at a pointer mean the same
 */
export function namesOfLost(
  all: unknown,
  kept: unknown,
  reasons: Reasons,
  isSame: (pointer: string, a: unknown, b: unknown) => boolean = (_, a, b) => a === b,
): NotMapped[] {
  const back = leavesOf(kept);
  return [...leavesOf(all)]
    .filter(([pointer, value]) => !isSame(pointer, value, back.get(pointer)))
    .map(([pointer]) => ({
      pointer,
      why: reasons.find(([pattern]) => pattern.test(pointer))?.[1] ?? 'There is no such field.',
    }));
}

/** Without members that are undefined and objects and lists that are empty; undefined when nothing is left. */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(compact).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    .map(([key, member]) => [key, compact(member)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

export const compactObject = (value: JsonObject): JsonObject => (compact(value) ?? {}) as JsonObject;

/** The value at a pointer's parts, or undefined. */
export function valueAt(value: unknown, ...path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      (isObject(at) || Array.isArray(at)) && Object.hasOwn(at, part) ? Reflect.get(at, part) : undefined,
    value,
  );
}
