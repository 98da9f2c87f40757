import { randomBytes } from 'node:crypto';

/** WCO data model: an..35. */
const longest = 35;

/** Of a chamber that has chosen no format of its own, e.g. `BE-042-26-0000123-89`. */
export const defaultNumberFormat = '{country}-{code}-{yy}-{sequence}-{check}';

export interface NumberParts {
  readonly country: string;
  /** The chamber's code, e.g. its accreditation number; letters and digits. */
  readonly code: string;
  readonly year: number;
  /** From 1 within chamber and year. */
  readonly sequence: number;
}

/**
 * The number that stands on a certificate. A format names `{sequence}` (7 digits) and a year (`{yy}` or `{yyyy}`),
 * because sequences start again each year; `{country}`, `{code}` and `{check}` as wished.
 * @throws RangeError for a format that could give one number twice, or a number above 35 characters.
 */
export function formatNumber(format: string, parts: NumberParts): string {
  if (!format.includes('{sequence}') || !/\{yy(yy)?\}/.test(format)) {
    throw new RangeError(`The number format ${format} needs {sequence} and {yy} or {yyyy}.`);
  }
  const values: Record<string, string> = {
    country: parts.country,
    code: parts.code,
    yy: String(parts.year % 100).padStart(2, '0'),
    yyyy: String(parts.year),
    sequence: String(parts.sequence).padStart(7, '0'),
  };
  const unchecked = format.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const number = unchecked.replace('{check}', () => checkDigits(unchecked.replace('{check}', '')));
  if (/[{}]/.test(number)) throw new RangeError(`The number format ${format} names something unknown.`);
  if (number.length > longest)
    throw new RangeError(`The number ${number} has more than ${longest} characters.`);
  return number;
}

/** ISO/IEC 7064, MOD 97-10, over letters and digits (A = 10 … Z = 35): finds every wrong or swapped character. */
function checkDigits(text: string): string {
  let remainder = 0;
  for (const character of `${text.toUpperCase().replace(/[^0-9A-Z]/g, '')}00`) {
    for (const digit of String(Number.parseInt(character, 36)))
      remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return String(98 - remainder).padStart(2, '0');
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 random bits in 16 characters of Crockford's base32: for the public page, never derived from the number. */
export function newVerificationCode(): string {
  const bits = [...randomBytes(10)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((group) => crockford[Number.parseInt(group, 2)]).join('');
}
