/**
 * The words of the printed form. Where a certificate is made out in one of these languages, so is its form, with
 * English beside the names of its boxes, as the official form has a second language there; elsewhere they are English.
 */
export interface FormWords {
  /** BCP 47, for names of countries and for dates. */
  readonly locale: string;
  /** Whether it reads from right to left, and its form with it. */
  readonly isRtl: boolean;
  /** Between the parts of a line. */
  readonly comma: string;
  /** Names of the boxes, by their number; 6 stands alone, for it is long. */
  readonly boxes: Readonly<Record<1 | 2 | 3 | 4 | 5 | 6 | 7 | 8, string>>;
  readonly title: string;
  readonly union: string;
  readonly kinds: Readonly<Record<'original' | 'copy' | 'duplicate', string>>;
  /** @param isClosed nobody is any more; this was the last */
  readonly inControl: (moment: string, owner: string, isClosed: boolean) => string;
  readonly certifies: string;
  readonly issued: string;
  readonly signatory: string;
  readonly authority: string;
  readonly accreditation: (number: string) => string;
  readonly validUntil: string;
  readonly signed: string;
  readonly check: (address: string) => string;
  readonly number: string;
  readonly seeBelow: (box: string) => string;
  readonly boxOf: (name: string, number: number) => string;
  readonly continued: (sheet: number, sheets: number) => string;
  readonly continuation: (sheet: number, sheets: number) => string;
  readonly onBehalfOf: string;
  readonly toOrder: string;
  readonly destination: (country: string) => string;
  readonly modes: Readonly<Record<string, string>>;
  readonly voyage: (number: string) => string;
  readonly from: (place: string) => string;
  readonly to: (place: string) => string;
  readonly departure: (day: string) => string;
  readonly transportDocument: (number: string) => string;
  readonly invoice: (number: string, day: string) => string;
  readonly order: (number: string) => string;
  readonly contract: (number: string) => string;
  readonly credit: (number: string) => string;
  readonly importer: (who: string) => string;
  readonly packedElsewhere: string;
  readonly inBulk: string;
  readonly product: (id: string) => string;
  readonly origin: (name: string) => string;
  readonly gross: string;
  readonly net: string;
  readonly total: (packages: number | undefined) => string;
  readonly containers: (list: string) => string;
  /** The common kinds of packages and units as people say them; others by the English of their list. */
  readonly packages: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
}
