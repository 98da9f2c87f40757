import { expect } from 'chai';
import fc from 'fast-check';
import { isMore, isSumOf, type Measure, massUnits, sumOf } from '../../../core/measure.ts';

const value = fc
  .tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, millionths]) => `${whole}.${String(millionths).padStart(6, '0')}`);
const inKilograms = value.map((of): Measure => ({ value: of, unit: 'KGM' }));
const mass = fc.record({ value, unit: fc.constantFrom(...massUnits) });

const millionths = ({ value: of }: Measure) => BigInt(of.replace('.', ''));
const kilograms = (all: bigint): Measure => ({
  value: `${all / 1_000_000n}.${String(all % 1_000_000n).padStart(6, '0')}`,
  unit: 'KGM',
});

describe('measures', () => {
  it('adds up exactly: the sum is the total, and a millionth more or less is not', () => {
    fc.assert(
      fc.property(fc.array(inKilograms, { minLength: 1, maxLength: 200 }), (parts) => {
        const sum = parts.reduce((so, part) => so + millionths(part), 0n);
        expect(isSumOf(kilograms(sum), parts)).to.equal(true);
        expect(isSumOf(kilograms(sum + 1n), parts)).to.equal(false);
        if (sum > 0n) expect(isSumOf(kilograms(sum - 1n), parts)).to.equal(false);
      }),
    );
  });

  it('does not lose what floating point would', () => {
    const parts = ['0.1', '0.2', '1000000.000001'].map((of) => ({ value: of, unit: 'KGM' }));
    expect(isSumOf({ value: '1000000.300001', unit: 'KGM' }, parts)).to.equal(true);
  });

  it('adds up other units to the last digit of the total', () => {
    const parts = [
      { value: '2', unit: 'TNE' },
      { value: '100', unit: 'LBR' },
    ];
    expect(isSumOf({ value: '2045.36', unit: 'KGM' }, parts)).to.equal(true);
    expect(isSumOf({ value: '2045.359237', unit: 'KGM' }, parts)).to.equal(true);
    expect(isSumOf({ value: '2045.37', unit: 'KGM' }, parts)).to.equal(false);
    expect(isSumOf({ value: '2047', unit: 'KGM' }, parts)).to.equal(false);
  });

  it('offers a sum that is taken', () => {
    fc.assert(
      fc.property(fc.array(mass, { minLength: 1, maxLength: 20 }), (parts) => {
        const sum = sumOf(parts);
        expect(sum && isSumOf(sum, parts)).to.equal(true);
      }),
    );
    expect(
      sumOf([
        { value: '1050.5', unit: 'LBR' },
        { value: '120', unit: 'LBR' },
      ]),
    ).to.deep.equal({
      value: '1170.5',
      unit: 'LBR',
    });
    expect(sumOf([])).to.equal(undefined);
    expect(sumOf([{ value: '1', unit: 'LTR' }])).to.equal(undefined);
  });

  it('compares masses as they are, whatever the unit; never both ways', () => {
    fc.assert(fc.property(mass, mass, (a, b) => !(isMore(a, b) && isMore(b, a)) && !isMore(a, a)));
    expect(isMore({ value: '1', unit: 'TNE' }, { value: '999.999999', unit: 'KGM' })).to.equal(true);
    expect(isMore({ value: '1', unit: 'TNE' }, { value: '1000', unit: 'KGM' })).to.equal(false);
    expect(isMore({ value: '1', unit: 'LBR' }, { value: '0.45', unit: 'KGM' })).to.equal(true);
  });

  it('compares and adds nothing that is no mass', () => {
    const [litres, kilos] = [
      { value: '5', unit: 'LTR' },
      { value: '1', unit: 'KGM' },
    ];
    expect(isMore(litres, kilos)).to.equal(false);
    expect(isMore(litres, { ...litres, value: '4' })).to.equal(true);
    expect(isSumOf(kilos, [litres])).to.equal(undefined);
    expect(isSumOf(litres, [kilos])).to.equal(undefined);
  });
});
