import { type FormData, frame, ink, label, padding, page, title, value, width } from './form-page.ts';
import { drawCode } from './form-qr.ts';
import { fitText, type Pdf, writeLines } from './form-text.ts';
import { dayOf } from './form-words.ts';

export const certificationHeight = 132;
/** Points, at most; and what stands around it: four modules of blank paper at the least. */
const codeSide = 98;
const codeMargin = 10;

/** Box 8: the authority certifies. No handwriting and no stamp: signed electronically, and the code says where to ask. */
export function drawCertification(pdf: Pdf, { subject, chamber, verifyUrl }: FormData): void {
  const y = page.bottom - certificationHeight;
  frame(pdf, { x: page.left, y, width, height: certificationHeight });
  const x = page.left + padding;
  const codeX = page.right - codeMargin - codeSide;
  const column = codeX - x - 18;
  title(pdf, 8, 'Certification', { x, y: y + 6 });
  const said =
    'The undersigned authority certifies that the goods described above originate in the country shown in box 3';
  const certified = fitText([said.toUpperCase()], 'bold', { width: column, height: 24 });
  pdf.fillColor(ink);
  writeLines(pdf, certified.lines, certified, { x, y: y + 17, width: column });

  const { place, date, officer } = subject.issue;
  const by = chamber.accreditation === undefined ? '' : `, ICC accreditation ${chamber.accreditation}`;
  const facts = [
    ['Place and date of issue', `${place}, ${dayOf(date)}`],
    ['Authorised signatory', officer],
    ['Competent authority', chamber.legalName + by],
  ] as const;
  let at = y + 22 + certified.height;
  for (const [name, text] of facts) {
    label(pdf, name, { x, y: at + 2.5 });
    const fitted = fitText([text], 'bold', { width: column - 92, height: 13 });
    pdf.fillColor(ink);
    writeLines(pdf, fitted.lines, fitted, { x: x + 92, y: at, width: column - 92 });
    at += Math.max(15, fitted.height + 3);
  }
  label(pdf, 'Signed electronically: no handwritten signature, no stamp. This file carries its own proof.', {
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
