import { expect } from 'chai';
import fc from 'fast-check';
import { isContainerNumber, isGtin, isImoNumber, isKboNumber, isLei } from '../../../core/check-digits.ts';

/** Published examples. `findsAll`: the scheme finds every single wrong digit. */
const examples: readonly {
  readonly name: string;
  readonly check: (text: string) => boolean;
  readonly right: readonly string[];
  readonly findsAll?: true;
}[] = [
  { name: 'ISO 6346', check: isContainerNumber, right: ['CSQU3054383', 'TOLU4734787', 'HLXU2008419'] },
  { name: 'IMO', check: isImoNumber, right: ['9074729', '9176187'] },
  {
    name: 'GTIN',
    check: isGtin,
    right: ['96385074', '614141000036', '4006381333931', '5411188112709', '10614141543219'],
    findsAll: true,
  },
  { name: 'LEI', check: isLei, right: ['5493001KJTIIGC8Y1R12', '529900T8BM49AURSDO55'], findsAll: true },
  { name: 'KBO', check: isKboNumber, right: ['0403.170.701', '0404616494', '0202239951'], findsAll: true },
];

describe('check digits', () => {
  for (const { name, check, right, findsAll } of examples) {
    it(`of ${name}: takes published numbers`, () => {
      for (const number of right) expect(check(number), number).to.equal(true);
    });

    it(`of ${name}: refuses another check digit, and what is no such number`, () => {
      for (const number of right) {
        const last = Number(number.at(-1));
        for (let digit = 0; digit < 10; digit++)
          if (digit !== last)
            expect(check(number.slice(0, -1) + digit), `${number} ${digit}`).to.equal(false);
        for (const other of [
          '',
          'X',
          number.toLowerCase().replace(/\d/g, 'x'),
          `${number}00000000`,
          ` ${number}`,
        ])
          expect(check(other), other).to.equal(false);
      }
    });

    if (findsAll !== true) continue;
    it(`of ${name}: finds one wrong digit anywhere`, () => {
      fc.assert(
        fc.property(fc.constantFrom(...right), fc.nat(), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
          const places = [...number.matchAll(/\d/g)].map(({ index }) => index);
          const place = places[at % places.length] ?? 0;
          const digit = (Number(number[place]) + by) % 10;
          return !check(number.slice(0, place) + digit + number.slice(place + 1));
        }),
      );
    });
  }

  it('gives a container one check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{3}[UJZ]\d{6}$/), (owner) => {
        const fitting = Array.from({ length: 10 }, (_, digit) => `${owner}${digit}`).filter(
          isContainerNumber,
        );
        return fitting.length === 1;
      }),
    );
  });
});
