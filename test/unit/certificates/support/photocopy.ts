import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';

/** Grey values, 0 black to 255 white, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** A page as a printer sees it. */
export async function print(pdf: Uint8Array, dpi: number, page = 0): Promise<Picture> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(pdf));
  const { width, height, data } = await document
    .getPage(page)
    .render({ scale: dpi / 72, colorSpace: 'BGRA', render: async (options) => options.data });
  document.destroy();
  library.destroy();
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    const [blue = 0, green = 0, red = 0] = data.subarray(at * 4, at * 4 + 3);
    grey[at] = Math.round(0.114 * blue + 0.587 * green + 0.299 * red);
  }
  return { width, height, grey };
}

/**
 * What a plain copier makes of a picture: laid on a little askew, out of focus, with specks of dust, and then black
 * or white alone. @param degrees how much askew
 */
export function photocopy({ width, height, grey }: Picture, degrees: number, random: () => number): Picture {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 255 : (grey[y * width + x] ?? 255);
  const blurred = (x: number, y: number): number => {
    let sum = 0;
    for (const [dx, dy, weight] of kernel) sum += weight * at(x + dx, y + dy);
    return sum / 16;
  };
  const copy = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [cx, cy] = [x - width / 2, y - height / 2];
      const from = blurred(
        Math.round(cos * cx - sin * cy + width / 2),
        Math.round(sin * cx + cos * cy + height / 2),
      );
      const seen = from + (random() - 0.5) * 120;
      const speck = random() < 0.002;
      copy[y * width + x] = speck ? Math.round(random()) * 255 : seen > 128 ? 255 : 0;
    }
  }
  return { width, height, grey: copy };
}

const kernel = [-1, 0, 1].flatMap((dy) =>
  [-1, 0, 1].map((dx) => [dx, dy, (2 - Math.abs(dx)) * (2 - Math.abs(dy))] as const),
);

let prepared = false;

/** The codes that a reader finds. */
export async function scan({ width, height, grey }: Picture): Promise<ReadResult[]> {
  if (!prepared) {
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    // Else it would be fetched.
    prepareZXingModule({ overrides: { wasmBinary: (await readFile(wasm)).buffer as ArrayBuffer } });
    prepared = true;
  }
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < grey.length; at++) data.fill(grey[at] ?? 0, at * 4, at * 4 + 3);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  const image = { width, height, data, colorSpace: 'srgb' } as unknown as ImageData;
  return readBarcodes(image, { formats: ['QRCode'], tryHarder: true });
}

/** The same numbers each time: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
