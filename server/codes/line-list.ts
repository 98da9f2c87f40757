/**
 * A list of codes that may have 100,000 entries, searched by code and by name. One text and where its lines begin: some
 * 130 bytes an entry, also where names are not in ASCII.
 */
export interface LineList {
  readonly size: number;
  has(code: string): boolean;
  /** Name of a code. */
  nameOf(code: string): string | undefined;
  /**
   * By the beginning of the code, then of the name, then of a word in it, then by any part, then by all words in any order.
   * Without a question the first of the list. Case, accents and punctuation do not count.
   */
  find(question: string, limit: number): Entry[];
}

export interface Entry {
  readonly code: string;
  readonly name: string;
}

/**
 * @param lines one entry each: code, name and, where it has others, names it is found by too, with tabs between them;
 *   ascending by code, without an end of line at the end
 */
export function createLineList(lines: readonly string[]): LineList {
  const shown = createText(lines.map((line) => line.split('\t', 2).join('\t')));
  const searched = createText(lines.map(fold));
  const size = lines.length;

  const codeAt = (index: number): string => shown.line(index).split('\t', 1)[0] ?? '';
  const nameAt = (index: number): string => shown.line(index).slice(codeAt(index).length + 1);
  /** The first that is not before the code. */
  const placeOf = (code: string): number => firstOf(size, (index) => codeAt(index) >= code);
  const indexOf = (code: string): number | undefined => {
    const index = placeOf(code);
    return index < size && codeAt(index) === code ? index : undefined;
  };

  function* withCode(start: string): Generator<number> {
    for (let index = placeOf(start); index < size && codeAt(index).startsWith(start); index++) yield index;
  }
  function* withText(part: string): Generator<number> {
    for (let at = searched.text.indexOf(part); at !== -1; at = searched.text.indexOf(part, at)) {
      const index = searched.lineOf(at);
      yield index;
      at = searched.endOf(index);
    }
  }
  function* withWords(words: readonly string[]): Generator<number> {
    const [longest = ''] = words.toSorted((a, b) => b.length - a.length);
    for (const index of withText(longest)) {
      const line = searched.line(index);
      if (words.every((word) => line.includes(word))) yield index;
    }
  }
  /** The best first; each goes on where the one before found too few. */
  function* ranked(question: string): Generator<number> {
    const code = question.trim().toUpperCase();
    const said = fold(question).trim();
    // Three letters are the beginning of a name before they are that of a code.
    const isCode = /^(\d{2,}|[A-Z]{2}[A-Z2-9]{2,3})$/.test(code.replaceAll('.', ''));
    if (isCode) yield* withCode(code.replaceAll('.', ''));
    if (said === '') return;
    yield* withText(`\t${said}`);
    yield* withText(` ${said}`);
    yield* withText(said);
    if (said.includes(' ')) yield* withWords(said.split(' '));
  }

  return {
    size,
    has: (code) => indexOf(code) !== undefined,
    nameOf(code) {
      const index = indexOf(code);
      return index === undefined ? undefined : nameAt(index);
    },
    find(question, limit) {
      const found = new Set<number>();
      const candidates = question.trim() === '' ? Array(size).keys() : ranked(question);
      for (const index of candidates) {
        if (found.size >= limit) break;
        found.add(index);
      }
      return [...found].map((index) => ({ code: codeAt(index), name: nameAt(index) }));
    },
  };
}

/** Lower case, without accents, each run of other characters one space. Tabs stay: names begin after them. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\t]+/gu, ' ');

/** Lines in one text, found by their number and by a place in them. */
function createText(lines: readonly string[]) {
  const text = lines.join('\n');
  const starts = new Uint32Array(lines.length);
  let at = 0;
  for (const [index, line] of lines.entries()) {
    starts[index] = at;
    at += line.length + 1;
  }
  // What is returned must not hold the lines themselves.
  const count = lines.length;
  const endOf = (index: number): number => (starts[index + 1] ?? text.length + 1) - 1;
  return {
    text,
    endOf,
    line: (index: number): string => text.slice(starts[index], endOf(index)),
    lineOf: (place: number): number => firstOf(count, (index) => (starts[index] ?? 0) > place) - 1,
  };
}

/** Binary search: the first number below `size` of which it holds, from which on it always does; `size` if of none. */
function firstOf(size: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
