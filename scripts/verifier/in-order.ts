/** Works on several at a time and hands out the results in the order of what they are of; `most` are in memory. */
export async function* inOrder<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  most: number,
): AsyncGenerator<R> {
  const started: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const working = work(item);
      // It is awaited in its turn: until then a failure is not unhandled.
      working.catch(() => {});
      started.push(working);
      const [first] = started.length < most ? [] : started.splice(0, 1);
      if (first !== undefined) yield await first;
    }
    for (let next = started.shift(); next !== undefined; next = started.shift()) yield await next;
  } finally {
    // Whoever stops early, or fails, waits for what is under way and leaves nothing unhandled.
    await Promise.allSettled(started);
  }
}
