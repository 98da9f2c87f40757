import { type Cell, collector, limits, type Sheet, toCell, UnreadableFile } from './sheet.ts';
import { readXml } from './xml.ts';
import { openZip, type Zip } from './zip.ts';

/**
 * The first sheet of an XLSX file (ECMA-376, part 1, SpreadsheetML): the text of its cells, numbers as they are written
 * down, dates as ISO 8601. Formulas do not count.
 *
 * @throws UnreadableFile
 */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet> {
  const zip = await openZip(bytes);
  const book = await readWorkbook(zip);
  const strings = await readStrings(zip, book.strings);
  const isDate = await readDateStyles(zip, book.styles);
  const sheet = collector(false);
  await readSheet(zip, book, { strings, isDate }, (row, cells) => sheet.add(row, cells));
  return sheet.sheet();
}

interface Workbook {
  readonly sheet: string;
  readonly strings: string | undefined;
  readonly styles: string | undefined;
  /** Days are counted from 1904, as early Macintosh programs did. */
  readonly from1904: boolean;
}

async function readWorkbook(zip: Zip): Promise<Workbook> {
  const targets = new Map<string, { type: string; path: string }>();
  await readXml(part(zip, 'xl/_rels/workbook.xml.rels'), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      targets.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path });
    },
  });
  let id: string | undefined;
  let from1904 = false;
  await readXml(part(zip, 'xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible') {
        const [, found] = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key)) ?? [];
        id ??= found;
      }
    },
  });
  const pathOf = (type: string) => [...targets.values()].find((target) => target.type === type)?.path;
  const sheet = targets.get(id ?? '')?.path;
  if (sheet === undefined) throw new UnreadableFile('The file has no sheet.');
  return { sheet, strings: pathOf('sharedStrings'), styles: pathOf('styles'), from1904 };
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

function part(zip: Zip, path: string): AsyncIterable<string> {
  const pieces = zip.read(path);
  if (pieces === undefined)
    throw new UnreadableFile(`This is no XLSX file: it has no ${path.slice(0, 100)}.`);
  return pieces;
}

/** Each cell has one of its own at most. */
const mostStrings = limits.rows * limits.columns;

/** Texts that cells refer to by number; phonetic readings (`rPh`) are left out. */
async function readStrings(zip: Zip, path: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (path === undefined) return strings;
  let text = '';
  let isText = false;
  let phonetic = 0;
  await readXml(part(zip, path), {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic++;
      isText = name === 't' && phonetic === 0;
    },
    text(more) {
      // One character more than a cell may have: enough to know that it is too long.
      if (isText) text = (text + more).slice(0, limits.cellCharacters + 1);
    },
    close(name) {
      if (name === 'si' && strings.push(text) > mostStrings)
        throw new UnreadableFile('More texts than cells.');
      if (name === 'rPh') phonetic--;
      if (name === 't') isText = false;
    },
  });
  return strings;
}

/** Formats 14 to 22 and 45 to 47 are dates and times (18.8.30); others by the letters of their code. */
async function readDateStyles(zip: Zip, path: string | undefined): Promise<(style: number) => boolean> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  if (path === undefined) return () => false;
  let inCells = false;
  await readXml(part(zip, path), {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) formats.push(Number(numFmtId));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  const isDateCode = (code: string) => /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  return (style) => {
    const format = formats[style] ?? 0;
    return (
      (format >= 14 && format <= 22) || (format >= 45 && format <= 47) || isDateCode(codes.get(format) ?? '')
    );
  };
}

interface Meaning {
  readonly strings: readonly string[];
  readonly isDate: (style: number) => boolean;
}

async function readSheet(
  zip: Zip,
  { sheet, from1904 }: Workbook,
  { strings, isDate }: Meaning,
  add: (row: number, cells: readonly Cell[]) => void,
): Promise<void> {
  let row = 0;
  let cells: Cell[] = [];
  let column = -1;
  let cell = { type: 'n', style: 0, isFormula: false };
  let text = '';
  let isValue = false;

  const written = (): Cell => {
    if (cell.isFormula) return { text: text.slice(0, 50), trouble: 'A formula: write the value itself.' };
    if (cell.type === 'e') return { text, trouble: `An error of the spreadsheet: ${text.slice(0, 20)}.` };
    if (cell.type === 's') return toCell(strings[Number(text)] ?? '');
    if (cell.type === 'b') return text === '1' ? 'true' : 'false';
    if (cell.type === 'n' && text !== '') return numberText(text, isDate(cell.style), from1904);
    return toCell(text);
  };

  await readXml(part(zip, sheet), {
    open(name, attributes) {
      if (name === 'row') {
        row = placeOf(attributes['r'], row + 1);
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes['r'], column + 1);
        cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), isFormula: false };
        text = '';
      } else if (name === 'f') cell.isFormula = true;
      isValue = name === 'v' || name === 't';
    },
    text(more) {
      if (isValue) text = (text + more).slice(0, limits.cellCharacters + 1);
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false;
      if (name === 'c') {
        while (cells.length < column) cells.push('');
        cells[column] = written();
      }
      if (name === 'row') add(row, cells);
    },
  });
}

function placeOf(said: string | undefined, next: number): number {
  const row = said === undefined ? next : Number(said);
  // Rows come in their order, each once; the format's last is 1,048,576.
  if (!Number.isInteger(row) || row < next || row > 1_048_576)
    throw new UnreadableFile('The file is damaged (rows).');
  return row;
}

function columnOf(said: string | undefined, next: number): number {
  const letters = said === undefined ? undefined : /^([A-Z]{1,3})\d+$/.exec(said)?.[1];
  const column =
    letters === undefined
      ? next
      : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (column < next || column >= limits.columns) {
    throw new UnreadableFile(
      column < next ? 'The file is damaged (cells).' : `More than ${limits.columns} columns.`,
    );
  }
  return column;
}

/** A number as a person would write it: 15 digits, which is what a spreadsheet shows; a date as its day. */
function numberText(text: string, isDate: boolean, from1904: boolean): Cell {
  const number = Number(text);
  if (!Number.isFinite(number)) return { text, trouble: 'This is no number.' };
  if (isDate) return dayText(number + (from1904 ? 1_462 : 0));
  const rounded = Number(number.toPrecision(15));
  const plain = String(rounded);
  return plain.includes('e') ? rounded.toFixed(6).replace(/\.?0+$/, '') : plain;
}

/** Day 1 is 1 January 1900, and 1900 is taken for a leap year: from 61 on, days count from 30 December 1899. */
function dayText(serial: number): Cell {
  if (serial < 61 || serial > 2_958_465)
    return { text: String(serial), trouble: 'This is no date after February 1900.' };
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
}
