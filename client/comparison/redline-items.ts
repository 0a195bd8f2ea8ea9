import type { RedlineRow } from "#core/compare/redline.ts";
import type { Clause } from "#core/text/clause.ts";
import * as messages from "#core/messages/comparison-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { counted } from "../components/format.ts";
import type { ComparisonState } from "./comparison-state.ts";

/** A line of the redline as shown: a row, or several unchanged rows folded into one line. */
export type RedlineItem = RowItem | { folded: number; /** Index of the first folded row. */ index: number };

/** A row with its index among all rows. */
interface RowItem {
  row: RedlineRow;
  index: number;
}

/**
 * Returns whether a row shows a marked change. A wordless clause that was added or removed always counts, because it
 * has nothing else to show.
 */
export function isChanged(row: RedlineRow, classes: ComparisonState["classes"], marked: ReadonlySet<number>): boolean {
  if (row.relation === "1:n" || row.relation === "n:1") return true;
  if (row.moved && classes.has("move")) return true;
  if (row.renumbered && classes.has("label")) return true;
  return hasMarked(row, marked) || isWordless(row);
}

/** Returns whether the added or removed clause has no words, such as an empty cell or a bare label. */
export function isWordless(row: RedlineRow): boolean {
  return row.relation !== "1:1" && row.segments.length === 0;
}

function hasMarked(row: RedlineRow, marked: ReadonlySet<number>): boolean {
  return row.segments.some(({ change }) => change !== null && marked.has(change));
}

/**
 * Returns the rows that show anything. In one column, a deleted clause shows only its marked changes; without any, its
 * row would be blank. A deleted clause without words stays, with a note that it was removed.
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

/** Returns the rows as items. Folds each run of unchanged rows unless its first row's index is in `opened`. */
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

/**
 * Number of items rendered together. The browser can skip sections far from view. The number is small enough that a
 * section renders in an instant.
 */
const itemsPerSection = 30;

interface RedlineSection {
  items: readonly RedlineItem[];
  /** Estimated height in pixels, used until the browser has laid the section out. */
  height: number;
}

/** Splits the items into sections. `lengthOf` returns the number of characters on a row's longer side. */
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

/**
 * Describes in a few words what happened to a clause, for screen readers. `marked` holds the numbers of the changes
 * that are shown.
 */
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
  if (row.moved)
    words.push(row.revised === null ? messages.movedElsewhere : row.base === null ? messages.movedHere : "moved");
  if (row.renumbered && base && revised)
    words.push(formatMessage(messages.renumberedFrom, { value: base.label ?? messages.noNumber }));
  const changes = new Map(
    row.segments.flatMap(({ change, class: name }) =>
      change !== null && marked.has(change) && !(row.moved && name === "move") ? [[change, name] as const] : [],
    ),
  );
  if (isBracketingAlone(row)) words.push(onlyBrackets);
  else if (changes.size > 0) words.push(counted(changes.size, "change"));
  // Readers who see the page get this in bold.
  const verbs = [...changes.values()].filter((name) => name === "verb").length;
  if (verbs > 0)
    words.push(formatMessage(messages.inBindingVerbs, { value: verbs < changes.size ? `${String(verbs)} ` : "" }));
  return words.length > 0 ? words.join(", ") : "unchanged";
}

/** Description of a clause in which only brackets were added or removed. */
export const onlyBrackets = messages.onlyBracketsChanged;

/**
 * Returns whether only brackets changed in a clause: agreed text became open, or open text agreed, with the same
 * wording.
 */
export function isBracketingAlone({ relation, segments }: Pick<RedlineRow, "relation" | "segments">): boolean {
  const changed = segments.filter(({ change }) => change !== null);
  return relation === "1:1" && changed.length > 0 && changed.every(({ class: name }) => name === "bracket");
}
