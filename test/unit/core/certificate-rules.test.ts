import { expect } from 'chai';
import fc from 'fast-check';
import {
  type CertificateApplication,
  type CertificateItem,
  certificateApplicationSchema,
} from '../../../core/certificate-subject.ts';
import { countryCodes } from '../../../core/countries.ts';
import { sampleApplication } from '../../../scripts/client/sample-application.ts';

const sample = sampleApplication(1);
const [first, second] = sample.items as [CertificateItem, CertificateItem];

/** `path: rule` of all that is refused; what is no rule of ours by zod's code. */
function broken(application: unknown): string[] {
  const { error } = certificateApplicationSchema.safeParse(application);
  return (error?.issues ?? []).map((issue) => {
    const rule = issue.code === 'custom' ? issue.params?.['rule'] : issue.code;
    return `${issue.path.join('.')}: ${rule}`;
  });
}

const withItem = (change: object): object => ({ ...sample, items: [{ ...first, ...change }, second] });

/** The sample with something in its transport. */
const moved = (change: object): object => ({ ...sample, transport: { ...sample.transport, ...change } });

describe('the rules of an application', () => {
  it('takes the sample, with every field of the table', () => {
    const party = sample.consignor;
    const whole: CertificateApplication = {
      ...sample,
      onBehalfOf: {
        ...party,
        name: 'Scheldt Cocoa Growers BV',
        id: { scheme: 'be-kbo', value: '0403.170.701' },
      },
      importer: { ...party, name: 'Nile Foods SAE', id: { scheme: 'vat', value: '100-200-300' } },
      applicant: {
        ...party,
        name: 'Kaai Forwarding NV',
        id: { scheme: 'lei', value: '5493001KJTIIGC8Y1R12' },
      },
      transport: {
        ...sample.transport,
        meansId: '9074729',
        containers: [{ number: 'CSQU3054383', type: '22G1' }, { number: 'MSCU1234566' }],
      },
      references: { acid: '1234567890123456789', contract: 'C-1', credit: 'LC-1', purchaseOrder: 'PO-1' },
      items: [
        { ...first, hsEdition: 2022, productId: '5411188112709', manufacturer: party },
        { ...second, originCriterion: 'PSR', originRule: 'Change of heading' },
      ],
      totals: {
        packages: 51,
        gross: { value: '1170.5', unit: 'KGM' },
        net: { value: '1.1', unit: 'TNE' },
      },
      supportingDocuments: [{ type: '380', number: '20260001', date: '2026-11-20' }],
    };
    expect(broken(sample)).to.deep.equal([]);
    expect(broken(whole)).to.deep.equal([]);
  });

  it('refuses codes that their lists do not have', () => {
    const cases: [object, string][] = [
      [{ ...sample, destinationCountry: 'XX' }, 'destinationCountry: unknown_country'],
      [{ ...sample, destinationCountry: 'EU' }, 'destinationCountry: unknown_country'],
      [{ ...sample, language: 'qq' }, 'language: unknown_language'],
      [{ ...sample, origins: ['UK'] }, 'origins.0: unknown_country'],
      [withItem({ quantity: { value: '1', unit: 'QQQ' } }), 'items.0.quantity.unit: unknown_unit'],
      [
        withItem({ grossWeight: { value: '9999', unit: 'LTR' } }),
        'items.0.grossWeight.unit: no_unit_of_mass',
      ],
      [withItem({ packages: [{ count: 1, type: '00' }] }), 'items.0.packages.0.type: unknown_package_kind'],
      [
        { ...sample, invoiceTotal: { amount: '1', currency: 'BEF' } },
        'invoiceTotal.currency: unknown_currency',
      ],
      [{ ...sample, incoterm: { code: 'DAT', place: 'Singapore' } }, 'incoterm.code: invalid_value'],
      [moved({ portOfLoading: { code: 'XXANR', name: 'X' } }), 'transport.portOfLoading.code: unknown_port'],
      [withItem({ hsCode: '770000' }), 'items.0.hsCode: unknown_hs_code'],
      [
        { ...sample, supportingDocuments: [{ type: '1', number: 'x' }] },
        'supportingDocuments.0.type: invalid_value',
      ],
    ];
    for (const [application, wrong] of cases) expect(broken(application), wrong).to.include(wrong);
  });

  it('refuses identifiers whose check digits are wrong', () => {
    const party = (scheme: string, value: string) => ({
      ...sample,
      consignor: { ...sample.consignor, id: { scheme, value } },
    });
    const cases: [object, string][] = [
      [party('be-kbo', '0403.170.702'), 'consignor.id.value: identifier_check_digits'],
      [party('lei', '5493001KJTIIGC8Y1R13'), 'consignor.id.value: identifier_check_digits'],
      [party('eori', 'be1'), 'consignor.id.value: identifier_check_digits'],
      [
        moved({ containers: [{ number: 'CSQU3054384' }] }),
        'transport.containers.0.number: container_check_digit',
      ],
      [
        moved({ containers: [{ number: 'CSQU3054383', type: '99X9' }] }),
        'transport.containers.0.type: invalid_format',
      ],
      [moved({ mode: 'sea', meansId: '9074728' }), 'transport.meansId: imo_check_digit'],
      [moved({ mode: 'air', meansId: 'IMO 9074728' }), 'transport.meansId: imo_check_digit'],
      [withItem({ productId: '4006381333932' }), 'items.0.productId: gtin_check_digit'],
      [{ ...sample, references: { acid: '123' } }, 'references.acid: invalid_format'],
    ];
    for (const [application, wrong] of cases) expect(broken(application), wrong).to.deep.equal([wrong]);
    expect(broken(moved({ mode: 'road', meansId: '9074728' }))).to.deep.equal([]);
  });

  it('refuses the same container or the same origin twice', () => {
    const twice = [{ number: 'CSQU3054383' }, { number: 'CSQU3054383' }];
    expect(broken(moved({ containers: twice }))).to.deep.equal([
      'transport.containers.1.number: container_twice',
    ]);
    expect(broken({ ...sample, origins: ['BE', 'BE'], items: [{ ...first, origin: 'BE' }] })).to.deep.equal([
      'origins.1: origin_twice',
    ]);
  });

  it('wants what describes the goods, and the rule of a criterion that has one', () => {
    expect(broken(withItem({ description: 'Spare parts' }))).to.deep.equal([
      'items.0.description: generic_description',
    ]);
    expect(broken(withItem({ packages: [{ count: 1, type: 'VL' }] }))).to.deep.equal([
      'items.0.packages.0.type: bulk_is_no_package',
    ]);
    expect(broken(withItem({ originCriterion: 'PSR' }))).to.deep.equal([
      'items.0.originRule: no_origin_rule',
    ]);
    expect(broken(withItem({ originCriterion: undefined }))).to.deep.equal([
      'items.0.originCriterion: invalid_value',
    ]);
    expect(broken(withItem({ invoice: undefined }))).to.deep.equal(['items.0.invoice: invalid_type']);
    expect(broken(withItem({ hsCode: undefined, hsEdition: 2022 }))).to.deep.equal([
      'items.0.hsCode: edition_without_code',
    ]);
  });

  it('cross-refers several origins: each item has one of them, each of them an item', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...countryCodes, 'EU'), { minLength: 2, maxLength: 6 }),
        (origins) => {
          const items = origins.map((origin, index) => ({ ...first, seq: index + 1, origin }));
          expect(broken({ ...sample, origins, items })).to.deep.equal([]);
          const [, ...others] = items;
          const numbered = others.map((item, index) => ({ ...item, seq: index + 1 }));
          expect(broken({ ...sample, origins, items: numbered })).to.deep.equal([
            'origins.0: origin_of_no_item',
          ]);
          const [{ origin: _, ...unsaid } = first] = items;
          expect(broken({ ...sample, origins, items: [unsaid, ...others] })).to.deep.equal([
            'items.0.origin: no_item_origin',
          ]);
        },
      ),
    );
  });

  describe('totals', () => {
    const counts = fc.array(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 20 });
    const packed = (all: readonly number[]) =>
      all.map((count, index) => ({
        ...first,
        seq: index + 1,
        packages: [{ count, type: 'CT' }],
        grossWeight: { value: `${count}.25`, unit: 'KGM' },
        netWeight: undefined,
      }));

    it('are the sums over the items, to the last package and gram', () => {
      fc.assert(
        fc.property(counts, fc.integer({ min: -1, max: 1 }), (all, off) => {
          const sum = all.reduce((so, count) => so + count, 0);
          fc.pre(sum + off >= 0);
          const hundredths = sum * 100 + all.length * 25 + off;
          const gross = { value: (hundredths / 100).toFixed(2), unit: 'KGM' };
          const application = { ...sample, items: packed(all), totals: { packages: sum + off, gross } };
          expect(broken(application)).to.deep.equal(
            off === 0 ? [] : ['totals.packages: total_packages', 'totals.gross.value: total_gross'],
          );
        }),
      );
    });

    it('cannot be said of weights that an item lacks', () => {
      const net = { value: '1000', unit: 'KGM' };
      const items = [first, { ...second, netWeight: undefined }];
      expect(broken({ ...sample, items, totals: { net } })).to.deep.equal(['totals.net.value: total_net']);
    });
  });
});
