import type { DeskFigures } from '../api/desk.ts';
import type { Text } from '../text/text.tsx';

/** Both tables, one below the other, as a spreadsheet opens them (RFC 4180). */
export function csvOf({ days, destinations }: DeskFigures, words: Text['chamber']): string {
  const rows: readonly (readonly (string | number)[])[] = [
    [words.day, words.issued, words.rejected],
    ...days.map(({ day, issued, rejected }) => [day, issued, rejected]),
    [],
    [words.destination, words.issued],
    ...destinations.map(({ country, issued }) => [country, issued]),
  ];
  return rows.map((row) => row.map(cellOf).join(',')).join('\r\n');
}

const cellOf = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;
