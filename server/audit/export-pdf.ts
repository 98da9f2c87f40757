import { setImmediate as turn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { TrailStatement } from '../../core/trail-file.ts';
import { attachHole, faceOf, type Pdf, type Style, wrap, write } from '../certificates/index.ts';
import type { ProvenActivity } from './activity-views.ts';
import { personOf } from './export-csv.ts';

/** Points; A4 is 595.28 × 841.89. */
const page = { left: 42, right: 553, top: 44, bottom: 792 } as const;
const ink = '#1b2430';
const quiet = '#5b6673';
const rule = '#d5dae0';
const text: Style = { weight: 'regular', size: 8.5 };
const bold: Style = { weight: 'bold', size: 8.5 };
const small: Style = { weight: 'regular', size: 6.5 };
const lineHeight = 44;
/** Room for the signed statement. */
const holeLength = 8_192;

/** A page of lines is drawn between two requests of others; the whole is signed afterwards. A4, PDF/A-3b, in English. */
export async function trailPdf(
  lines: readonly ProvenActivity[],
  said: Omit<TrailStatement, 'file'>,
): Promise<Buffer> {
  const at = new Date(said.time);
  const pdf = newDocument(said, at);
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done, failed) => pdf.on('end', done).on('error', failed));

  pdf.addPage();
  let y = drawHead(pdf, said);
  for (const line of lines) {
    if (y + lineHeight > page.bottom) {
      await turn();
      pdf.addPage();
      y = page.top;
    }
    drawLine(pdf, line, y);
    y += lineHeight;
  }
  const { count } = pdf.bufferedPageRange();
  for (let sheet = 0; sheet < count; sheet++) {
    pdf.switchToPage(sheet);
    pdf.fillColor(quiet);
    const check = 'Signed by the operator; check with: npx openpouch verify FILE --trust TRUST';
    write(pdf, check, small, { x: page.left, y: page.bottom + 10 });
    write(pdf, `${sheet + 1} / ${count}`, small, { x: page.right, y: page.bottom + 10, align: 'right' });
  }
  const name = 'openpouch-trail.json';
  attachHole(pdf, holeLength, at, { name, description: 'The operator’s signature of this file' });
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function newDocument({ organisation }: Pick<TrailStatement, 'organisation'>, at: Date): Pdf {
  return new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'en',
    displayTitle: true,
    // pdfkit takes fonts that are open, which its types leave out.
    font: faceOf('latin', 'regular').font as unknown as string,
    info: {
      Title: `Audit trail of ${organisation.legalName}`,
      Author: organisation.legalName,
      Creator: 'OpenPouch',
      CreationDate: at,
      ModDate: at,
    },
  });
}

/** @returns where the lines begin */
function drawHead(
  pdf: Pdf,
  { organisation, time, filters, lines, complete }: Omit<TrailStatement, 'file'>,
): number {
  pdf.fillColor(ink);
  write(pdf, 'Audit trail', { weight: 'bold', size: 18 }, { x: page.left, y: page.top });
  let y = page.top + 28;
  for (const line of wrap(
    [organisation.legalName],
    { weight: 'regular', size: 11 },
    page.right - page.left,
  )) {
    write(pdf, line, { weight: 'regular', size: 11 }, { x: page.left, y });
    y += 15;
  }
  pdf.fillColor(quiet);
  const asked = Object.entries(filters).map(([name, value]) => `${name} ${value}`);
  const said = [
    `As of ${inWords(time)}; ${lines} events, the latest first${complete ? '' : '; there are earlier ones that are not in this file'}.`,
    asked.length === 0 ? 'Everything that this organisation sees.' : `Asked for: ${asked.join(', ')}.`,
    'Each event with its record and place in it, its entry, and the batch root and transaction that put it on the chain.',
  ];
  for (const line of wrap(said, text, page.right - page.left)) {
    write(pdf, line, text, { x: page.left, y });
    y += 12;
  }
  return y + 12;
}

function drawLine(pdf: Pdf, line: ProvenActivity, y: number): void {
  const { record, actor, proof, sealing, sequence } = line;
  pdf.lineWidth(0.5).strokeColor(rule).moveTo(page.left, y).lineTo(page.right, y).stroke();
  const middle = page.left + 96;
  const isSealed = sealing.sealedAt !== null;
  const cut = (value: string, style: Style, width: number) => wrap([value], style, width)[0] ?? '';

  pdf.fillColor(quiet);
  write(pdf, inWords(line.time), small, { x: page.left, y: y + 6 });
  pdf.fillColor(ink);
  write(pdf, cut(`${actOf(line.type)} · ${record.subject?.name ?? record.kind}`, bold, 300), bold, {
    x: middle,
    y: y + 4,
  });
  pdf.fillColor(isSealed ? ink : quiet);
  const sealed = isSealed ? `sealed ${inWords(sealing.sealedAt ?? '')}` : sealing.state;
  write(pdf, sealed, small, { x: page.right, y: y + 6, align: 'right' });
  pdf.fillColor(ink);
  const person = personOf(line);
  const who = [
    actor.organisation?.legalName ?? 'OpenPouch',
    ...(person === null ? [] : [person]),
    ...(line.for === null ? [] : [`for ${line.for.legalName}`]),
  ].join(', ');
  write(pdf, cut(who, text, page.right - middle), text, { x: middle, y: y + 15 });
  pdf.fillColor(quiet);
  const where = `record ${record.recordId} · ${sequence}`;
  write(pdf, where, { ...small, size: 5.5 }, { x: page.left, y: y + 27 });
  write(pdf, `entry ${proof.entryHash}`, { ...small, size: 5.5 }, { x: middle + 165, y: y + 27 });
  const anchored =
    proof.anchor === null
      ? ['not yet in a batch', '']
      : [`root ${proof.anchor.root}`, `transaction ${proof.transactionHash ?? '—'}`];
  write(pdf, anchored[0] ?? '', { ...small, size: 5.5 }, { x: page.left, y: y + 35 });
  write(pdf, anchored[1] ?? '', { ...small, size: 5.5 }, { x: middle + 165, y: y + 35 });
}

/** `Handover offered`, of `org.openpouch.handover.offered`. */
function actOf(type: string): string {
  const words = type.replace(/^org\.openpouch\./, '').replace(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const format = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});
const inWords = (time: string): string => `${format.format(new Date(time))} UTC`;
