import { useMemo } from 'react';
import { isUnionMember } from '../../../core/countries.ts';
import { type Format, type Text, useFormat, useText } from '../text/text.tsx';
import { useCodeLists } from './form/use-code-lists.ts';
import { at, type Goods, listAt, present, textAt } from './read-goods.ts';

export interface SheetWords {
  readonly sheet: Text['sheet'];
  readonly format: Format;
  /** Of UN/ECE Recommendation 20 and 21: the usual ones in the reader's words, the others in English. */
  readonly unitName: (code: string) => string;
  readonly packageName: (code: string) => string;
}

/** @param items whose codes are to be named: the lists are fetched where one is not usual */
export function useSheetWords(items: readonly unknown[] = []): SheetWords {
  const { sheet } = useText();
  const lists = useCodeLists(hasRareCodes(items, sheet));
  const [units, kinds] = useMemo(
    () => [namesOf(lists?.unitList()), namesOf(lists?.packageKindList())],
    [lists],
  );
  return {
    sheet,
    format: useFormat(),
    unitName: (code) => sheet.units[code] ?? units.get(code) ?? code,
    packageName: (code) => sheet.packageKinds[code] ?? kinds.get(code) ?? code,
  };
}

const namesOf = (list: readonly { code: string; name: string }[] = []): ReadonlyMap<string, string> =>
  new Map(list.map(({ code, name }) => [code, name.toLowerCase()]));

function hasRareCodes(items: readonly unknown[], { units, packageKinds }: Text['sheet']): boolean {
  const isRare = (code: string | undefined, usual: Readonly<Record<string, string>>) =>
    code !== undefined && usual[code] === undefined;
  return items.some(
    (item) =>
      ['grossWeight', 'netWeight', 'quantity'].some((name) => isRare(textAt(item, `${name}.unit`), units)) ||
      listAt(item, 'packages').some((one) => isRare(textAt(one, 'type'), packageKinds)),
  );
}

export const originNames = (origins: readonly unknown[], { sheet, format }: SheetWords): string[] =>
  origins
    .filter((origin) => typeof origin === 'string')
    .map((code) => (isUnionMember(code) ? sheet.unionOrigin(format.country(code)) : format.country(code)));

export function transportLines(goods: Goods, { sheet, format }: SheetWords): string[] {
  const part = (name: string) => textAt(goods, `transport.${name}`);
  const mode = part('mode');
  const loading = part('portOfLoading.name');
  const discharge = part('portOfDischarge.name');
  const departure = part('departureDate');
  const document = part('documentNumber');
  return present([
    mode === undefined ? undefined : (sheet.modes[mode] ?? mode),
    present([part('meansName'), part('meansId'), part('voyage')]).join(', '),
    loading !== undefined && discharge !== undefined
      ? sheet.fromTo(loading, discharge)
      : (loading ?? discharge),
    departure === undefined ? undefined : sheet.departure(format.date(departure)),
    document === undefined ? undefined : sheet.transportDocument(document),
  ]);
}

/** `Containers: MSCU1234566 22G1` */
export function containerLine(goods: Goods, { sheet }: SheetWords): string | undefined {
  const containers = listAt(goods, 'transport.containers').map((container) =>
    present([textAt(container, 'number'), textAt(container, 'type')]).join(' '),
  );
  return containers.length === 0 ? undefined : sheet.containers(containers.join(', '));
}

/** Box 7 of all items together. */
export function totalLines(goods: Goods, words: SheetWords): string[] {
  const packages = textAt(goods, 'totals.packages');
  return present([
    packages === undefined ? undefined : words.sheet.totalPackages(words.format.decimal(packages)),
    ...quantityLines({ grossWeight: at(goods, 'totals.gross'), netWeight: at(goods, 'totals.net') }, words),
  ]);
}

export function referenceLines(goods: Goods, { sheet, format }: SheetWords): string[] {
  const reference = (name: string, say: (value: string) => string): string | undefined => {
    const value = textAt(goods, `references.${name}`);
    return value === undefined ? undefined : say(value);
  };
  const total = textAt(goods, 'invoiceTotal.amount');
  const currency = textAt(goods, 'invoiceTotal.currency');
  return present([
    reference('purchaseOrder', sheet.purchaseOrder),
    reference('contract', sheet.contract),
    reference('credit', sheet.credit),
    reference('acid', sheet.acid),
    present([textAt(goods, 'incoterm.code'), textAt(goods, 'incoterm.place')]).join(' '),
    total === undefined ? undefined : sheet.invoiceTotal(`${format.decimal(total)} ${currency ?? ''}`.trim()),
  ]);
}

/** Number and kind of packages, e.g. `12 pallets`; in bulk where there are none. */
export function packageWords(item: unknown, { sheet, format, packageName }: SheetWords): string | undefined {
  const packages = listAt(item, 'packages').map((one) => {
    const kind = textAt(one, 'type') ?? '';
    return `${format.number(Number(textAt(one, 'count') ?? 0))} ${packageName(kind)}`.trim();
  });
  if (packages.length > 0) return format.inLine(packages);
  return at(item, 'inBulk') === true ? sheet.inBulk : undefined;
}

/** Box 7 of one item: gross and net weight, or another quantity, each with its unit. */
export function quantityLines(item: unknown, { sheet, format, unitName }: SheetWords): string[] {
  const measure = (name: string): string | undefined => {
    const value = textAt(item, `${name}.value`);
    const unit = textAt(item, `${name}.unit`) ?? '';
    return value === undefined ? undefined : `${format.decimal(value)} ${unitName(unit)}`.trim();
  };
  const gross = measure('grossWeight');
  const net = measure('netWeight');
  return present([
    gross === undefined ? undefined : sheet.gross(gross),
    net === undefined ? undefined : sheet.net(net),
    measure('quantity'),
  ]);
}
