import type { KeptRange } from "#core/compare/comparison.ts";
import { numberOfLine } from "#core/text/lines/find-lines.ts";
import type { LineNumbers } from "#core/text/lines/line-numbers.ts";

/** Numbered lines at their positions in another text. */
export interface CarriedLines {
  lines: LineNumbers;
  /** 0 to 1: the share of lines with a position there. */
  found: number;
}

/**
 * Carries numbered lines to another text by the words that both have: a comparison's `kept` ranges, from the text with
 * the lines. A line begins at its first kept word. Lines without one are left out, and so are lines that moved, because
 * numbers must ascend with the text.
 */
export function carryLines(lines: LineNumbers, kept: readonly KeptRange[], length: number): CarriedLines {
  const carried = carryStarts(lines.starts, kept, length);
  const rising = longestRising(carried);
  const pages =
    lines.pages &&
    carryStarts(
      lines.pages.map(({ start }) => start),
      kept,
      length,
    );
  return {
    lines: {
      starts: rising.map((index) => carried[index] ?? 0),
      numbers: rising.map((index) => numberOfLine(lines, index)),
      ...(pages && {
        pages: longestRising(pages).map((index) => ({
          label: lines.pages?.[index]?.label ?? "",
          start: pages[index] ?? 0,
        })),
      }),
    },
    found: lines.starts.length === 0 ? 0 : rising.length / lines.starts.length,
  };
}

/** Returns the position of each start in the other text, or null. Starts and kept ranges are in the order of the text. */
function carryStarts(starts: readonly number[], kept: readonly KeptRange[], length: number): (number | null)[] {
  let at = 0;
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? length;
    while (at < kept.length && (kept[at]?.[1] ?? 0) <= start) at += 1;
    const range = kept[at];
    if (!range || range[0] >= end) return null;
    return range[2] + Math.max(0, start - range[0]);
  });
}

/** Returns the indexes of the longest strictly rising sequence of values, by patience sorting. Null is never in it. */
function longestRising(values: readonly (number | null)[]): number[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) continue;
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  }
  const chain: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) chain.push(index);
  return chain.reverse();
}
