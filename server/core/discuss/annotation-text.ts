import type { Annotation } from "#core/discuss/annotation.ts";
import { textOf } from "#core/discuss/content-text.ts";

/** Returns the quoted text of an annotation's targets; "" if they are whole clauses or the document. */
export function quotedText({ targets }: Pick<Annotation, "targets">): string {
  return targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : [])).join(" … ");
}

/** Returns an annotation's text or, for a proposal without one, the proposed text. */
export function annotationText({ text, operations }: Pick<Annotation, "text" | "operations">): string {
  if (text !== "") return text;
  return operations
    .map((operation) => {
      if (operation.kind === "replace") return textOf(operation.content);
      return operation.kind === "insert" ? textOf(operation.clause.content) : "";
    })
    .filter(Boolean)
    .join(" … ");
}
