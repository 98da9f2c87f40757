import { create } from 'qrcode';
import type { Pdf } from './form-text.ts';

/** A QR code as one filled path, level M, without the quiet zone: the caller leaves four modules around it. */
export function drawCode(pdf: Pdf, text: string, x: number, y: number, side: number, colour: string): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const module = side / modules.size;
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      const from = column;
      while (column < modules.size && modules.get(row, column)) column++;
      if (column > from) pdf.rect(x + from * module, y + row * module, (column - from) * module, module);
    }
  }
  pdf.fill(colour);
}
