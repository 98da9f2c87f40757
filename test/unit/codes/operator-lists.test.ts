import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { warningsOf } from '../../../server/certificates/checks/warnings.ts';
import { readCodeLists } from '../../../server/codes/index.ts';
import { writeList } from '../../../server/codes/kept-list.ts';
import { readHs } from '../../../server/codes/read-hs.ts';
import { readUnlocode } from '../../../server/codes/read-unlocode.ts';

/** As UNECE writes: change, country, location, name, plain, subdivision, status, function, date, IATA, place, remarks. */
const unlocode = [
  ',"BE",,".BELGIUM",,,,,,,,',
  ',"BE","ANR","Antwerpen","Antwerpen","VAN","AF","12345---","0101","ANR","5113N 00425E",',
  '"+","BE","LGG","Liège","Liege","WLG","AI","--34----","0601",,,"new"',
  '"X","BE","OLD","Oude Haven","Oude Haven",,"XX","1-------","9501",,,',
  '"=","BE",,"Anvers = Antwerpen","Anvers = Antwerpen",,,,,,,',
  '"|","BE","GNE","Gent (Ghent)","Gent (Ghent)","VOV","AF","1234----","0201",,,',
  '"!","BE","GNE","Gand","Gand",,"AF","1234----","0201",,,',
  ',"BE","NOT","Rejected","Rejected",,"RR","1-------","0201",,,',
  ',"XZ","NSP","North Sea Platform","North Sea Platform",,"RL","0-------","0201",,,',
].join('\r\n');
const named = (text: string, encoding: BufferEncoding = 'utf8', file = 'Part1.csv') => ({
  file,
  bytes: Buffer.from(text, encoding),
});
const placesOf = (text: string) => readUnlocode([named(text)]);
const detailsOf = (text: string) => placesOf(text).errors.map(({ line, detail }) => `${line} ${detail}`);
const line = (more: object) =>
  Object.values({
    ...{ change: '', country: 'BE', location: 'ABC', name: 'A', plain: 'A', subdivision: '' },
    ...{ status: 'AI', functions: '1-------', date: '', iata: '', place: '', remarks: '' },
    ...more,
  }).join(',');

describe('lists of an operator', () => {
  describe('UN/LOCODE', () => {
    it("is read in UNECE's layout, in either encoding, without what is deleted, refused or refers elsewhere", () => {
      const expected = [
        ['BEANR', 'Antwerpen'],
        ['BEGNE', 'Gent (Ghent)'],
        ['BELGG', 'Liège', 'Liege'],
        ['XZNSP', 'North Sea Platform'],
      ];
      for (const encoding of ['utf8', 'latin1'] as const) {
        const read = readUnlocode([named(unlocode, encoding)]);
        expect(read.errors).to.deep.equal([]);
        expect(read.entries).to.deep.equal(expected);
        expect(read.left).to.equal(5);
      }
    });

    it('takes its parts together, and tells a code that stands in two', () => {
      const [first, second] = [line({}), line({ location: 'ABD' })];
      const parts = [named(first), named(second, 'utf8', 'Part2.csv'), named(first, 'utf8', 'Part3.csv')];
      const { entries, errors } = readUnlocode(parts);
      expect(entries).to.have.length(2);
      expect(errors).to.deep.equal([
        { file: 'Part3.csv', line: 1, detail: 'BEABC stands in line 1 of Part1.csv already.' },
      ]);
    });

    for (const [more, detail] of [
      [{ change: '?' }, /no mark of a change/],
      [{ country: 'QQ' }, /no country QQ/],
      [{ location: 'A1C' }, /three letters/],
      [{ location: '' }, /location is missing/],
      [{ name: '' }, /name is missing/],
      [{ status: 'A' }, /two letters/],
      [{ functions: '1-3' }, /eight characters/],
      [{ remarks: 'one,two' }, /13 columns/],
    ] as const)
      it(`tells by its line what is wrong: ${JSON.stringify(more)}`, () => {
        expect(detailsOf(`${line({ location: 'XYZ' })}\n\n${line(more)}`))
          .to.have.length(1)
          .and.have.nested.property('[0]')
          .that.match(new RegExp(`^3 .*${detail.source}`));
      });

    it('tells what is no CSV', () => {
      expect(detailsOf(',"BE","ANR')).to.have.length(1);
    });
  });

  describe('the Harmonized System', () => {
    const hs = (text: string, edition?: '2022') => readHs(named(text), edition);

    it('is read with its headers in any order, each edition by itself, with what stands above a subheading', () => {
      const { lists, errors } = hs(
        [
          'edition,description,code',
          '2022,Coffee,09',
          '2022,"Coffee, whether or not roasted",0901',
          '2022,-- Not decaffeinated,0901.11',
          '2017,- Other,0902 10',
        ].join('\n'),
      );
      expect(errors).to.deep.equal([]);
      expect(lists.get('2022')?.entries).to.deep.equal([
        ['090111', 'Coffee, whether or not roasted: Not decaffeinated'],
      ]);
      expect(lists.get('2017')?.entries).to.deep.equal([['090210', 'Other']]);
    });

    it('tells what is wrong by its line', () => {
      const wrong = ['code,description', '0901,Coffee', '77,x', '090111,', '0901,Again', '12345,x'];
      expect(hs(wrong.join('\n'), '2022').errors.map(({ line: at }) => at)).to.deep.equal([3, 4, 5, 6]);
      expect(hs('code,description\n090111,Coffee').errors[0]?.detail).to.match(/edition is missing/);
      expect(hs('a,b\n1,2').errors[0]?.detail).to.match(/headers/);
    });
  });

  describe('in the folder', () => {
    let folder = '';
    const origin = { source: 'UNECE, made for this test', date: '2026-07-01' };
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'openpouch-lists-'));
      const { entries } = placesOf(unlocode);
      writeList(join(folder, 'unlocode.tsv'), { ...origin, edition: '2026-1' }, entries);
      for (const edition of ['2017', '2022', '2028'])
        writeList(join(folder, `hs-${edition}.tsv`), { ...origin, edition }, [
          ['090111', `Coffee of ${edition}`],
          ...(edition === '2022' ? [['270900', 'Crude oil']] : []),
        ]);
    });
    after(() => rmSync(folder, { recursive: true }));

    it('say where they are from; without an edition it is the one in force', () => {
      const lists = readCodeLists(folder, 2026);
      expect(lists.list('ports')).to.include({ ...origin, name: 'UN/LOCODE', edition: '2026-1', size: 4 });
      expect(lists.list('ports')?.find('liege', 3)).to.deep.equal([{ code: 'BELGG', name: 'Liège' }]);
      expect(lists.list('hs')?.edition).to.equal('2022');
      expect(lists.list('hs', '2028')?.nameOf('090111')).to.equal('Coffee of 2028');
      expect(readCodeLists('/nowhere', 2026).list('hs')).to.equal(undefined);
      expect(readCodeLists('/nowhere', 2026).list('ports')?.has('BEANR')).to.equal(true);
    });

    it('judge places, which warn and name the edition, and headings, which are law in a named edition', () => {
      const judged = {
        at: new Date('2026-11-22'),
        chamberCountry: 'BE',
        codeLists: readCodeLists(folder, 2026),
      };
      const told = (application: unknown) =>
        warningsOf(application, judged).map(({ pointer, code, blocks }) => [pointer, code, blocks]);
      const transport = {
        mode: 'road',
        portOfLoading: { code: 'BELGG' },
        portOfDischarge: { code: 'NLRTM' },
      };
      expect(told({ transport })).to.deep.equal([
        ['/transport/portOfDischarge/code', 'place_not_listed', false],
      ]);
      expect(warningsOf({ transport }, judged)[0]?.source).to.include('UN/LOCODE 2026-1');
      const items = [
        { hsCode: '27090010', hsEdition: 2022 },
        { hsCode: '270900', hsEdition: 2017 },
        { hsCode: '270900', hsEdition: 2012 },
        { hsCode: '270900' },
        { hsCode: '270901' },
        { hsCode: '980000', hsEdition: 2022 },
      ];
      const [first, ...others] = told({ items });
      expect(first).to.deep.equal(['/items/1/hsCode', 'hs_not_in_edition', true]);
      expect(others).to.deep.equal([
        ['/items/4/hsCode', 'hs_not_listed', false],
        ['/items/5/hsCode', 'hs_national_chapter', false],
      ]);
    });

    it('are taken whole, or the server does not start', () => {
      const path = join(folder, 'unlocode.tsv');
      const whole = readFileSync(path, 'utf8');
      const start = () => readCodeLists(folder, 2026);
      for (const [text, why] of [
        [whole.slice(0, -3), /ends too early/],
        [whole.split('\n').slice(0, -2).join('\n').concat('\n'), /3 entries and not 4/],
        [whole.replace('{', ''), /first line/],
        [whole.replace('BEANR', 'ZZANR'), /line 3 is no entry, or not in order/],
      ] as const) {
        writeFileSync(path, text);
        expect(start).to.throw(why);
      }
      appendFileSync(path, 'x\n');
      expect(start).to.throw(path);
      writeFileSync(path, whole);
    });
  });
});
