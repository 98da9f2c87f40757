/**
 * The parts as they come, given up when the next one takes longer than `milliseconds`: a network that says nothing is
 * not the same as a large file.
 * @param giveUp is called when it is given up, or not read to its end; the source is not waited for
 * @throws Error
 */
export async function* withoutStandstill<T>(
  source: AsyncIterable<T>,
  milliseconds: number,
  giveUp: () => void,
): AsyncGenerator<T> {
  const parts = source[Symbol.asyncIterator]();
  let isDone = false;
  try {
    for (;;) {
      const next = await within(parts.next(), milliseconds);
      isDone = next.done === true;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    if (!isDone) {
      giveUp();
      void parts.return?.().catch(() => undefined);
    }
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const standstill = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came for ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([promise, standstill]);
  } finally {
    clearTimeout(timer);
  }
}
