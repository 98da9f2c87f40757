import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import { formWords } from './form-language.ts';
import { printable, readsRtl } from './form-runs.ts';
import { type Fitted, fitText, type Line, type Pdf, type Place, type Style, write } from './form-text.ts';

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

/** What is drawn on. In a language that reads from right to left all of it stands the other way round. */
export interface Sheet {
  readonly pdf: Pdf;
  readonly isRtl: boolean;
}

/** Where something stands that would begin at x, in points, and is so wide. */
export const across = ({ isRtl }: Sheet, x: number, wide = 0): number =>
  isRtl ? page.left + page.right - x - wide : x;

const otherWay = { left: 'right', right: 'left', middle: 'middle' } as const;

/** One line at its place. The colour is the one that is set. */
export function print(sheet: Sheet, line: Line | string, style: Style, place: Place): void {
  if (!sheet.isRtl) {
    write(sheet.pdf, line, style, place);
    return;
  }
  const shown = typeof line === 'string' ? lineOf(line) : line;
  const align = otherWay[place.align ?? 'left'];
  write(sheet.pdf, shown, style, { x: across(sheet, place.x), y: place.y, align });
}

const lineOf = (said: string): Line => {
  const text = printable(said);
  return { text, isRtl: readsRtl(text) };
};

/**
 * Lines one below another in a room. On a sheet of Latin script those that read from right to left stand at the right
 * edge; on one that reads so itself all stand at the right, as the words of the form do.
 */
export function printLines(
  sheet: Sheet,
  lines: readonly Line[],
  style: Style & { readonly leading: number },
  { x, y, width }: Omit<Rectangle, 'height'>,
): void {
  for (const [index, line] of lines.entries()) {
    const top = y + index * style.leading;
    const turns = line.isRtl && !sheet.isRtl;
    print(sheet, line, style, turns ? { x: x + width, y: top, align: 'right' } : { x, y: top });
  }
}

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
export const label = (sheet: Sheet, text: string, place: Place): void => {
  sheet.pdf.fillColor(bronze);
  print(sheet, text, small, place);
};

/** The title of one of the eight boxes, its number in bold. */
export function title(sheet: Sheet, number: number, name: string, { x, y }: Place): void {
  sheet.pdf.fillColor(bronze);
  print(sheet, String(number), { ...small, weight: 'bold' }, { x, y });
  print(sheet, name, small, { x: x + 8, y });
}

export const value = (sheet: Sheet, text: string, style: Style, place: Place): void => {
  sheet.pdf.fillColor(ink);
  print(sheet, text, style, place);
};

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function frame(sheet: Sheet, { x, y, width, height }: Rectangle): void {
  const left = across(sheet, x, width);
  sheet.pdf.lineWidth(0.75).strokeColor(bronze).rect(left, y, width, height).stroke();
}

/** One of the boxes with its text. */
export function box(sheet: Sheet, number: number, name: string, text: Fitted, at: Rectangle): void {
  frame(sheet, at);
  title(sheet, number, name, { x: at.x + padding, y: at.y + 6 });
  sheet.pdf.fillColor(ink);
  printLines(sheet, text.lines, text, {
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
export function drawGround({ pdf }: Sheet, kind: RenditionKind): void {
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
export function drawControl(sheet: Sheet, { kind, subject, inControl }: FormData): void {
  if (inControl === undefined) return;
  const words = formWords(subject.language);
  const text = words.inControl(momentOf(inControl.at, words.locale), inControl.owner, inControl.isClosed);
  const fitted = fitText([`${heading(kind, subject)}   ·   ${text}`], 'bold', { width, height: 12 });
  sheet.pdf.fillColor(ink);
  printLines(sheet, fitted.lines, fitted, { x: page.left, y: page.top - 5 - fitted.height, width });
}

const momentOf = (at: Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);

/** Below the frame of every sheet. */
export function drawFoot(sheet: Sheet, { verifyUrl, subject }: FormData, number: number, of: number): void {
  const address = verifyUrl.split('?')[0] ?? verifyUrl;
  const y = page.bottom + 6;
  label(sheet, formWords(subject.language).check(address), { x: page.left, y });
  const { certificateNumber } = subject;
  label(sheet, of === 1 ? certificateNumber : `${certificateNumber}   ·   ${number} / ${of}`, {
    x: page.right,
    y,
    align: 'right',
  });
}
