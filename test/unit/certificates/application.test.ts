import { expect } from 'chai';
import { sampleApplication } from '../../../scripts/client/sample-application.ts';
import { checkDraft, completeApplication } from '../../../server/certificates/checks/application.ts';
import { Problem } from '../../../server/http/problem.ts';

/** Pointers of the refusal, in order; none when it passes. */
function pointers(check: () => unknown, code: string): string[] {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.code).to.equal(code);
    return error.errors.map((one) => one.pointer).sort();
  }
  return [];
}

const draft = (application: unknown) =>
  pointers(() => checkDraft(application, '/application'), 'invalid_request');
const complete = (application: unknown) =>
  pointers(() => completeApplication(application), 'application_incomplete');
const sample = sampleApplication(1);
const [item] = sample.items;

describe('application', () => {
  describe('checkDraft', () => {
    it('takes what is incomplete', () => {
      for (const partial of [
        {},
        { consignee: {} },
        { consignee: { name: 'Straits' } },
        { items: [] },
        { items: [{}] },
        { remarks: '' },
        { transport: { portOfLoading: {} } },
        { items: [{ ...item, seq: 7 }] },
        sample,
      ]) {
        expect(draft(partial), JSON.stringify(partial)).to.deep.equal([]);
      }
    });

    it('names what is wrong', () => {
      const cases: readonly [unknown, string[]][] = [
        [{ destinationCountry: 'Singapore' }, ['/application/destinationCountry']],
        [{ unknown: 1 }, ['/application/unknown']],
        [{ origins: 'BE' }, ['/application/origins']],
        [{ origins: ['BE', 7] }, ['/application/origins/1']],
        [{ consignee: 'To order' }, ['/application/consignee']],
        [{ consignee: { name: 'x'.repeat(71) } }, ['/application/consignee/name']],
        [{ consignee: { name: 'Straits', fax: '1' } }, ['/application/consignee/fax']],
        [{ items: [item, { ...item, hsCode: '12' }] }, ['/application/items/1/hsCode']],
        [
          { items: [{ grossWeight: { value: 12, unit: 'KGM' } }] },
          ['/application/items/0/grossWeight/value'],
        ],
        [{ items: null }, ['/application/items']],
        [{ incoterm: { code: 'XYZ' } }, ['/application/incoterm/code']],
      ];
      for (const [application, expected] of cases)
        expect(draft(application), JSON.stringify(application)).to.deep.equal(expected);
    });

    it('refuses text that cannot be stored or printed', () => {
      expect(draft({ remarks: 'a\u0000b' })).to.deep.equal(['/application/remarks']);
      expect(draft({ remarks: '\ud800' })).to.deep.equal(['/application/remarks']);
      expect(draft({ remarks: 'two\nlines' })).to.deep.equal([]);
    });

    it('refuses what is nested to exhaust a parser', () => {
      const nested = JSON.parse('[['.repeat(5_000) + ']]'.repeat(5_000)) as unknown;
      expect(draft({ items: nested })).to.not.deep.equal([]);
      expect(draft({ what: nested })).to.include('/application/what');
    });
  });

  describe('completeApplication', () => {
    it('gives the application as it was written', () => {
      expect(completeApplication(sample)).to.deep.equal(sample);
      expect(completeApplication({ ...sample, remarks: 'two\n lines' }).remarks).to.equal('two\n lines');
      expect(complete({ ...sample, remarks: ' urgent' })).to.deep.equal(['/application/remarks']);
      expect(complete({ ...sample, remarks: 'urgent\n' })).to.deep.equal(['/application/remarks']);
    });

    it('names every field that is missing', () => {
      expect(complete({})).to.deep.equal([
        '/application/consignee',
        '/application/consignor',
        '/application/destinationCountry',
        '/application/formType',
        '/application/items',
        '/application/language',
        '/application/origins',
      ]);
      const { marks: _, ...unmarked } = { ...item };
      const { city: __, ...nowhere } = sample.consignor.address;
      expect(
        complete({
          ...sample,
          consignor: { ...sample.consignor, address: nowhere },
          consignee: { name: 'X' },
          items: [unmarked],
        }),
      ).to.deep.equal([
        '/application/consignee/address',
        '/application/consignor/address/city',
        '/application/items/0/marks',
      ]);
    });

    it('names what does not fit together', () => {
      expect(complete({ ...sample, items: [{ ...item, seq: 2 }] })).to.deep.equal([
        '/application/items/0/seq',
      ]);
      expect(complete({ ...sample, origins: ['BE', 'CN'] })).to.deep.equal([
        '/application/items/0/origin',
        '/application/items/1/origin',
      ]);
      expect(
        complete({ ...sample, items: [{ ...item, netWeight: { value: '2000', unit: 'KGM' } }] }),
      ).to.deep.equal(['/application/items/0/netWeight']);
    });
  });
});
