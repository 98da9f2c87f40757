/** A line as it came, or what stands for one that is longer than may be. */
export type Line = { readonly bytes: Buffer } | { readonly tooLong: true };

const newLine = 0x0a;

/**
 * The lines of a stream, one at a time; empty ones are passed over. It holds what is left of one line and the part that
 * arrived last, never more than `mostBytes` of a line: of a longer one the rest is thrown away as it comes.
 */
export async function* linesOf(stream: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): Line | undefined => {
    const bytes = Buffer.concat(parts);
    const tooLong = length > mostBytes;
    parts = [];
    length = 0;
    if (tooLong) return { tooLong };
    return isBlank(bytes) ? undefined : { bytes };
  };
  const put = (part: Buffer): void => {
    length += part.length;
    if (length > mostBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(newLine); end >= 0; end = chunk.indexOf(newLine, from)) {
      put(chunk.subarray(from, end));
      from = end + 1;
      const line = take();
      if (line !== undefined) yield line;
    }
    put(chunk.subarray(from));
  }
  const last = take();
  if (last !== undefined) yield last;
}

const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
