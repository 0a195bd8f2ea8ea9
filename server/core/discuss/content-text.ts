import type { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/**
 * Returns the text of inline content as the schema gives it to a clause: in NFC, with a space for a line break and
 * nothing for a footnote reference. Pages that show only texts need no schema for it.
 */
export function textOf(content: InlineContent): string {
  return content
    .map(({ type, text }) =>
      typeof text === "string" ? streamSafe(text).normalize("NFC") : type === "hardBreak" ? " " : "",
    )
    .join("");
}

/** Returns the text that an operation adds. */
export function proposedText(operation: ProposalOperation): string {
  if (operation.kind !== "replace" && operation.kind !== "insert") return "";
  return textOf(operation.kind === "replace" ? operation.content : operation.clause.content);
}
