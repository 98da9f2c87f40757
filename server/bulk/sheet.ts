/**
 * A file of applications as a sheet: one row of headers, then rows of cells. What the readers of CSV and XLSX make of
 * bytes that anybody may have written.
 */

/** The text of a cell, or why it has none that counts. */
export type Cell = string | { readonly text: string; readonly trouble: string };

export interface SheetRow {
  /** As a spreadsheet shows it: the headers are row 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly headers: readonly string[];
  /** Rows with nothing in them are left out. */
  readonly rows: readonly SheetRow[];
  /** The file writes 1050,5 where others write 1050.5. */
  readonly commaDecimals: boolean;
}

/** Why a whole file cannot be read, in words for whoever made it. */
export class UnreadableFile extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableFile';
  }
}

export const limits = {
  /** Of a file as it is sent. */
  bytes: 10 * 1024 * 1024,
  rows: 10_000,
  columns: 200,
  /** The longest field has 2,048 characters. */
  cellCharacters: 4_096,
  /** Of all parts of an XLSX that are read: ten thousand full rows have some 30 MB. */
  inflatedBytes: 48 * 1024 * 1024,
  zipEntries: 1_000,
} as const;

/** 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest < 0 ? '' : columnLetters(rest)) + String.fromCharCode(65 + (index % 26));
}

export const cellName = (column: number, row: number): string => columnLetters(column) + row;

export const textOf = (cell: Cell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;

const tooLong = `A cell has at most ${limits.cellCharacters} characters.`;

/** A cell's text as it counts; a formula is none: nobody would know what it comes to elsewhere. */
export function toCell(text: string): Cell {
  if (text.length > limits.cellCharacters) return { text: text.slice(0, 50), trouble: tooLong };
  if (text.startsWith('=')) return { text, trouble: 'A formula: write the value itself.' };
  // As spreadsheets mark text that looks like a formula; the file of refused rows does it.
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

/** Collects rows within the limits. @throws UnreadableFile beyond them */
export function collector(commaDecimals: boolean) {
  const rows: SheetRow[] = [];
  let headers: readonly string[] | undefined;
  return {
    add(row: number, cells: readonly Cell[]): void {
      if (cells.length > limits.columns)
        throw new UnreadableFile(`Row ${row}: more than ${limits.columns} columns.`);
      const filled = cells.some((cell) => textOf(cell).trim() !== '');
      if (!filled) return;
      if (headers === undefined) {
        if (row !== 1) throw new UnreadableFile('Row 1 holds the headers of the columns.');
        headers = cells.map((cell) => textOf(cell).trim());
        return;
      }
      if (rows.length >= limits.rows)
        throw new UnreadableFile(`More than ${limits.rows} rows: send several files.`);
      rows.push({ row, cells });
    },
    sheet(): Sheet {
      if (headers === undefined) throw new UnreadableFile('The file is empty.');
      return { headers, rows, commaDecimals };
    },
  };
}
