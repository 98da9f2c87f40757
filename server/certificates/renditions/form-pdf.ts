import PDFDocument from 'pdfkit';
import { attachCredential, attachHole } from './form-attachments.ts';
import { certificationHeight, drawCertification } from './form-box8.ts';
import { faceOf } from './form-fonts.ts';
import { drawGoods, goodsRows, paginate } from './form-goods.ts';
import { drawHead, measureHead } from './form-head.ts';
import { formWords } from './form-language.ts';
import {
  drawControl,
  drawFoot,
  drawGround,
  type FormData,
  frame,
  heading,
  label,
  padding,
  page,
  type Sheet,
  value,
  width,
} from './form-page.ts';
import { fitText, type Pdf } from './form-text.ts';
import type { FormWords } from './form-vocabulary.ts';
import { isUnionForm, led, originName } from './form-words.ts';

/** Height of what heads a continuation sheet. */
const continuationHeight = 54;

/**
 * The certificate on the form with its eight boxes (Regulation 2454/93, Annex 12), A4, PDF/A-3b, with the credential
 * attached and one blank attachment for the proof. The same data give the same bytes: its dates are the
 * certificate's. What does not fit the first sheet goes on continuation sheets; nothing is cut. The words of the form
 * are those of form-language.ts; what it says is set in Latin, Greek, Cyrillic, Arabic or Chinese, and a character of another script
 * is printed as a replacement character: the attached credential holds it.
 */
export async function renderForm(data: FormData): Promise<Buffer> {
  const pdf = newDocument(data);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done, failed) => pdf.on('end', done).on('error', failed));

  const head = measureHead(data);
  const first = {
    x: page.left,
    y: head.bottom,
    width,
    height: page.bottom - certificationHeight - head.bottom,
  };
  const next = {
    ...first,
    y: page.top + continuationHeight,
    height: page.bottom - page.top - continuationHeight,
  };
  const words = formWords(data.subject.language);
  const sheet: Sheet = { pdf, isRtl: words.isRtl };
  const rows = goodsRows(data.subject, data.chamber.country, width, head.overflow);
  const sheets = paginate(rows, { first: first.height, next: next.height });
  for (const [index, goods] of sheets.entries()) {
    const of = { sheet: index + 1, sheets: sheets.length, words };
    pdf.addPage();
    drawGround(sheet, data.kind);
    if (index === 0) {
      drawHead(sheet, data, head);
      drawCertification(sheet, data);
    } else drawContinuation(sheet, data, of);
    drawGoods(sheet, goods, index === 0 ? first : next, of);
    drawControl(sheet, data);
    drawFoot(sheet, data, of.sheet, of.sheets);
  }
  attachCredential(pdf, data.credential, data.issuedAt);
  attachHole(pdf, data.holeLength, data.issuedAt);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function newDocument({ subject, kind, chamber, issuedAt }: FormData): Pdf {
  const face = faceOf('latin', 'regular');
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: new Intl.Locale(formWords(subject.language).locale).baseName,
    displayTitle: true,
    // pdfkit takes fonts that are open, which its types leave out.
    font: face.font as unknown as string,
    info: {
      Title: `Certificate of origin ${subject.certificateNumber}`,
      Subject: heading(kind, subject),
      Author: chamber.legalName,
      Creator: 'OpenPouch',
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  });
  return pdf;
}

function drawContinuation(
  sheet: Sheet,
  data: FormData,
  of: { sheet: number; sheets: number; words: FormWords },
): void {
  const { subject, chamber, kind } = data;
  frame(sheet, { x: page.left, y: page.top, width, height: continuationHeight });
  const x = page.left + padding;
  label(sheet, `${of.words.title}   ·   ${of.words.continuation(of.sheet, of.sheets)}`, {
    x,
    y: page.top + 7,
  });
  value(sheet, subject.certificateNumber, { weight: 'bold', size: 11.5 }, { x, y: page.top + 18 });
  value(
    sheet,
    heading(kind, subject),
    { weight: 'bold', size: 13 },
    {
      x: page.right - padding,
      y: page.top + 16,
      align: 'right',
    },
  );
  const union = isUnionForm(chamber.country);
  const origins = subject.origins.map((code) => originName(code, union, of.words)).join(', ');
  const [by] = fitText([led(`${chamber.legalName}   ·   ${origins}`, of.words)], 'regular', {
    width: width - 2 * padding,
    height: 9,
  }).lines;
  if (by !== undefined) label(sheet, by.text, { x, y: page.top + 39 });
}
