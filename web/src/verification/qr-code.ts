/** Reads QR codes in the page: by the browser itself where it can, else with a decoder that is fetched when needed. */

/** Shape Detection API; not in Firefox, Safari and on every desktop. */
interface BarcodeDetector {
  detect(picture: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}
interface BarcodeDetectorConstructor {
  new (options: { readonly formats: readonly string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Longest sides that a picture is looked at in: a copy of a copy is read better when it is smaller and softer. */
const SIDES = [3_000, 1_800, 1_100] as const;

/** The text of a code in this picture; null: none can be read, or it is no picture. */
export async function codeIn(picture: Blob | HTMLCanvasElement): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  try {
    const native = await byBrowser(bitmap);
    if (native !== null) return native;
    for (const side of SIDES) {
      const found = await decode(bitmap, bitmap.width, bitmap.height, side);
      if (found !== null) return found;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

/** Pages of a scan that are looked at, and how wide they are drawn: 300 dots an inch of A4. */
const SCANNED_PAGES = 4;
const SCANNED_WIDTH = 2_480;

/** The text of a code on a page of a PDF, such as a scanned print; null: none can be read, or it cannot be drawn. */
export async function codeInPdf(file: Blob): Promise<string | null> {
  try {
    const { openPdf } = await import('../evidence/pdf-file.ts');
    const pdf = await openPdf(await file.arrayBuffer());
    try {
      for (let number = 1; number <= Math.min(pdf.pages.length, SCANNED_PAGES); number++) {
        const canvas = document.createElement('canvas');
        await pdf.draw(number, canvas, SCANNED_WIDTH, new AbortController().signal);
        const found = await codeIn(canvas);
        if (found !== null) return found;
      }
      return null;
    } finally {
      await pdf.close();
    }
  } catch {
    // Damaged, locked, or without a net that what draws it could come by.
    return null;
  }
}

/** The text of a code in what the camera shows now. */
export async function codeInFrame(video: HTMLVideoElement): Promise<string | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return null;
  const bitmap = await createImageBitmap(video);
  try {
    return (await byBrowser(bitmap)) ?? (await decode(bitmap, width, height, SIDES[1]));
  } finally {
    bitmap.close();
  }
}

async function byBrowser(bitmap: ImageBitmap): Promise<string | null> {
  const { BarcodeDetector: Detector } = globalThis as { BarcodeDetector?: BarcodeDetectorConstructor };
  if (Detector === undefined) return null;
  try {
    if (!(await Detector.getSupportedFormats()).includes('qr_code')) return null;
    const [found] = await new Detector({ formats: ['qr_code'] }).detect(bitmap);
    return found?.rawValue ?? null;
  } catch {
    // Some browsers have it and cannot: then we can.
    return null;
  }
}

/** Milliseconds for what a decoder may try beyond the obvious. */
const PATIENCE_MS = 300;

async function decode(
  picture: CanvasImageSource,
  width: number,
  height: number,
  longest: number,
): Promise<string | null> {
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const { decodeQR } = await import('qr/decode.js');
  try {
    return decodeQR({ width: canvas.width, height: canvas.height, data }, { timeLimit: PATIENCE_MS });
  } catch {
    return null;
  }
}
