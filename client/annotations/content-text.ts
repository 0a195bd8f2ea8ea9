import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";

/** Returns the text of inline content, without marks and footnote numbers. */
export function contentText(content: InlineContent): string {
  const fragment = fragmentOf(content);
  return fragment.textBetween(0, fragment.size);
}
