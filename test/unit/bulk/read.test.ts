import { expect } from 'chai';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { readCsv } from '../../../server/bulk/read-csv.ts';
import { readJson } from '../../../server/bulk/read-json.ts';
import { readXlsx } from '../../../server/bulk/read-xlsx.ts';
import { limits, type Sheet, textOf, UnreadableFile } from '../../../server/bulk/sheet.ts';
import { csvTemplate, xlsxTemplate } from '../../../server/bulk/template.ts';
import { csvLine } from '../../../server/bulk/write-csv.ts';
import { allHeaders, csvOf, goodRow, xlsxOf, xlsxOfRows } from './sheets.ts';

async function refused(read: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof read === 'function' ? read() : read);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
  throw new Error('It was read.');
}
const texts = (sheet: Sheet) => sheet.rows.map(({ cells }) => cells.map(textOf));
const csv = (text: string | Uint8Array) => readCsv(typeof text === 'string' ? Buffer.from(text) : text);

describe('readCsv', () => {
  it('takes commas, semicolons and tabs, quotes, line ends of both kinds, and the row numbers of a spreadsheet', async () => {
    for (const delimiter of [',', ';', '\t']) {
      for (const end of ['\n', '\r\n']) {
        const line = (...cells: string[]) => cells.join(delimiter) + end;
        const sheet = await csv(
          line('a', '"b, ""c"";\n"', 'd') + line('', '', '') + line('1', `"x${end}y"`, '3'),
        );
        expect(sheet.headers).to.deep.equal(['a', 'b, "c";', 'd']);
        expect(sheet.rows).to.deep.equal([{ row: 3, cells: ['1', `x${end}y`, '3'] }]);
        expect(sheet.commaDecimals).to.equal(delimiter === ';');
      }
    }
  });

  it('takes UTF-8 with and without a byte order mark, and UTF-16 with one', async () => {
    const text = 'a,b\nÄ,Ελληνικά 中文\n';
    const big = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      big,
    ]) {
      const sheet = await csv(bytes);
      expect(sheet.headers).to.deep.equal(['a', 'b']);
      expect(texts(sheet)).to.deep.equal([['Ä', 'Ελληνικά 中文']]);
    }
  });

  it('refuses another encoding rather than to guess a name wrong', async () => {
    expect(await refused(csv(Buffer.from('a,b\nK\xf6ln,1\n', 'latin1')))).to.match(/not UTF-8/);
  });

  it('names what is wrong with the file', async () => {
    expect(await refused(csv(''))).to.equal('The file is empty.');
    expect(await refused(csv('a,b\n1,"2\n'))).to.match(/^Row 2: a quote is not closed/);
    expect(await refused(csv('a,b\n1,"2"3\n'))).to.match(/^Row 2: /);
    expect(await refused(csv(`\n\na,b\n`))).to.match(/Row 1 holds the headers/);
    expect(await refused(csv(`a\n${'1\n'.repeat(limits.rows + 1)}`))).to.match(/More than 10000 rows/);
    expect(await refused(csv(`${'a,'.repeat(limits.columns + 1)}\n`))).to.match(/more than 200 columns/);
  });

  it('takes no formula and no endless cell, and says so of the cell', async () => {
    const sheet = await csv(`a,b,c\n=1+1,"=HYPERLINK(""x"")",${'x'.repeat(limits.cellCharacters + 1)}\n`);
    const [row] = sheet.rows;
    expect(row?.cells.map((cell) => typeof cell !== 'string' && cell.trouble.slice(0, 9))).to.deep.equal([
      'A formula',
      'A formula',
      'A cell ha',
    ]);
  });

  it('reads what is written for spreadsheets', async () => {
    const cells = ['=1', '+1', '-1', '@x', "it's", 'a;b', '"', 'x\ny', ''];
    const sheet = await csv(`h1;h2;h3;h4;h5;h6;h7;h8;h9\r\n${csvLine(cells)}`);
    expect(texts(sheet)[0]).to.deep.equal(cells);
  });
});

describe('readXlsx', () => {
  it('takes shared, rich and inline strings, numbers, booleans and dates', async () => {
    const sheet = await readXlsx(
      xlsxOf(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>c</t></is></c><c r="D1" t="str"><v>d</v></c><c r="F1" t="inlineStr"><is><r><t>f</t></r></is></c></row>' +
          '<row r="4"><c r="A4"><v>1050.4999999999999</v></c><c r="B4" s="1"><v>46346</v></c><c r="C4" s="2"><v>46346.75</v></c><c r="D4" t="b"><v>1</v></c><c r="F4"><v>1.2E7</v></c></row>',
        {
          strings: [
            '<si><t>a</t></si>',
            '<si><r><t>b</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>no</t></rPh></si>',
          ],
          styles:
            '<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>',
        },
      ),
    );
    expect(sheet.headers).to.deep.equal(['a', 'b b', 'c', 'd', '', 'f']);
    expect(sheet.rows).to.deep.equal([
      { row: 4, cells: ['1050.5', '2026-11-20', '2026-11-20', 'true', '', '12000000'] },
    ]);
  });

  it('counts from 1904 where the file does', async () => {
    const file = xlsxOf(
      '<row><c t="inlineStr"><is><t>a</t></is></c></row><row><c s="0"><v>44884</v></c></row>',
      {
        workbook: '<workbookPr date1904="1"/>',
        styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      },
    );
    expect(texts(await readXlsx(file))).to.deep.equal([['2026-11-20']]);
  });

  it('takes no formula and no error of a spreadsheet, and says so of the cell', async () => {
    const sheet = await readXlsx(
      xlsxOf(
        '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row><row><c><f>SUM(A1)</f><v>3</v></c><c t="e"><v>#REF!</v></c></row>',
      ),
    );
    const cells = sheet.rows[0]?.cells.map((cell) => (typeof cell === 'string' ? cell : cell.trouble));
    expect(cells).to.deep.equal([
      'A formula: write the value itself.',
      'An error of the spreadsheet: #REF!.',
    ]);
  });

  it('stops at a zip bomb, whatever it says of its size', async () => {
    const bomb = xlsxOf(
      `<row><c t="inlineStr"><is><t>${' '.repeat(limits.inflatedBytes)}</t></is></c></row>`,
    );
    expect(bomb.length).to.be.below(200_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refused(readXlsx(bomb))).to.match(/unpacks to more than/);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(100 * 1024 * 1024);
    // A size of 16 bytes in the directory: as many come, and then it is damaged.
    const lying = Buffer.from(bomb);
    for (let entry = lying.indexOf('PK\x01\x02'); entry >= 0; entry = lying.indexOf('PK\x01\x02', entry + 1))
      lying.writeUInt32LE(16, entry + 24);
    expect(await refused(readXlsx(lying))).to.match(/damaged/);
  });

  it('refuses what is no XLSX, is damaged, or defines entities', async () => {
    const files: [Buffer, RegExp][] = [
      [Buffer.from('PK'), /no XLSX/],
      [Buffer.from(zipSync({ 'a.txt': strToU8('x') })), /no XLSX file: it has no xl/],
      [xlsxOf('<row'), /damaged/],
      [xlsxOf('<row r="2"/><row r="1"/>'), /damaged \(rows\)/],
      [xlsxOf('<row><c r="B1"/><c r="A1"/></row>'), /damaged \(cells\)/],
      [xlsxOf('<row><c r="ZZZ1"/></row>'), /More than 200 columns/],
      [
        xlsxOf('', {
          more: {
            'xl/worksheets/sheet1.xml': strToU8(
              '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>',
            ),
          },
        }),
        /document type/,
      ],
      [
        Buffer.from(
          zipSync(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`${n}`, strToU8('')]))),
        ),
        /no XLSX/,
      ],
    ];
    for (const [file, message] of files) expect(await refused(readXlsx(file))).to.match(message);
  });
});

describe('readJson', () => {
  it('takes a list of references and applications', () => {
    const [entry] = readJson(Buffer.from('[{"reference":"A","application":{},"more":1}]'));
    expect(entry).to.deep.equal({ row: 1, reference: 'A', application: {}, unknown: ['more'] });
  });

  it('refuses anything else', async () => {
    for (const text of ['', '{', '{}', '[]', 'null', '"x"', '[', '\xff', '['.repeat(100_000)]) {
      expect(await refused(() => readJson(Buffer.from(text, 'latin1')))).to.be.a('string');
    }
  });
});

describe('the templates', () => {
  it('have every column, once', async () => {
    const wanted = { headers: allHeaders, rows: [] };
    expect(await readXlsx(xlsxTemplate())).to.deep.include(wanted);
    expect(await readCsv(csvTemplate())).to.deep.include(wanted);
    expect(new Set(allHeaders).size).to.equal(allHeaders.length);
  });
});

describe('any bytes', () => {
  const rows = [goodRow('A'), goodRow('B')];
  const files = [
    { read: readCsv, bytes: csvOf(rows) },
    { read: readXlsx, bytes: xlsxOfRows(rows) },
    {
      read: async (bytes: Uint8Array) => readJson(bytes),
      bytes: Buffer.from('[{"reference":"A","application":{"items":[1]}}]'),
    },
  ];
  it('are read, or refused with a reason', async () => {
    for (const { read, bytes } of files) {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
          fc.nat(bytes.length),
          async (changes, length) => {
            const changed = Buffer.from(bytes);
            for (const [at, value] of changes) changed[at] = value;
            const cut = changes.length % 2 === 0 ? changed : changed.subarray(0, length);
            await Promise.resolve(read(cut)).catch((error: unknown) => {
              if (!(error instanceof UnreadableFile)) throw error;
            });
          },
        ),
        { numRuns: 150 },
      );
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
          await Promise.resolve(read(noise)).catch((error: unknown) => {
            if (!(error instanceof UnreadableFile)) throw error;
          });
        }),
        { numRuns: 100 },
      );
    }
  });
});
