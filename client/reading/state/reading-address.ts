import { roomActs } from "../../versions/version-actions.ts";
import { plainQuery, readFilters, writeFilters, type Filters } from "../../annotations/annotation-filters.ts";

/** Which list the margin shows: threads beside their words, general remarks, or those without a place. */
export const marginLists = ["text", "general", "orphans"] as const;
export type MarginList = (typeof marginLists)[number];

/** What may lie over the text: on a phone the outline or the comments; anywhere one of the room's dialogs. */
export const panels = ["outline", "threads", "export", "keys", ...roomActs] as const;
export type Panel = (typeof panels)[number];

/** Everything of a reading room that a link carries. */
export interface ReadingState {
  /** The annotation that is open. */
  note: string | null;
  /** The clause that is current. */
  clause: string | null;
  list: MarginList;
  /** Clauses with so many comments that they fold, and that were unfolded. */
  unfolded: readonly string[];
  panel: Panel | null;
  /** What is looked for in the text; null while the search is closed. */
  find: string | null;
  /** The annotation for which one chooses words on this version; null while one does not. */
  placing: string | null;
  filters: Filters;
}

/** The state a query string tells. What it does not know is passed over, so that old links still open. */
export function readReadingState(search: string): ReadingState {
  const query = new URLSearchParams(search);
  const list = (name: string): string[] => (query.get(name) ?? "").split(",").filter(Boolean);
  return {
    note: query.get("note"),
    clause: query.get("clause"),
    list: marginLists.find((known) => known === query.get("list")) ?? "text",
    unfolded: list("unfolded"),
    panel: panels.find((known) => known === query.get("panel")) ?? null,
    find: query.get("find"),
    placing: query.get("placing"),
    filters: readFilters(query),
  };
}

/** Writes what `readReadingState` reads; what is as it always is stays out. */
export function writeReadingState({
  note,
  clause,
  list,
  unfolded,
  panel,
  find,
  placing,
  filters,
}: ReadingState): string {
  const query = new URLSearchParams();
  if (clause !== null) query.set("clause", clause);
  if (note !== null) query.set("note", note);
  if (list !== "text") query.set("list", list);
  if (unfolded.length > 0) query.set("unfolded", unfolded.join(","));
  if (panel !== null) query.set("panel", panel);
  if (find !== null) query.set("find", find);
  if (placing !== null) query.set("placing", placing);
  writeFilters(filters, query);
  return plainQuery(query);
}

/** On a phone, what lies over the text as a sheet: what was asked for, or an open annotation, which is read in one. */
export function sheetOf({ panel, note }: Pick<ReadingState, "panel" | "note">): "outline" | "threads" | null {
  if (panel === "outline" || panel === "threads") return panel;
  return note !== null && panel === null ? "threads" : null;
}
