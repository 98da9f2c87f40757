import { randomBytes } from 'node:crypto';
import type { Organisation } from '../../organisations/index.ts';

/** WCO data model: an..35. */
const longest = 35;

/** Of a chamber that has chosen no format of its own, e.g. `BE-042-26-0000123-89`. */
export const defaultNumberFormat = '{country}-{code}-{yy}-{seq:7}-{check}';

export interface NumberParts {
  readonly country: string;
  /** The chamber's code, e.g. its accreditation number; letters and digits. */
  readonly code: string;
  readonly year: number;
  /** From 1 within chamber and year. */
  readonly sequence: number;
}

/**
 * The number that stands on a certificate, e.g. `2026-000123` for `{year}-{seq:6}`. A format names `{seq:6}` (digits at
 * least, 3 to 9; more when there are more) and a year (`{yy}` or `{year}`), because sequences start again each year;
 * `{country}`, `{code}` and `{check}` as wished. Beside them it has letters, digits and `-/.` alone: it is typed from
 * paper, and stands in addresses.
 * @throws RangeError for a format that could give one number twice, or a number above 35 characters.
 */
export function formatNumber(format: string, parts: NumberParts): string {
  if (!/\{seq:[3-9]\}/.test(format) || !/\{(yy|year)\}/.test(format))
    throw new RangeError('It needs {seq:6} (or another number of digits, 3 to 9), and {yy} or {year}.');
  const values: Record<string, string> = {
    country: parts.country,
    code: parts.code,
    yy: String(parts.year % 100).padStart(2, '0'),
    year: String(parts.year),
  };
  const unchecked = format
    .replace(/\{seq:([3-9])\}/g, (_, digits: string) => String(parts.sequence).padStart(Number(digits), '0'))
    .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const number = unchecked.replace('{check}', () => checkDigits(unchecked.replace('{check}', '')));
  if (/[{}]/.test(number)) throw new RangeError('It names something unknown in braces.');
  if (!/^[0-9A-Za-z./-]+$/.test(number))
    throw new RangeError('Beside what is in braces it has letters, digits, hyphens, dots and strokes.');
  if (number.length > longest)
    throw new RangeError(`Its numbers would have more than ${longest} characters.`);
  return number;
}

/** Stands in a chamber's numbers: its accreditation number of the ICC, or what tells it from others here. */
export function codeOf({ id, identifiers }: Pick<Organisation, 'id' | 'identifiers'>): string {
  const icc = identifiers.find(({ scheme }) => scheme === 'icc')?.value.replace(/[^0-9A-Za-z]/g, '');
  return (icc || id).slice(0, icc ? 12 : 6).toUpperCase();
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
