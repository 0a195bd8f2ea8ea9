import type { PdfLine } from "./lines.ts";

/** A page's lines in reading order. */
export interface LinedPage {
  readonly height: number;
  readonly lines: readonly PdfLine[];
}

/** Share of the page height at the top and at the bottom where running heads and page numbers occur. */
const margin = 0.12;
/** Minimum share of pages on which a running head repeats. A section's head need not be on every page. */
const repeats = 0.3;

/**
 * Removes running heads and page numbers: lines at the top or bottom of pages that repeat, apart from their numbers,
 * and single numbers at the bottom.
 */
export function withoutRunningHeads(pages: readonly LinedPage[]): { pages: LinedPage[]; dropped: number } {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const keys = new Set(page.lines.filter((line) => isAtEdge(line, page)).map((line) => keyOf(line, page)));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const body = pages[0]?.lines.filter((line) => !isAtEdge(line, pages[0] ?? { height: 0, lines: [] })) ?? [];
  const smallest = Math.min(...body.map(({ size }) => size)) * 0.95;
  let dropped = 0;
  const kept = pages.map((page) => {
    const lines = page.lines.filter((line) => !isRunningHead(line, page));
    dropped += page.lines.length - lines.length;
    return { ...page, lines };
  });
  return { pages: kept, dropped };

  function isRunningHead(line: PdfLine, page: LinedPage): boolean {
    if (!isAtEdge(line, page)) return false;
    const isNumber = /^[\p{P}\s]*\p{Nd}{1,4}[\p{P}\s]*$/u.test(line.text) && line.y < page.height * margin;
    // Nothing repeats in a draft of one page. Its head is recognised only by its small letters.
    const isHead = pages.length === 1 && line.y > page.height * (1 - 0.6 * margin) && line.size < smallest;
    const count = counts.get(keyOf(line, page)) ?? 0;
    return isNumber || isHead || (count > 1 && count >= Math.max(2, repeats * pages.length));
  }
}

function isAtEdge({ y }: PdfLine, { height }: LinedPage): boolean {
  return y < height * margin || y > height * (1 - margin);
}

/** Returns the line's text with numbers masked, and its approximate height on the page. */
function keyOf({ text, y }: PdfLine, { height }: LinedPage): string {
  return `${text.replace(/\p{Nd}+/gu, "#").trim()} ${String(Math.round((y / height) * 50))}`;
}
