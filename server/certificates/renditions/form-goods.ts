import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import { formWords, named } from './form-language.ts';
import {
  across,
  bronze,
  frame,
  ink,
  padding,
  print,
  printLines,
  type Rectangle,
  type Sheet,
  small,
  title,
} from './form-page.ts';
import { type Line, type Style, wrap } from './form-text.ts';
import type { FormWords } from './form-vocabulary.ts';
import {
  containerLines,
  goodsLines,
  isUnionForm,
  markLines,
  quantityLines,
  totalLines,
} from './form-words.ts';

/** Boxes 6 and 7: item number, marks, packages and description, quantity; one line of each. */
type GoodsLine = readonly (Line | undefined)[];

/** An item with all its lines. */
export type GoodsRow = readonly GoodsLine[];

const style: Style = { weight: 'regular', size: 8.5 };
const leading = style.size * 1.3;
/** Labels above, and a little room below. */
const around = 34;
const labelY = 6;
const firstLine = 22;
/** Where the columns begin, of the whole width. */
const starts = [0, 0.055, 0.28, 0.82] as const;
const room = (column: number, width: number): number =>
  ((starts[column + 1] ?? 1) - (starts[column] ?? 0)) * width - padding - 4;

/** @param more paragraphs that stand below the goods */
export function goodsRows(
  subject: CertificateSubject,
  country: string,
  width: number,
  more: readonly string[],
): GoodsRow[] {
  const column = (texts: readonly string[], at: number) => wrap(texts, style, room(at, width));
  const several = subject.origins.length > 1 ? { union: isUnionForm(country) } : undefined;
  const words = formWords(subject.language);
  const rows = subject.items.map((item) =>
    zip([
      column([String(item.seq)], 0),
      column(markLines(item), 1),
      column(goodsLines(item, words, several), 2),
      column(quantityLines(item, words), 3),
    ]),
  );
  const totals = totalLines(subject);
  const below = [...totals.goods, ...containerLines(subject), ...more];
  if (below.length + totals.quantity.length === 0) return rows;
  return [...rows, zip([[], [], column(below, 2), column(totals.quantity, 3)])];
}

function zip(cells: readonly (readonly Line[])[]): GoodsRow {
  const count = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: count }, (_, at) => cells.map((cell) => cell[at]));
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
      else current().push([]);
    }
    for (const line of row) {
      if (left() <= 0) sheets.push([]);
      current().push(line);
    }
  }
  return sheets;
}

/**
 * The goods of one sheet. Below them a line, and a stroke through what is left blank, so that nothing can be added
 * (Annex 12); on all but the last sheet it says where the goods go on.
 */
export function drawGoods(
  on: Sheet,
  goods: readonly GoodsLine[],
  at: Rectangle,
  { sheet, sheets, words }: { readonly sheet: number; readonly sheets: number; readonly words: FormWords },
): void {
  const { x, y, width, height } = at;
  const columns = starts.map((start) => x + start * width);
  const quantityX = columns[3] ?? x;
  frame(on, at);
  const rule = across(on, quantityX);
  on.pdf
    .moveTo(rule, y)
    .lineTo(rule, y + height)
    .stroke();
  title(on, 6, words.boxes[6], {
    x: x + padding,
    y: y + labelY,
  });
  title(
    on,
    7,
    named(words, ({ boxes }) => boxes[7]),
    { x: quantityX + padding, y: y + labelY },
  );
  on.pdf.fillColor(ink);
  for (const [index, line] of goods.entries()) {
    for (const [column, cell] of line.entries()) {
      if (cell === undefined) continue;
      const left = (columns[column] ?? x) + padding;
      const top = y + firstLine + index * leading;
      printLines(on, [cell], { ...style, leading }, { x: left, y: top, width: room(column, width) });
    }
  }
  const end = y + firstLine + goods.length * leading;
  strikeOut(on, { ...at, y: end + 4, height: y + height - end - 4 });
  if (sheet < sheets) {
    on.pdf.fillColor(bronze);
    const text = words.continued(sheet + 1, sheets);
    print(on, text, small, { x: quantityX - padding, y: y + labelY, align: 'right' });
  }
}

/** A line below the last item and a stroke through the blank space. */
function strikeOut(sheet: Sheet, { x, y, width, height }: Rectangle): void {
  if (height < 4) return;
  const { pdf } = sheet;
  const [from, to] = [across(sheet, x + padding), across(sheet, x + width - padding)];
  pdf.lineWidth(0.75).strokeColor(ink).moveTo(from, y).lineTo(to, y).stroke();
  if (height > 20)
    pdf
      .moveTo(to, y)
      .lineTo(from, y + height - padding)
      .stroke();
}
