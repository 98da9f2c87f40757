import type { CertificateItem, CertificateSubject, Party } from '../../../core/certificate-subject.ts';
import { packageKindList, unitList } from '../../../core/code-lists.ts';
import { isUnionMember } from '../../../core/countries.ts';
import { rightToLeftMark } from '../../../core/isolates.ts';
import { formWords, isFormLanguage } from './form-language.ts';
import type { FormWords } from './form-vocabulary.ts';

/** What the boxes of the printed form say, in its language. Codes without a word here are printed as they are. */

/** Made once for each language of the form. */
function once<T>(make: (locale: string) => T): (words: FormWords) => T {
  const made = new Map<string, T>();
  return ({ locale }) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

/**
 * A line that holds words of the form reads as they do, though it begins with a name in Latin script (UAX #9, P2: the first
 * strong character decides, and the mark is one).
 */
export const led = (line: string, { isRtl }: FormWords): string =>
  isRtl && /\p{Script=Arabic}/u.test(line) ? `${rightToLeftMark}${line}` : line;

const regions = once((locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }));

const countryName = (code: string, words: FormWords): string =>
  code === 'EU' ? words.union : (regions(words).of(code) ?? code);

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** In which language it is made out, where that is not the form's own. */
export const languageLine = ({ language }: CertificateSubject): string | undefined =>
  isFormLanguage(language) ? undefined : `Made out in ${languages.of(language) ?? language}`;

/** Whether a chamber of this country uses the European Union's form; elsewhere the form does not speak of the union. */
export const isUnionForm = isUnionMember;

/**
 * Box 3. On the union's form the union comes first and is never abbreviated (Regulation 2454/93, Annex 12); a chamber
 * elsewhere certifies the country.
 */
export const originName = (code: string, union: boolean, words: FormWords): string =>
  union && isUnionMember(code) ? `${words.union} – ${countryName(code, words)}` : countryName(code, words);

const days = once(
  (locale) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
);

/** @param date such as 2026-11-22, or a moment, of which it is the day in UTC */
export const dayOf = (date: string, words: FormWords): string => days(words).format(new Date(date));

function partyLines(party: Party, words: FormWords): string[] {
  const { line1, line2, postcode, city, subdivision, country } = party.address;
  const lines = [
    party.name,
    line1,
    line2,
    [postcode, city].filter(Boolean).join(' '),
    subdivision,
    countryName(country, words),
  ];
  return lines.filter((line): line is string => line !== undefined && line !== '').map(oneLine);
}

export function consignorLines({ consignor, onBehalfOf, language }: CertificateSubject): string[] {
  const words = formWords(language);
  const lines = partyLines(consignor, words);
  return onBehalfOf === undefined ? lines : [...lines, words.onBehalfOf, ...partyLines(onBehalfOf, words)];
}

export function consigneeLines({ consignee, destinationCountry, language }: CertificateSubject): string[] {
  const words = formWords(language);
  const lines = 'toOrder' in consignee ? [words.toOrder] : partyLines(consignee, words);
  const shown = 'address' in consignee && consignee.address.country === destinationCountry;
  return shown ? lines : [...lines, words.destination(countryName(destinationCountry, words))];
}

/** Box 4. Containers stand with the goods in box 6. */
export function transportLines({ transport, language }: CertificateSubject): string[] {
  if (transport === undefined) return [];
  const words = formWords(language);
  const { mode, meansName, meansId, voyage, portOfLoading, portOfDischarge, departureDate, documentNumber } =
    transport;
  const means = [mode && words.modes[mode], meansName, meansId, voyage && words.voyage(voyage)]
    .filter(Boolean)
    .join(words.comma);
  const route = [
    portOfLoading && words.from(portOfLoading.name),
    portOfDischarge && words.to(portOfDischarge.name),
  ];
  return [
    led(means, words),
    route.filter(Boolean).join(' '),
    departureDate && words.departure(dayOf(departureDate, words)),
    documentNumber && words.transportDocument(documentNumber),
  ]
    .filter((line): line is string => line !== undefined && line !== '')
    .map(oneLine);
}

/** Box 5. */
export function remarkLines(subject: CertificateSubject): string[] {
  const { remarks = '', references, incoterm, importer } = subject;
  const words = formWords(subject.language);
  const { purchaseOrder, contract, credit, acid } = references ?? {};
  const invoices = new Map(subject.items.map(({ invoice }) => [invoice.number, invoice.date]));
  const named = [
    // An invoice that the remarks name need not be named again.
    ...[...invoices].map(
      ([number, date]) => !remarks.includes(number) && words.invoice(number, dayOf(date, words)),
    ),
    purchaseOrder && words.order(purchaseOrder),
    contract && words.contract(contract),
    credit && words.credit(credit),
    acid && `ACID ${acid}`,
    incoterm && `${incoterm.code} ${incoterm.place}`,
    importer && words.importer(importerLine(importer, words)),
  ];
  return [...paragraphs(remarks), ...named.filter((line) => typeof line === 'string').map(oneLine)];
}

const importerLine = ({ name, address, id }: Party, words: FormWords): string =>
  [name, address.city, countryName(address.country, words), id && `${id.scheme.toUpperCase()} ${id.value}`]
    .filter(Boolean)
    .join(words.comma);

/** UN/ECE Recommendation 21. */
const packageNames: ReadonlyMap<string, string> = new Map(
  packageKindList().map(({ code, name }) => [code, name.toLowerCase()]),
);

/** UN/ECE Recommendation 20. */
const unitNames: ReadonlyMap<string, string> = new Map(unitList().map(({ code, name }) => [code, name]));

export const markLines = (item: CertificateItem): string[] => paragraphs(item.marks);

/** @param origins given when there are several: each item then names its own */
export function goodsLines(
  item: CertificateItem,
  words: FormWords,
  origins?: { readonly union: boolean },
): string[] {
  const packages = item.packages
    ?.map(({ count, type }) =>
      // Field table of the form: nought packages are those of another item.
      count === 0
        ? words.packedElsewhere
        : `${count} ${words.packages[type] ?? packageNames.get(type) ?? type}`,
    )
    .join(', ');
  return [
    packages ?? words.inBulk,
    ...paragraphs(item.description),
    ...(item.hsCode === undefined ? [] : [`HS ${item.hsCode}`]),
    ...(item.productId === undefined ? [] : [oneLine(words.product(item.productId))]),
    ...(origins !== undefined && item.origin !== undefined
      ? [words.origin(originName(item.origin, origins.union, words))]
      : []),
  ];
}

type Measured = { readonly value: string; readonly unit: string } | undefined;

const measureLine = (label: string, of: Measured, { units }: FormWords): string[] =>
  of === undefined
    ? []
    : [`${label} ${of.value} ${units[of.unit] ?? unitNames.get(of.unit) ?? of.unit}`.trim()];

/** Box 7. */
export const quantityLines = (
  { grossWeight, netWeight, quantity }: CertificateItem,
  words: FormWords,
): string[] => [
  ...measureLine(words.gross, grossWeight, words),
  ...measureLine(words.net, netWeight, words),
  ...measureLine('', quantity, words),
];

/** Sums, where they are said: below the goods and below the quantities. */
export function totalLines({ totals, language }: CertificateSubject): {
  goods: string[];
  quantity: string[];
} {
  const { packages, gross, net } = totals ?? {};
  const words = formWords(language);
  return {
    goods: totals === undefined ? [] : [words.total(packages)],
    quantity: [...measureLine(words.gross, gross, words), ...measureLine(words.net, net, words)],
  };
}

/** They stand below the goods, each with its size and type. */
export function containerLines({ transport, language }: CertificateSubject): string[] {
  const containers = (transport?.containers ?? []).map(({ number, type }) =>
    type === undefined ? number : `${number} (${type})`,
  );
  return containers.length === 0 ? [] : [formWords(language).containers(containers.join(', '))];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The lines as they were written, without empty ones. */
const paragraphs = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== '');
