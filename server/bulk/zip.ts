import yauzl from 'yauzl';
import { limits, UnreadableFile } from './sheet.ts';

/** The parts of a zip by their paths. */
export interface Zip {
  /** The text of a part in pieces; undefined when there is none. @throws UnreadableFile */
  readonly read: (path: string) => AsyncIterable<string> | undefined;
}

/** @throws UnreadableFile for what is no zip, or has too many parts */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  const entries = new Map<string, yauzl.Entry>();
  const zip = await readable('This is no XLSX file.', async () => {
    // Sizes are validated: a part that inflates to more than it says is an error in the middle of it.
    const opened = await yauzl.fromBufferPromise(Buffer.from(bytes), {
      lazyEntries: true,
      validateEntrySizes: true,
    });
    for await (const entry of opened.eachEntry()) {
      if (entries.size >= limits.zipEntries) throw new Error(`more than ${limits.zipEntries} parts`);
      entries.set(entry.fileName, entry);
    }
    return opened;
  });
  // Counted over all parts that are read: a bomb may have many.
  let inflated = 0;
  const take = (size: number): void => {
    inflated += size;
    if (inflated > limits.inflatedBytes)
      throw new UnreadableFile(`The file unpacks to more than ${limits.inflatedBytes} bytes.`);
  };
  return {
    read(path) {
      const entry = entries.get(path);
      return entry === undefined ? undefined : inflate(zip, entry, take);
    },
  };
}

async function* inflate(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  take: (size: number) => void,
): AsyncGenerator<string> {
  const name = entry.fileName.slice(0, 100);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stream = await readable(`The file is damaged (${name}).`, () => zip.openReadStreamPromise(entry));
  const chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await readable(`The file is damaged (${name}).`, () => chunks.next());
      if (done === true) break;
      take(value.length);
      yield await readable(`${name} is not UTF-8.`, async () => decoder.decode(value, { stream: true }));
    }
  } finally {
    stream.destroy();
  }
}

async function readable<T>(message: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new UnreadableFile(message, { cause });
  }
}
