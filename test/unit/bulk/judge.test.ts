import { expect } from 'chai';
import fc from 'fast-check';
import { certificateApplicationSchema } from '../../../core/certificate-subject.ts';
import type { Candidate } from '../../../server/bulk/candidate.ts';
import { columns } from '../../../server/bulk/columns.ts';
import { jsonCandidates } from '../../../server/bulk/json-candidates.ts';
import { judge } from '../../../server/bulk/judge.ts';
import { readCsv } from '../../../server/bulk/read-csv.ts';
import { readJson } from '../../../server/bulk/read-json.ts';
import { UnreadableFile } from '../../../server/bulk/sheet.ts';
import { sheetCandidates } from '../../../server/bulk/sheet-candidates.ts';
import { cellAt, csvOf, goodRow, type Row } from './sheets.ts';

const chamberId = '0b2c6a4e-8f4f-4a55-9d0e-2a7a3c1f5b11';
const candidatesOf = async (rows: readonly Row[]): Promise<readonly Candidate[]> =>
  sheetCandidates(await readCsv(csvOf(rows))).candidates;
const judged = async (rows: readonly Row[]) => (await candidatesOf(rows)).map((one) => judge(one, chamberId));
/** `F12 item.hsCode: why` of all that is wrong. */
const wrong = async (rows: readonly Row[]) =>
  (await judged(rows)).flatMap((one) =>
    one.ok
      ? []
      : one.errors.map(({ cell, column, row, detail }) => `${cell ?? `row ${row}`} ${column}: ${detail}`),
  );

describe('a row of a file of applications', () => {
  it('that is right becomes an application', async () => {
    const [one] = await judged([goodRow('A-1')]);
    if (one?.ok !== true) throw new Error(JSON.stringify(one));
    expect(certificateApplicationSchema.parse(one.application)).to.deep.equal(one.application);
    expect(one.application).to.deep.include({ destinationCountry: 'SG', origins: ['BE'], language: 'en' });
    expect(one.application).to.deep.nested.include({
      'items[0].packages': [{ count: 40, type: 'CT' }],
      'items[0].grossWeight': { value: '1050.5', unit: 'KGM' },
    });
  });

  it('is an item: rows of one reference are one application, whatever lies between them', async () => {
    const rows = [
      goodRow('A', { remarks: 'Said once' }),
      goodRow('B'),
      { reference: 'A', ...pick(goodRow('A', { 'item.description': 'Pralines' }), /^item\./) },
    ];
    const all = await judged(rows);
    expect(
      all.map((one) => one.ok && [one.reference, (one.application['items'] as unknown[]).length]),
    ).to.deep.equal([
      ['A', 2],
      ['B', 1],
    ]);
  });

  it('that is wrong is named by its cell and its header', async () => {
    const rows = [
      goodRow('A', { 'item.hsCode': '1806', origins: 'Belgium', 'item.packages': 'forty cartons' }),
      goodRow('B', { 'consignor.address.country': 'XX', 'item.invoice.date': '20/11/2026' }),
    ];
    const named = await wrong(rows);
    const at = (header: string, row: number) => `${cellAt(rows, header, row)} ${header}`;
    expect([...new Set(named.map((text) => text.slice(0, text.indexOf(':'))))]).to.have.members([
      at('item.packages', 2),
      at('origins', 2),
      at('item.hsCode', 2),
      at('consignor.address.country', 3),
      at('item.invoice.date', 3),
    ]);
  });

  it('of which something is missing is named by the cell where it belongs, or its column', async () => {
    const { destinationCountry: _, ...without } = goodRow('A', { 'item.description': '' });
    expect(await wrong([without])).to.have.members([
      `${cellAt([without], 'item.description', 2)} item.description: This is missing.`,
      'row 2 destinationCountry: This is missing.',
    ]);
  });

  it('without a reference of its own, or that disagrees with an earlier row of it, is refused', async () => {
    expect(await wrong([goodRow('')])).to.deep.equal([
      'A2 reference: Your own reference of the application, of 1 to 70 characters.',
    ]);
    const rows = [goodRow('A'), goodRow('A', { destinationCountry: 'JP' })];
    expect(await wrong(rows)).to.deep.equal([
      `${cellAt(rows, 'destinationCountry', 3)} destinationCountry: Row 2 says "SG" for the same reference.`,
    ]);
  });

  it('with decimal commas is read where semicolons stand between cells', async () => {
    const row = goodRow('A', { 'item.grossWeight.value': '1050,5' });
    expect((await judged([row])).every((one) => one.ok)).to.equal(true);
    const commas = Buffer.from(csvOf([row]).toString().replaceAll('1050,5', '"1050,5"').replaceAll(';', ','));
    const { candidates } = sheetCandidates(await readCsv(commas));
    const [one] = candidates.map((candidate) => judge(candidate, chamberId));
    expect(one?.ok).to.equal(false);
  });

  it('may have any column of the form', async () => {
    const more = {
      'transport.containers': 'CSQU3054383 22G1; MSKU0000006',
      supportingDocuments: '380:2026/1187:2026-11-20; 271:PL 9',
      'consignor.id.scheme': 'eori',
      'consignor.id.value': 'BE0404040404',
      'item.manufacturer.name': 'Maker NV',
      'item.manufacturer.address.line1': 'X 1',
      'item.manufacturer.address.city': 'Gent',
      'item.manufacturer.address.country': 'BE',
      'totals.packages': '40',
      'incoterm.code': 'CIF',
      'incoterm.place': 'Singapore',
      'invoiceTotal.amount': '18450.00',
      'invoiceTotal.currency': 'EUR',
      'item.hsEdition': '2022',
    };
    const [one] = await judged([goodRow('A', more)]);
    if (one?.ok !== true) throw new Error(JSON.stringify(one));
    expect(one.application).to.deep.nested.include({
      'transport.containers': [{ number: 'CSQU3054383', type: '22G1' }, { number: 'MSKU0000006' }],
      supportingDocuments: [
        { type: '380', number: '2026/1187', date: '2026-11-20' },
        { type: '271', number: 'PL 9' },
      ],
      'totals.packages': 40,
      'items[0].hsEdition': 2022,
    });
  });
});

describe('the columns', () => {
  it('are all fields of an application but those that are given', () => {
    const [one] = columns.filter(({ name }) => name === 'item.packages');
    expect(one).to.include({ kind: 'packages', of: 'item' });
    const names = columns.map(({ name }) => name);
    expect(names).to.include.members([
      'consignee.toOrder',
      'totals.packages',
      'item.originRule',
      'references.acid',
    ]);
    expect(names).not.to.include('formType');
    expect(names).not.to.include('item.seq');
  });

  it('that a file has wrong, twice or without the reference are named', () => {
    const headers = (...names: string[]) => {
      try {
        sheetCandidates({ headers: names, rows: [], commaDecimals: false });
      } catch (error) {
        if (error instanceof UnreadableFile) return error.message;
      }
      return 'read';
    };
    expect(headers('reference', 'hs code')).to.match(/^Cell B1: there is no column "hs code"/);
    expect(headers('reference', 'origins', 'Origins')).to.match(
      /^Cell C1: the column "Origins" is there twice/,
    );
    expect(headers('origins')).to.match(/no column "reference"/);
    expect(headers('Reference', 'ITEM.hscode', '', 'why refused')).to.equal('read');
  });
});

describe('an entry of JSON', () => {
  const first = (text: string) => {
    const [candidate] = jsonCandidates(readJson(Buffer.from(text))).candidates;
    if (candidate === undefined) throw new Error('No candidate.');
    return judge(candidate, chamberId);
  };
  it('is named by the pointers into its application', () => {
    const one = first('[{"reference":"A","application":{"items":[{"seq":1,"hsCode":"1"}]},"x":1}]');
    const pointers = one.ok ? [] : one.errors.map(({ pointer }) => pointer);
    expect(pointers).to.include.members(['/x', '/items/0/hsCode', '/consignor', '/destinationCountry']);
  });

  it('of any shape is judged', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        const candidates = jsonCandidates(
          readJson(Buffer.from(`[${json},{"reference":"A","application":${json}}]`)),
        );
        for (const candidate of candidates.candidates) expect(judge(candidate, chamberId).ok).to.equal(false);
      }),
    );
  });
});

describe('any cells', () => {
  it('are judged, and what is taken is whole', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '',
        'BE',
        '=1',
        '1,5',
        '40 CT',
        '2026-02-30',
        'yes',
        '__proto__',
        '380:1',
        '-',
        '\u0000',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.constantFrom(...Object.keys(goodRow('A'))), text, { maxKeys: 4 }), {
          minLength: 1,
          maxLength: 5,
        }),
        async (changes) => {
          const rows = changes.map((change, index) => goodRow(`R${index % 3}`, change));
          const all = await judged(rows).catch((error: unknown) => {
            if (error instanceof UnreadableFile) return [];
            throw error;
          });
          for (const one of all) {
            if (one.ok)
              expect(certificateApplicationSchema.safeParse(one.application).success).to.equal(true);
            else {
              expect(one.errors).not.to.deep.equal([]);
              for (const { row } of one.errors) expect(row).to.be.within(2, rows.length + 1);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

function pick(row: Readonly<Record<string, string>>, names: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.test(name)));
}
