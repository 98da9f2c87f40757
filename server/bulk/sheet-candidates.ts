import { isObject, type JsonObject } from '../../core/json.ts';
import { toPointer } from '../http/validate.ts';
import {
  type Built,
  type Candidate,
  type ReadFile,
  type RowError,
  referenceExpected,
  referencePattern,
} from './candidate.ts';
import { type Column, columnAt, columnNamed, referenceColumn, whyColumn } from './columns.ts';
import { type Cell, cellName, type Sheet, type SheetRow, textOf, UnreadableFile } from './sheet.ts';
import { readValue } from './values.ts';

/** The columns of a sheet, by their places. */
interface Layout {
  readonly reference: number;
  readonly columns: ReadonlyMap<number, Column>;
  readonly placeOf: ReadonlyMap<Column, number>;
  /** The reference, and what we wrote about refused rows. */
  readonly ignored: ReadonlySet<number>;
  readonly commaDecimals: boolean;
}

/** @throws UnreadableFile for headers that are no columns, are there twice, or lack the reference */
export function sheetCandidates(sheet: Sheet): ReadFile {
  const layout = layoutOf(sheet);
  const groups = new Map<string, SheetRow[]>();
  for (const row of sheet.rows) {
    const cell = row.cells[layout.reference];
    const reference = typeof cell === 'string' ? cell.trim() : '';
    // Rows without a reference have nothing in common.
    const key = reference === '' ? `\0${row.row}` : reference;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const candidates = [...groups].map(([key, rows]): Candidate => {
    const reference = key.startsWith('\0') ? null : key;
    return {
      reference,
      rows: rows.map(({ row, cells }) => ({ row, cells: cells.map(textOf) })),
      build: () => build(reference, rows, layout),
    };
  });
  return { headers: sheet.headers, candidates, rows: sheet.rows.length };
}

function layoutOf({ headers, commaDecimals }: Sheet): Layout {
  const found = new Map<number, Column>();
  const ignored = new Set<number>();
  let reference = -1;
  const seen = new Set<string>();
  for (const [place, header] of headers.entries()) {
    const name = header.toLowerCase();
    if (name === whyColumn) ignored.add(place);
    if (name === '' || name === whyColumn) continue;
    const at = `Cell ${cellName(place, 1)}`;
    if (seen.has(name)) throw new UnreadableFile(`${at}: the column "${header}" is there twice.`);
    seen.add(name);
    const column = columnNamed(name);
    if (name === referenceColumn) reference = place;
    else if (column !== undefined) found.set(place, column);
    else
      throw new UnreadableFile(
        `${at}: there is no column "${header.slice(0, 100)}". The template has all of them.`,
      );
  }
  if (reference < 0) throw new UnreadableFile(`There is no column "${referenceColumn}".`);
  return {
    reference,
    columns: found,
    ignored: ignored.add(reference),
    placeOf: new Map([...found].map(([place, column]) => [column, place])),
    commaDecimals,
  };
}

function build(reference: string | null, rows: readonly SheetRow[], layout: Layout): Built {
  const errors: RowError[] = [];
  const items: JsonObject[] = rows.map((_, index) => ({ seq: index + 1 }));
  const application: JsonObject = { formType: 'EU_NON_PREFERENTIAL', language: 'en', items };
  /** Of columns of the application: the first row that says something. */
  const said = new Map<Column, { readonly text: string; readonly row: number }>();
  const [{ row: firstRow } = { row: 0 }] = rows;
  const complain = (row: number, place: number, path: readonly PropertyKey[], detail: string): void => {
    const column = layout.columns.get(place)?.name ?? (place === layout.reference ? referenceColumn : null);
    errors.push({ row, cell: cellName(place, row), column, pointer: toPointer(path), detail });
  };

  for (const [index, { row, cells }] of rows.entries()) {
    for (const [place, cell] of cells.entries()) {
      const text = textOf(cell).trim();
      if (text === '' || layout.ignored.has(place)) continue;
      const column = layout.columns.get(place);
      const path = column?.of === 'item' ? ['items', index, ...column.path] : (column?.path ?? []);
      const read = readCell(cell, text, column, layout);
      if ('trouble' in read) {
        complain(row, place, path, read.trouble);
        continue;
      }
      if (column?.of === 'application') {
        const before = said.get(column);
        if (before === undefined) said.set(column, { text, row });
        else if (before.text !== text) {
          const detail = `Row ${before.row} says "${before.text.slice(0, 50)}" for the same reference.`;
          complain(row, place, path, detail);
        }
      }
      const target = column?.of === 'item' ? items[index] : application;
      if (column !== undefined && target !== undefined && read.value !== undefined)
        put(target, column.path, read.value);
    }
  }
  if (reference === null || !referencePattern.test(reference))
    complain(firstRow, layout.reference, [], referenceExpected);
  return {
    application,
    errors,
    place(path) {
      const column = columnAt(path);
      const itemRow = column?.of === 'item' ? rows[Number(path[1])]?.row : undefined;
      const row = (column && said.get(column)?.row) ?? itemRow ?? firstRow;
      const place = column === undefined ? undefined : layout.placeOf.get(column);
      return { row, cell: place === undefined ? null : cellName(place, row), column: column?.name ?? null };
    },
  };
}

function readCell(
  cell: Cell,
  text: string,
  column: Column | undefined,
  { commaDecimals }: Layout,
): { readonly value: unknown } | { readonly trouble: string } {
  if (typeof cell !== 'string') return { trouble: cell.trouble };
  if (column === undefined) return { trouble: 'This cell has no header above it.' };
  const read = readValue(text, column.kind, commaDecimals);
  return 'expected' in read ? { trouble: `${read.expected}, not "${text.slice(0, 50)}"` } : read;
}

function put(target: JsonObject, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = isObject(target[key]) ? target[key] : {};
  target[key] = inner;
  put(inner, rest, value);
}
