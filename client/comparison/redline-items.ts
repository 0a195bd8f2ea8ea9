import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { Clause } from "#core/text/clause.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";
import type { ComparisonState } from "./compared-index.ts";

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
export function visibleRows(
  rows: readonly RedlineRow[],
  view: ComparisonState["view"],
  marked: ReadonlySet<number>,
): RowItem[] {
  return rows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => view === "side" || row.revised !== null || hasMarked(row, marked) || isWordless(row));
}

/** Returns the rows as items. Folds each run of rows that are not kept unless its first row's index is in `opened`. */
export function foldUnchanged(
  rows: readonly RowItem[],
  isKept: (row: RedlineRow) => boolean,
  opened: ReadonlySet<number>,
): RedlineItem[] {
  const items: RedlineItem[] = [];
  for (let from = 0; from < rows.length;) {
    let end = from;
    for (let item = rows[end]; item && !isKept(item.row); item = rows[++end]);
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

/** Items that are rendered together. */
export interface RedlineSection {
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
  const relation = word(`relation-${row.relation}`);
  if (row.relation === "added" || row.relation === "removed") return relation;
  const facts: string[] = row.relation === "1:1" ? [] : [relation];
  if (row.moved)
    facts.push(
      row.revised === null ? messages.movedElsewhere : row.base === null ? messages.movedHere : word("flag-moved"),
    );
  if (row.renumbered && base && revised)
    facts.push(
      base.label === null ? messages.labelAdded : formatMessage(messages.renumberedFrom, { label: base.label }),
    );
  const changes = new Map(
    row.segments.flatMap(({ change, class: name }) =>
      change !== null && marked.has(change) && !(row.moved && name === "move") ? [[change, name] as const] : [],
    ),
  );
  if (isBracketingAlone(row)) facts.push(messages.onlyBracketsChanged);
  else if (changes.size > 0) facts.push(describeChangeCount([...changes.values()]));
  return facts.length > 0 ? commaText(facts) : messages.rowUnchanged;
}

/** Counts changes and how many of them are in binding verbs, which the page shows only in bold. */
function describeChangeCount(classes: readonly (string | null)[]): string {
  const total = classes.length;
  const verbs = classes.filter((name) => name === "verb").length;
  if (verbs === 0) return formatMessage(messages.changeTotal, { total });
  return verbs === total
    ? formatMessage(messages.changesInBindingVerbs, { total })
    : formatMessage(messages.changesSomeInBindingVerbs, { total, verbs });
}

/**
 * Returns whether only brackets changed in a clause: agreed text became open, or open text agreed, with the same
 * wording.
 */
export function isBracketingAlone({ relation, segments }: Pick<RedlineRow, "relation" | "segments">): boolean {
  const changed = segments.filter(({ change }) => change !== null);
  return relation === "1:1" && changed.length > 0 && changed.every(({ class: name }) => name === "bracket");
}
