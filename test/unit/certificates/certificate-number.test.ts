import { expect } from 'chai';
import fc from 'fast-check';
import {
  defaultNumberFormat,
  formatNumber,
  newVerificationCode,
} from '../../../server/certificates/issuing/certificate-number.ts';

const parts = { country: 'BE', code: '042', year: 2026, sequence: 123 };

/** ISO/IEC 7064, MOD 97-10, in big integers: the characters with their check digits leave 1. */
const remainder = (number: string): bigint =>
  BigInt([...number.replace(/[^0-9A-Z]/g, '')].map((c) => Number.parseInt(c, 36)).join('')) % 97n;

describe('certificate number', () => {
  describe('formatNumber', () => {
    it('fills the format in', () => {
      expect(formatNumber(defaultNumberFormat, parts)).to.match(/^BE-042-26-0000123-\d\d$/);
      expect(formatNumber('{year}-{seq:6}', parts)).to.equal('2026-000123');
      expect(formatNumber('CoO/{yy}.{seq:3}', { ...parts, sequence: 1234 })).to.equal('CoO/26.1234');
    });

    it('gives no number twice, whatever the format', () => {
      const part = fc.constantFrom('{country}', '{code}', '{check}', 'A', '7', '-', '{year}', '{yy}');
      const place = fc.record({
        year: fc.integer({ min: 2026, max: 2099 }),
        sequence: fc.integer({ min: 1, max: 20_000 }),
      });
      fc.assert(
        fc.property(
          fc.uniqueArray(part, { maxLength: 3 }),
          fc.integer({ min: 3, max: 9 }),
          fc.uniqueArray(place, {
            minLength: 2,
            maxLength: 2,
            selector: (one) => `${one.year} ${one.sequence}`,
          }),
          (some, digits, places) => {
            const format = ['{yy}', `{seq:${digits}}`, ...some].join('');
            const [first, second] = places.map((one) => formatNumber(format, { ...parts, ...one }));
            expect(first).to.not.equal(second);
          },
        ),
      );
    });

    it('ends with check digits of ISO/IEC 7064, MOD 97-10', () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 9_999_999 }), (sequence) => {
          expect(remainder(formatNumber(defaultNumberFormat, { ...parts, sequence }))).to.equal(1n);
        }),
      );
    });

    it('shows every wrong digit and every swapped pair', () => {
      const number = formatNumber(defaultNumberFormat, parts);
      for (const [at, character] of [...number].entries()) {
        if (!/\d/.test(character)) continue;
        const wrong = number.slice(0, at) + ((Number(character) + 1) % 10) + number.slice(at + 1);
        expect(remainder(wrong), wrong).to.not.equal(1n);
        const next = number[at + 1] ?? '-';
        if (!/\d/.test(next) || next === character) continue;
        const swapped = number.slice(0, at) + next + character + number.slice(at + 2);
        expect(remainder(swapped), swapped).to.not.equal(1n);
      }
    });

    it('refuses a format that could give a number twice, an unknown name, and more than 35 characters', () => {
      for (const format of [
        '{yy}-{check}',
        '{seq:7}-{check}',
        '{year}-{seq}',
        '{year}-{seq:2}',
        '{seq:7}-{yy}-{what}',
        '{seq:7} {yy}',
        '{seq:7}-{yy}-№',
        `${'X'.repeat(30)}{seq:7}{yy}`,
      ]) {
        expect(() => formatNumber(format, parts), format).to.throw(RangeError);
      }
    });
  });

  describe('newVerificationCode', () => {
    it('is 16 characters of Crockford base32, never twice', () => {
      const codes = Array.from({ length: 2_000 }, newVerificationCode);
      for (const code of codes) expect(code).to.match(/^[0-9A-HJKMNP-TV-Z]{16}$/);
      expect(new Set(codes).size).to.equal(codes.length);
    });

    it('uses the whole alphabet at every place', () => {
      const codes = Array.from({ length: 2_000 }, newVerificationCode);
      for (let place = 0; place < 16; place++) {
        expect(new Set(codes.map((code) => code[place])).size, `place ${place}`).to.equal(32);
      }
    });
  });
});
