/**
 * Gives the focus to an item of the lists on the page: the next or previous one, or the one that took a position. Without
 * items, a heading gets it.
 */
export function focusItem(page: Element, where: { by: 1 | -1 } | { at: number }): void {
  const items = itemsOf(page);
  const now = items.findIndex((item) => item.contains(document.activeElement));
  const wanted = "at" in where ? where.at : now === -1 && where.by === 1 ? 0 : now + where.by;
  const item = items[Math.max(0, Math.min(wanted, items.length - 1))] ?? page.querySelector<HTMLElement>("h2");
  item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: "nearest" });
}

/** Returns the position of an item among all on the page. */
export function positionOf(page: Element, item: Element): number {
  return itemsOf(page).findIndex((one) => one === item);
}

function itemsOf(page: Element): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>("[data-waiting]")];
}
