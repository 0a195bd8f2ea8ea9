import type { PdfLine } from "./lines.ts";

/** A page's lines, in the order they are read. */
export interface LinedPage {
  readonly height: number;
  readonly lines: readonly PdfLine[];
}

/** Running heads and page numbers stand in this part of the page at its head and its foot. */
const margin = 0.12;
/** What repeats on this part of the pages is furniture: a section's head need not run on all. */
const repeats = 0.3;

/**
 * The pages without running heads and page numbers: lines at the head or foot of a page that repeat from page to page, their
 * numbers aside, and a number alone at the foot.
 */
export function withoutFurniture(pages: readonly LinedPage[]): { pages: LinedPage[]; dropped: number } {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const keys = new Set(page.lines.filter((line) => isAtEdge(line, page)).map((line) => keyOf(line, page)));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const body = pages[0]?.lines.filter((line) => !isAtEdge(line, pages[0] ?? { height: 0, lines: [] })) ?? [];
  const smallest = Math.min(...body.map(({ size }) => size)) * 0.95;
  let dropped = 0;
  const kept = pages.map((page) => {
    const lines = page.lines.filter((line) => !isFurniture(line, page));
    dropped += page.lines.length - lines.length;
    return { ...page, lines };
  });
  return { pages: kept, dropped };

  function isFurniture(line: PdfLine, page: LinedPage): boolean {
    if (!isAtEdge(line, page)) return false;
    const isNumber = /^[\p{P}\s]*\p{Nd}{1,4}[\p{P}\s]*$/u.test(line.text) && line.y < page.height * margin;
    // A draft of one page repeats nothing: there its head is told by its small letters alone.
    const isHead = pages.length === 1 && line.y > page.height * (1 - 0.6 * margin) && line.size < smallest;
    const count = counts.get(keyOf(line, page)) ?? 0;
    return isNumber || isHead || (count > 1 && count >= Math.max(2, repeats * pages.length));
  }
}

function isAtEdge({ y }: PdfLine, { height }: LinedPage): boolean {
  return y < height * margin || y > height * (1 - margin);
}

/** Its words with every number as one sign, and about where it stands. */
function keyOf({ text, y }: PdfLine, { height }: LinedPage): string {
  return `${text.replace(/\p{Nd}+/gu, "#").trim()} ${String(Math.round((y / height) * 50))}`;
}
