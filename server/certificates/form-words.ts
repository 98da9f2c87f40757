import type { CertificateItem, CertificateSubject, Party } from '../../core/certificate-subject.ts';
import { isUnionMember } from '../../core/countries.ts';

/** What the boxes of the printed form say, in English. Codes without a word here are printed as they are. */

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

export const countryName = (code: string): string =>
  code === 'EU' ? 'European Union' : (regions.of(code) ?? code);

/** Box 3: the union first and never abbreviated (Regulation 2454/93, Annex 12). */
export const originName = (code: string): string =>
  isUnionMember(code) ? `European Union – ${countryName(code)}` : countryName(code);

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
    departureDate && `Departure ${departureDate}`,
    documentNumber && `Transport document ${documentNumber}`,
  ]
    .filter((line): line is string => line !== undefined && line !== '')
    .map(oneLine);
}

/** Box 5. */
export function remarkLines({ remarks, references, incoterm }: CertificateSubject): string[] {
  const { purchaseOrder, contract, credit, acid } = references ?? {};
  const named = [
    purchaseOrder && `Order ${purchaseOrder}`,
    contract && `Contract ${contract}`,
    credit && `Letter of credit ${credit}`,
    acid && `ACID ${acid}`,
    incoterm && `${incoterm.code} ${incoterm.place}`,
  ];
  return [
    ...paragraphs(remarks ?? ''),
    ...named.filter((line): line is string => line !== undefined).map(oneLine),
  ];
}

/** UN/ECE Recommendation 21, the common ones. */
const packageTypes: Readonly<Record<string, string>> = {
  BG: 'bag(s)',
  BX: 'box(es)',
  CR: 'crate(s)',
  CS: 'case(s)',
  CT: 'carton(s)',
  DR: 'drum(s)',
  PK: 'package(s)',
  PX: 'pallet(s)',
  RO: 'roll(s)',
};

/** UN/ECE Recommendation 20, the common ones. */
const units: Readonly<Record<string, string>> = {
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
};

export const markLines = (item: CertificateItem): string[] => paragraphs(item.marks);

export function goodsLines(item: CertificateItem, several: boolean): string[] {
  const packages = item.packages
    ?.map(({ count, type }) => `${count} ${packageTypes[type] ?? type}`)
    .join(', ');
  return [
    packages ?? 'In bulk',
    ...paragraphs(item.description),
    ...(item.hsCode === undefined ? [] : [`HS ${item.hsCode}`]),
    ...(item.productId === undefined ? [] : [oneLine(`Product ${item.productId}`)]),
    ...(several && item.origin !== undefined ? [`Origin: ${originName(item.origin)}`] : []),
  ];
}

/** Box 7. */
export function quantityLines({ grossWeight, netWeight, quantity }: CertificateItem): string[] {
  const measure = (label: string, of: { value: string; unit: string } | undefined) =>
    of === undefined ? [] : [`${label}${of.value} ${units[of.unit] ?? of.unit}`];
  return [...measure('Gross ', grossWeight), ...measure('Net ', netWeight), ...measure('', quantity)];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The lines as they were written, without empty ones. */
const paragraphs = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map(oneLine)
    .filter((line) => line !== '');
