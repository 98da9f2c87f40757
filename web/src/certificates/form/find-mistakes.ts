import type { z } from 'zod';
import { kindOf } from '../../../../core/certificate-kind.ts';
import { certificateApplicationSchema, partySchema } from '../../../../core/certificate-subject.ts';
import { documentApplicationSchema } from '../../../../core/certified-document.ts';
import { productSchema } from '../../../../core/product.ts';
import { at, type Goods, listAt } from '../read-goods.ts';
import type { FieldPath } from './form-model.ts';

/**
 * `missing` may still be added; `wrong` cannot be kept by the server as it is; `unclear` does not fit what else is
 * said. `max`: how long the text may be, where that is what is wrong.
 */
export interface Mistake {
  readonly path: FieldPath;
  readonly kind: 'missing' | 'wrong' | 'unclear';
  readonly detail: string;
  readonly max?: number;
  /** Which rule is broken, where it is one with a name (core/certificate-checks.ts). */
  readonly rule?: string;
}

/** All that keeps the application from being complete, each at its field, in the order of the boxes. */
export function findMistakes(application: Goods): Mistake[] {
  const isDocument = kindOf(application) === 'document';
  const whole = isDocument ? documentWithPlaces(application) : withPlaces(application);
  const schema: z.ZodType = isDocument ? documentApplicationSchema : certificateApplicationSchema;
  const { error } = schema.safeParse(whole);
  const found = (error?.issues ?? []).flatMap((issue) => mistakesOf(issue, whole, []));
  const all = new Map<string, Mistake>();
  // The first of a place stands: zod goes on to compare items only when each is right by itself.
  for (const mistake of [...found, ...(isDocument ? askedWithout(whole) : itemsWithout(whole))]) {
    if (!all.has(mistake.path)) all.set(mistake.path, mistake);
  }
  return [...all.values()].sort((a, b) => orderOf(a.path) - orderOf(b.path));
}

/** The same of a party or a product by itself, at its fields below `root`. */
export function findEntryMistakes(book: 'party' | 'product', content: Goods, root: FieldPath): Mistake[] {
  const whole = book === 'party' ? { address: {}, ...content } : content;
  const parsed = (book === 'party' ? partySchema : productSchema).safeParse(whole);
  if (parsed.success) return [];
  const found = parsed.error.issues.flatMap((issue) => mistakesOf(issue, whole, []));
  return found.map((mistake) => ({ ...mistake, path: `${root}.${mistake.path}` }));
}

/** With a place for everything that has to be said, so that what is missing is missing at its own field. */
function withPlaces(application: Goods): Goods {
  const party = (name: string) => ({ address: {}, ...(at(application, name) as object | undefined) });
  const others = ['onBehalfOf', 'importer', 'applicant'].filter(
    (name) => at(application, name) !== undefined,
  );
  return {
    ...application,
    ...Object.fromEntries(others.map((name) => [name, party(name)])),
    consignor: party('consignor'),
    consignee: at(application, 'consignee.toOrder') === true ? { toOrder: true } : party('consignee'),
    origins: listAt(application, 'origins'),
    items: listAt(application, 'items').map((item) => ({
      ...(item as object),
      invoice: { ...(at(item, 'invoice') as object | undefined) },
    })),
  };
}

function documentWithPlaces(application: Goods): Goods {
  const part = (name: string) => at(application, name) as object | undefined;
  const party = (name: string) => ({ address: {}, ...part(name) });
  return {
    ...application,
    consignor: party('consignor'),
    consignee: at(application, 'consignee.toOrder') === true ? { toOrder: true } : party('consignee'),
    document: { ...part('document') },
  };
}

/** What is asked lacks, told at once and not only when all else is right. */
const askedWithout = (application: Goods): Mistake[] =>
  at(application, 'certifies') === 'signature' && at(application, 'signatory') === undefined
    ? [{ path: 'signatory', kind: 'missing', detail: '' }]
    : [];

function mistakesOf(issue: z.core.$ZodIssue, root: unknown, above: readonly PropertyKey[]): Mistake[] {
  const parts = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    // The consignee: a party, whenever it is not "to order".
    return (issue.errors[0] ?? []).flatMap((inner) => mistakesOf(inner, root, parts));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...parts, key].join('.'),
      kind: 'wrong',
      detail: issue.message,
    }));
  }
  // The countries of origin are one field.
  const path = parts.join('.').replace(/^origins\.\d+$/, 'origins');
  const detail = issue.message;
  if (issue.code === 'custom') {
    const rule: unknown = issue.params?.['rule'];
    return [{ path, kind: 'unclear', detail, ...(typeof rule === 'string' && { rule }) }];
  }
  const value = at(root, path);
  if (value === undefined || (Array.isArray(value) && value.length === 0))
    return [{ path, kind: 'missing', detail }];
  const max = issue.code === 'too_big' ? Number(issue.maximum) : undefined;
  return [{ path, kind: 'wrong', detail, ...(max !== undefined && { max }) }];
}

/** What the items lack together with something else, told at once and not only when all else is right. */
function itemsWithout(application: Goods): Mistake[] {
  const several = listAt(application, 'origins').length > 1;
  return listAt(application, 'items').flatMap((item, index) => {
    const lacks = (member: string): Mistake => ({
      path: `items.${index}.${member}`,
      kind: 'missing',
      detail: '',
    });
    const isMeasured = ['grossWeight', 'netWeight', 'quantity'].some((name) => at(item, name) !== undefined);
    return [
      ...(at(item, 'packages') === undefined && at(item, 'inBulk') !== true ? [lacks('packages')] : []),
      ...(isMeasured ? [] : [lacks('quantity')]),
      ...(several && at(item, 'origin') === undefined ? [lacks('origin')] : []),
    ];
  });
}

const boxes = [
  ...['consignor', 'onBehalfOf', 'consignee', 'importer', 'destinationCountry', 'origins'],
  ...['certifies', 'signatory', 'document'],
  ...['transport', 'remarks', 'references', 'invoiceTotal', 'incoterm'],
];

function orderOf(path: FieldPath): number {
  const [first = '', second] = path.split('.');
  const box = boxes.indexOf(first);
  if (box !== -1) return box;
  return first === 'items' ? 1000 + Number(second ?? 0) : 2000;
}
