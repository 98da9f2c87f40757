const before = / (?=[:;?!»](?:\s|$))/g;
const after = /« /g;
const unbroken = '\u00a0';

/** The words with no-break spaces where French has them: a sign stays on the line of its word. Of sentences too. */
export function withFrenchSpaces<Words>(words: Words): Words {
  return spaced(words) as Words;
}

function spaced(words: unknown): unknown {
  if (typeof words === 'string') return words.replace(before, unbroken).replace(after, `«${unbroken}`);
  if (typeof words === 'function') return (...parts: readonly unknown[]) => spaced(words(...parts));
  if (Array.isArray(words)) return words.map(spaced);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([name, inner]) => [name, spaced(inner)]));
}
