import type { z } from 'zod';
import { isGtin, isImoNumber } from './check-digits.ts';
import { isBulkKind } from './code-lists.ts';
import { isMore, isSumOf, type Measure } from './measure.ts';

/**
 * What of a certificate must fit what else it says. Law (Regulation 2454/93, Articles 47 and 48, Annex 12) or settled
 * practice; what is custom only warns (server/certificates/checks/warnings.ts). Every rule has a name that stays.
 */

type Optional<T> = T | undefined;

interface Item {
  readonly seq: number;
  readonly packages?: Optional<readonly { readonly count: number; readonly type: string }[]>;
  readonly inBulk?: Optional<true>;
  readonly hsCode?: Optional<string>;
  readonly hsEdition?: Optional<number>;
  readonly productId?: Optional<string>;
  readonly origin?: Optional<string>;
  readonly grossWeight?: Optional<Measure>;
  readonly netWeight?: Optional<Measure>;
  readonly quantity?: Optional<Measure>;
  readonly originCriterion: string;
  readonly originRule?: Optional<string>;
}

interface Goods {
  readonly items: readonly Item[];
  readonly origins: readonly string[];
  readonly transport?: Optional<{
    readonly mode?: Optional<string>;
    readonly meansId?: Optional<string>;
    readonly containers?: Optional<readonly { readonly number: string }[]>;
  }>;
  readonly totals?: Optional<{
    readonly packages?: Optional<number>;
    readonly gross?: Optional<Measure>;
    readonly net?: Optional<Measure>;
  }>;
}

type Context = z.core.$RefinementCtx;
type Tell = (rule: string, path: PropertyKey[], message: string) => void;

const telling =
  (context: Context): Tell =>
  (rule, path, message) =>
    context.addIssue({ code: 'custom', path, message, params: { rule } });

/** Boxes 6 and 7 of one item. */
export function checkItem(item: Item, context: Context): void {
  const tell = telling(context);
  const { grossWeight, netWeight, quantity, productId } = item;
  if ((item.packages === undefined) !== (item.inBulk === true)) {
    tell('packages_or_bulk', ['packages'], 'packages, or inBulk: true without packages');
  }
  for (const [index, { type }] of (item.packages ?? []).entries()) {
    if (isBulkKind(type))
      tell(
        'bulk_is_no_package',
        ['packages', index, 'type'],
        'a kind of package; what is in bulk has inBulk: true',
      );
  }
  // Article 47: weight, or another quantity where goods are not normally weighed.
  if (grossWeight === undefined && netWeight === undefined && quantity === undefined) {
    tell('no_quantity', ['quantity'], 'at least one of grossWeight, netWeight and quantity (box 7)');
  }
  if (grossWeight !== undefined && netWeight !== undefined && isMore(netWeight, grossWeight)) {
    tell('net_above_gross', ['netWeight'], 'not above grossWeight');
  }
  // Shorter ones may be a maker's own number: those warn.
  if (productId !== undefined && /^\d{13,14}$/.test(productId) && !isGtin(productId)) {
    tell('gtin_check_digit', ['productId'], 'a GTIN with its check digit');
  }
  if (item.originCriterion === 'PSR' && item.originRule === undefined) {
    tell('no_origin_rule', ['originRule'], "the product's rule, where the criterion is PSR");
  }
  if (item.hsEdition !== undefined && item.hsCode === undefined) {
    tell('edition_without_code', ['hsCode'], 'the code that the edition is of');
  }
}

/** Over all boxes. */
export function checkGoods(goods: Goods, context: Context): void {
  const tell = telling(context);
  checkNumbering(goods, tell);
  checkOrigins(goods, tell);
  checkTransport(goods, tell);
  checkTotals(goods, tell);
}

function checkNumbering({ items }: Goods, tell: Tell): void {
  for (const [index, { seq }] of items.entries()) {
    if (seq !== index + 1)
      tell('item_number', ['items', index, 'seq'], `${index + 1}: items are numbered 1, 2, 3 …`);
  }
}

/** Annex 12, box 3: several origins are told apart in box 6. */
function checkOrigins({ items, origins }: Goods, tell: Tell): void {
  for (const [index, { origin }] of items.entries()) {
    const path = ['items', index, 'origin'];
    if (origin === undefined && origins.length > 1) {
      tell('no_item_origin', path, 'an origin for each item where there are several origins');
    }
    if (origin !== undefined && !origins.includes(origin)) {
      tell('origin_not_in_box_3', path, 'one of the origins in box 3');
    }
  }
  for (const [index, origin] of origins.entries()) {
    if (origins.indexOf(origin) !== index) tell('origin_twice', ['origins', index], 'each origin once');
    else if (origins.length > 1 && items.every((item) => item.origin !== undefined && item.origin !== origin))
      tell('origin_of_no_item', ['origins', index], 'the origin of an item in box 6');
  }
}

function checkTransport({ transport }: Goods, tell: Tell): void {
  const { mode, meansId, containers = [] } = transport ?? {};
  const imo = meansId === undefined ? null : /^(IMO ?)?(\d{7})$/i.exec(meansId);
  if (imo !== null && (imo[1] !== undefined || mode === 'sea') && !isImoNumber(imo[2] ?? '')) {
    tell('imo_check_digit', ['transport', 'meansId'], 'an IMO number with its check digit');
  }
  const numbers = containers.map(({ number }) => number);
  for (const [index, number] of numbers.entries()) {
    if (numbers.indexOf(number) !== index)
      tell('container_twice', ['transport', 'containers', index, 'number'], 'each container once');
  }
}

function checkTotals({ items, totals = {} }: Goods, tell: Tell): void {
  const counted = items.flatMap(({ packages = [] }) => packages.map(({ count }) => count));
  const packages = counted.reduce((sum, count) => sum + count, 0);
  if (totals.packages !== undefined && totals.packages !== packages) {
    tell('total_packages', ['totals', 'packages'], `${packages}, the packages of all items`);
  }
  for (const [total, weight] of [
    ['gross', 'grossWeight'],
    ['net', 'netWeight'],
  ] as const) {
    const said = totals[total];
    const parts = items.flatMap((item) => item[weight] ?? []);
    if (said === undefined) continue;
    if (parts.length !== items.length || isSumOf(said, parts) !== true)
      tell(`total_${total}`, ['totals', total, 'value'], `the ${total} weight of all items together`);
  }
}
