import type { ClauseKind } from "#core/text/clause-kind.ts";

/** The kind of a clause that is put after another: what usually follows it. */
export function kindAfter(kind: string): Extract<ClauseKind, "recital" | "operative" | "item" | "paragraph"> {
  if (kind === "recital" || kind === "operative" || kind === "item") return kind;
  return kind === "verb" ? "recital" : "paragraph";
}
