import { kindOf } from '../../../core/certificate-kind.ts';
import { isObject } from '../../../core/json.ts';

/** A place of an application that can be asked to be changed. */
export interface ApplicationField {
  /** JSON pointer. */
  readonly pointer: string;
  /** Undefined: nothing stands there. */
  readonly value: unknown;
}

/** What a chamber may miss, also where the applicant wrote nothing. */
const always = [
  '/consignor/name',
  '/consignee/name',
  '/destinationCountry',
  '/origins',
  '/transport/mode',
  '/transport/meansName',
  '/transport/portOfLoading/name',
  '/transport/portOfDischarge/name',
  '/remarks',
  '/references/purchaseOrder',
  '/references/credit',
  '/invoiceTotal',
  '/incoterm',
];
const alwaysOfDocument = [
  '/consignor/name',
  '/consignee/name',
  '/destinationCountry',
  '/certifies',
  '/signatory',
  '/document/digest',
  '/document/title',
  '/document/number',
  '/document/date',
  '/remarks',
];
const ofItem = [
  'marks',
  'packages',
  'description',
  'hsCode',
  'origin',
  'grossWeight',
  'netWeight',
  'quantity',
  'originCriterion',
  'manufacturer',
  'invoice',
];
/** They are one thing to a reader: a value with its unit, a number with its date. */
const whole = /\/(id|origins|packages|grossWeight|netWeight|quantity|invoice|invoiceTotal|incoterm)$/;
const silent = /^\/(formType|language|document\/type)$|\/seq$|\/toOrder$/;

/** The fields of an application in the order of its form: what stands in it, and what usually does. */
export function fieldsOf(application: unknown): ApplicationField[] {
  const said = new Map(leavesOf(application, '').map(({ pointer, value }) => [pointer, value]));
  const items = isObject(application) && Array.isArray(application['items']) ? application['items'] : [];
  const begin = kindOf(application) === 'document' ? alwaysOfDocument : always;
  const usual = [...begin, ...items.flatMap((_, index) => ofItem.map((name) => `/items/${index}/${name}`))];
  const pointers = new Set([...usual, ...said.keys()]);
  return [...pointers]
    .map((pointer) => ({ pointer, value: said.get(pointer) }))
    .sort((a, b) => placeOf(a.pointer) - placeOf(b.pointer) || partOf(a.pointer) - partOf(b.pointer));
}

function leavesOf(value: unknown, pointer: string): ApplicationField[] {
  if (silent.test(pointer)) return [];
  if (whole.test(pointer)) return [{ pointer, value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => leavesOf(one, `${pointer}/${index}`));
  if (isObject(value))
    return Object.entries(value).flatMap(([name, one]) =>
      leavesOf(one, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  return value === undefined ? [] : [{ pointer, value }];
}

const order = [
  'consignor',
  'onBehalfOf',
  'applicant',
  'consignee',
  'destinationCountry',
  'importer',
  'certifies',
  'signatory',
  'origins',
  'document',
  'transport',
  'remarks',
  'references',
  'invoiceTotal',
  'incoterm',
  'totals',
  'items',
];

/** Within a party as an address is written, its register number last; whatever else, as it comes. */
const parts = ['name', 'line1', 'line2', 'postcode', 'city', 'subdivision', 'country', 'id'];

const partOf = (pointer: string): number => parts.indexOf(pointer.split('/').at(-1) ?? '');

/** Items come last, each whole. */
function placeOf(pointer: string): number {
  const [, first = '', second = ''] = pointer.split('/');
  const place = order.indexOf(first);
  return (place < 0 ? order.length - 2 : place) * 1_000 + (first === 'items' ? Number(second) : 0);
}
