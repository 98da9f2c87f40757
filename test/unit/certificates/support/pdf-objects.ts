import { inflateSync } from 'node:zlib';

/** An object of a PDF as it stands in the file. */
export interface PdfObject {
  readonly number: number;
  /** Everything but the stream's bytes. */
  readonly text: string;
  /** Unpacked; null for an object without a stream. */
  readonly stream: Buffer | null;
}

export interface PdfFile {
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly trailer: string;
  /** The objects that `key` of a text refers to: `/AF [4 0 R 5 0 R]`. */
  referred(text: string, key: string): PdfObject[];
}

/** Reads the objects of a file with one classical cross-reference table, each at the place that the table says. */
export function readPdf(file: Buffer): PdfFile {
  const whole = file.toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(whole)?.[1]);
  const [table = '', trailer = ''] = whole.slice(start).split('trailer');
  const objects = new Map<number, PdfObject>();
  for (const [index, entry] of [...table.matchAll(/(\d{10}) \d{5} ([nf])/g)].entries()) {
    if (entry[2] === 'n') objects.set(index, readObject(file, whole, index, Number(entry[1])));
  }
  return {
    objects,
    trailer,
    referred(text, key) {
      const value = new RegExp(`/${key} (\\[[^\\]]*\\]|\\d+ 0 R)`).exec(text)?.[1] ?? '';
      return [...value.matchAll(/(\d+) 0 R/g)].map(([, number]) => {
        const found = objects.get(Number(number));
        if (found === undefined) throw new Error(`There is no object ${number}, which /${key} names.`);
        return found;
      });
    },
  };
}

function readObject(file: Buffer, whole: string, number: number, offset: number): PdfObject {
  const head = `${number} 0 obj\n`;
  if (!whole.startsWith(head, offset)) throw new Error(`Object ${number} is not where the table says.`);
  const end = whole.indexOf('endobj', offset);
  const streamAt = whole.slice(offset, end).search(/stream\r?\n/);
  if (streamAt < 0) return { number, text: whole.slice(offset + head.length, end), stream: null };
  const text = whole.slice(offset + head.length, offset + streamAt);
  const from = offset + streamAt + 'stream\n'.length;
  const bytes = file.subarray(from, from + Number(/\/Length (\d+)/.exec(text)?.[1]));
  return { number, text, stream: text.includes('/FlateDecode') ? inflateSync(bytes) : Buffer.from(bytes) };
}
