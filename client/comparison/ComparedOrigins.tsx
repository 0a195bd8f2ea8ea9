import { useCallback, type ReactNode, type RefObject } from "react";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { clauseAt } from "#core/text/clause.ts";
import { WordOriginBar, type FindWords } from "../word-origins/WordOriginBar.tsx";

/**
 * Shows which draft added the words of a redline. Deleted words are traced through the base's drafts, all others
 * through the revised version's.
 */
export function ComparedOrigins({
  compared,
  within,
}: {
  compared: ComparisonPage;
  /** The element that contains the redline. */
  within: RefObject<HTMLElement | null>;
}): ReactNode {
  const find = useCallback<FindWords>(
    (node, offset) => {
      const element = node.parentElement?.closest("[data-words]");
      const [side, first] = element?.getAttribute("data-words")?.split(" ") ?? [];
      // Only the last text node of the element has words; before it there may be the arrow of a move.
      if (!element || element.lastChild !== node || (side !== "base" && side !== "revised")) return null;
      const { version, text } = compared[side];
      const from = Number(first);
      const clause = clauseAt(text.clauses, from + offset);
      if (!clause) return null;
      return {
        asked: { address: version.address, documentId: compared.revised.version.documentId, text },
        point: { clause: clause.id, offset: from + offset - clause.start },
        rangeOf: (start, end) => {
          const length = node.textContent?.length ?? 0;
          const within = (at: number): number => Math.max(0, Math.min(length, clause.start + at - from));
          const range = document.createRange();
          range.setStart(node, within(start));
          range.setEnd(node, within(end));
          return range;
        },
      };
    },
    [compared],
  );
  return <WordOriginBar within={within} find={find} />;
}
