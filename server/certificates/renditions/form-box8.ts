import { formWords, named, secondWord } from './form-language.ts';
import {
  across,
  type FormData,
  frame,
  ink,
  label,
  padding,
  page,
  printLines,
  type Sheet,
  title,
  value,
  width,
} from './form-page.ts';
import { drawCode } from './form-qr.ts';
import { fitText } from './form-text.ts';
import { dayOf, led } from './form-words.ts';

export const certificationHeight = 132;
/** Points, at most; and what stands around it: four modules of blank paper at the least. */
const codeSide = 98;
const codeMargin = 10;

/** Box 8: the authority certifies. No handwriting and no stamp: signed electronically, and the code says where to ask. */
export function drawCertification(sheet: Sheet, { subject, chamber, validUntil, verifyUrl }: FormData): void {
  const words = formWords(subject.language);
  const y = page.bottom - certificationHeight;
  frame(sheet, { x: page.left, y, width, height: certificationHeight });
  const x = page.left + padding;
  const codeX = page.right - codeMargin - codeSide;
  const column = codeX - x - 18;
  title(
    sheet,
    8,
    named(words, ({ boxes }) => boxes[8]),
    { x, y: y + 6 },
  );
  const certified = fitText([words.certifies.toUpperCase()], 'bold', { width: column, height: 24 });
  sheet.pdf.fillColor(ink);
  printLines(sheet, certified.lines, certified, { x, y: y + 17, width: column });

  const { place, date, officer } = subject.issue;
  const by =
    chamber.accreditation === undefined ? '' : words.comma + words.accreditation(chamber.accreditation);
  const facts = [
    [words.issued, led(place + words.comma + dayOf(date, words), words)],
    ...(validUntil === undefined
      ? []
      : [[words.validUntil, dayOf(validUntil.toISOString(), words)] as const]),
    [words.signatory, officer],
    [words.authority, led(chamber.legalName + by, words)],
  ] as const;
  const second = secondWord(words, ({ certifies }) => certifies);
  if (second !== undefined) label(sheet, second, { x, y: y + 19 + certified.height });
  let at = y + (second === undefined ? 22 : 30) + certified.height;
  for (const [name, text] of facts) {
    label(sheet, name, { x, y: at + 2.5 });
    const fitted = fitText([text], 'bold', { width: column - 92, height: 13 });
    sheet.pdf.fillColor(ink);
    printLines(sheet, fitted.lines, fitted, { x: x + 92, y: at, width: column - 92 });
    at += Math.max(15, fitted.height + 3);
  }
  label(sheet, words.signed, {
    x,
    y: y + certificationHeight - 14,
  });

  const codeLeft = across(sheet, codeX, codeSide);
  drawCode(sheet.pdf, verifyUrl, { x: codeLeft, y: y + codeMargin, side: codeSide }, ink);
  const grouped = subject.verificationCode.match(/.{4}/g)?.join('-') ?? subject.verificationCode;
  value(
    sheet,
    grouped,
    { weight: 'bold', size: 7.5 },
    {
      x: codeX + codeSide / 2,
      y: y + codeMargin + codeSide + 7,
      align: 'middle',
    },
  );
  sheet.pdf.link(codeLeft, y + codeMargin, codeSide, codeSide, verifyUrl);
}
