const boxOfMember: Readonly<Record<string, number>> = {
  consignor: 1,
  onBehalfOf: 1,
  consignee: 2,
  importer: 2,
  destinationCountry: 2,
  origins: 3,
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

/** A value in one line; of what has parts, all that they say. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(shownValue).filter(Boolean).join(', ');
  if (typeof value === 'object') return Object.values(value).map(shownValue).filter(Boolean).join(' ');
  return String(value);
}
