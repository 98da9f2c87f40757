import type { Page } from 'playwright-core';

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRect;
    readonly currentRect: DOMRect;
  }[];
}

/** What moved while the page loaded, where all its layout shifts together come to more than 0.05. */
export async function moved(page: Page): Promise<string[]> {
  const shifts = await page.evaluate(
    () =>
      new Promise<{ value: number; what: string[] }[]>((resolve) => {
        const all: { value: number; what: string[] }[] = [];
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as LayoutShift[]) {
            const what = sources.map(({ node, previousRect, currentRect }) => {
              const name = node instanceof Element ? node.outerHTML.slice(0, 160) : node?.textContent;
              return `${name}: ${previousRect.y} to ${currentRect.y}, ${previousRect.height} to ${currentRect.height} high`;
            });
            all.push({ value, what });
          }
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(all)));
      }),
  );
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  return total <= 0.05 ? [] : shifts.flatMap(({ value, what }) => [`${value}`, ...what]);
}

/** What is wider than the screen, so that the whole page scrolls sideways. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const all = [...document.querySelectorAll('body *')];
    const over = all.filter((element) => element.getBoundingClientRect().right > clientWidth);
    return [`${scrollWidth} > ${clientWidth}`, ...over.map((element) => element.outerHTML.slice(0, 200))];
  });
}

/** Texts of which a part is hidden by what they stand in, and which cannot be scrolled there. */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Holder {
      readonly isForReadersAlone: boolean;
      readonly scrolls: boolean;
      readonly hidesX: boolean;
      readonly hidesY: boolean;
      readonly box: DOMRect;
    }
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
    // Most texts stand in the same elements: each is looked at once.
    const known = new Map<Element, Holder>();
    const look = (element: Element): Holder => {
      const { overflowX, overflowY, clip, clipPath } = getComputedStyle(element);
      const holder = {
        // For readers of the page's words alone.
        isForReadersAlone: clip !== 'auto' || clipPath !== 'none',
        scrolls: scrolls(overflowX) || scrolls(overflowY),
        hidesX: hides(overflowX),
        hidesY: hides(overflowY),
        box: element.getBoundingClientRect(),
      };
      known.set(element, holder);
      return holder;
    };
    const isCut = (node: Node): boolean => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0 || text.height === 0) return false;
      for (let it = node.parentElement; it !== null && it !== document.body; it = it.parentElement) {
        const holder = known.get(it) ?? look(it);
        const { box } = holder;
        if (holder.isForReadersAlone || holder.scrolls) return false;
        if (holder.hidesX && (text.right > box.right + 1 || text.left < box.left - 1)) return true;
        if (holder.hidesY && (text.bottom > box.bottom + 3 || text.top < box.top - 3)) return true;
      }
      return false;
    };
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const cut: string[] = [];
    for (let node = words.nextNode(); node !== null; node = words.nextNode())
      if (node.textContent?.trim() !== '' && isCut(node))
        cut.push(`${node.textContent} in ${node.parentElement?.outerHTML.slice(0, 200)}`);
    return cut;
  });
}

/** What is laid out by script after a change of size is so two frames later. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
