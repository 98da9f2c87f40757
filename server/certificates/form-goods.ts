import type { CertificateSubject } from '../../core/certificate-subject.ts';
import { type Pdf, wrap } from './form-text.ts';
import { goodsLines, markLines, quantityLines } from './form-words.ts';

/** Boxes 6 and 7: item number, marks, packages and description, quantity; one line of each. */
type GoodsLine = readonly [item: string, marks: string, goods: string, quantity: string];

/** An item with all its lines. */
export type GoodsRow = readonly GoodsLine[];

const size = 8.5;
const leading = size * 1.3;
/** Labels above, and a little room below. */
const around = 30;
const padding = 8;
/** Where the columns begin, of the whole width. */
const starts = [0, 0.055, 0.28, 0.82] as const;
const labels = [
  '6  Item',
  'Marks and numbers',
  'Number and kind of packages; description of goods',
  '7  Quantity',
] as const;

/** @param more paragraphs that stand below the goods */
export function goodsRows(
  pdf: Pdf,
  subject: CertificateSubject,
  width: number,
  more: readonly string[],
): GoodsRow[] {
  pdf.font('regular').fontSize(size);
  const room = starts.map((start, index) => ((starts[index + 1] ?? 1) - start) * width - padding - 4);
  const [, marksRoom = 0, goodsRoom = 0, quantityRoom = 0] = room;
  const several = subject.origins.length > 1;
  const rows = subject.items.map((item) =>
    zip([
      [String(item.seq)],
      wrap(pdf, markLines(item), marksRoom),
      wrap(pdf, goodsLines(item, several), goodsRoom),
      wrap(pdf, quantityLines(item), quantityRoom),
    ]),
  );
  const containers = (subject.transport?.containers ?? []).map(({ number, type }) =>
    type === undefined ? number : `${number} (${type})`,
  );
  const below = [...(containers.length > 0 ? [`Containers: ${containers.join(', ')}`] : []), ...more];
  return below.length === 0 ? rows : [...rows, zip([[], [], wrap(pdf, below, goodsRoom), []])];
}

function zip(cells: readonly [string[], string[], string[], string[]]): GoodsRow {
  const count = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: count }, (_, at) => [
    cells[0][at] ?? '',
    cells[1][at] ?? '',
    cells[2][at] ?? '',
    cells[3][at] ?? '',
  ]);
}

/**
 * Spreads the rows over sheets of these heights (points). A row stays whole where a sheet can hold it; rows are
 * separated by an empty line.
 */
export function paginate(rows: readonly GoodsRow[], heights: { first: number; next: number }): GoodsLine[][] {
  const capacity = (sheet: number) =>
    Math.max(1, Math.floor(((sheet === 0 ? heights.first : heights.next) - around) / leading));
  const sheets: GoodsLine[][] = [[]];
  const current = () => sheets.at(-1) ?? [];
  const left = () => capacity(sheets.length - 1) - current().length;
  for (const row of rows) {
    if (current().length > 0) {
      if (row.length + 1 > left() && row.length <= capacity(1)) sheets.push([]);
      else current().push(['', '', '', '']);
    }
    for (const line of row) {
      if (left() <= 0) sheets.push([]);
      current().push(line);
    }
  }
  return sheets;
}

export interface GoodsStyle {
  readonly ink: string;
  readonly frame: string;
  /** The last sheet: what is left blank is struck through, so that nothing can be added (Annex 12). */
  readonly isLast: boolean;
}

export function drawGoods(
  pdf: Pdf,
  goods: readonly GoodsLine[],
  box: { x: number; y: number; width: number; height: number },
  style: GoodsStyle,
): void {
  const { x, y, width, height } = box;
  const columns = starts.map((start) => x + start * width);
  const quantityX = columns[3] ?? x;
  pdf.lineWidth(0.75).strokeColor(style.frame).rect(x, y, width, height).stroke();
  pdf
    .moveTo(quantityX, y)
    .lineTo(quantityX, y + height)
    .stroke();
  pdf.font('regular').fontSize(6.5).fillColor(style.frame);
  for (const [index, label] of labels.entries()) {
    pdf.text(label, (columns[index] ?? x) + padding, y + 6, { lineBreak: false });
  }
  pdf.fontSize(size).fillColor(style.ink);
  for (const [at, line] of goods.entries()) {
    for (const [index, text] of line.entries()) {
      if (text !== '')
        pdf.text(text, (columns[index] ?? x) + padding, y + 20 + at * leading, { lineBreak: false });
    }
  }
  if (style.isLast) strikeOut(pdf, x, y + 24 + goods.length * leading, width, y + height);
}

/** A line below the last item and a stroke through the blank space, as Annex 12 asks. */
function strikeOut(pdf: Pdf, x: number, from: number, width: number, to: number): void {
  if (to - from < 6) return;
  pdf
    .lineWidth(0.5)
    .moveTo(x + padding, from)
    .lineTo(x + width - padding, from)
    .stroke();
  if (to - from > 20)
    pdf
      .moveTo(x + width - padding, from)
      .lineTo(x + padding, to - padding)
      .stroke();
}
