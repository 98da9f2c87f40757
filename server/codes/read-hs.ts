import { type FileError, readTable, tidy } from './read-table.ts';
import type { NamedBytes, ReadList } from './read-unlocode.ts';

/** Of the Harmonized System: those that an application can name. */
export const hsEditions = ['2012', '2017', '2022', '2028'] as const;
export type HsEdition = (typeof hsEditions)[number];
export const isHsEdition = (text: string): text is HsEdition =>
  hsEditions.some((edition) => edition === text);

/**
 * The Harmonized System as a CSV with a line of headers, in any order: `code` (2, 4 or 6 digits, with points or without),
 * `description`, and `edition` where the file has several. Subheadings are kept; those above them give them their context.
 *
 * @param edition of lines that do not name one
 */
export function readHs(
  { file, bytes }: NamedBytes,
  edition: HsEdition | undefined,
): { readonly lists: ReadonlyMap<HsEdition, ReadList>; readonly errors: readonly FileError[] } {
  const lines = readTable(file, bytes);
  if (!Array.isArray(lines)) return { lists: new Map(), errors: [lines] };
  const [headers, ...rows] = lines;
  const named = (headers?.cells ?? []).map((name) => name.toLowerCase());
  const [code, description, of] = ['code', 'description', 'edition'].map((name) => named.indexOf(name));
  if (code === undefined || description === undefined || code < 0 || description < 0)
    return {
      lists: new Map(),
      errors: [{ file, line: 1, detail: 'The headers are code, description, edition.' }],
    };

  const errors: FileError[] = [];
  const texts = new Map<HsEdition, Map<string, string>>();
  for (const row of rows) {
    const cellAt = (index: number | undefined): string => row.cells[index ?? -1] ?? '';
    const read = toHeading(cellAt(code), cellAt(description), cellAt(of) || (edition ?? ''));
    if (typeof read === 'string') {
      errors.push({ file, line: row.line, detail: read });
      continue;
    }
    const list = texts.get(read.edition) ?? new Map<string, string>();
    texts.set(read.edition, list);
    if (list.has(read.code)) {
      const detail = `${read.code} stands in the edition ${read.edition} already.`;
      errors.push({ file, line: row.line, detail });
    }
    list.set(read.code, read.name);
  }
  return { lists: new Map([...texts].map(([one, list]) => [one, toList(list)])), errors };
}

function toHeading(
  written: string,
  description: string,
  edition: string,
): { readonly code: string; readonly name: string; readonly edition: HsEdition } | string {
  const code = written.replace(/[. ]/g, '');
  const name = tidy(description).replace(/^(- ?)+/, '');
  if (!/^(\d{2}|\d{4}|\d{6})$/.test(code) || /^(00|77)/.test(code))
    return `The code is ${written || 'missing'}: 2, 4 or 6 digits of the Harmonized System.`;
  if (name === '') return 'The description is missing.';
  if (!isHsEdition(edition))
    return `The edition is ${edition || 'missing'}: one of ${hsEditions.join(', ')}.`;
  return { code, name, edition };
}

/** "Other" alone says nothing: what is above a subheading stands before it. */
function toList(texts: ReadonlyMap<string, string>): ReadList {
  const whole = (code: string, name: string): string => {
    const above = texts.get(code.slice(0, 4));
    return above === undefined || name.startsWith(above) ? name : `${above}: ${name}`;
  };
  const entries = [...texts]
    .filter(([code]) => code.length === 6)
    .map(([code, name]) => [code, whole(code, name)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return { entries, left: texts.size - entries.length, errors: [] };
}
