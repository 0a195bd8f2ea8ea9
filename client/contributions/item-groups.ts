import { clauseById, type VersionText } from "#core/text/clause.ts";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import type { ReaderMark } from "../reader/mark-layer.ts";
import { targetRuns, type ClauseRun } from "#core/discuss/text-order.ts";

/** An item that is beside text of the version. */
export interface PlacedItem {
  item: ShownItem;
  /** The clause of its first word, and the offset in it. */
  clause: string;
  offset: number;
  runs: readonly ClauseRun[];
}

/** The items of a contribution in groups: beside text, on the whole document, unplaced, and waiting for an answer. */
export interface ItemGroups {
  beside: readonly PlacedItem[];
  general: readonly ShownItem[];
  unplaced: readonly ShownItem[];
  /** Changes marked by hand, and unmarked changes, until a person agrees to import them. */
  byHand: readonly ShownItem[];
  unmarked: readonly ShownItem[];
}

/**
 * Groups a contribution's items by their location in its version. Without a version, no item has a location in the
 * text.
 */
export function groupItems(
  { items, handMarks, unmarked }: Pick<ShownContribution, "items" | "handMarks" | "unmarked">,
  text: VersionText | null,
): ItemGroups {
  const beside: PlacedItem[] = [];
  const general: ShownItem[] = [];
  const unplaced: ShownItem[] = [];
  const waiting = { byHand: [] as ShownItem[], unmarked: [] as ShownItem[] };
  for (const item of items) {
    const runs = text ? item.targets.flatMap((target) => targetRuns(text, target)) : [];
    const [first] = runs;
    if (item.origin === "by-hand" && handMarks !== "yes") waiting.byHand.push(item);
    else if (item.origin === "unmarked" && unmarked !== "yes") waiting.unmarked.push(item);
    else if (first) beside.push({ item, clause: first.clause, offset: first.start, runs });
    else if (item.targets.some(({ kind }) => kind === "document")) general.push(item);
    else unplaced.push(item);
  }
  const startOf = ({ clause, offset }: PlacedItem): number => ((text && clauseById(text, clause)?.start) ?? 0) + offset;
  return { beside: beside.sort((a, b) => startOf(a) - startOf(b)), general, unplaced, ...waiting };
}

/** Returns the marks to draw over the text for the items beside it. Excluded items have no mark. */
export function itemMarks(beside: readonly PlacedItem[]): ReaderMark[] {
  return beside
    .filter(({ item }) => item.included)
    .map(({ item, runs }, index) => ({
      id: item.id,
      kind: item.kind,
      unsure: item.doubt !== null,
      number: index + 1,
      runs,
    }));
}
