import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";

/** The words of inline content, without its marks and footnote numbers. */
export function contentWords(content: InlineContent): string {
  const fragment = fragmentOf(content);
  return fragment.textBetween(0, fragment.size);
}
