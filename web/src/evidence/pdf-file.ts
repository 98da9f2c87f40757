import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** Addresses of what a document may name without holding it: fonts that every reader has, encodings, decoders. */
const parts = new Map(
  Object.entries(
    import.meta.glob<string>(
      [
        '../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
        '../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
        '../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm',
      ],
      { query: '?url', import: 'default', eager: true },
    ),
  ).map(([path, address]) => [path.split('/').at(-1) ?? '', address]),
);

/** The page fetches them: the worker, where a hostile file is read, may reach nothing at all (server/http/web.ts). */
class Parts {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const address = parts.get(filename);
    if (address === undefined) throw new Error(`There is no ${filename}.`);
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  }
}

/** More than any invoice has: a file of a few bytes may claim millions. */
const mostPages = 100;
/** Pixels of one image in a file; a small file may hold a huge one. */
const largestImage = 64_000_000;
/** Pixels of one page as it is drawn. */
const largestPage = 16_000_000;

export interface PdfFile {
  /** Of the pages that are shown, in points: width by height. */
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  /** Whether it has more than are shown. */
  readonly hasMore: boolean;
  /**
   * Draws a page, so many pixels wide.
   * @returns ends when it is drawn. @throws when it cannot be, or `signal` was aborted
   */
  draw(number: number, canvas: HTMLCanvasElement, width: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file that may be hostile: its scripts are never run, its fonts are drawn as outlines and not given to the
 * browser, and it is read in a worker of its own that ends with it.
 * @throws when it is no PDF, damaged or locked
 */
export async function openPdf(bytes: ArrayBuffer): Promise<PdfFile> {
  const port = new Worker(workerAddress, { type: 'module' });
  // Taken by the next document, which is this one. Without it the library would read the file in the page itself where
  // no worker can be had.
  GlobalWorkerOptions.workerPort = port;
  const close = async () => {
    await opening.destroy();
    port.terminate();
  };
  const opening = getDocument({
    data: bytes.slice(0),
    BinaryDataFactory: Parts,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: largestImage,
    verbosity: 0,
  });
  try {
    const file = await opening.promise;
    const count = Math.min(file.numPages, mostPages);
    const pages = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const { width, height } = (await file.getPage(index + 1)).getViewport({ scale: 1 });
        return { width, height };
      }),
    );
    return {
      pages,
      hasMore: file.numPages > count,
      async draw(number, canvas, width, signal) {
        const page = await file.getPage(number);
        signal.throwIfAborted();
        const whole = page.getViewport({ scale: 1 });
        const fits = Math.sqrt(largestPage / (whole.width * whole.height));
        const viewport = page.getViewport({ scale: Math.min(width / whole.width, fits) });
        canvas.width = Math.ceil(viewport.width);
        canvas.height = Math.ceil(viewport.height);
        const drawing = page.render({ canvas, viewport });
        signal.addEventListener('abort', () => drawing.cancel(), { once: true });
        await drawing.promise;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
