import { expect } from 'chai';
import { sampleApplication } from '../../../scripts/client/sample-application.ts';
import { parseNotices, tradeNotices } from '../../../server/certificates/checks/trade-notices.ts';
import { refuseBlocked, warningsOf } from '../../../server/certificates/checks/warnings.ts';
import { readCodeLists } from '../../../server/codes/index.ts';

const sample = sampleApplication(1);
const [item] = sample.items;
/** As the server comes: without lists of an operator. */
const codeLists = readCodeLists('/nowhere', 2026);
const on = (day: string, chamberCountry = 'BE') => ({
  at: new Date(`${day}T12:00:00Z`),
  chamberCountry,
  codeLists,
});
const today = on('2026-11-22');
const told = (application: unknown, judged = today): string[] =>
  warningsOf(application, judged).map(
    ({ pointer, code, blocks }) => `${blocks ? '!' : ''}${code} ${pointer}`,
  );

const russian = (hsCode: string) => ({ ...sample, origins: ['RU'], items: [{ ...item, hsCode }] });

describe('warnings', () => {
  it('has nothing to say of the sample, of nothing, or of what has another shape', () => {
    for (const application of [sample, {}, null, [], { origins: 'BE', items: 1, transport: [null] }])
      expect(told(application)).to.deep.equal([]);
  });

  it('says of each where, why and from which source', () => {
    const [warning] = warningsOf({ destinationCountry: 'EG' }, today);
    expect(warning).to.include({ pointer: '/references/acid', code: 'acid_missing', blocks: false });
    expect(warning?.detail).to.include('19 digits');
    expect(warning?.source).to.include('Egyptian Customs');
  });

  it('asks for the ACID and the tax number in Egypt, by sea and by air alone', () => {
    const egypt = (mode: string) => ({
      ...sample,
      destinationCountry: 'EG',
      consignee: { toOrder: true },
      transport: { mode },
    });
    expect(told(egypt('sea'))).to.deep.equal(['acid_missing /references/acid']);
    expect(told(egypt('air'))).to.deep.equal(['acid_missing /references/acid']);
    expect(told(egypt('road'))).to.deep.equal([]);
    expect(told({ ...egypt('sea'), importer: { name: 'X' } })).to.include(
      'importer_id_missing /importer/id/value',
    );
    const complete = {
      references: { acid: '1'.repeat(19) },
      importer: { id: { scheme: 'vat', value: '1' } },
    };
    expect(told({ ...egypt('sea'), ...complete })).to.deep.equal([]);
  });

  it('knows where a consignor may be established', () => {
    const at = '/consignor/address/country';
    expect(told(sample, on('2026-11-22', 'NL'))).to.deep.equal([`consignor_abroad ${at}`]);
    expect(told(sample, on('2026-11-22', 'SG'))).to.deep.equal([`!consignor_not_established ${at}`]);
  });

  it('points out what is unusual', () => {
    const unusual = {
      destinationCountry: 'MY',
      consignee: sample.consignee,
      transport: {
        mode: 'sea',
        departureDate: '2026-11-01',
        portOfLoading: { code: 'BEZZZ', name: 'X' },
        portOfDischarge: { code: 'SGSIN', name: 'Singapore' },
      },
      items: [
        {
          productId: '96385075',
          hsCode: '980000',
          quantity: { value: '1', unit: 'NPR' },
          invoice: { number: '1', date: '2026-11-23' },
        },
        { productId: '96385074' },
      ],
    };
    expect(told(unusual)).to.deep.equal([
      'destination_differs /destinationCountry',
      'departed /transport/departureDate',
      'invoice_in_future /items/0/invoice/date',
      'port_not_listed /transport/portOfLoading/code',
      'gtin_unsure /items/0/productId',
      'hs_national_chapter /items/0/hsCode',
      'unit_withdrawn /items/0/quantity/unit',
    ]);
  });
});

describe('trade notices', () => {
  it('take Türkiye under both names, since 7 July 2022', () => {
    const turkish = { ...sample, origins: ['TR'] };
    expect(told(turkish, on('2022-07-06')).join()).not.to.include('turkiye');
    expect(told(turkish)).to.deep.equal(['turkiye_name /origins/0']);
    expect(told({ destinationCountry: 'TR', origins: ['BE'] })).to.deep.equal([
      'turkiye_name /destinationCountry',
    ]);
  });

  it('block oil of Russian origin; in the transition not where Y840 and the contract are stated', () => {
    const declared = (hsCode: string) => ({
      ...russian(hsCode),
      remarks: 'Y840, contract of 3 May 2022',
      references: { contract: 'RU-77' },
    });
    const at = '/items/0/hsCode';
    const days: [string, string, string[], string[]][] = [
      ['27090010', '2022-06-03', [], []],
      ['27090010', '2022-12-04', [`!russian_crude_oil_transition ${at}`], []],
      ['27090010', '2022-12-05', [`!russian_crude_oil ${at}`], [`!russian_crude_oil ${at}`]],
      ['271019', '2023-02-04', [`!russian_petroleum_transition ${at}`], []],
      ['271019', '2023-02-05', [`!russian_petroleum ${at}`], [`!russian_petroleum ${at}`]],
      ['270400', '2026-11-22', [], []],
    ];
    const blocking = (application: unknown, day: string) =>
      told(application, on(day)).filter((one) => one.startsWith('!'));
    for (const [hsCode, day, plain, made] of days) {
      expect(blocking(russian(hsCode), day), `${hsCode} ${day}`).to.deep.equal(plain);
      expect(blocking(declared(hsCode), day), `${hsCode} ${day}, declared`).to.deep.equal(made);
    }
    expect(blocking({ ...declared('270900'), references: {} }, '2022-08-01')).to.have.length(1);
    expect(blocking({ ...russian('270900'), origins: ['KZ'] }, '2026-11-22')).to.deep.equal([]);
  });

  it("look at an item's own origin first", () => {
    const both = {
      ...sample,
      origins: ['RU', 'KZ'],
      items: [
        { ...item, hsCode: '270900', origin: 'KZ' },
        { ...item, hsCode: '271019', origin: 'RU' },
      ],
    };
    expect(told(both)).to.deep.equal(['!russian_petroleum /items/1/hsCode']);
  });

  it("keep Ukraine's measures to their time", () => {
    const ukrainian = { ...sample, origins: ['UA'], transport: {} };
    const codes = (day: string) =>
      warningsOf(ukrainian, on(day))
        .map(({ code }) => code)
        .filter((code) => code.startsWith('ukraine'));
    expect(codes('2022-06-03')).to.deep.equal([]);
    expect(codes('2022-06-04')).to.deep.equal(['ukraine_trade_liberalisation']);
    expect(codes('2022-10-01')).to.deep.equal(['ukraine_trade_liberalisation', 'ukraine_common_transit']);
    expect(codes('2023-06-06')).to.deep.equal(['ukraine_common_transit']);
  });

  it('refuse a submission, with the source', () => {
    expect(() => refuseBlocked(sample, today)).not.to.throw();
    let errors: unknown;
    try {
      refuseBlocked(russian('271019'), today);
    } catch (error) {
      errors = Reflect.get(error as object, 'errors');
    }
    expect(errors).to.have.length(1);
    expect(errors).to.have.nested.property('[0].pointer', '/application/items/0/hsCode');
    expect(errors).to.have.nested.property('[0].detail').that.includes('Regulation (EU) 2022/879');
  });

  it('are data: another one needs no code, a wrong one stops the start', () => {
    const [notice] = tradeNotices;
    const another = { ...notice, code: 'another', when: [{ destinations: ['NO'], hsCodes: ['0302'] }] };
    expect(parseNotices(JSON.stringify([another]))).to.have.length(1);
    for (const wrong of [
      { ...another, code: 'Another' },
      { ...another, effect: 'hints' },
      { ...another, from: '2026-13-01' },
      { ...another, until: '2000-01-01' },
      { ...another, when: [] },
      { ...another, when: [{}] },
      { ...another, when: [{ destinations: ['UK'] }] },
      { ...another, source: '' },
      { ...another, also: 1 },
    ])
      expect(() => parseNotices(JSON.stringify([wrong])), JSON.stringify(wrong)).to.throw();
    expect(() => parseNotices(JSON.stringify([another, another]))).to.throw();
  });
});
