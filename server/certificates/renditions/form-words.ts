import type { CertificateItem, CertificateSubject, Party } from '../../../core/certificate-subject.ts';
import { packageKindList, unitList } from '../../../core/code-lists.ts';
import { isUnionMember } from '../../../core/countries.ts';

/** What the boxes of the printed form say, in English. Codes without a word here are printed as they are. */

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

export const countryName = (code: string): string =>
  code === 'EU' ? 'European Union' : (regions.of(code) ?? code);

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** In which language it is made out, where that is not the form's own; undefined for English. */
export const languageLine = ({ language }: CertificateSubject): string | undefined =>
  language === 'en' ? undefined : `Made out in ${languages.of(language) ?? language}`;

/** Whether a chamber of this country uses the European Union's form; elsewhere the form does not speak of the union. */
export const isUnionForm = isUnionMember;

/**
 * Box 3. On the union's form the union comes first and is never abbreviated (Regulation 2454/93, Annex 12); a chamber
 * elsewhere certifies the country.
 */
export const originName = (code: string, union: boolean): string =>
  union && isUnionMember(code) ? `European Union – ${countryName(code)}` : countryName(code);

const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** @param date such as 2026-11-22 */
export const dayOf = (date: string): string => days.format(new Date(`${date}T00:00:00Z`));

export function partyLines(party: Party): string[] {
  const { line1, line2, postcode, city, subdivision, country } = party.address;
  const lines = [
    party.name,
    line1,
    line2,
    [postcode, city].filter(Boolean).join(' '),
    subdivision,
    countryName(country),
  ];
  return lines.filter((line): line is string => line !== undefined && line !== '').map(oneLine);
}

export function consignorLines({ consignor, onBehalfOf }: CertificateSubject): string[] {
  return onBehalfOf === undefined
    ? partyLines(consignor)
    : [...partyLines(consignor), 'for and on behalf of', ...partyLines(onBehalfOf)];
}

export function consigneeLines({ consignee, destinationCountry }: CertificateSubject): string[] {
  const lines = 'toOrder' in consignee ? ['To order'] : partyLines(consignee);
  const shown = 'address' in consignee && consignee.address.country === destinationCountry;
  return shown ? lines : [...lines, `Destination: ${countryName(destinationCountry)}`];
}

const modes: Readonly<Record<string, string>> = {
  sea: 'By sea',
  rail: 'By rail',
  road: 'By road',
  air: 'By air',
  mail: 'By mail',
  multimodal: 'Mixed transport',
  fixed: 'Fixed installation',
  'inland-water': 'By inland waterway',
};

/** Box 4. Containers stand with the goods in box 6. */
export function transportLines({ transport }: CertificateSubject): string[] {
  if (transport === undefined) return [];
  const { mode, meansName, meansId, voyage, portOfLoading, portOfDischarge, departureDate, documentNumber } =
    transport;
  const means = [mode && modes[mode], meansName, meansId, voyage && `voyage ${voyage}`]
    .filter(Boolean)
    .join(', ');
  const route = [
    portOfLoading && `from ${portOfLoading.name}`,
    portOfDischarge && `to ${portOfDischarge.name}`,
  ];
  return [
    means,
    route.filter(Boolean).join(' '),
    departureDate && `Departure ${dayOf(departureDate)}`,
    documentNumber && `Transport document ${documentNumber}`,
  ]
    .filter((line): line is string => line !== undefined && line !== '')
    .map(oneLine);
}

/** Box 5. */
export function remarkLines(subject: CertificateSubject): string[] {
  const { remarks = '', references, incoterm, importer } = subject;
  const { purchaseOrder, contract, credit, acid } = references ?? {};
  const invoices = new Map(subject.items.map(({ invoice }) => [invoice.number, invoice.date]));
  const named = [
    // An invoice that the remarks name need not be named again.
    ...[...invoices].map(
      ([number, date]) => !remarks.includes(number) && `Invoice ${number} of ${dayOf(date)}`,
    ),
    purchaseOrder && `Order ${purchaseOrder}`,
    contract && `Contract ${contract}`,
    credit && `Letter of credit ${credit}`,
    acid && `ACID ${acid}`,
    incoterm && `${incoterm.code} ${incoterm.place}`,
    importer && `Importer: ${importerLine(importer)}`,
  ];
  return [...paragraphs(remarks), ...named.filter((line) => typeof line === 'string').map(oneLine)];
}

const importerLine = ({ name, address, id }: Party): string =>
  [name, address.city, countryName(address.country), id && `${id.scheme.toUpperCase()} ${id.value}`]
    .filter(Boolean)
    .join(', ');

/** UN/ECE Recommendation 21: the common ones as people say them. */
const packageNames: ReadonlyMap<string, string> = new Map([
  ...packageKindList().map(({ code, name }) => [code, name.toLowerCase()] as const),
  ...Object.entries({
    BG: 'bag(s)',
    BX: 'box(es)',
    CR: 'crate(s)',
    CS: 'case(s)',
    CT: 'carton(s)',
    DR: 'drum(s)',
    PK: 'package(s)',
    PX: 'pallet(s)',
    RO: 'roll(s)',
  }),
]);

/** UN/ECE Recommendation 20: the common ones by their signs. */
const unitNames: ReadonlyMap<string, string> = new Map([
  ...unitList().map(({ code, name }) => [code, name] as const),
  ...Object.entries({
    KGM: 'kg',
    GRM: 'g',
    TNE: 't',
    LBR: 'lb',
    LTR: 'l',
    MTR: 'm',
    MTK: 'm²',
    MTQ: 'm³',
    H87: 'piece(s)',
    C62: 'unit(s)',
    NPR: 'pair(s)',
    SET: 'set(s)',
  }),
]);

export const markLines = (item: CertificateItem): string[] => paragraphs(item.marks);

/** @param origins given when there are several: each item then names its own */
export function goodsLines(item: CertificateItem, origins?: { readonly union: boolean }): string[] {
  const packages = item.packages
    ?.map(({ count, type }) =>
      // Field table of the form: nought packages are those of another item.
      count === 0 ? 'packed with another item' : `${count} ${packageNames.get(type) ?? type}`,
    )
    .join(', ');
  return [
    packages ?? 'In bulk',
    ...paragraphs(item.description),
    ...(item.hsCode === undefined ? [] : [`HS ${item.hsCode}`]),
    ...(item.productId === undefined ? [] : [oneLine(`Product ${item.productId}`)]),
    ...(origins !== undefined && item.origin !== undefined
      ? [`Origin: ${originName(item.origin, origins.union)}`]
      : []),
  ];
}

const measureLine = (label: string, of: { value: string; unit: string } | undefined): string[] =>
  of === undefined ? [] : [`${label}${of.value} ${unitNames.get(of.unit) ?? of.unit}`];

/** Box 7. */
export const quantityLines = ({ grossWeight, netWeight, quantity }: CertificateItem): string[] => [
  ...measureLine('Gross ', grossWeight),
  ...measureLine('Net ', netWeight),
  ...measureLine('', quantity),
];

/** Sums, where they are said: below the goods and below the quantities. */
export function totalLines({ totals }: CertificateSubject): { goods: string[]; quantity: string[] } {
  const { packages, gross, net } = totals ?? {};
  return {
    goods: totals === undefined ? [] : [packages === undefined ? 'Total' : `Total: ${packages} package(s)`],
    quantity: [...measureLine('Gross ', gross), ...measureLine('Net ', net)],
  };
}

/** They stand below the goods, each with its size and type. */
export function containerLines({ transport }: CertificateSubject): string[] {
  const containers = (transport?.containers ?? []).map(({ number, type }) =>
    type === undefined ? number : `${number} (${type})`,
  );
  return containers.length === 0 ? [] : [`Containers: ${containers.join(', ')}`];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The lines as they were written, without empty ones. */
const paragraphs = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== '');
