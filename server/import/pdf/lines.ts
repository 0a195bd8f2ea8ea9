import type { PdfPage, PdfRun } from "./pages.ts";

/** A part of a line with uniform appearance. Raised text is higher and smaller than the rest. */
export interface LinePart {
  readonly text: string;
  readonly raised: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** A line of a page, in reading order. */
export interface PdfLine {
  readonly parts: readonly LinePart[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly rightToLeft: boolean;
}

/** Maximum distance between the baselines of runs on one line, relative to their height. */
const sameLine = 0.35;
/** Maximum size of a raised mark, relative to its line. */
const raisedSize = 0.8;
/** Minimum gap for a space, relative to the letter height. A much wider gap is a tab. */
const blankGap = 0.12;
const tabGap = 1.1;
/**
 * Gap for a space next to Chinese text. Programs set words of other scripts slightly apart from it, although nobody
 * typed a space.
 */
const setApart = 0.4;
/** Scripts written without spaces. */
export const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Groups runs into lines, from top to bottom. */
function linesOf(runs: readonly PdfRun[]): PdfLine[] {
  const groups: PdfRun[][] = [];
  for (const run of [...runs].sort((left, right) => right.y - left.y)) {
    const group = groups.findLast((earlier) => isOnLine(run, earlier));
    if (group) group.push(run);
    else groups.push([run]);
  }
  return groups.map(lineOf).sort((left, right) => right.y - left.y);
}

/** Returns whether a run belongs to a line: on the same baseline, or above it as a raised mark. */
function isOnLine(run: PdfRun, group: readonly PdfRun[]): boolean {
  const tallest = group.reduce((most, member) => (member.size > most.size ? member : most));
  const size = Math.max(run.size, tallest.size);
  const apart = Math.abs(tallest.y - run.y);
  if (apart < sameLine * Math.min(run.size, tallest.size)) return true;
  const isRaised = Math.min(run.size, tallest.size) < raisedSize * size && apart < 0.6 * size;
  return isRaised && run.size < tallest.size === run.y > tallest.y;
}

function lineOf(group: readonly PdfRun[]): PdfLine {
  const tallest = group.reduce((most, run) => (run.size > most.size ? run : most));
  const rightToLeft = runsRightToLeft(group);
  const ordered = inReadingOrder(group, rightToLeft);
  const parts: LinePart[] = [];
  let before: PdfRun | undefined;
  for (const run of ordered) {
    const raised = run.size < raisedSize * tallest.size && run.y > tallest.y + 0.1 * tallest.size;
    const text = gapBetween(before, run, tallest.size) + (rightToLeft ? mended(run) : run.text);
    addPart(parts, { raised, bold: run.bold, italic: run.italic, text });
    before = run;
  }
  return {
    parts,
    text: parts.map(({ text }) => text).join(""),
    left: Math.min(...group.map(({ x }) => x)),
    right: Math.max(...group.map(({ x, width }) => x + width)),
    y: tallest.y,
    size: tallest.size,
    rightToLeft,
  };
}

/** Adds a part, merged into the last one if both look the same. */
export function addPart(parts: LinePart[], part: LinePart): void {
  const last = parts.at(-1);
  const isSame = last?.raised === part.raised && last.bold === part.bold && last.italic === part.italic;
  if (last && isSame) parts[parts.length - 1] = { ...last, text: last.text + part.text };
  else parts.push(part);
}

function runsRightToLeft(group: readonly PdfRun[]): boolean {
  const letters = (pattern: RegExp): number =>
    group.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
  return letters(/[\p{sc=Arabic}\p{sc=Hebrew}]/gu) > letters(/\p{sc=Latin}/gu);
}

/**
 * Orders runs from left to right, or from right to left with Latin runs in between reversed. Letters inside a run are
 * already in reading order.
 */
function inReadingOrder(group: readonly PdfRun[], rightToLeft: boolean): PdfRun[] {
  const fromLeft = [...group].sort((left, right) => left.x - right.x);
  if (!rightToLeft) return fromLeft;
  const ordered: PdfRun[] = [];
  let latin: PdfRun[] = [];
  for (const run of fromLeft.reverse()) {
    if (/\p{sc=Latin}/u.test(run.text)) latin.unshift(run);
    else {
      ordered.push(...latin, run);
      latin = [];
    }
  }
  return [...ordered, ...latin];
}

function gapBetween(before: PdfRun | undefined, run: PdfRun, size: number): string {
  if (!before || /\s$/u.test(before.text) || /^\s/u.test(run.text)) return "";
  const gap = before.x < run.x ? run.x - before.x - before.width : before.x - run.x - run.width;
  const touches = unspaced.test(before.text.slice(-1)) || unspaced.test(run.text.slice(0, 1));
  return gap > tabGap * size ? "\t" : gap > (touches ? setApart : blankGap) * size ? " " : "";
}

/**
 * Corrects lam and alef. They are drawn as one sign, and PDF files yield the 2 letters in the wrong order. Swaps them
 * where no word can have that order: "االتحاد" → "الاتحاد", "هؤالء" → "هؤلاء", and "وال" alone → "ولا". Punctuation
 * without letters arrives from left to right, as drawn, and is reversed.
 */
function mended({ text, rightToLeft }: PdfRun): string {
  if (!rightToLeft && !/[\p{L}\p{N}]/u.test(text)) return Array.from(text).reverse().join("");
  return text
    .replace(/ا([اأإآ])ل/gu, "ال$1")
    .replace(/الء/gu, "لاء")
    .replace(/(?<![\p{L}\p{M}])([وفأإ]?)ال(?![\p{L}\p{M}])/gu, "$1لا");
}

/** Minimum width of a gutter, in points. A gutter is in the middle third of the text area. */
const narrowestGutter = 12;
/** Minimum number of lines per column. Fewer lines are a heading next to a figure, or a table. */
const fewestLines = 8;
/** Minimum width of a text column, as a share of the page width. */
const narrowestColumn = 0.25;
/** Minimum share of full lines in a column. Text columns are mostly full; table cells are not. */
const fullLines = 0.6;

/** Returns the lines of a page in reading order: as one column, or as 2 if that is certain. */
export function pageLines({ runs, width }: PdfPage): PdfLine[] {
  const lines = linesOf(runs);
  const gutter = gutterOf(runs);
  if (gutter === null) return lines;
  const across = (run: PdfRun): boolean => run.x < gutter && run.x + run.width > gutter;
  const left = linesOf(runs.filter((run) => !across(run) && run.x < gutter));
  const right = linesOf(runs.filter((run) => !across(run) && run.x >= gutter));
  if (!isColumn(left, width) || !isColumn(right, width)) return lines;
  const whole = linesOf(runs.filter(across));
  const rightFirst = left.filter(({ rightToLeft }) => rightToLeft).length > left.length / 2;
  const columns = rightFirst ? [right, left] : [left, right];
  // Text across both columns divides the page into bands. Each band is read column by column.
  const edges = [...whole.map(({ y }) => y), -Infinity];
  let top = Infinity;
  return edges.flatMap((edge, at) => {
    const band = columns.flatMap((column) => column.filter(({ y }) => y < top && y > edge));
    top = edge;
    const line = whole[at];
    return line ? [...band, line] : band;
  });
}

/** Finds the horizontal position of a strip that hardly any run crosses, or null. */
function gutterOf(runs: readonly PdfRun[]): number | null {
  if (runs.length < 2 * fewestLines) return null;
  const from = Math.min(...runs.map(({ x }) => x));
  const to = Math.max(...runs.map(({ x, width }) => x + width));
  const third = (to - from) / 3;
  for (let at = from + third; at < to - third; at += narrowestGutter / 3) {
    const crossing = runs.filter(({ x, width }) => x < at + narrowestGutter && x + width > at);
    if (crossing.length * 10 < runs.length) {
      // Middle of the strip's full width.
      const end = Math.min(...runs.filter(({ x }) => x >= at + narrowestGutter).map(({ x }) => x));
      return (at + end) / 2;
    }
  }
  return null;
}

function isColumn(lines: readonly PdfLine[], page: number): boolean {
  if (lines.length < fewestLines) return false;
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  if (right - left < narrowestColumn * page) return false;
  const full = lines.filter((line) => line.right - line.left > 0.75 * (right - left));
  return full.length > fullLines * lines.length;
}

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
