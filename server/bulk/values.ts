import type { Kind } from './columns.ts';

/** What a cell says, or what it should look like. */
export type Read = { readonly value: unknown } | { readonly expected: string };

const yes = /^(yes|true|1|x|ja|oui)$/i;
const no = /^(no|false|0|nee|non)$/i;

/**
 * Reads the text of a cell. Only its spelling is judged here; whether it is of a code list, and fits the rest of the
 * application, is for the schema.
 *
 * @param text without white space at its ends, not empty
 * @param commaDecimals 1050,5 is 1050.5
 */
export function readValue(text: string, kind: Kind, commaDecimals: boolean): Read {
  switch (kind) {
    case 'text':
      return { value: text };
    case 'decimal':
      return { value: commaDecimals && /^\d+,\d+$/.test(text) ? text.replace(',', '.') : text };
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) ? { value: text } : { expected: 'a date such as 2026-11-20' };
    case 'integer':
      return /^\d{1,15}$/.test(text) ? { value: Number(text) } : { expected: 'a whole number' };
    case 'boolean':
      return yes.test(text)
        ? { value: true }
        : no.test(text)
          ? { value: undefined }
          : { expected: 'yes or no' };
    case 'origins':
      return { value: text.split(/[;,\s]+/).filter((code) => code !== '') };
    case 'packages':
      return each(
        text,
        /^(\d{1,8})\s*([A-Z0-9]{2})$/,
        'numbers and kinds of packages such as 40 CT; 2 PX',
        ([, count, type]) => ({
          count: Number(count),
          type,
        }),
      );
    case 'containers':
      return each(
        text,
        /^(\S+)(?:\s+(\S+))?$/,
        'containers such as MSCU1234566 22G1; …',
        ([, number, type]) => ({
          number,
          ...(type !== undefined && { type }),
        }),
      );
    case 'supportingDocuments':
      return each(
        text,
        /^(\d{1,3}):\s*(\S.*?)(?::\s*(\d{4}-\d\d-\d\d))?$/,
        'documents such as 380:2026/1187:2026-11-03; 271:PL-9',
        ([, type, number, date]) => ({ type, number, ...(date !== undefined && { date }) }),
      );
  }
}

/** Entries with semicolons or line ends between them. */
function each(
  text: string,
  pattern: RegExp,
  expected: string,
  toEntry: (match: RegExpExecArray) => object,
): Read {
  const entries = text
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => pattern.exec(entry));
  const found = entries.filter((match) => match !== null);
  return found.length < entries.length ? { expected } : { value: found.map(toEntry) };
}
