import type { PdfPage, PdfRun } from "./pages.ts";

/** A stretch of a line that looks one way; raised is what stands higher and smaller than the rest. */
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

/** Runs whose feet are nearer than this part of their height stand on one line. */
const sameLine = 0.35;
/** A run smaller than this part of its line, standing higher, is a raised mark. */
const raisedSize = 0.8;
/** A gap wider than this part of the height is a blank; a far wider one is a tab. */
const blankGap = 0.12;
const tabGap = 1.1;
/** Programs set words of other scripts a little apart from Chinese, where nobody typed a blank. */
const setApart = 0.4;
/** Scripts written without blanks. */
export const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** The lines that runs make, from the top down. */
function linesOf(runs: readonly PdfRun[]): PdfLine[] {
  const groups: PdfRun[][] = [];
  for (const run of [...runs].sort((one, other) => other.y - one.y)) {
    const group = groups.findLast((one) => standsOn(run, one));
    if (group) group.push(run);
    else groups.push([run]);
  }
  return groups.map(lineOf).sort((one, other) => other.y - one.y);
}

/** Whether a run stands on the line of others: on their foot, or above it as a raised mark does. */
function standsOn(run: PdfRun, group: readonly PdfRun[]): boolean {
  const tallest = group.reduce((most, one) => (one.size > most.size ? one : most));
  const size = Math.max(run.size, tallest.size);
  const apart = Math.abs(tallest.y - run.y);
  if (apart < sameLine * Math.min(run.size, tallest.size)) return true;
  const isRaised = Math.min(run.size, tallest.size) < raisedSize * size && apart < 0.6 * size;
  return isRaised && run.size < tallest.size === run.y > tallest.y;
}

function lineOf(group: readonly PdfRun[]): PdfLine {
  const tallest = group.reduce((most, one) => (one.size > most.size ? one : most));
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

/** Adds a part to others, into the last where that looks the same. */
export function addPart(parts: LinePart[], part: LinePart): void {
  const last = parts.at(-1);
  const isSame = last?.raised === part.raised && last.bold === part.bold && last.italic === part.italic;
  if (last && isSame) parts[parts.length - 1] = { ...last, text: last.text + part.text };
  else parts.push(part);
}

function runsRightToLeft(group: readonly PdfRun[]): boolean {
  const letters = (of: RegExp): number => group.reduce((sum, { text }) => sum + (text.match(of)?.length ?? 0), 0);
  return letters(/[\p{sc=Arabic}\p{sc=Hebrew}]/gu) > letters(/\p{sc=Latin}/gu);
}

/**
 * From left to right, or from right to left with runs of Latin words among them the other way. Letters inside a run are in
 * the order they are read already.
 */
function inReadingOrder(group: readonly PdfRun[], rightToLeft: boolean): PdfRun[] {
  const fromLeft = [...group].sort((one, other) => one.x - other.x);
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
 * Lam and alef are drawn as one sign, whose two letters come out of the file in the wrong order. Where no word could have
 * them so, they change places: "االتحاد" → "الاتحاد", "هؤالء" → "هؤلاء", and "وال" alone → "ولا". Marks without letters come
 * as they are drawn, from left to right.
 */
function mended({ text, rightToLeft }: PdfRun): string {
  if (!rightToLeft && !/[\p{L}\p{N}]/u.test(text)) return Array.from(text).reverse().join("");
  return text
    .replace(/ا([اأإآ])ل/gu, "ال$1")
    .replace(/الء/gu, "لاء")
    .replace(/(?<![\p{L}\p{M}])([وفأإ]?)ال(?![\p{L}\p{M}])/gu, "$1لا");
}

/** A gutter is at least as wide as this many points, and stands in the middle third of what is written. */
const narrowestGutter = 12;
/** Fewer lines on a side are a heading beside a figure, or a table. */
const fewestLines = 8;
/** The least part of a page that a column of text takes. */
const narrowestColumn = 0.25;
/** Columns of text are filled by most of their lines; a table's cells are not. */
const fullLines = 0.6;

/** The lines of a page in the order they are read: one column, or two where that is sure. */
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
  // What runs across parts the page into bands, each of which is read column by column.
  const edges = [...whole.map(({ y }) => y), -Infinity];
  let top = Infinity;
  return edges.flatMap((edge, at) => {
    const band = columns.flatMap((column) => column.filter(({ y }) => y < top && y > edge));
    top = edge;
    const line = whole[at];
    return line ? [...band, line] : band;
  });
}

/** Where a strip stands that hardly any run crosses; null where there is none. */
function gutterOf(runs: readonly PdfRun[]): number | null {
  if (runs.length < 2 * fewestLines) return null;
  const from = Math.min(...runs.map(({ x }) => x));
  const to = Math.max(...runs.map(({ x, width }) => x + width));
  const third = (to - from) / 3;
  for (let at = from + third; at < to - third; at += narrowestGutter / 3) {
    const crossing = runs.filter(({ x, width }) => x < at + narrowestGutter && x + width > at);
    if (crossing.length * 10 < runs.length) {
      // The middle of the strip, as far as it goes.
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
