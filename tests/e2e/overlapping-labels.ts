import type { Page } from "playwright-core";

/** Returns the labels on a page that overlap the text of their clause. */
export function labelsOverWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".clause-label")].flatMap((label) => {
      const { left, right, top, bottom } = label.getBoundingClientRect();
      const texts = document.createTreeWalker(label.parentElement ?? label, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (label.contains(text) || !text.nodeValue?.trim()) continue;
        const words = document.createRange();
        words.selectNodeContents(text);
        const meets = [...words.getClientRects()].some(
          (line) => line.left < right && left < line.right && line.top < bottom && top < line.bottom,
        );
        if (meets) return [label.textContent];
      }
      return [];
    }),
  );
}
