import { createRequire } from 'node:module';
import { type Font, type Glyph, openSync } from 'fontkit';

const { resolve } = createRequire(import.meta.url);
const font = (family: string, file: string, weight: string): string =>
  resolve(`@expo-google-fonts/${family}/${weight}/${file}_${weight}.ttf`);

export type Weight = 'regular' | 'bold';
export type Script = 'latin' | 'arabic' | 'chinese';

/**
 * Latin holds Greek and Cyrillic too. Noto's Arabic sets the dots of a letter as glyphs of their own, so that nobody who
 * searches a print, or has it read aloud, could tell ب from ت: here each letter is one glyph.
 */
const files: Readonly<Record<Script, (weight: string) => string>> = {
  latin: (weight) => font('noto-sans', 'NotoSans', weight),
  arabic: (weight) => font('ibm-plex-sans-arabic', 'IBMPlexSansArabic', weight),
  chinese: (weight) => font('noto-sans-sc', 'NotoSansSC', weight),
};
const weights: Readonly<Record<Weight, string>> = { regular: '400Regular', bold: '600SemiBold' };

/** A font that is open. Opening and reading its tables takes longer than rendering: all documents share it. */
export interface Face {
  /** PostScript name: under it pdfkit keeps the font in a document. */
  readonly name: string;
  readonly script: Script;
  readonly font: Font;
  has(codePoint: number): boolean;
  /** Width in parts of the font size. */
  width(text: string, isRtl: boolean): number;
}

const open = new Map<string, Face>();

/** Opened when a text first needs it: Chinese alone has 10 MB a weight. */
export function faceOf(script: Script, weight: Weight): Face {
  const key = `${script} ${weight}`;
  const known = open.get(key);
  if (known !== undefined) return known;
  const face = openFace(script, weight);
  open.set(key, face);
  return face;
}

/** Given to pdfkit as the features of a text that runs from right to left; it hands them on to `layout` untouched. */
export const rightToLeft: readonly string[] = ['right to left'];

type Shaped = ReturnType<Font['layout']>;

/** Words are shaped once for all documents. So many at most: names differ, words of the form do not. */
const mostShaped = 4_000;

function openFace(script: Script, weight: Weight): Face {
  const opened = openSync(files[script](weights[weight]));
  if (!('layout' in opened)) throw new Error(`${script} ${weight} is a collection, not a font.`);
  const shape = opened.layout.bind(opened);
  const shaped = new Map<string, Shaped>();
  const shapedOnce = (text: string, isRtl: boolean): Shaped => {
    const key = isRtl ? `\u200f${text}` : text;
    const known = shaped.get(key);
    if (known !== undefined) return known;
    if (shaped.size >= mostShaped) shaped.clear();
    forgetGlyphs(opened);
    const made = shape(text, undefined, undefined, undefined, isRtl ? 'rtl' : 'ltr');
    if (isRtl) for (const glyph of made.glyphs) glyph.codePoints = readAs(glyph);
    shaped.set(key, made);
    return made;
  };
  opened.layout = (text, features) => copy(shapedOnce(text, features === rightToLeft));
  const em = opened.unitsPerEm;
  return {
    name: opened.postscriptName,
    script,
    font: opened,
    has: (codePoint) => opened.hasGlyphForCodePoint(codePoint),
    width: (text, isRtl) => shapedOnce(text, isRtl).advanceWidth / em,
  };
}

/**
 * fontkit keeps a glyph with the characters that it stood for first, and with none when a subset was what asked. One
 * glyph may stand for several (a yeh in the middle of a word is Arabic or Farsi): each text is to be read back as it
 * was written, whatever was printed before.
 */
function forgetGlyphs(font: Font): void {
  (font as unknown as { _glyphs: object })._glyphs = {};
}

/**
 * A glyph of several letters (لا) is read back as the one character that Unicode has for such a glyph: readers of PDF turn
 * what runs from right to left character by character, and would say its letters in the wrong order.
 */
function readAs({ name, codePoints }: Glyph): number[] {
  if (codePoints.length < 2) return codePoints;
  const [, code] = /^uni(F[BCDE][0-9A-F]{2})$/.exec(name) ?? [];
  const form = code === undefined ? undefined : Number.parseInt(code, 16);
  const isSame =
    form !== undefined &&
    String.fromCodePoint(form).normalize('NFKC') === String.fromCodePoint(...codePoints).normalize('NFKC');
  return isSame ? [form] : codePoints;
}

/** pdfkit scales the positions that it gets in place: it gets its own. */
function copy(run: Shaped): Shaped {
  const positions = run.positions.map((position) => ({ ...position }));
  const made: Pick<Shaped, 'glyphs' | 'positions' | 'advanceWidth'> = {
    glyphs: run.glyphs,
    positions,
    get advanceWidth() {
      return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    },
  };
  return made as Shaped;
}
