import type PDFDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PDFDocument>;

/** Breaks lines at blanks to a width, in the font and size that are set; a word that is wider is broken anywhere. */
export function wrap(pdf: Pdf, lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => {
    const wrapped: string[] = [];
    let current = '';
    for (const word of line.split(' ').flatMap((word) => pieces(pdf, word, width))) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (current !== '' && pdf.widthOfString(longer) > width) {
        wrapped.push(current);
        current = word;
      } else current = longer;
    }
    return [...wrapped, current];
  });
}

function pieces(pdf: Pdf, word: string, width: number): string[] {
  if (pdf.widthOfString(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && pdf.widthOfString(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** Text at an exact place, one line each; nothing of pdfkit's own flow. @returns y after the last line */
export function lines(pdf: Pdf, texts: readonly string[], x: number, y: number, leading: number): number {
  for (const [index, text] of texts.entries()) pdf.text(text, x, y + index * leading, { lineBreak: false });
  return y + texts.length * leading;
}

/** A text with the size at which it fits its box, and the lines it then has. */
export interface Fitted {
  readonly size: number;
  readonly leading: number;
  readonly lines: readonly string[];
  readonly height: number;
}

/** The largest of a few sizes at which the text fits the height; the smallest where none does. */
export function fitText(
  pdf: Pdf,
  font: string,
  texts: readonly string[],
  width: number,
  height: number,
): Fitted {
  let fitted: Fitted | undefined;
  for (const size of [9, 8, 7, 6.5]) {
    const wrapped = wrap(pdf.font(font).fontSize(size), texts, width);
    const leading = size * 1.3;
    fitted = { size, leading, lines: wrapped, height: wrapped.length * leading };
    if (fitted.height <= height) break;
  }
  if (fitted === undefined) throw new Error('No size to try.');
  return fitted;
}
