import type { ForumGroups } from "#core/access/forum.ts";
import { roomActs } from "../../versions/version-actions.ts";
import { plainQuery, readFilters, writeFilters, type Filters } from "../../annotations/annotation-filters.ts";

/** The lists of the margin: threads beside their text, comments on the whole document, and orphans. */
export const marginLists = ["text", "general", "orphans"] as const;
export type MarginList = (typeof marginLists)[number];

/** Panels over the text: on a phone the outline or the comments, on all screens the room's dialogs. */
export const panels = ["outline", "threads", "export", "keys", ...roomActs] as const;
export type Panel = (typeof panels)[number];

/** The state of a reading room that a link carries. */
export interface ReadingState {
  /** Id of the open annotation. */
  note: string | null;
  /** Id of the current clause. */
  clause: string | null;
  list: MarginList;
  /** Ids of crowded clauses whose comments were unfolded. */
  unfolded: readonly string[];
  panel: Panel | null;
  /** The search text; null while the search is closed. */
  find: string | null;
  /** Id of the annotation being placed on this version; null outside placing mode. */
  placing: string | null;
  filters: Filters;
}

/** Reads the state from a query string. Unknown values are skipped, so that old links still open. */
export function readReadingState(search: string, forum: ForumGroups): ReadingState {
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
    filters: readFilters(query, forum),
  };
}

/** Writes a query string for `readReadingState`. Default values are omitted. */
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

/** Returns the sheet shown over the text on a phone: the one requested, or the comments if an annotation is open. */
export function sheetOf({ panel, note }: Pick<ReadingState, "panel" | "note">): "outline" | "threads" | null {
  if (panel === "outline" || panel === "threads") return panel;
  return note !== null && panel === null ? "threads" : null;
}
