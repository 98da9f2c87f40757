import type { Format, Text } from '../text/text.tsx';
import type { Result } from './run-many.ts';

/** As a spreadsheet opens it (RFC 4180). */
export function csvOf(results: readonly Result[], text: Text, format: Format): string {
  const words = text.inquiries;
  const head = [
    ...[words.what, words.verdict, words.certificate, words.issuer, words.issued],
    ...[words.consignor, words.consignee, words.destination, words.goods],
  ];
  const rows = results.map(({ name, found, certificate }) => [
    name,
    words.found[found],
    certificate?.number,
    certificate?.issuer,
    certificate == null ? '' : format.date(certificate.validFrom),
    certificate?.consignor,
    certificate?.consignee,
    certificate?.destination,
    certificate?.goods,
  ]);
  return [head, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n');
}

/** No cell begins as a formula: what stands in a certificate was written by others. */
const cellOf = (value: string | null | undefined): string => {
  const text = value ?? '';
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};
