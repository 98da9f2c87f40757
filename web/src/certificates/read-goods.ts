/**
 * What a certificate says, read leniently: a draft is incomplete, a redacted copy hides fields, and a credential may
 * come from elsewhere. Nothing here decides anything; it is shown.
 */
export type Goods = Readonly<Record<string, unknown>>;

/** The value at `a.b.0.c`, or undefined. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** Text or a number at this path as text, or undefined: objects are never shown by mistake. */
export function textAt(value: unknown, path: string): string | undefined {
  const found = at(value, path);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

const nothing: readonly unknown[] = [];

/** The list at this path, or always the same empty one. */
export const listAt = (value: unknown, path: string): readonly unknown[] => {
  const found = at(value, path);
  return Array.isArray(found) ? found : nothing;
};

/** What of a list is there. */
export const present = (parts: readonly (string | undefined)[]): string[] =>
  parts.filter((part) => part !== undefined && part !== '') as string[];
