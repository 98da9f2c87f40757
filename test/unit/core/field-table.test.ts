import { expect } from 'chai';
import fc from 'fast-check';
import { certificateApplicationSchema, certificateSubjectSchema } from '../../../core/certificate-subject.ts';
import { sampleApplication } from '../../../scripts/client/sample-application.ts';

const sample = sampleApplication(1);
const [item] = sample.items;
const party = sample.consignor;
/** A certificate with every part that a field of the table lies in. */
const whole = {
  ...sample,
  onBehalfOf: party,
  importer: party,
  applicant: party,
  transport: {
    ...sample.transport,
    containers: [{ number: 'CSQU3054383', type: '22G1' }],
  },
  references: {},
  items: [{ ...item, hsEdition: 2022, manufacturer: party, originRule: 'Change of heading' }],
  totals: {},
  supportingDocuments: [{ type: '380', number: '1', date: '2026-11-20' }],
  certificateNumber: 'BE-1',
  copyStatus: 'DIGITAL_ORIGINAL',
  issue: { place: 'Antwerpen', date: '2026-11-22', officer: 'An Peeters' },
};
const isSubjects = /^(certificateNumber|copyStatus|verificationCode|issue|replaces)/;

type Tree = Record<string, unknown>;

/** The certificate with that value at that place. */
function withValue(path: string, value: unknown): Tree {
  const copy = structuredClone(whole) as unknown as Tree;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let inside = copy;
  for (const name of names) {
    inside[name] ??= {};
    inside = inside[name] as Tree;
  }
  inside[last] = value;
  return copy;
}

/** Whether something is wrong at this field, or at the party or list that it lies in. */
function isRefused(path: string, value: unknown): boolean {
  const changed = withValue(path, value);
  const { certificateNumber: _, copyStatus: __, issue: ___, ...application } = changed;
  const { error } = isSubjects.test(path)
    ? certificateSubjectSchema.safeParse(changed)
    : certificateApplicationSchema.safeParse(application);
  return (error?.issues ?? []).some(({ path: at }) => {
    const where = at.join('.');
    return path === where || path.startsWith(`${where}.`) || where.startsWith(`${path}.`);
  });
}

const long = (length: number) => 'x'.repeat(length);
/** Texts: their row, path and greatest length. */
const texts: readonly (readonly [row: number, path: string, most: number])[] = [
  [1, 'certificateNumber', 35],
  [7, 'consignor.name', 70],
  [8, 'consignor.address.line1', 256],
  [8, 'consignor.address.line2', 256],
  [9, 'consignor.address.postcode', 9],
  [10, 'consignor.address.city', 35],
  [11, 'consignor.address.subdivision', 35],
  [13, 'onBehalfOf.name', 70],
  [15, 'consignee.name', 70],
  [17, 'importer.address.city', 35],
  [20, 'transport.meansName', 35],
  [22, 'transport.voyage', 17],
  [23, 'transport.portOfLoading.name', 256],
  [24, 'transport.portOfDischarge.name', 256],
  [26, 'transport.documentNumber', 70],
  [28, 'remarks', 2_048],
  [29, 'references.purchaseOrder', 35],
  [29, 'references.contract', 35],
  [29, 'references.credit', 35],
  [32, 'items.0.marks', 512],
  [36, 'items.0.description', 512],
  [38, 'items.0.productId', 35],
  [43, 'items.0.manufacturer.name', 70],
  [44, 'items.0.originRule', 256],
  [45, 'items.0.invoice.number', 70],
  [49, 'applicant.name', 70],
  [51, 'supportingDocuments.0.number', 70],
  [53, 'issue.place', 70],
  [55, 'issue.officer', 70],
];

/** Codes, numbers and days: values that are right and that are not. */
const others: readonly (readonly [row: number, path: string, right: unknown[], wrong: unknown[]])[] = [
  [2, 'verificationCode', ['7ZK4M2Q9XWTB3HVD'], ['7ZK4', '7zk4m2q9xwtb3hvd', '7ZK4M2Q9XWTB3HVI']],
  [3, 'formType', ['EU_NON_PREFERENTIAL'], ['FORM_A']],
  [4, 'copyStatus', ['DIGITAL_ORIGINAL', 'PRINT', 'DUPLICATE'], ['COPY']],
  [5, 'language', ['nl', 'fr', 'ar'], ['xx', 'EN', 'eng']],
  [6, 'consignor.id', [{ scheme: 'be-kbo', value: '0403.170.701' }], [{ scheme: 'duns', value: '1' }]],
  [12, 'consignor.address.country', ['BE', 'XK'], ['BX', 'be', 'EU']],
  [14, 'consignee', [{ toOrder: true }], [{ toOrder: false }, { toOrder: true, name: 'X' }]],
  [16, 'destinationCountry', ['SG'], ['EU', 'ZZ']],
  [18, 'origins', [['BE'], ['EU']], [[], ['ZZ'], ['BE', 'BE']]],
  [19, 'transport.mode', ['sea', 'rail', 'mail', 'inland-water'], ['1', 'ship']],
  [21, 'transport.meansId', ['9074729'], ['9074728', long(26)]],
  [23, 'transport.portOfLoading.code', ['BEANR', 'XZNSP'], ['BEAN', 'ZZANR', 'BEA1R']],
  [24, 'transport.portOfDischarge.code', ['SGSIN'], ['sgsin']],
  [25, 'transport.departureDate', ['2026-11-28'], ['28/11/2026', '2026-02-30']],
  [27, 'transport.containers.0.number', ['MSCU1234566'], ['MSCU1234567', 'MSC1234566']],
  [27, 'transport.containers.0.type', ['45R1'], ['99G1']],
  [30, 'references.acid', ['1'.repeat(19)], ['1'.repeat(18)]],
  [31, 'items.0.seq', [1], [0, 2, 1.5]],
  [33, 'items.0.packages', [[{ count: 0, type: 'CT' }]], [[{ count: -1, type: 'CT' }], []]],
  [
    34,
    'items.0.packages',
    [[{ count: 1, type: 'PX' }]],
    [[{ count: 1, type: 'VL' }], [{ count: 1, type: 'Q?' }]],
  ],
  // Beside packages it is refused: that is said of the packages.
  [35, 'items.0.inBulk', [], [false]],
  [37, 'items.0.hsCode', ['180620', '18062010', '1806201000'], ['1806', '770000', '18062']],
  [37, 'items.0.hsEdition', [2012, 2028], [2016, '2022']],
  [39, 'items.0.origin', ['BE'], ['FR', 'ZZ']],
  [
    40,
    'items.0.grossWeight',
    [{ value: '1250.5', unit: 'TNE' }],
    [
      { value: '-1', unit: 'KGM' },
      { value: '1', unit: 'LTR' },
    ],
  ],
  [
    41,
    'items.0.netWeight',
    [{ value: '1', unit: 'KGM' }],
    [
      { value: '99999', unit: 'KGM' },
      { value: '1,5', unit: 'KGM' },
    ],
  ],
  [
    42,
    'items.0.quantity',
    [{ value: '1', unit: 'NPR' }],
    [
      { value: '1', unit: 'QQQ' },
      { value: '1.1234567', unit: 'KGM' },
    ],
  ],
  [44, 'items.0.originCriterion', ['WO', 'ST', 'PSR'], ['X']],
  [45, 'items.0.invoice.date', ['2026-11-20'], ['2026-13-01']],
  [
    46,
    'invoiceTotal',
    [{ amount: '1.50', currency: 'EUR' }],
    [
      { amount: '1.505', currency: 'EUR' },
      { amount: '1', currency: 'XXX' },
    ],
  ],
  [47, 'incoterm', [{ code: 'CIF', place: 'Singapore' }], [{ code: 'DAT', place: 'Singapore' }]],
  [48, 'totals', [{}], [{ packages: 1 }, { gross: { value: '1', unit: 'KGM' } }]],
  [51, 'supportingDocuments.0.type', ['380', '271'], ['999']],
  [54, 'issue.date', ['2026-11-22'], ['yesterday']],
  [58, 'replaces', [`0x${'a'.repeat(64)}`], ['BE-1', `0x${'A'.repeat(64)}`]],
];

describe('the field table', () => {
  it('is taken whole', () => {
    const { certificateNumber, copyStatus, issue, ...application } = whole;
    expect(certificateApplicationSchema.safeParse(application).success).to.equal(true);
    expect(certificateSubjectSchema.safeParse(whole).success).to.equal(true);
  });

  for (const [row, path, most] of texts)
    it(`row ${row}: ${path} has 1 to ${most} characters`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: most }), (length) => {
          expect(isRefused(path, long(length))).to.equal(false);
        }),
        { numRuns: 10, examples: [[1], [most]] },
      );
      for (const wrong of ['', ' ', 'x ', long(most + 1), 1, null, {}])
        expect(isRefused(path, wrong), JSON.stringify(wrong).slice(0, 20)).to.equal(true);
    });

  for (const [row, path, right, wrong] of others)
    it(`row ${row}: ${path}`, () => {
      for (const value of right) expect(isRefused(path, value), JSON.stringify(value)).to.equal(false);
      for (const value of wrong) expect(isRefused(path, value), JSON.stringify(value)).to.equal(true);
    });
});
