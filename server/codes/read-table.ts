import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** What is wrong in a file that an operator brings in, and where. */
export interface FileError {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly detail: string;
}

export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** @returns the lines that have anything in them, or what keeps the file from being read */
export function readTable(file: string, bytes: Uint8Array): Line[] | FileError {
  try {
    const records = parse(decode(bytes), {
      ...{ bom: true, info: true, skip_empty_lines: true, relax_column_count: true, trim: true },
      max_record_size: 16 * 1024,
    }) as unknown as { readonly info: { readonly lines: number }; readonly record: string[] }[];
    return records.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? Number(error.lines) : 1;
    return { file, line, detail: `This is no CSV: ${error.message}` };
  }
}

/** UNECE has published its files in ISO-8859-1, of which windows-1252 is the superset that is met, and in UTF-8. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** On one line, without what would break the kept file: tabs, ends of lines, other control characters. */
export const tidy = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
