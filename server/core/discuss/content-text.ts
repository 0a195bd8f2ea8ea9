import type { InlineContent } from "#core/discuss/proposal-operation.ts";
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
