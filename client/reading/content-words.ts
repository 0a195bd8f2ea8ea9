import { fragmentOf } from "#core/annotate/inline-content.ts";
import type { InlineContent } from "#core/annotate/proposal-operation.ts";

/** The words of inline content, without its marks and footnote numbers. */
export function contentWords(content: InlineContent): string {
  const fragment = fragmentOf(content);
  return fragment.textBetween(0, fragment.size);
}
