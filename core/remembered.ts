export interface Memory {
  /** Longer texts are not kept: none that is asked often is so long. */
  readonly longest: number;
  readonly most: number;
}

const OF_NAMES: Memory = { longest: 1_000, most: 1_000 };

/**
 * The same function of a text, which remembers what it made of the last ones (a thousand, unless said otherwise): for what a few keys or addresses decide
 * alone and is asked of every proof. An attacker's many keys push others out, and gain nothing.
 */
export function remembered<T extends object | string>(
  make: (text: string) => T,
  { longest, most }: Memory = OF_NAMES,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length > longest) return made;
    const oldest = known.keys().next();
    if (known.size >= most && !oldest.done) known.delete(oldest.value);
    known.set(text, made);
    return made;
  };
}
