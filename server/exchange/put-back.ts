import { canonicalJson, isObject, type JsonObject } from '../../core/json.ts';

/**
 * A three-way merge: `source` as it came, with what changed between `base` (what we say of the source) and `changed`
 * (what we say now) carried over. What nobody changed comes back as it came, also what we have no field for.
 *
 * Of what lies in a list, an object that changed is said in our words alone: what the source says besides may be about what
 * it was.
 */
export function putBack(source: unknown, base: unknown, changed: unknown, isEntry = false): unknown {
  if (canonicalJson(base ?? null) === canonicalJson(changed ?? null)) return source;
  if (Array.isArray(source) && Array.isArray(base) && Array.isArray(changed)) {
    if (source.length !== changed.length || base.length !== changed.length) return changed;
    return changed.map((entry, index) => putBack(source[index], base[index], entry, true));
  }
  if (!isObject(source) || !isObject(base) || !isObject(changed)) return changed;
  const merged: JsonObject = {};
  for (const key of new Set([...Object.keys(source), ...Object.keys(changed)])) {
    const isOurs = Object.hasOwn(base, key) || Object.hasOwn(changed, key);
    const value = isOurs
      ? putBack(source[key], base[key], changed[key], isEntry)
      : isEntry
        ? undefined
        : source[key];
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}
