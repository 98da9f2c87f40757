import type PDFDocument from 'pdfkit';
import { rightToLeft, type Weight } from './form-fonts.ts';
import { printable, readsRtl, toRuns } from './form-runs.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

/** How a text looks. Sizes are points. */
export interface Style {
  readonly weight: Weight;
  readonly size: number;
}

/** One line of a paragraph; a paragraph that reads from right to left stands at the right of its box. */
export interface Line {
  readonly text: string;
  readonly isRtl: boolean;
}

/** Points from the top of a line to what its letters stand on: Noto Sans's ascent. */
const ascent = 1.069;

export function widthOf(text: string, { weight, size }: Style, isRtl = false): number {
  let width = 0;
  for (const run of toRuns(text, weight, isRtl)) width += run.face.width(run.text, run.isRtl);
  return width * size;
}

const closing = '、。，．：；！？）］｝〉》」』】〕…‥ー々』﹂﹁';
const opening = '（［｛〈《「『【〔';
const ideograph = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\u3000-\\u303f\\uff00-\\uffef';
/** Between two characters of which one is Chinese a line may break, but not before a comma or after an opening bracket. */
const between = new RegExp(
  `(?<=[${ideograph}])(?<![${opening}])(?![${closing}\\s])|(?<![${opening}\\s])(?=[${ideograph}])(?![${closing}])`,
  'u',
);

/** Breaks paragraphs at blanks, and Chinese anywhere, to a width in points; a word that is wider is broken anywhere. */
export function wrap(paragraphs: readonly string[], style: Style, width: number): Line[] {
  const lines: Line[] = [];
  const blank = widthOf(' ', style);
  for (const paragraph of paragraphs) {
    const text = printable(paragraph);
    const isRtl = readsRtl(text);
    let line = '';
    let used = 0;
    for (const word of text.split(' ')) {
      let gap = line === '' ? 0 : blank;
      for (const part of partsOf(word, style, width)) {
        const needs = widthOf(part, style, isRtl);
        if (line !== '' && used + gap + needs > width) {
          lines.push({ text: line, isRtl });
          line = part;
          used = needs;
        } else {
          line = gap > 0 ? `${line} ${part}` : line + part;
          used += gap + needs;
        }
        gap = 0;
      }
    }
    lines.push({ text: line, isRtl });
  }
  return lines;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What a word may be broken into; a part is never wider than the width, but for a single character. */
function partsOf(word: string, style: Style, width: number): string[] {
  return word.split(between).flatMap((part) => {
    if (widthOf(part, style) <= width) return [part];
    const parts: string[] = [];
    let current = '';
    let used = 0;
    for (const { segment } of graphemes.segment(part)) {
      const needs = widthOf(segment, style);
      if (current !== '' && used + needs > width) {
        parts.push(current);
        current = '';
        used = 0;
      }
      current += segment;
      used += needs;
    }
    return [...parts, current];
  });
}

/** Where a line stands: x is the left edge of its room, or the right one, or the middle, as `align` says. */
export interface Place {
  readonly x: number;
  /** Top of the line. */
  readonly y: number;
  readonly align?: 'left' | 'right' | 'middle';
}

/** One line, each run in its font, all on one base line. The colour is the one that is set. */
export function write(pdf: Pdf, line: Line | string, style: Style, place: Place): void {
  const { text, isRtl } = typeof line === 'string' ? { text: printable(line), isRtl: false } : line;
  if (text === '') return;
  const { size } = style;
  const runs = toRuns(text, style.weight, isRtl);
  const widths = runs.map((run) => run.face.width(run.text, run.isRtl) * size);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const shift = { left: 0, right: whole, middle: whole / 2 }[place.align ?? 'left'];
  let x = place.x - shift;
  for (const [index, run] of runs.entries()) {
    // pdfkit takes fonts that are open, which its types leave out.
    pdf.font(run.face.font as unknown as string, run.face.name, size);
    pdf.text(run.text, x, place.y + ascent * size, {
      lineBreak: false,
      baseline: 'alphabetic',
      ...(run.isRtl && { features: rightToLeft as never }),
    });
    x += widths[index] ?? 0;
  }
}

/** A text with the size at which it fits its room, and the lines it then has. */
export interface Fitted extends Style {
  readonly leading: number;
  readonly lines: readonly Line[];
  readonly height: number;
}

/** The largest of a few sizes at which the text fits the height; the smallest where none does. */
export function fitText(
  paragraphs: readonly string[],
  weight: Weight,
  room: { readonly width: number; readonly height: number },
): Fitted {
  let fitted: Fitted | undefined;
  for (const size of [9, 8, 7, 6.5]) {
    const lines = wrap(paragraphs, { weight, size }, room.width);
    const leading = size * 1.3;
    fitted = { weight, size, leading, lines, height: lines.length * leading };
    if (fitted.height <= room.height) break;
  }
  if (fitted === undefined) throw new Error('No size to try.');
  return fitted;
}
