import { isObject } from '../../../core/json.ts';
import type { Format } from '../text/format.ts';
import type { Text } from '../text/text.tsx';

const boxOfMember: Readonly<Record<string, number>> = {
  consignor: 1,
  onBehalfOf: 1,
  consignee: 2,
  importer: 2,
  destinationCountry: 2,
  certifies: 3,
  signatory: 3,
  origins: 3,
  document: 4,
  transport: 4,
  remarks: 5,
  references: 5,
  incoterm: 5,
  invoiceTotal: 5,
  items: 6,
  totals: 7,
};

/** Box 7 of the form: weights and other quantities. */
const quantities = ['grossWeight', 'netWeight', 'quantity'];

const partsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The box of the official form in which a member of the application stands; null: in none. */
export function boxOf(pointer: string): number | null {
  const [first = '', , third = ''] = partsOf(pointer);
  const box = boxOfMember[first] ?? null;
  return box === 6 && quantities.includes(third) ? 7 : box;
}

/** A value in one line; of what has parts, all that they say. A country, a unit, a register by its name. */
export function shownValue(pointer: string, value: unknown, text: Text, format: Format): string {
  const show = (part: unknown, name: string): string => {
    if (part === null || part === undefined) return '';
    if (Array.isArray(part))
      return part
        .map((one) => show(one, name))
        .filter(Boolean)
        .join(', ');
    if (isObject(part)) {
      const { scheme, ...rest } = part;
      const parts = Object.entries(rest).map(([member, one]) => show(one, member));
      return [show(scheme, 'scheme'), ...parts].filter(Boolean).join(' ');
    }
    const said = String(part);
    const named = name === 'unit' ? text.sheet.units[said] : text.application.schemes[said];
    if (name === 'unit' || name === 'scheme') return named ?? said;
    if (name === 'certifies') return text.certified.things[said] ?? said;
    // Whoever reads it only sees that it is another file.
    if (name === 'digest') return `${said.slice(2, 10)}…`;
    return isCountry.test(name) ? format.country(said) : said;
  };
  return show(value, partsOf(pointer).findLast((part) => !/^\d+$/.test(part)) ?? '');
}

const isCountry = /^(country|destinationCountry|origins?)$/;
