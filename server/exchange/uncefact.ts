import type { JsonObject } from '../../core/json.ts';
import { compactObject, type NotMapped, namesOfLost, type Reasons } from './leaves.ts';
import { putBack } from './put-back.ts';
import { type LooseApplication, type LooseParty, partyOut, toConsignment } from './uncefact-export.ts';
import { toApplication } from './uncefact-import.ts';

/**
 * UN/CEFACT's certificate of origin (edi3-regulatory). A document is a head, who says it and when, and a consignment,
 * what is said: the head of an import stays with whoever issued it, its consignment becomes an application.
 */

/** Who certifies, and when: all that is not the consignment. */
export interface Head {
  /** A URI. */
  readonly iD: string;
  readonly issueDateTime?: string | undefined;
  readonly name?: string | undefined;
  readonly status: string;
  readonly issuer?: { readonly iD: string; readonly party: LooseParty } | undefined;
  readonly issuePlace?: string | undefined;
  /** The issuer-signed part of the credential. */
  readonly signature?: string | undefined;
}

export interface Imported {
  /** A draft: fields that are missing are for the applicant to add. */
  readonly application: JsonObject;
  /** Pointers into the document. */
  readonly notMapped: readonly NotMapped[];
}

export function importUncefact(document: JsonObject): Imported {
  const application = toApplication(document['supplyChainConsignment']);
  const kept = { supplyChainConsignment: toConsignment(application) };
  return { application, notMapped: namesOfLost(document, kept, notTaken, meansTheSame) };
}

export interface Exported {
  readonly document: JsonObject;
  /** Pointers into the application. */
  readonly notMapped: readonly NotMapped[];
}

/**
 * @param source the document that the application was imported from: what it says of the consignment beyond our fields
 *   comes back as it came, as far as the application was not changed since
 */
export function exportUncefact(head: Head, application: JsonObject, source?: JsonObject): Exported {
  const consignment = toConsignment(application as LooseApplication);
  const received = source?.['supplyChainConsignment'];
  const merged =
    received === undefined
      ? consignment
      : putBack(received, toConsignment(toApplication(received)), consignment);
  return {
    document: { ...headOut(head), supplyChainConsignment: merged },
    notMapped: namesOfLost(application, toApplication(consignment), notSaid, isSaid(application)),
  };
}

/** An item's origin that is the only one of box 3 is said of all of them. */
const isSaid =
  ({ origins }: JsonObject) =>
  (pointer: string, a: unknown, b: unknown) =>
    a === b || (/^\/items\/\d+\/origin$/.test(pointer) && Array.isArray(origins) && origins.join() === a);

/** Of the undersigned authority: box 8, Regulation 2454/93, Annex 12. */
const statement =
  'The undersigned authority certifies that the goods described above originate in the country shown in box 3';

function headOut({ iD, issueDateTime, name, status, issuer, issuePlace, signature }: Head): JsonObject {
  return compactObject({
    iD,
    issueDateTime,
    name,
    status,
    isPreferential: false,
    issueLocation: { name: issuePlace },
    issuer: issuer && { ...partyOut(issuer.party), iD: issuer.iD },
    secondSignatoryAuthentication: signature && { signature, actualDateTime: issueDateTime, statement },
  });
}

/** Codes with and without dots, times of the same moment, text with and without white space at its ends. */
function meansTheSame(pointer: string, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  if (pointer.endsWith('/classCode')) return a.replace(/[. ]/g, '') === b.replace(/[. ]/g, '');
  if (pointer.endsWith('DateTime')) return Date.parse(a) === Date.parse(b);
  return a.trim() === b;
}

const goods = '/supplyChainConsignment/includedConsignmentItems/\\d+';

/** Why something of a document is not in the application. */
const notTaken: Reasons = [
  [/^\/iD$/, 'The chamber gives the certificate its own number.'],
  [
    /^\/(issueDateTime|issueLocation|issuer|status|name)/,
    'The chamber that is applied to says this when it issues.',
  ],
  [
    /^\/(isPreferential|freeTradeAgreement)$/,
    'The application is for a non-preferential certificate: no preference is claimed.',
  ],
  [/^\/firstSignatory/, 'The applicant declares anew on submission.'],
  [/^\/secondSignatory/, 'The chamber that is applied to certifies.'],
  [/attachedBinaryFile|^\/attachedFile/, 'Files are added to the application as evidence.'],
  [/DateTime$/, 'The day is taken, not the time of day.'],
  [/\/(country|code|exportCountry|importCountry|originCountry)\/name$/, "The country's code says it."],
  [/\/className$/, 'The code says it.'],
  [/\/transportPackages\//, 'Packages and weights are said of each item.'],
  [
    new RegExp(`^${goods}/(iD|information)$`),
    'Items have no number of their own, and packages have fields: number and kind.',
  ],
  [
    /\/(exporter|importer|manufacturer)\/iD$/,
    'The register that gave the number is not one of EORI, KBO, LEI and VAT.',
  ],
  [/\/iD$/, 'The number is taken without who gave it.'],
  [/\/sequenceNumber$/, 'Items are numbered 1, 2, 3 …'],
  [/^\/supplyChainConsignment\//, 'There is no field that can hold this.'],
];

/** Why something of an application is not in the document. */
const notSaid: Reasons = [
  [/^\/formType$/, 'Said by isPreferential.'],
  [/^\/certificateNumber$/, 'Said by iD.'],
  [
    /^\/items\/\d+\/(marks|packages|inBulk|grossWeight|netWeight|quantity)/,
    'Only as text, in information of its consignment item.',
  ],
  [/^\/importer/, 'The importer is the consignee there.'],
  [/^\/consignee\/toOrder$/, 'There is no "to order": the importer is left out.'],
];

export type { NotMapped } from './leaves.ts';
