import { z } from 'zod';
import { type CertificateKind, kindOf } from '../../../core/certificate-kind.ts';
import { isGtin } from '../../../core/check-digits.ts';
import { isWithdrawnUnit } from '../../../core/code-lists.ts';
import { isUnionMember } from '../../../core/countries.ts';
import type { CodeLists, SourcedList } from '../../codes/index.ts';
import { problem } from '../../http/problem.ts';
import { toPointer } from '../../http/validate.ts';
import { at, listAt, textAt } from './read-draft.ts';
import { noticesFor } from './trade-notices.ts';

/**
 * What is custom, and what trade notices say: the exporter sees it in the form, the chamber at the desk. Law and settled
 * practice are in the schema itself (core/certificate-subject.ts), but for what depends on the chamber and on the day.
 */
export const warningSchema = z
  .strictObject({
    pointer: z.string().meta({ description: 'Into the application (RFC 6901).' }),
    code: z.string().meta({ description: 'Stable; a trade notice has its own.' }),
    detail: z.string(),
    source: z.string().meta({ description: 'The rule, notice or custom that this is from.' }),
    blocks: z.boolean().meta({ description: 'It cannot be submitted as it is.' }),
  })
  .meta({ id: 'ApplicationWarning' });
export type Warning = z.infer<typeof warningSchema>;

export interface Judged {
  /** Of the chamber that is applied to. */
  readonly chamberCountry: string;
  /** When it was applied, or now. */
  readonly at: Date;
  readonly codeLists: CodeLists;
}

type Path = readonly (string | number)[];
type Rule = (application: unknown, day: string, judged: Judged) => Iterable<Found>;
/** `blocks` where it is more than a custom. */
type Found = readonly [
  path: Path,
  code: keyof typeof told,
  more?: { readonly blocks?: true; readonly source?: string },
];

const told = {
  document_in_future: {
    detail: 'The document is of a later day than the application.',
    source: "Chambers' practice: what is certified exists",
  },
  consignor_abroad: {
    detail: 'The consignor is established in another member state than the chamber.',
    source: 'Regulation 2454/93, Annex 12: chambers certify for those established where they are',
  },
  consignor_not_established: {
    detail:
      'The consignor is not established where the chamber may certify. An agent there can apply for it.',
    source: 'Regulation 2454/93, Article 48 and Annex 12, box 1',
  },
  destination_differs: {
    detail: 'The country of destination is not that of the consignee.',
    source: "Chambers' practice, box 2",
  },
  acid_missing: {
    detail: 'Egypt asks for the ACID of 19 digits for goods that arrive by sea or by air.',
    source: 'Egyptian Customs Authority, Advance Cargo Information',
  },
  importer_id_missing: {
    detail: "Egypt asks for the importer's tax number.",
    source: 'Egyptian Customs Authority, Advance Cargo Information',
  },
  departed: {
    detail: 'The goods have left: the chamber may issue after the event only where it is shown why.',
    source: "Chambers' practice, retrospective issue",
  },
  invoice_in_future: {
    detail: 'The invoice is of a later day than the application.',
    source: "Chambers' practice: the invoice is shown with the application",
  },
  port_not_listed: {
    detail: 'This code is not in our list of seaports. Look whether it is right.',
    source: 'UN/LOCODE, the seaports that are listed here',
  },
  place_not_listed: {
    detail:
      'This place is not in UN/LOCODE. It may be newer than the edition; look whether the code is right.',
    source: 'UN/LOCODE',
  },
  hs_not_in_edition: {
    detail: 'The edition of the Harmonized System that is named has no such subheading.',
    source: 'Harmonized System',
  },
  hs_not_listed: {
    detail: 'No edition of the Harmonized System that is here has this subheading.',
    source: 'Harmonized System',
  },
  gtin_unsure: {
    detail: 'A number of this length may be a GTIN, and its check digit is wrong for one.',
    source: 'GS1 General Specifications, 7.9',
  },
  hs_national_chapter: {
    detail:
      'Chapters 98 and 99 are kept for national use: the country of destination may read them otherwise.',
    source: 'Harmonized System, general notes',
  },
  unit_withdrawn: {
    detail: 'UN/ECE Recommendation 20 no longer has this unit.',
    source: 'UN/ECE Recommendation 20',
  },
} as const;

const documentRules: readonly Rule[] = [
  destination,

  function* dated(application, day) {
    const date = textAt(application, 'document', 'date');
    if (date !== undefined && date > day) yield [['document', 'date'], 'document_in_future'];
  },
];

function* destination(application: unknown): Iterable<Found> {
  const country = textAt(application, 'destinationCountry');
  const consignee = textAt(application, 'consignee', 'address', 'country');
  if (country !== undefined && consignee !== undefined && country !== consignee)
    yield [['destinationCountry'], 'destination_differs'];
}

const originRules: readonly Rule[] = [
  function* established(application, _day, { chamberCountry }) {
    const country = textAt(application, 'consignor', 'address', 'country');
    if (country === undefined || country === chamberCountry) return;
    const path = ['consignor', 'address', 'country'];
    if (isUnionMember(country) && isUnionMember(chamberCountry)) yield [path, 'consignor_abroad'];
    else yield [path, 'consignor_not_established', { blocks: true }];
  },

  destination,

  function* egypt(application) {
    const mode = textAt(application, 'transport', 'mode');
    const arrives = mode === undefined || ['sea', 'air', 'multimodal'].includes(mode);
    if (textAt(application, 'destinationCountry') !== 'EG' || !arrives) return;
    if (textAt(application, 'references', 'acid') === undefined)
      yield [['references', 'acid'], 'acid_missing'];
    const importer = at(application, 'importer') === undefined ? 'consignee' : 'importer';
    if (at(application, importer, 'toOrder') !== true && at(application, importer, 'id') === undefined)
      yield [[importer, 'id', 'value'], 'importer_id_missing'];
  },

  function* days(application, day) {
    const departure = textAt(application, 'transport', 'departureDate');
    if (departure !== undefined && departure < day) yield [['transport', 'departureDate'], 'departed'];
    for (const [index, item] of listAt(application, 'items').entries()) {
      const invoice = textAt(item, 'invoice', 'date');
      if (invoice !== undefined && invoice > day)
        yield [['items', index, 'invoice', 'date'], 'invoice_in_future'];
    }
  },

  function* places(application, _day, { codeLists: { ports, hasAllPlaces } }) {
    // The list that comes with the server has seaports alone.
    if (!hasAllPlaces && textAt(application, 'transport', 'mode') !== 'sea') return;
    for (const name of ['portOfLoading', 'portOfDischarge']) {
      const code = textAt(application, 'transport', name, 'code');
      if (code === undefined || ports.has(code)) continue;
      const path = ['transport', name, 'code'];
      if (hasAllPlaces) yield [path, 'place_not_listed', { source: publicationOf(ports) }];
      else yield [path, 'port_not_listed'];
    }
  },

  /** By the editions that the operator brought in: law where the application names one of them. */
  function* headings(application, _day, { codeLists: { hs } }) {
    const editions = [...hs.values()];
    for (const [index, item] of listAt(application, 'items').entries()) {
      const subheading = (textAt(item, 'hsCode') ?? '').slice(0, 6);
      // Chapters 98 and 99 are each country's own.
      if (!/^(?!9[89])\d{6}$/.test(subheading)) continue;
      const path = ['items', index, 'hsCode'];
      const named = at(item, 'hsEdition');
      const list = editions.find(({ edition }) => edition === String(named));
      if (list !== undefined && !list.has(subheading))
        yield [path, 'hs_not_in_edition', { blocks: true, source: publicationOf(list) }];
      if (named === undefined && editions.length > 0 && editions.every((one) => !one.has(subheading)))
        yield [path, 'hs_not_listed', { source: editions.map(publicationOf).join('; ') }];
    }
  },

  function* goods(application) {
    for (const [index, item] of listAt(application, 'items').entries()) {
      const product = textAt(item, 'productId') ?? '';
      if (/^(\d{8}|\d{12})$/.test(product) && !isGtin(product))
        yield [['items', index, 'productId'], 'gtin_unsure'];
      if (/^9[89]/.test(textAt(item, 'hsCode') ?? ''))
        yield [['items', index, 'hsCode'], 'hs_national_chapter'];
      for (const measure of ['grossWeight', 'netWeight', 'quantity']) {
        if (isWithdrawnUnit(textAt(item, measure, 'unit') ?? ''))
          yield [['items', index, measure, 'unit'], 'unit_withdrawn'];
      }
    }
  },
];

const rules: Readonly<Record<CertificateKind, readonly Rule[]>> = {
  origin: originRules,
  document: documentRules,
};

/** `UN/LOCODE 2026-1 (UNECE)` */
const publicationOf = ({ name, edition, source }: SourcedList): string => `${name} ${edition} (${source})`;

/** Of a draft or of what was submitted; what blocks comes first. */
export function warningsOf(application: unknown, judged: Judged): Warning[] {
  const day = judged.at.toISOString().slice(0, 10);
  const custom = rules[kindOf(application)].flatMap((rule) =>
    Array.from(rule(application, day, judged), ([path, code, { blocks = false, source } = {}]) => ({
      pointer: toPointer(path),
      code,
      ...told[code],
      ...(source !== undefined && { source }),
      blocks,
    })),
  );
  const notices = noticesFor(application, day).map(({ notice, path }) => ({
    pointer: toPointer(path),
    code: notice.code,
    detail: notice.detail,
    source: notice.source,
    blocks: notice.effect === 'blocks',
  }));
  return [...custom, ...notices].sort((a, b) => Number(b.blocks) - Number(a.blocks));
}

/** @throws application_incomplete where a rule of the day or of the chamber forbids it */
export function refuseBlocked(application: unknown, judged: Judged): void {
  const errors = warningsOf(application, judged)
    .filter(({ blocks }) => blocks)
    .map(({ pointer, code, detail, source }) => ({
      in: 'body' as const,
      code: 'not_allowed' as const,
      rule: code,
      pointer: `/application${pointer}`,
      detail: `${detail} (${source})`,
    }));
  if (errors.length > 0) throw problem('application_incomplete', undefined, { errors });
}
