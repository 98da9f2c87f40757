import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { CertificateSubject } from '../../core/certificate-subject.ts';
import { drawGoods, goodsRows, paginate } from './form-goods.ts';
import { addHole } from './form-hole.ts';
import { drawCode } from './form-qr.ts';
import { type Fitted, fitText, lines, type Pdf } from './form-text.ts';
import {
  consigneeLines,
  consignorLines,
  countryName,
  originName,
  remarkLines,
  transportLines,
} from './form-words.ts';

const { resolve } = createRequire(import.meta.url);
const fonts = {
  regular: resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
};

export interface FormData {
  readonly subject: CertificateSubject & { readonly verificationCode: string };
  /** Legal name of the chamber. */
  readonly authority: string;
  readonly issuedAt: Date;
  /** The public page, with number and code: what the QR code says. */
  readonly verifyUrl: string;
  /** Bytes to leave for the proof. */
  readonly holeLength: number;
}

/** Points; A4 is 595.28 × 841.89. */
const page = { left: 42, right: 553, top: 36, bottom: 806 } as const;
const width = page.right - page.left;
const middle = page.left + width / 2;
const certificationHeight = 122;
const ink = '#1b2430';
const bronze = '#7d5f2c';
const tint = '#f1e9d8';

/**
 * The certificate on the EU's form with its eight boxes (Regulation 2454/93, Annex 12), A4, PDF/A-3b as far as pdfkit
 * makes it, with one blank attachment for the proof. The same data give the same bytes: its dates are the
 * certificate's. What does not fit the first sheet goes on continuation sheets; nothing is cut. Labels are English,
 * and scripts other than Latin, Greek and Cyrillic have no glyphs yet: more fonts and languages come with a later
 * issue, as does the mark "COPY" for readers who are not the owner.
 */
export async function renderForm(data: FormData): Promise<Buffer> {
  const pdf = newDocument(data);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done, failed) => pdf.on('end', done).on('error', failed));

  const head = measureHead(pdf, data);
  const goodsTop = page.top + head.rows.reduce((sum, row) => sum + row, 0);
  const sheets = paginate(goodsRows(pdf, data.subject, width, head.overflow), {
    first: page.bottom - certificationHeight - goodsTop,
    next: page.bottom - page.top - 54,
  });
  for (const [index, sheet] of sheets.entries()) {
    pdf.addPage();
    drawGround(pdf);
    if (index === 0) {
      drawHead(pdf, data, head);
      drawCertification(pdf, data);
    } else drawContinuation(pdf, data, index + 1, sheets.length);
    const box = {
      x: page.left,
      y: index === 0 ? goodsTop : page.top + 54,
      width,
      height: index === 0 ? page.bottom - certificationHeight - goodsTop : page.bottom - page.top - 54,
    };
    drawGoods(pdf, sheet, box, { ink, frame: bronze, isLast: index === sheets.length - 1 });
    drawFoot(pdf, data, index + 1, sheets.length);
  }
  addHole(pdf, data.holeLength, data.issuedAt);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function newDocument({ subject, authority, issuedAt }: FormData): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'en',
    displayTitle: true,
    font: fonts.regular,
    info: {
      Title: `Certificate of origin ${subject.certificateNumber}`,
      Author: authority,
      Creator: 'OpenPouch',
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  });
  return pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
}

interface Head {
  /** Heights: boxes 1 and title; boxes 2 and 3; boxes 4 and 5. */
  readonly rows: readonly [number, number, number];
  readonly consignor: Fitted;
  readonly consignee: Fitted;
  readonly origins: Fitted;
  readonly transport: Fitted;
  readonly remarks: Fitted;
  /** Remarks that stand below the goods because box 5 is too small for them. */
  readonly overflow: readonly string[];
}

/** Room for a box's label and its padding. */
const label = 18;
const tallestRemarks = 150;

function measureHead(pdf: Pdf, { subject }: FormData): Head {
  const measure = (texts: readonly string[], height: number) =>
    fitText(pdf, 'regular', texts, width / 2 - 16, height - label);
  const consignor = measure(consignorLines(subject), 92);
  const consignee = measure(consigneeLines(subject), 92);
  const origins = measure([subject.origins.map(originName).join('; ')], 92);
  const transport = measure(transportLines(subject), 66);
  const wanted = measure(remarkLines(subject), 66);
  const tooLong = wanted.height > tallestRemarks;
  const remarks = tooLong ? measure(['See below the goods in box 6.'], 66) : wanted;
  const row = (least: number, ...boxes: readonly Fitted[]) =>
    Math.max(least, ...boxes.map((box) => box.height + label + 4));
  return {
    rows: [row(92, consignor), row(92, consignee, origins), row(66, transport, remarks)],
    consignor,
    consignee,
    origins,
    transport,
    remarks,
    overflow: tooLong ? ['Remarks (box 5):', ...remarkLines(subject)] : [],
  };
}

function drawHead(pdf: Pdf, { subject, authority }: FormData, head: Head): void {
  const [first, second, third] = head.rows;
  const y2 = page.top + first;
  const y4 = y2 + second;
  box(pdf, '1  Consignor', head.consignor, page.left, page.top, first);
  box(pdf, '2  Consignee', head.consignee, page.left, y2, second);
  box(pdf, '3  Country of origin', head.origins, middle, y2, second);
  box(pdf, '4  Transport details (optional)', head.transport, page.left, y4, third);
  box(pdf, '5  Remarks', head.remarks, middle, y4, third);

  frame(pdf, middle, page.top, width / 2, first);
  const x = middle + 8;
  pdf.font('regular').fontSize(6.5).fillColor(bronze);
  pdf.text('No.', x, page.top + 8, { lineBreak: false });
  right(pdf, subject.copyStatus === 'DIGITAL_ORIGINAL' ? 'DIGITAL ORIGINAL' : 'DUPLICATE', page.top + 8);
  pdf
    .font('bold')
    .fontSize(12)
    .fillColor(ink)
    .text(subject.certificateNumber, x, page.top + 17, { lineBreak: false });
  pdf
    .fontSize(8.5)
    .fillColor(bronze)
    .text('EUROPEAN UNION', x, page.top + 43, { lineBreak: false, characterSpacing: 1.6 });
  pdf
    .fontSize(14)
    .fillColor(ink)
    .text('CERTIFICATE OF ORIGIN', x, page.top + 54, { lineBreak: false, characterSpacing: 0.6 });
  const [by] = fitText(pdf, 'regular', [authority], width / 2 - 16, 9).lines;
  pdf
    .font('regular')
    .fontSize(7)
    .text(by ?? '', x, page.top + 76, { lineBreak: false });
}

function drawContinuation(pdf: Pdf, { subject, authority }: FormData, sheet: number, sheets: number): void {
  frame(pdf, page.left, page.top, width, 54);
  const x = page.left + 8;
  pdf.font('regular').fontSize(6.5).fillColor(bronze);
  pdf.text(`CERTIFICATE OF ORIGIN   ·   CONTINUATION SHEET ${sheet} OF ${sheets}`, x, page.top + 8, {
    lineBreak: false,
  });
  pdf
    .font('bold')
    .fontSize(12)
    .fillColor(ink)
    .text(subject.certificateNumber, x, page.top + 19, { lineBreak: false });
  const origins = `${authority}   ·   ${subject.origins.map(countryName).join(', ')}`;
  const [line] = fitText(pdf, 'regular', [origins], width - 16, 9).lines;
  pdf
    .font('regular')
    .fontSize(7)
    .text(line ?? '', x, page.top + 38, { lineBreak: false });
}

const months = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function drawCertification(pdf: Pdf, { subject, authority, verifyUrl }: FormData): void {
  const y = page.bottom - certificationHeight;
  frame(pdf, page.left, y, width, certificationHeight);
  const x = page.left + 8;
  const codeSize = 88;
  const codeX = page.right - 10 - codeSize;
  const column = codeX - x - 16;
  pdf
    .font('regular')
    .fontSize(6.5)
    .fillColor(bronze)
    .text('8  Certification', x, y + 6, { lineBreak: false });
  const said =
    'The undersigned authority certifies that the goods described above originate in the country shown in box 3';
  const certified = fitText(pdf, 'bold', [said.toUpperCase()], column, 22);
  pdf.font('bold').fontSize(certified.size).fillColor(ink);
  const below = lines(pdf, certified.lines, x, y + 18, certified.leading) + 7;

  const { place, date, officer } = subject.issue;
  const facts = [
    ['Place and date of issue', `${place}, ${months.format(new Date(`${date}T00:00:00Z`))}`],
    ['Authorised signatory', officer],
    ['Competent authority', authority],
  ] as const;
  for (const [index, [name, value]] of facts.entries()) {
    const lineY = below + index * 15;
    pdf
      .font('regular')
      .fontSize(6.5)
      .fillColor(bronze)
      .text(name, x, lineY + 2.5, { lineBreak: false });
    const fitted = fitText(pdf, 'bold', [value], column - 92, 12);
    pdf.font('bold').fontSize(Math.min(fitted.size, 9)).fillColor(ink);
    lines(pdf, fitted.lines, x + 92, lineY, fitted.leading);
  }
  pdf.font('regular').fontSize(6.5).fillColor(bronze);
  const note = 'Signed electronically: no handwritten signature, no stamp. This file carries its own proof.';
  pdf.text(note, x, y + certificationHeight - 15, { lineBreak: false });

  drawCode(pdf, verifyUrl, codeX, y + 8, codeSize, ink);
  const grouped = subject.verificationCode.match(/.{4}/g)?.join('-') ?? subject.verificationCode;
  pdf.font('bold').fontSize(7).fillColor(ink);
  const codeWidth = pdf.widthOfString(grouped);
  pdf.text(grouped, codeX + (codeSize - codeWidth) / 2, y + 8 + codeSize + 5, { lineBreak: false });
  pdf.link(codeX, y + 8, codeSize, codeSize, verifyUrl);
}

function drawFoot(pdf: Pdf, { verifyUrl, subject }: FormData, sheet: number, sheets: number): void {
  pdf.font('regular').fontSize(6.5).fillColor(bronze);
  const address = verifyUrl.split('?')[0] ?? verifyUrl;
  pdf.text(`Check at ${address} with number and code, or drop this file there.`, page.left, page.bottom + 6, {
    lineBreak: false,
  });
  right(
    pdf,
    sheets === 1 ? subject.certificateNumber : `${subject.certificateNumber}   ·   ${sheet} / ${sheets}`,
    page.bottom + 6,
    0,
  );
}

/** A rosette, as the paper form has a guilloche. */
function drawGround(pdf: Pdf): void {
  pdf.save().lineWidth(0.5).strokeColor(tint);
  for (let turn = 0; turn < 30; turn++) {
    pdf
      .save()
      .rotate(turn * 6, { origin: [middle, 430] })
      .ellipse(middle, 430, 235, 84)
      .stroke()
      .restore();
  }
  pdf.restore();
}

function frame(pdf: Pdf, x: number, y: number, w: number, h: number): void {
  pdf.lineWidth(0.75).strokeColor(bronze).rect(x, y, w, h).stroke();
}

function box(pdf: Pdf, name: string, text: Fitted, x: number, y: number, height: number): void {
  frame(pdf, x, y, width / 2, height);
  pdf
    .font('regular')
    .fontSize(6.5)
    .fillColor(bronze)
    .text(name, x + 8, y + 6, { lineBreak: false });
  pdf.fontSize(text.size).fillColor(ink);
  lines(pdf, text.lines, x + 8, y + label - 1, text.leading);
}

function right(pdf: Pdf, text: string, y: number, padding = 8): void {
  pdf.text(text, page.right - padding - pdf.widthOfString(text), y, { lineBreak: false });
}
