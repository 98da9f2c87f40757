export interface Numbered {
  readonly number: string;
  readonly code: string;
}

/** The code on a certificate as people write it: sixteen characters, perhaps in groups. */
const isCode = (text: string): boolean => text.replace(/[\s-]/g, '').length === 16;

/**
 * Numbers and codes, a certificate to a line, apart by a comma, a semicolon, a tabulator or a space: as they are typed,
 * or as a spreadsheet saves or copies them. Lines without a code in the second place, as a head, are passed over.
 */
export function readList(text: string): Numbered[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const cells = line.split(/[,;\t]/).map((cell) => cell.replaceAll('"', '').trim());
    const [number = '', code = ''] = cells.length > 1 ? cells : line.trim().split(/\s+/);
    return number !== '' && isCode(code) ? [{ number, code }] : [];
  });
}
