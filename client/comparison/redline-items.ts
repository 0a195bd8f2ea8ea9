import type { RedlineRow } from "#core/compare/redline.ts";
import type { ComparisonState } from "./comparison-state.ts";

/** A line of the redline as it is shown: a row, or several rows that did not change folded into one line. */
export type RedlineItem =
  { row: RedlineRow; index: number } | { folded: number; /** Index of the first row folded. */ index: number };

/** Whether a row shows anything of what is marked. */
export function isChanged(row: RedlineRow, classes: ComparisonState["classes"], marked: ReadonlySet<number>): boolean {
  if (row.relation !== "1:1") return true;
  if (row.moved && classes.has("move")) return true;
  if (row.renumbered && classes.has("label")) return true;
  return row.segments.some(({ change }) => change !== null && marked.has(change));
}

/** The rows as items, runs of unchanged ones folded unless they were opened (by the index of the first). */
export function foldUnchanged(
  rows: readonly RedlineRow[],
  changed: (row: RedlineRow) => boolean,
  opened: ReadonlySet<number>,
): RedlineItem[] {
  const items: RedlineItem[] = [];
  for (let index = 0; index < rows.length;) {
    let end = index;
    for (let row = rows[end]; row && !changed(row); row = rows[++end]);
    if (end > index && !opened.has(index)) items.push({ folded: end - index, index });
    else for (let at = index; at < end; at += 1) items.push(...itemAt(rows, at));
    items.push(...itemAt(rows, end));
    index = end + 1;
  }
  return items;
}

/** Every row as an item. */
export function allRows(rows: readonly RedlineRow[]): RedlineItem[] {
  return rows.map((row, index) => ({ row, index }));
}

function itemAt(rows: readonly RedlineRow[], index: number): RedlineItem[] {
  const row = rows[index];
  return row ? [{ row, index }] : [];
}

/** Items drawn together, so that the browser can skip what is far from view: few enough that one is drawn in a blink. */
const itemsPerSection = 30;

export interface RedlineSection {
  items: readonly RedlineItem[];
  /** A guess at its height in pixels, held until the browser has laid it out. */
  height: number;
}

/** Cuts the items into sections. `lengthOf` is how many characters a row's longer side has. */
export function sectionsOf(
  items: readonly RedlineItem[],
  view: ComparisonState["view"],
  lengthOf: (row: RedlineRow) => number,
): RedlineSection[] {
  const line = view === "side" ? { characters: 62, height: 26 } : { characters: 66, height: 29 };
  return Array.from({ length: Math.ceil(items.length / itemsPerSection) }, (_, index) => {
    const part = items.slice(index * itemsPerSection, (index + 1) * itemsPerSection);
    const heights = part.map((item) =>
      "row" in item ? Math.ceil(lengthOf(item.row) / line.characters) * line.height + 12 : 48,
    );
    return { items: part, height: heights.reduce((sum, height) => sum + height, 0) };
  });
}
