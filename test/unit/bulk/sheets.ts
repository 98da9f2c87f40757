import { strToU8, zipSync } from 'fflate';
import { columns, referenceColumn } from '../../../server/bulk/columns.ts';
import { columnLetters } from '../../../server/bulk/sheet.ts';
import { csvLine } from '../../../server/bulk/write-csv.ts';

/** A row that is right, by the names of its columns. */
export const goodRow = (reference: string, more: Readonly<Record<string, string>> = {}) => ({
  [referenceColumn]: reference,
  'consignor.name': 'Scheldt Chocolate Works NV',
  'consignor.address.line1': 'Kattendijkdok 21',
  'consignor.address.city': 'Antwerpen',
  'consignor.address.postcode': '2000',
  'consignor.address.country': 'BE',
  'consignee.name': 'Straits Fine Foods Pte Ltd',
  'consignee.address.line1': '8 Harbour Quay',
  'consignee.address.city': 'Singapore',
  'consignee.address.country': 'SG',
  destinationCountry: 'SG',
  origins: 'BE',
  'transport.mode': 'sea',
  'transport.departureDate': '2026-11-28',
  'item.marks': 'SFF/SIN 1-40',
  'item.packages': '40 CT',
  'item.description': 'Dark chocolate couverture',
  'item.hsCode': '180620',
  'item.grossWeight.value': '1050.5',
  'item.grossWeight.unit': 'KGM',
  'item.originCriterion': 'ST',
  'item.invoice.number': '2026/1187',
  'item.invoice.date': '2026-11-20',
  ...more,
});
export type Row = ReturnType<typeof goodRow> | Readonly<Record<string, string>>;

export const headersOf = (rows: readonly Row[]): string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];
export const cellsOf = (row: Row, headers: readonly string[]): string[] =>
  headers.map((header) => (row as Readonly<Record<string, string>>)[header] ?? '');
export const allHeaders = [referenceColumn, ...columns.map(({ name }) => name)];

export function csvOf(rows: readonly Row[], headers = headersOf(rows)): Buffer {
  return Buffer.from([headers, ...rows.map((row) => cellsOf(row, headers))].map(csvLine).join(''));
}

/** The address of a cell of a sheet: `F12`. */
export const cellAt = (rows: readonly Row[], header: string, row: number): string =>
  columnLetters(headersOf(rows).indexOf(header)) + row;

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An XLSX file from the XML of its first sheet's rows, as others write it: shared strings, no styles unless told. */
export function xlsxOf(
  sheetData: string,
  parts: {
    strings?: readonly string[];
    styles?: string;
    workbook?: string;
    more?: Record<string, Uint8Array>;
  } = {},
): Buffer {
  const { strings, styles, workbook = '', more = {} } = parts;
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const files: Record<string, Uint8Array> = {
    'xl/workbook.xml': strToU8(
      `<workbook ${main} xmlns:r="${relations}">${workbook}<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${rel('rId1', 'worksheet', 'worksheets/sheet1.xml')}${strings ? rel('rId2', 'sharedStrings', 'sharedStrings.xml') : ''}${styles ? rel('rId3', 'styles', '/xl/styles.xml') : ''}</Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${main}><sheetData>${sheetData}</sheetData></worksheet>`),
    ...(strings && { 'xl/sharedStrings.xml': strToU8(`<sst ${main}>${strings.join('')}</sst>`) }),
    ...(styles && { 'xl/styles.xml': strToU8(`<styleSheet ${main}>${styles}</styleSheet>`) }),
    ...more,
  };
  return Buffer.from(zipSync(files));
}

/** Rows as inline strings. */
export function xlsxOfRows(rows: readonly Row[], headers = headersOf(rows)): Buffer {
  const text = (value: string) => value.replace(/[&<>]/g, (it) => `&#${it.charCodeAt(0)};`);
  const lines = [headers, ...rows.map((row) => cellsOf(row, headers))].map(
    (cells, index) =>
      `<row r="${index + 1}">${cells
        .map((value, column) =>
          value === ''
            ? ''
            : `<c r="${columnLetters(column)}${index + 1}" t="inlineStr"><is><t>${text(value)}</t></is></c>`,
        )
        .join('')}</row>`,
  );
  return xlsxOf(lines.join(''));
}
