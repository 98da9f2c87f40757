/** First strong isolate and its end (UAX #9): what stands between runs in its own direction and moves nothing else. */
const [isolate, end] = ['\u2068', '\u2069'];

/** Where a line begins with what is isolated, its direction is not seen by whoever looks for it in the text. */
export const rightToLeftMark = '\u200f';

/** Of a name, a number of a certificate, an address: so that it does not tear the Arabic sentence that it stands in. */
export const isolated = (part: unknown): string => `${isolate}${part}${end}`;

/** Digits alone run as they should by themselves, and are what sentences count by. */
const runsByItself = (part: string): boolean => /^[\d.,]*$/.test(part);

/** The words with each part that a sentence is given as text isolated in it: they are mostly names in Latin script. */
export function withIsolates<Words>(words: Words): Words {
  return isolating(words) as Words;
}

const ledFromTheRight = (said: unknown): unknown =>
  typeof said === 'string' && said.startsWith(isolate) ? `${rightToLeftMark}${said}` : said;

function isolating(words: unknown): unknown {
  if (typeof words === 'function')
    return (...parts: readonly unknown[]) =>
      ledFromTheRight(
        words(
          ...parts.map((part) => (typeof part === 'string' && !runsByItself(part) ? isolated(part) : part)),
        ),
      );
  if (Array.isArray(words)) return words.map(isolating);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([name, inner]) => [name, isolating(inner)]));
}
