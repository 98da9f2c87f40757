import bidiModule from 'bidi-js';
import { type Face, faceOf, type Weight } from './form-fonts.ts';

/** Text of one direction in one font. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  readonly isRtl: boolean;
}

// A CommonJS module that is its function, which its types call its `default`.
const bidi = (bidiModule as unknown as typeof bidiModule.default)();

/** Hebrew, Arabic and their neighbours, and the marks of direction: without any of them a line needs no reordering. */
const turning = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const chinese = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\u3000-\u303f\uff00-\uffef]/u;
const arabic = /[\p{sc=Arab}\u060c\u061b\u061f\u0640]/u;
/** Belongs to the character before it. */
const joining = /[\p{M}\u200c\u200d]/u;
const plain = /^[\x20-\x7e]*$/;

/** What no print shows: control characters, and all that could make a text read otherwise than it is kept. */
const unprintable = /[\p{Cc}\p{Cs}\u00ad\u180e\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** Stands for a character that no font here has. */
const replacement = '\ufffd';

/** One line as it can be printed: composed characters, single blanks, nothing that hides or turns text. */
export const printable = (text: string): string =>
  plain.test(text)
    ? text.replace(/ {2,}/g, ' ').trim()
    : text.replace(/\s+/gu, ' ').replace(unprintable, '').normalize('NFC').trim();

/** Whether a paragraph reads from right to left: its first strong character decides (UAX #9, P2 and P3). */
export const readsRtl = (text: string): boolean =>
  turning.test(text) && (bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0) % 2 === 1;

/** A line's runs from left to right, as they are printed (UAX #9, L2). */
export function toRuns(line: string, weight: Weight, isRtl: boolean): readonly Run[] {
  if (plain.test(line)) return [{ face: faceOf('latin', weight), text: line, isRtl: false }];
  const turns = isRtl || turning.test(line);
  const levels = turns ? bidi.getEmbeddingLevels(line, isRtl ? 'rtl' : 'ltr').levels : undefined;
  const runs: (Run & { readonly level: number })[] = [];
  let at = 0;
  for (const character of line) {
    const level = levels?.[at] ?? 0;
    at += character.length;
    const last = runs.at(-1);
    const face = pick(character, weight, level % 2 === 1, last?.face);
    // Marks of direction have done their work, and some joiners have no glyph.
    if (character === '\u200e' || character === '\u200f' || character === '\u061c') continue;
    const codePoint = character.codePointAt(0) ?? 0;
    if (!face.has(codePoint) && joining.test(character)) continue;
    const mirrored = level % 2 === 1 ? bidi.getMirroredCharacter(character) : null;
    const shown = face.has(codePoint) ? (mirrored ?? character) : replacement;
    if (last !== undefined && last.face === face && last.level === level) {
      runs[runs.length - 1] = { ...last, text: last.text + shown };
    } else runs.push({ face, text: shown, isRtl: level % 2 === 1, level });
  }
  return turns ? reordered(runs) : runs;
}

/** The face of a character: that of its script; what no script owns stays with Arabic that it stands in. */
function pick(character: string, weight: Weight, isRtl: boolean, before: Face | undefined): Face {
  const codePoint = character.codePointAt(0) ?? 0;
  if (before !== undefined && joining.test(character) && before.has(codePoint)) return before;
  const script = chinese.test(character) ? 'chinese' : arabic.test(character) ? 'arabic' : 'latin';
  if (script === 'latin' && isRtl && before?.script === 'arabic' && before.has(codePoint)) return before;
  const face = faceOf(script, weight);
  return face.has(codePoint) ? face : faceOf('latin', weight);
}

/** From the highest level to the lowest odd one, every stretch at or above it is reversed (UAX #9, L2). */
function reordered<T extends { readonly level: number }>(runs: readonly T[]): T[] {
  const order = [...runs];
  const highest = Math.max(0, ...order.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < order.length; start++) {
      let end = start;
      while ((order[end]?.level ?? -1) >= level) end++;
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  return order;
}
