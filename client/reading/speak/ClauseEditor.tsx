import type { Node } from "prosemirror-model";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { mountProposalEditor } from "../../reader/proposal-editor.ts";

/** An editor of one clause's words that shows what becomes of them; it takes the focus when it appears. */
export function ClauseEditor({
  clause,
  content,
  select,
  label,
  direction,
  onChange,
}: {
  clause: Node;
  /** What it begins with; undefined for the clause's own words. */
  content: InlineContent | undefined;
  /** Words that are selected at first. */
  select?: { start: number; end: number } | undefined;
  label: string;
  direction: string;
  onChange: (content: InlineContent) => void;
}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(onChange);
  const initial = useRef({ content, select });
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  useLayoutEffect(() => {
    const element = place.current?.appendChild(document.createElement("div"));
    if (!element) return undefined;
    const { content: kept, select: words } = initial.current;
    const destroy = mountProposalEditor(element, {
      clause,
      label,
      direction,
      ...(kept && { content: kept }),
      ...(words && !kept && { select: words }),
      onChange: (_operations, next) => latest.current(next),
    });
    // The margin has not placed the form yet: scrolling to it is the margin's to do.
    element.focus({ preventScroll: true });
    return () => {
      destroy();
      element.remove();
    };
  }, [clause, label, direction]);
  return <div ref={place} />;
}
