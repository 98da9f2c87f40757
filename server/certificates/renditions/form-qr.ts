import { create } from 'qrcode';
import type { Pdf } from './form-text.ts';

/** Half a millimetre in points: what a photocopy and a telephone's camera still tell apart. */
const leastModule = (0.5 / 25.4) * 72;
/** No larger than this either: a code of few modules need not fill its room. */
const mostModule = 2.2;

type Level = 'Q' | 'M' | 'L';
const levels: readonly Level[] = ['Q', 'M', 'L'];

/** In bytes: looking for the shortest mix of modes takes longer and saves nothing in an address. */
const codeOf = (text: string, level: Level) =>
  create([{ data: Buffer.from(text), mode: 'byte' }], { errorCorrectionLevel: level });

/**
 * A QR code as one filled path, in the middle of its square, without the quiet zone: the caller leaves four modules
 * around it. As much of it may be lost as its modules stay large enough for (a quarter with level Q).
 */
export function drawCode(
  pdf: Pdf,
  text: string,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
  colour: string,
): void {
  const code = levels
    .values()
    .map((level) => ({ level, modules: codeOf(text, level).modules }))
    .find(({ level, modules }) => level === 'L' || side / modules.size >= leastModule);
  if (code === undefined) throw new Error('No level to try.');
  const { modules } = code;
  const module = Math.min(side / modules.size, mostModule);
  const margin = (side - modules.size * module) / 2;
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      const from = column;
      while (column < modules.size && modules.get(row, column)) column++;
      if (column > from) {
        pdf.rect(x + margin + from * module, y + margin + row * module, (column - from) * module, module);
      }
    }
  }
  pdf.fill(colour);
}
