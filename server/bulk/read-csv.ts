import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { collector, type Sheet, toCell, UnreadableFile } from './sheet.ts';

/**
 * RFC 4180 with commas, semicolons or tabs, in UTF-8, or UTF-16 with a byte order mark. In a file with semicolons
 * decimals may have commas, as spreadsheets write both where the comma is for decimals.
 *
 * @throws UnreadableFile
 */
export async function readCsv(bytes: Uint8Array): Promise<Sheet> {
  const text = decode(bytes);
  const delimiter = delimiterOf(text);
  const sheet = collector(delimiter === ';');
  const parser = Readable.from(inPieces(text)).pipe(
    parse({ delimiter, relax_column_count: true, skip_empty_lines: false, max_record_size: 1024 * 1024 }),
  );
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) sheet.add(++row, record.map(toCell));
  } catch (error) {
    // It reads ahead: its own count says how far it came.
    const read = error instanceof CsvError && 'records' in error ? Number(error.records) : row;
    if (error instanceof CsvError)
      throw new UnreadableFile(`Row ${read + 1}: ${explain(error)}`, { cause: error });
    throw error;
  }
  return sheet.sheet();
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    // Guessing another encoding could change a name on a certificate without anybody noticing.
    throw new UnreadableFile('The file is not UTF-8: save it as "CSV UTF-8".', { cause });
  }
}

/** The one that the headers have most of, outside quotes. */
function delimiterOf(text: string): string {
  const line = /^(?:[^"\r\n]|"[^"]*")*/.exec(text.slice(0, 50_000))?.[0] ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

/** Others get their turn between two pieces. */
function* inPieces(text: string): Generator<string> {
  const size = 64 * 1024;
  for (let start = 0; start < text.length; ) {
    // Not within a pair of surrogates.
    const cut = start + size;
    const end = /[\ud800-\udbff]/.test(text[cut - 1] ?? '') ? cut + 1 : cut;
    yield text.slice(start, end);
    start = end;
  }
}

function explain({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is not closed.';
  if (code === 'INVALID_OPENING_QUOTE') return 'a quote inside a cell that does not begin with one.';
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return 'text after a closing quote.';
  return code === 'CSV_MAX_RECORD_SIZE' ? 'the row is too long.' : 'this is no CSV.';
}
