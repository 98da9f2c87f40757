import { formWords, named, secondWord } from './form-language.ts';
import { type FormData, frame, ink, label, padding, page, title, value, width } from './form-page.ts';
import { drawCode } from './form-qr.ts';
import { fitText, type Pdf, writeLines } from './form-text.ts';
import { dayOf } from './form-words.ts';

export const certificationHeight = 132;
/** Points, at most; and what stands around it: four modules of blank paper at the least. */
const codeSide = 98;
const codeMargin = 10;

/** Box 8: the authority certifies. No handwriting and no stamp: signed electronically, and the code says where to ask. */
export function drawCertification(pdf: Pdf, { subject, chamber, validUntil, verifyUrl }: FormData): void {
  const words = formWords(subject.language);
  const y = page.bottom - certificationHeight;
  frame(pdf, { x: page.left, y, width, height: certificationHeight });
  const x = page.left + padding;
  const codeX = page.right - codeMargin - codeSide;
  const column = codeX - x - 18;
  title(
    pdf,
    8,
    named(words, ({ boxes }) => boxes[8]),
    { x, y: y + 6 },
  );
  const certified = fitText([words.certifies.toUpperCase()], 'bold', { width: column, height: 24 });
  pdf.fillColor(ink);
  writeLines(pdf, certified.lines, certified, { x, y: y + 17, width: column });

  const { place, date, officer } = subject.issue;
  const by = chamber.accreditation === undefined ? '' : `, ${words.accreditation(chamber.accreditation)}`;
  const facts = [
    [words.issued, `${place}, ${dayOf(date, words)}`],
    ...(validUntil === undefined
      ? []
      : [[words.validUntil, dayOf(validUntil.toISOString(), words)] as const]),
    [words.signatory, officer],
    [words.authority, chamber.legalName + by],
  ] as const;
  const second = secondWord(words, ({ certifies }) => certifies);
  if (second !== undefined) label(pdf, second, { x, y: y + 19 + certified.height });
  let at = y + (second === undefined ? 22 : 30) + certified.height;
  for (const [name, text] of facts) {
    label(pdf, name, { x, y: at + 2.5 });
    const fitted = fitText([text], 'bold', { width: column - 92, height: 13 });
    pdf.fillColor(ink);
    writeLines(pdf, fitted.lines, fitted, { x: x + 92, y: at, width: column - 92 });
    at += Math.max(15, fitted.height + 3);
  }
  label(pdf, words.signed, {
    x,
    y: y + certificationHeight - 14,
  });

  drawCode(pdf, verifyUrl, { x: codeX, y: y + codeMargin, side: codeSide }, ink);
  const grouped = subject.verificationCode.match(/.{4}/g)?.join('-') ?? subject.verificationCode;
  value(
    pdf,
    grouped,
    { weight: 'bold', size: 7.5 },
    {
      x: codeX + codeSide / 2,
      y: y + codeMargin + codeSide + 7,
      align: 'middle',
    },
  );
  pdf.link(codeX, y + codeMargin, codeSide, codeSide, verifyUrl);
}
