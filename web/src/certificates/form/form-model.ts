import { kindOf } from '../../../../core/certificate-kind.ts';
import { at, type Goods, listAt } from '../read-goods.ts';

/** The path of a field, its parts joined by dots: `items.0.description`. */
export type FieldPath = string;

/** The same form with another value at one place; what lies above it is made where it is missing. */
export function withValue(form: Goods, path: FieldPath, value: unknown): Goods {
  return put(form, path.split('.'), value) as Goods;
}

function put(inside: unknown, [name = '', ...below]: readonly string[], value: unknown): unknown {
  if (/^\d+$/.test(name) || Array.isArray(inside)) {
    const list: unknown[] = Array.isArray(inside) ? [...inside] : [];
    list[Number(name)] = below.length === 0 ? value : put(list[Number(name)], below, value);
    return list;
  }
  const all = { ...(typeof inside === 'object' ? inside : {}) } as Record<string, unknown>;
  all[name] = below.length === 0 ? value : put(all[name], below, value);
  return all;
}

/**
 * What the form says, as an application: without white space at the ends, without what is empty, numbers as numbers,
 * items numbered.
 */
export function applicationOf(form: Goods): Record<string, unknown> {
  const said = tidy(form) as Record<string, unknown> | undefined;
  const items = listAt(form, 'items').map((item, index) => ({
    ...(tidy(item) as object | undefined),
    seq: index + 1,
  }));
  return { ...said, ...(items.length > 0 && { items }) };
}

/** Whether it says anything at all: a unit alone does not. */
export const isSaid = (value: unknown): boolean => tidy(value) !== undefined;

/** A part of the form as the application says it; undefined where it says nothing. */
export function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const list = value.map(tidy).filter((one) => one !== undefined);
    return list.length === 0 ? undefined : list;
  }
  if (typeof value !== 'object' || value === null) return value === false ? undefined : value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const kept = tidy(member);
    return kept === undefined ? [] : [[name, wholeNumbers.has(name) ? whole(kept) : kept] as const];
  });
  const [first] = members;
  // A unit without a value, a currency without an amount: chosen beforehand, not said.
  const isAlone = members.length === 1 && ['unit', 'currency', 'scheme', 'type'].includes(first?.[0] ?? '');
  return first === undefined || isAlone ? undefined : Object.fromEntries(members);
}

/** Members that are numbers; `packages` of the totals, not of an item. */
const wholeNumbers: ReadonlySet<string> = new Set(['count', 'hsEdition', 'packages']);

const whole = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;

/** The application without the fields that the server could not keep, so that all others are. */
export function without(application: Record<string, unknown>, paths: readonly FieldPath[]) {
  const kept = paths.reduce<Goods>(
    (left, path) => (at(left, path) === undefined ? left : withValue(left, path, undefined)),
    application,
  );
  return applicationOf(kept);
}

/** What is most often meant stands there before anything is said; alone it says nothing (`applicationOf`). */
const itemStart: Goods = {
  packages: [{ type: 'CT' }],
  grossWeight: { unit: 'KGM' },
  netWeight: { unit: 'KGM' },
  quantity: { unit: 'H87' },
};

/** The form of an application; of a certificate of origin with a first item to fill in. */
export function formOf(application: Goods): Goods {
  if (kindOf(application) === 'document') return application;
  const items = listAt(application, 'items');
  return {
    formType: 'EU_NON_PREFERENTIAL',
    language: 'en',
    invoiceTotal: { currency: 'EUR' },
    ...application,
    items: (items.length === 0 ? [{}] : items).map((item) => {
      const { packages, ...rest } = itemStart;
      return { ...rest, ...(at(item, 'inBulk') !== true && { packages }), ...(item as object) };
    }),
  };
}

/** A further item, marked and invoiced as the one before. */
export function nextItem(form: Goods): Goods {
  const last = listAt(form, 'items').at(-1);
  const [marks, invoice] = [at(last, 'marks'), at(last, 'invoice')];
  return { ...itemStart, ...(marks !== undefined && { marks }), ...(invoice !== undefined && { invoice }) };
}
