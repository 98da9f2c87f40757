import { presentCredential } from './credential.ts';
import { sha256 as portableSha256, type Sha256 } from './hashing.ts';
import { isObject, type JsonObject } from './json.ts';
import type { HiddenIn } from './open-disclosures.ts';

/** Copies of a certificate with fields hidden: what goes with them, and what the rest still tells. */
const CODE = 'verificationCode';

/**
 * The credential without these fields. The verification code goes with any: with it and the number the public page
 * shows the whole certificate.
 * @param hide paths as in `ReadCredential.disclosed`
 */
export function redactCredential(
  credential: string,
  hide: Iterable<string>,
  sha256: Sha256 = portableSha256,
): string {
  const hidden = new Set(hide);
  if (hidden.size === 0) return credential;
  return presentCredential(credential, (path) => path !== CODE && !hidden.has(path), sha256);
}

/** Fields that every certificate has and that may be hidden: one of them that is not shown is hidden. */
export const ALWAYS_THERE = {
  subject: ['consignor', 'consignee', 'destinationCountry', CODE],
  item: ['marks', 'description', 'originCriterion', 'invoice'],
  issue: ['officer'],
} as const;

export interface HiddenFields {
  /** Paths of fields that are hidden for certain. */
  readonly named: ReadonlySet<string>;
  /** How many more each object hides; which ones a reader cannot know. */
  readonly further: ReadonlyMap<string, number>;
}

/** What a reader knows of the fields that a copy hides. */
export function hiddenFields(subject: JsonObject, hiddenIn: readonly HiddenIn[]): HiddenFields {
  const named = new Set<string>();
  const further = new Map<string, number>();
  for (const { within, count } of hiddenIn) {
    const shown = valueAt(subject, within);
    const absent = isObject(shown) ? requiredIn(within).filter((name) => !(name in shown)) : [];
    // More that are not there than are hidden: whoever issued it leaves fields out that we do not.
    const certain = absent.length <= count ? absent : [];
    for (const name of certain) named.add(join(within, name));
    if (count > certain.length) further.set(within, count - certain.length);
  }
  return { named, further };
}

function requiredIn(within: string): readonly string[] {
  if (within === '') return ALWAYS_THERE.subject;
  return within === 'issue' ? ALWAYS_THERE.issue : /^items\.\d+$/.test(within) ? ALWAYS_THERE.item : [];
}

export interface Told {
  /** A hidden field. */
  readonly path: string;
  /** Fields that are shown and tell what it says. */
  readonly by: readonly string[];
}

/**
 * Hidden fields that what is shown gives away all the same: the same words stand in another field, a sum and its other
 * parts are shown, there is one country that it can be. What a person knows besides is beyond it.
 * @param hidden paths of the whole `subject` that are to be hidden
 * @param besides what a reader learns beside the certificate, by a name for it
 */
export function toldAnyway(
  subject: JsonObject,
  hidden: ReadonlySet<string>,
  besides: Readonly<Record<string, JsonObject>> = {},
): Told[] {
  const fields = fieldsOf(subject);
  const shown = [
    ...fields.filter(({ path }) => !hidden.has(path) && path !== CODE),
    ...Object.entries(besides).map(([path, value]) => ({ path, value })),
  ].map((field) => ({ ...field, text: leavesOf(field.value).join('\n').toLowerCase() }));
  return fields
    .filter(({ path }) => hidden.has(path))
    .flatMap(({ path, value }) => {
      const words = leavesOf(value).filter(isTelling);
      const by = shown
        .filter(
          ({ path: other, text }) => comparable(path, other) && words.some((word) => stands(word, text)),
        )
        .map(({ path: other }) => other);
      const all = [...new Set([...by, ...sumsOf(path, hidden, fields), ...countriesOf(path, value, shown)])];
      return all.length === 0 ? [] : [{ path, by: all }];
    });
}

interface Field {
  readonly path: string;
  readonly value: unknown;
}

/** What may be hidden or is always shown, one by one: an item and the box of the chamber are of fields of their own. */
const fieldsOf = (value: JsonObject, within = ''): Field[] =>
  Object.entries(value).flatMap(([name, inner]) => {
    const path = join(within, name);
    if (path === 'items' && Array.isArray(inner)) {
      return inner.flatMap((item, index) => (isObject(item) ? fieldsOf(item, `items.${index}`) : []));
    }
    return path === 'issue' && isObject(inner) ? fieldsOf(inner, path) : [{ path, value: inner }];
  });

/** Two items of the same kind of goods are no leak; that both stand on one invoice is. */
const comparable = (path: string, other: string): boolean =>
  !(path.startsWith('items.') && other.startsWith('items.')) || path.endsWith('.invoice');

/** Names, and numbers long enough not to be met by chance; not codes, weights and amounts, which many fields share. */
const isTelling = (leaf: string): boolean =>
  /^[\d.]+$/.test(leaf) ? /^\d{6,}$/.test(leaf) : leaf.length >= 5;

function stands(word: string, text: string): boolean {
  const wanted = word.toLowerCase();
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + wanted.length]];
    if (!isWord.test(before) && !isWord.test(after)) return true;
  }
  return false;
}
const isWord = /[\p{L}\p{N}]/u;

/** Dates and dimensions are told by many fields that say something else. */
const SILENT = new Set(['date', 'departureDate', 'city', 'unit', 'scheme', 'line2', 'mode']);

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => (SILENT.has(name) ? [] : leavesOf(inner)));
}

const PARTS = { packages: 'packages', grossWeight: 'gross', netWeight: 'net' } as const;

/** A part of a sum that is shown with all its other parts, and a sum all of whose parts are shown. */
function sumsOf(path: string, hidden: ReadonlySet<string>, fields: readonly Field[]): string[] {
  const totals = fields.find((field) => field.path === 'totals')?.value;
  if (!isObject(totals)) return [];
  const partsOf = (name: string) => fields.filter((field) => field.path.endsWith(`.${name}`));
  const others = (name: string) =>
    partsOf(name)
      .map((field) => field.path)
      .filter((it) => it !== path);
  const isShown = (it: string) => !hidden.has(it);
  if (path === 'totals') {
    const told = Object.entries(PARTS).filter(([part, sum]) => sum in totals && others(part).every(isShown));
    return told.flatMap(([part]) => others(part));
  }
  const part = Object.entries(PARTS).find(([name]) => path.endsWith(`.${name}`));
  if (part === undefined || hidden.has('totals') || !(part[1] in totals)) return [];
  return others(part[0]).every(isShown) ? ['totals', ...others(part[0])] : [];
}

/** Where the goods go stands in who gets them; where an item comes from in box 3, where that names one country. */
function countriesOf(path: string, value: unknown, shown: readonly Field[]): string[] {
  const shownAt = (name: string) => shown.find((field) => field.path === name)?.value;
  if (path === 'destinationCountry') {
    return ['consignee', 'importer'].filter((name) => valueAt(shownAt(name), 'address.country') === value);
  }
  const origins = shownAt('origins');
  return /^items\.\d+\.origin$/.test(path) && Array.isArray(origins) && origins.length === 1
    ? ['origins']
    : [];
}

const join = (within: string, name: string): string => (within === '' ? name : `${within}.${name}`);

function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path.split('.').reduce<unknown>((found, name) => {
    if (Array.isArray(found)) return found[Number(name)];
    return isObject(found) ? found[name] : undefined;
  }, value);
}
