/**
 * What anyone may ask for without an account is asked of the database and the chain once for all who wait for it, and
 * kept for so long. A failure is told to those who wait and not kept.
 * @param ask by a name
 */
export function sharedAnswers<T>(
  keptMs: number,
  ask: (name: string) => Promise<T>,
  now: () => number = Date.now,
): (name: string) => Promise<T> {
  const kept = new Map<string, { readonly answer: Promise<T>; until: number }>();
  return (name) => {
    const known = kept.get(name);
    if (known !== undefined && known.until > now()) return known.answer;
    const mine = { answer: ask(name), until: Number.POSITIVE_INFINITY };
    const begun = now();
    if (kept.size >= mostKept) kept.clear();
    kept.set(name, mine);
    mine.answer.then(
      () => {
        mine.until = begun + keptMs;
      },
      () => {
        mine.until = 0;
      },
    );
    return mine.answer;
  };
}

/** Of names that somebody made up there may be many. */
const mostKept = 1_000;
