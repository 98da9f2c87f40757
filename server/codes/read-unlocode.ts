import { isCountry } from '../../core/countries.ts';
import { type FileError, type Line, readTable, tidy } from './read-table.ts';

/**
 * UN/LOCODE as UNECE publishes it: CodeListPart1.csv, 2 and 3, without a line of headers. Twelve columns: change, country,
 * location, name, name without diacritics, subdivision, status, function, date, IATA, coordinates, remarks.
 * Source: UN/ECE Recommendation 16 and the manual of UN/LOCODE, 2.
 */
const columns = 12;

/** In the first column. */
const deleted = 'X';
/** A name that only refers to another entry ("Peking = Beijing"). */
const reference = '=';
/** The same place again, under another spelling; UNECE keeps both where they are in use. */
const twin = '!';
/** Of the status: refused by UNECE, or to be removed with the next edition. */
const withoutForce = new Set(['RR', 'XX']);

export interface NamedBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ReadList {
  /** Ascending by code: code, name, and the name without diacritics where it is another. */
  readonly entries: readonly (readonly string[])[];
  /** What stands in the files and is not taken: deleted entries, references, twins, headings of countries. */
  readonly left: number;
  readonly errors: readonly FileError[];
}

/** @param files in any order: together they are the edition */
export function readUnlocode(files: readonly NamedBytes[]): ReadList {
  const errors: FileError[] = [];
  const entries = new Map<string, { readonly cells: readonly string[]; readonly at: string }>();
  let left = 0;
  for (const { file, bytes } of files) {
    const lines = readTable(file, bytes);
    if (!Array.isArray(lines)) {
      errors.push(lines);
      continue;
    }
    for (const line of lines) {
      const read = toEntry(line);
      const isTwin = line.cells[0] === twin;
      if (typeof read === 'string') errors.push({ file, line: line.line, detail: read });
      else if (read === undefined || (isTwin && entries.has(read[0] ?? ''))) left++;
      else {
        const [code = ''] = read;
        const before = entries.get(code);
        if (before !== undefined)
          errors.push({ file, line: line.line, detail: `${code} stands in ${before.at} already.` });
        else entries.set(code, { cells: read, at: `line ${line.line} of ${file}` });
      }
    }
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { cells }]) => cells);
  return { entries: sorted, left, errors };
}

/** @returns what is wrong, in words; undefined for a line that is no place in force */
function toEntry({ cells }: Line): readonly string[] | string | undefined {
  if (cells.length !== columns) return `It has ${cells.length} columns, and UNECE's files have ${columns}.`;
  const [change = '', country = '', location = '', name = '', plain = '', , status = '', functions = ''] =
    cells;
  if (!/^[+#|¦=X!]?$/.test(change)) return `The first column says ${change}: no mark of a change.`;
  if (change === reference) return undefined;
  // XZ: installations in international waters.
  if (!isCountry(country) && country !== 'XZ') return `There is no country ${country}.`;
  // ".BELGIUM": the line before a country's places.
  if (location === '' && name.startsWith('.')) return undefined;
  if (!/^[A-Z2-9]{3}$/.test(location))
    return `The location is ${location || 'missing'}: three letters, or digits from 2.`;
  if (name === '') return 'The name is missing.';
  if (!/^([A-Z]{2})?$/.test(status)) return `The status is ${status}: two letters, such as AI.`;
  if (!/^([0-9B-]{8})?$/.test(functions))
    return `The function is ${functions}: eight characters, such as 1-3-----.`;
  if (change === deleted || withoutForce.has(status)) return undefined;
  const called = tidy(name);
  const other = tidy(plain);
  return [country + location, called, ...(other !== '' && other !== called ? [other] : [])];
}
