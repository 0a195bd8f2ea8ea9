import type { RedlineRow } from "#core/compare/redline.ts";
import type { Clause } from "#core/text/clause.ts";
import { counted } from "../components/format.ts";
import type { ComparisonState } from "./comparison-state.ts";

/** A line of the redline as it is shown: a row, or several rows that did not change folded into one line. */
export type RedlineItem = RowItem | { folded: number; /** Index of the first row folded. */ index: number };

/** A row with its index among all. */
interface RowItem {
  row: RedlineRow;
  index: number;
}

/** Whether a row shows anything of what is marked; a clause without words that came or went has nothing else to show. */
export function isChanged(row: RedlineRow, classes: ComparisonState["classes"], marked: ReadonlySet<number>): boolean {
  if (row.relation === "1:n" || row.relation === "n:1") return true;
  if (row.moved && classes.has("move")) return true;
  if (row.renumbered && classes.has("label")) return true;
  return hasMarked(row, marked) || isWordless(row);
}

/** Whether a clause came or went that has no words, as an empty cell or a label alone. */
export function isWordless(row: RedlineRow): boolean {
  return row.relation !== "1:1" && row.segments.length === 0;
}

function hasMarked(row: RedlineRow, marked: ReadonlySet<number>): boolean {
  return row.segments.some(({ change }) => change !== null && marked.has(change));
}

/**
 * The rows of which anything is seen. In one column a clause that went is only what of it is marked: where nothing is,
 * its row would be a blank. One without words is said to have gone.
 */
export function seenRows(
  rows: readonly RedlineRow[],
  view: ComparisonState["view"],
  marked: ReadonlySet<number>,
): RowItem[] {
  return rows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => view === "side" || row.revised !== null || hasMarked(row, marked) || isWordless(row));
}

/** The rows as items, runs of unchanged ones folded unless they were opened (by the index of the first). */
export function foldUnchanged(
  rows: readonly RowItem[],
  changed: (row: RedlineRow) => boolean,
  opened: ReadonlySet<number>,
): RedlineItem[] {
  const items: RedlineItem[] = [];
  for (let from = 0; from < rows.length;) {
    let end = from;
    for (let item = rows[end]; item && !changed(item.row); item = rows[++end]);
    const first = rows[from];
    if (first && end > from && !opened.has(first.index)) items.push({ folded: end - from, index: first.index });
    else items.push(...rows.slice(from, end));
    items.push(...rows.slice(end, end + 1));
    from = end + 1;
  }
  return items;
}

/** Items drawn together, so that the browser can skip what is far from view: few enough that one is drawn in a blink. */
const itemsPerSection = 30;

interface RedlineSection {
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

/** What happened to a clause, in a few words, for who hears the page. `marked` are the changes that are shown, by number. */
export function describeRow(
  row: RedlineRow,
  base: Clause | undefined,
  revised: Clause | undefined,
  marked: ReadonlySet<number>,
): string {
  if (row.relation === "added") return "added";
  if (row.relation === "removed") return "removed";
  const words: string[] = [];
  if (row.relation === "1:n") words.push("split");
  if (row.relation === "n:1") words.push("merged");
  if (row.moved) words.push(row.revised === null ? "moved away" : row.base === null ? "moved here" : "moved");
  if (row.renumbered && base && revised) words.push(`renumbered from ${base.label ?? "no number"}`);
  const changes = new Map(
    row.segments.flatMap(({ change, class: name }) =>
      change !== null && marked.has(change) && !(row.moved && name === "move") ? [[change, name] as const] : [],
    ),
  );
  if (isBracketingAlone(row)) words.push(onlyBrackets);
  else if (changes.size > 0) words.push(counted(changes.size, "change"));
  // Set in bold for who sees the page.
  const verbs = [...changes.values()].filter((name) => name === "verb").length;
  if (verbs > 0) words.push(`${verbs < changes.size ? `${String(verbs)} ` : ""}of a verb that binds`);
  return words.length > 0 ? words.join(", ") : "unchanged";
}

/** What is said of a clause in which brackets were put round words or taken off, and not a word changed. */
export const onlyBrackets = "brackets alone, no other wording";

/** Whether brackets are all that changed in a clause: what is agreed became open or the other way, and the words stayed. */
export function isBracketingAlone({ relation, segments }: Pick<RedlineRow, "relation" | "segments">): boolean {
  const changed = segments.filter(({ change }) => change !== null);
  return relation === "1:1" && changed.length > 0 && changed.every(({ class: name }) => name === "bracket");
}
