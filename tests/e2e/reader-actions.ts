import type { Locator, Page } from "playwright-core";

/**
 * Selects text of a clause by dragging the mouse over it. While fonts load or threads are laid out, the page may move
 * under the mouse. Then it tries again, as a reader would.
 */
export async function selectWords(page: Page, words: string): Promise<void> {
  await page.locator(".draft .is-near").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  for (let tries = 0; tries < 5; tries += 1) {
    await dragOver(page, words);
    if ((await page.evaluate(() => String(getSelection()))) === words) return;
  }
  throw new Error(`The words “${words}” could not be selected`);
}

/** Presses a key for the selected text, once its toolbar is visible. */
export async function pressOnWords(page: Page, key: string): Promise<void> {
  await page.locator(".selection-bar").waitFor();
  await page.keyboard.press(key);
}

/** Waits until the form that rewords the text has this text selected, so that typing replaces it. */
export async function wordsToReplace(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.activeElement?.getAttribute("role") === "textbox" && String(getSelection()) === wanted,
    words,
  );
}

async function dragOver(page: Page, words: string): Promise<void> {
  const box = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector(".draft") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      node.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
      const rects = [...range.getClientRects()];
      const first = rects[0];
      const last = rects.at(-1);
      if (first && last) {
        return { from: [first.left, first.top + first.height / 2], to: [last.right, last.top + last.height / 2] };
      }
    }
    return null;
  }, words);
  if (!box) throw new Error(`The page does not show the words “${words}”`);
  const [fromX = 0, fromY = 0] = box.from;
  const [toX = 0, toY = 0] = box.to;
  await page.mouse.move(fromX + 0.5, fromY);
  await page.mouse.down();
  await page.mouse.move((fromX + toX) / 2, (fromY + toY) / 2, { steps: 4 });
  await page.mouse.move(toX - 0.5, toY, { steps: 4 });
  await page.mouse.up();
}

/**
 * Opens a thread by its card's head. It uses the keyboard, because a card may move between mouse press and release
 * while threads are laid out.
 */
export async function openCard(card: Locator): Promise<void> {
  await card.getByRole("button").first().press("Enter");
}

/** Unfolds the choices of the open composer, which one line shows. */
export async function unfoldChoices(within: Page | Locator): Promise<void> {
  await within.locator("summary", { hasText: "Visible to" }).click();
}
