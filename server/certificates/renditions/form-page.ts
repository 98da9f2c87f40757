import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import { formWords } from './form-language.ts';
import { type Fitted, fitText, type Pdf, type Place, type Style, write, writeLines } from './form-text.ts';

/** What a print says it is (Regulation 2454/93, Annex 12: an original, and as many copies as are wanted). */
export const renditionKinds = ['original', 'copy', 'duplicate'] as const;
export type RenditionKind = (typeof renditionKinds)[number];

/** Who was in control of a certificate when a copy of it was made. */
export interface InControl {
  readonly at: Date;
  readonly owner: string;
  /** It was closed by then: nobody is in control any more, and this was the last. */
  readonly isClosed: boolean;
}

export interface FormData {
  readonly subject: CertificateSubject & { readonly verificationCode: string };
  readonly kind: RenditionKind;
  /** Of a copy: it says whose the original is. */
  readonly inControl?: InControl | undefined;
  readonly chamber: {
    readonly legalName: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** Of ICC's World Chambers Federation, where it has one. */
    readonly accreditation?: string | undefined;
  };
  readonly issuedAt: Date;
  /** When the credential says that it ends. */
  readonly validUntil?: Date | undefined;
  /** The public page, with number and code: what the QR code says. */
  readonly verifyUrl: string;
  /** SD-JWT with all its disclosures. */
  readonly credential: string;
  /** Bytes to leave for the proof. */
  readonly holeLength: number;
}

/** Points; A4 is 595.28 × 841.89. */
export const page = { left: 42, right: 553, top: 36, bottom: 806 } as const;
export const width = page.right - page.left;
export const middle = page.left + width / 2;
export const padding = 8;
/** Room for a box's label. */
export const labelHeight = 18;

/** Dark enough for a photocopy that knows only black and white. */
export const ink = '#1b2430';
export const bronze = '#6b4f20';
/** Of the rosette: light enough to vanish in such a photocopy. The paper form's original is sepia, its copy yellow. */
const tints: Readonly<Record<RenditionKind, string>> = {
  original: '#efe6d3',
  copy: '#f6ecb8',
  duplicate: '#dfe6ea',
};

export const small: Style = { weight: 'regular', size: 6.5 };

/** A small word of the form itself. */
export const label = (pdf: Pdf, text: string, place: Place): void => {
  pdf.fillColor(bronze);
  write(pdf, text, small, place);
};

/** The title of one of the eight boxes, its number in bold. */
export function title(pdf: Pdf, number: number, name: string, { x, y }: Place): void {
  pdf.fillColor(bronze);
  write(pdf, String(number), { ...small, weight: 'bold' }, { x, y });
  write(pdf, name, small, { x: x + 8, y });
}

export const value = (pdf: Pdf, text: string, style: Style, place: Place): void => {
  pdf.fillColor(ink);
  write(pdf, text, style, place);
};

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function frame(pdf: Pdf, { x, y, width, height }: Rectangle): void {
  pdf.lineWidth(0.75).strokeColor(bronze).rect(x, y, width, height).stroke();
}

/** One of the boxes with its text. */
export function box(pdf: Pdf, number: number, name: string, text: Fitted, at: Rectangle): void {
  frame(pdf, at);
  title(pdf, number, name, { x: at.x + padding, y: at.y + 6 });
  pdf.fillColor(ink);
  writeLines(pdf, text.lines, text, {
    x: at.x + padding,
    y: at.y + labelHeight - 1,
    width: at.width - 2 * padding,
  });
}

/** What a print says that it is. */
export const headingKind = (kind: RenditionKind, { copyStatus }: CertificateSubject): RenditionKind =>
  copyStatus === 'DUPLICATE' && kind === 'original' ? 'duplicate' : kind;
export const heading = (kind: RenditionKind, subject: CertificateSubject): string =>
  formWords(subject.language).kinds[headingKind(kind, subject)];

/** A rosette, as the paper form has a guilloche. */
export function drawGround(pdf: Pdf, kind: RenditionKind): void {
  pdf.save().lineWidth(0.5).strokeColor(tints[kind]);
  pdf.addContent(rosette);
  pdf.restore();
}

/** Its thirty ellipses as one path, the same on every sheet: operators of a content stream, from the top of the page. */
const rosette = ellipses({ x: middle, y: 440, long: 235, short: 84, turns: 30 });

function ellipses(of: { x: number; y: number; long: number; short: number; turns: number }): string {
  // A quarter of an ellipse is a Bézier curve, to a thousandth.
  const bend = 0.5523;
  const quarters = [
    [1, 0, 1, bend, bend, 1, 0, 1],
    [0, 1, -bend, 1, -1, bend, -1, 0],
    [-1, 0, -1, -bend, -bend, -1, 0, -1],
    [0, -1, bend, -1, 1, -bend, 1, 0],
  ];
  const path: string[] = [];
  for (let turn = 0; turn < of.turns; turn++) {
    const angle = (turn * Math.PI) / of.turns;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const point = (a: number, b: number): string => {
      const [along, across] = [a * of.long, b * of.short];
      return `${(of.x + cos * along - sin * across).toFixed(1)} ${(of.y + sin * along + cos * across).toFixed(1)}`;
    };
    for (const [index, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]] of quarters.entries()) {
      if (index === 0) path.push(`${point(a, b)} m`);
      path.push(`${point(c, d)} ${point(e, f)} ${point(g, h)} c`);
    }
  }
  return `${path.join('\n')}\nS`;
}

/** Above the frame of every sheet of a copy: who holds the original, which this is not (MLETR 10 and 11). */
export function drawControl(pdf: Pdf, { kind, subject, inControl }: FormData): void {
  if (inControl === undefined) return;
  const words = formWords(subject.language);
  const text = words.inControl(momentOf(inControl.at, words.locale), inControl.owner, inControl.isClosed);
  const fitted = fitText([`${heading(kind, subject)}   ·   ${text}`], 'bold', { width, height: 12 });
  pdf.fillColor(ink);
  writeLines(pdf, fitted.lines, fitted, { x: page.left, y: page.top - 5 - fitted.height, width });
}

const momentOf = (at: Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);

/** Below the frame of every sheet. */
export function drawFoot(pdf: Pdf, { verifyUrl, subject }: FormData, sheet: number, sheets: number): void {
  const address = verifyUrl.split('?')[0] ?? verifyUrl;
  const y = page.bottom + 6;
  label(pdf, formWords(subject.language).check(address), { x: page.left, y });
  const number = subject.certificateNumber;
  label(pdf, sheets === 1 ? number : `${number}   ·   ${sheet} / ${sheets}`, {
    x: page.right,
    y,
    align: 'right',
  });
}
