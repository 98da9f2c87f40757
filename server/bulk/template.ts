import { strToU8, zipSync } from 'fflate';
import { type Column, columns, type Kind, referenceColumn } from './columns.ts';
import { columnLetters } from './sheet.ts';
import { csvLine, csvStart } from './write-csv.ts';

const headers = [referenceColumn, ...columns.map(({ name }) => name)];

export const csvTemplate = (): Buffer => Buffer.from(csvStart + csvLine(headers));

const howToWrite: Readonly<Record<Kind, string>> = {
  text: 'Text or a code',
  decimal: '1250.5',
  integer: '2022',
  boolean: 'yes or no',
  date: '2026-11-20',
  origins: 'BE; NL',
  packages: '40 CT; 2 PX',
  containers: 'MSCU1234566 22G1; …',
  supportingDocuments: '380:2026/1187:2026-11-03; 271:PL-9',
};

/**
 * An XLSX file with the headers, every column as text (a spreadsheet would drop the zero at the start of an HS code), and
 * beside it a sheet that says how each column is written.
 */
export function xlsxTemplate(): Buffer {
  const explained = [
    ['column', 'needed', 'how to write it', 'said once for an application, or for each item'],
    [
      referenceColumn,
      'yes',
      'Your own reference; rows with the same are items of one application',
      'in each row',
    ],
    ...columns.map(({ name, required, kind, of }: Column) => [
      name,
      required ? 'yes' : '',
      howToWrite[kind],
      of,
    ]),
  ];
  const rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    '_rels/.rels': relationships([['rId1', `${rels}/officeDocument`, 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="Applications" sheetId="1" r:id="rId1"/><sheet name="Columns" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', `${rels}/worksheet`, 'worksheets/sheet1.xml'],
      ['rId2', `${rels}/worksheet`, 'worksheets/sheet2.xml'],
      ['rId3', `${rels}/styles`, 'styles.xml'],
    ]),
    // Style 1 is text (18.8.30, format 49), style 2 bold.
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/><xf xfId="0" numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': worksheet(
      [headers],
      `<cols><col min="1" max="${headers.length}" width="24" style="1" customWidth="1"/></cols>`,
    ),
    'xl/worksheets/sheet2.xml': worksheet(
      explained,
      '<cols><col min="1" max="4" width="40" customWidth="1"/></cols>',
    ),
  };
  const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const files = Object.entries(parts).map(([path, xml]) => [path, strToU8(header + xml)] as const);
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: '2026-01-01T00:00:00Z' }));
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const relationships = (targets: readonly (readonly [string, string, string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** The first row stays in sight. */
function worksheet(rows: readonly (readonly string[])[], cols: string): string {
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const cellOf = (text: string, column: number, row: number) =>
    `<c r="${columnLetters(column)}${row}" s="${row === 1 ? 2 : 1}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  const data = rows.map(
    (cells, index) =>
      `<row r="${index + 1}">${cells.map((text, column) => cellOf(text, column, index + 1)).join('')}</row>`,
  );
  return `<worksheet xmlns="${main}">${view}${cols}<sheetData>${data.join('')}</sheetData></worksheet>`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
