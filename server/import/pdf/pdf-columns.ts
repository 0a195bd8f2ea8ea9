import { linesOf, type PdfLine } from "./pdf-lines.ts";
import type { PdfPage, PdfRun } from "./pages.ts";

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
