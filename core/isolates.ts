/** First strong isolate and its end (UAX #9): what stands between runs in its own direction and moves nothing else. */
const [isolate, end] = ['\u2068', '\u2069'];

/** Where a line begins with what is isolated, its direction is not seen by whoever looks for it in the text. */
export const rightToLeftMark = '\u200f';
export const leftToRightMark = '\u200e';

/** Of a name, a number of a certificate, an address: so that it does not tear the Arabic sentence that it stands in. */
export const isolated = (part: unknown): string => `${isolate}${part}${end}`;

/** Digits alone run as they should by themselves, and are what sentences count by. */
const runsByItself = (part: string): boolean => /^[\d.,]*$/.test(part);

/** The words with each part that a sentence is given as text isolated in it: they are mostly names in Latin script. */
export function withIsolates<Words>(words: Words): Words {
  return isolating(words) as Words;
}

/** "CSV أو XLSX" is Arabic, though its first letter is none; so is what begins with a name. */
function ledFromTheRight(said: string): string {
  const [first] = /[\p{Letter}\u2068]/u.exec(said) ?? [];
  const isArabic =
    first === isolate || (/\p{Script=Latin}/u.test(first ?? '') && /\p{Script=Arabic}/u.test(said));
  return isArabic ? `${rightToLeftMark}${said}` : said;
}

function isolating(words: unknown): unknown {
  if (typeof words === 'string') return ledFromTheRight(words);
  if (typeof words === 'function')
    return (...parts: readonly unknown[]) =>
      isolating(
        words(
          ...parts.map((part) => (typeof part === 'string' && !runsByItself(part) ? isolated(part) : part)),
        ),
      );
  if (Array.isArray(words)) return words.map(isolating);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([name, inner]) => [name, isolating(inner)]));
}
