import type { Page } from 'playwright-core';
import { en } from '../../web/src/text/en/index.ts';

/** Everything that the page says: what is seen of it, and what is read out in its place. */
export function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>([document.title]);
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      const { parentElement: parent } = node;
      // What machines write is in no language; each language of the list is called by its own name.
      if (parent?.checkVisibility() !== true || parent.closest('code, pre, [lang]:not(html)') !== null)
        continue;
      found.add(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('body *'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        if (element.checkVisibility()) found.add(element.getAttribute(name) ?? '');
    return [...found].map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  });
}

type Said = string | ((...parts: readonly unknown[]) => unknown);

const sign = '⟨⟩';
/** Every word and sentence of a language; signs stand for the parts of a sentence. */
function sentencesOf(words: unknown): string[] {
  if (typeof words === 'string' || typeof words === 'function') {
    const said = words as Said;
    return [(typeof said === 'string' ? said : String(said(sign, sign, sign, sign))).replace(/\s+/g, ' ')];
  }
  return Object.values(words as object).flatMap(sentencesOf);
}

/** Words that stand in hardly any sentence of Dutch or French. */
const english = /\b(?:the|your|with|this|that|from|and)\b/i;

/**
 * Finds what is English among what a page says in another language.
 * @param own the other language
 * @param data what people wrote and are called, which no language changes
 */
export function englishIn(own: unknown, data: readonly string[]): (said: readonly string[]) => string[] {
  const kept = new Set(sentencesOf(own));
  const left = sentencesOf(en).filter((sentence) => !kept.has(sentence));
  const words = new Set(left.filter((sentence) => !sentence.includes(sign)));
  const sentences = left
    .filter((sentence) => sentence.includes(sign) && /[a-z]{3}/i.test(sentence))
    .map((sentence) => new RegExp(`^${sentence.split(sign).map(RegExp.escape).join('.+')}$`));
  // The longest first: a shorter one may be a part of it.
  const known = data.toSorted((a, b) => b.length - a.length);
  return (said) =>
    said.filter((text) => {
      if (known.includes(text)) return false;
      const plain = known.reduce((rest, it) => rest.replaceAll(it, ''), text);
      return words.has(text) || sentences.some((sentence) => sentence.test(text)) || english.test(plain);
    });
}
