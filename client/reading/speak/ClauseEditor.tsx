import type { Node } from "prosemirror-model";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { mountProposalEditor } from "../../reader/proposal-editor.ts";

/** An editor of one clause's text that tracks changes. It takes the focus when it appears. */
export function ClauseEditor({
  clause,
  content,
  select,
  label,
  direction,
  onChange,
}: {
  clause: Node;
  /** The initial content; undefined for the clause's own text. */
  content: InlineContent | undefined;
  /** The range selected at the start. */
  select?: { start: number; end: number } | undefined;
  label: string;
  direction: string;
  onChange: (content: InlineContent) => void;
}): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  const latest = useRef(onChange);
  const initial = useRef({ content, select });
  useLayoutEffect(() => {
    latest.current = onChange;
  });
  useLayoutEffect(() => {
    const element = container.current?.appendChild(document.createElement("div"));
    if (!element) return undefined;
    const { content: initialContent, select: selection } = initial.current;
    const destroy = mountProposalEditor(element, {
      clause,
      label,
      direction,
      ...(initialContent && { content: initialContent }),
      ...(selection && !initialContent && { select: selection }),
      onChange: (_operations, next) => latest.current(next),
    });
    // The margin has not positioned the form yet, so scrolling to it is the margin's job.
    element.focus({ preventScroll: true });
    return () => {
      destroy();
      element.remove();
    };
  }, [clause, label, direction]);
  return <div ref={container} />;
}
