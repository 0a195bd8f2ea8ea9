import type { ClauseKind } from "#core/text/clause.ts";

/** Returns the kind of a new clause inserted after another: the one that usually follows. */
export function kindAfter(kind: string): Extract<ClauseKind, "recital" | "operative" | "item" | "paragraph"> {
  if (kind === "recital" || kind === "operative" || kind === "item") return kind;
  return kind === "verb" ? "recital" : "paragraph";
}
