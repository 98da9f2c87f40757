/** Longer texts are not kept: none that is asked often is so long. */
const LONGEST = 1_000;
const MOST = 1_000;

/**
 * The same function of a text, which remembers what it made of the last thousand: for what a few keys or addresses decide
 * alone and is asked of every proof. An attacker's many keys push others out, and gain nothing.
 */
export function remembered<T extends object | string>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length > LONGEST) return made;
    const oldest = known.keys().next();
    if (known.size >= MOST && !oldest.done) known.delete(oldest.value);
    known.set(text, made);
    return made;
  };
}
