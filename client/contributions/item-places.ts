import { clauseById } from "#core/text/clause-index.ts";
import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { ReaderMark } from "../reader/mark-layer.ts";
import { targetRuns, type ClauseRun } from "../reader/target-runs.ts";

/** An item that stands beside words of the version. */
export interface PlacedItem {
  item: ShownItem;
  /** The clause its first words stand in, and where in it. */
  clause: string;
  offset: number;
  runs: readonly ClauseRun[];
}

/** The items of a contribution, sorted into those beside words, on the whole document, without a place, and asked about. */
export interface ItemPlaces {
  beside: readonly PlacedItem[];
  general: readonly ShownItem[];
  unplaced: readonly ShownItem[];
  /** What is marked by hand, and what nobody marked, as long as no person has said that it is taken. */
  byHand: readonly ShownItem[];
  unmarked: readonly ShownItem[];
}

/** Sorts a contribution's items by where they stand on its version; without a version none has a place. */
export function itemPlaces(
  { items, handMarks, unmarked }: Pick<ShownContribution, "items" | "handMarks" | "unmarked">,
  text: VersionText | null,
): ItemPlaces {
  const beside: PlacedItem[] = [];
  const general: ShownItem[] = [];
  const unplaced: ShownItem[] = [];
  const asked = { byHand: [] as ShownItem[], unmarked: [] as ShownItem[] };
  for (const item of items) {
    const runs = text ? item.targets.flatMap((target) => targetRuns(text, target)) : [];
    const [first] = runs;
    if (item.origin === "by-hand" && handMarks !== "yes") asked.byHand.push(item);
    else if (item.origin === "unmarked" && unmarked !== "yes") asked.unmarked.push(item);
    else if (first) beside.push({ item, clause: first.clause, offset: first.start, runs });
    else if (item.targets.some(({ kind }) => kind === "document")) general.push(item);
    else unplaced.push(item);
  }
  const startOf = ({ clause, offset }: PlacedItem): number => ((text && clauseById(text, clause)?.start) ?? 0) + offset;
  return { beside: beside.sort((one, other) => startOf(one) - startOf(other)), general, unplaced, ...asked };
}

/** What the reader draws over the text for the items beside it; what was left out is drawn no more. */
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
