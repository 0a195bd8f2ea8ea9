import type { Annotation } from "#core/discuss/annotation.ts";
import { textOf } from "#core/discuss/inline-content.ts";

/** The words an annotation speaks of; "" where it means whole clauses or the document. */
export function quotedWords({ targets }: Pick<Annotation, "targets">): string {
  return targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : [])).join(" … ");
}

/** What it says in short: its words, or, where a proposal has none, the words it proposes. */
export function saidWords({ text, operations }: Pick<Annotation, "text" | "operations">): string {
  if (text !== "") return text;
  return operations
    .map((operation) => {
      if (operation.kind === "replace") return textOf(operation.content);
      return operation.kind === "insert" ? textOf(operation.clause.content) : "";
    })
    .filter(Boolean)
    .join(" … ");
}
