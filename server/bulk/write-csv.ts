/** The byte order mark tells spreadsheets that it is UTF-8; with semicolons they take decimal commas and points alike. */
export const csvStart = '\ufeff';

/** RFC 4180 with semicolons. Text that a spreadsheet would take for a formula gets an apostrophe before it. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(';')}\r\n`;

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
