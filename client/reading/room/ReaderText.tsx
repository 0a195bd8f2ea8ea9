import type { Node } from "prosemirror-model";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { announce } from "../../components/LiveRegion.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { mount, type Reader, type ReaderOptions } from "../../reader/mount.ts";

/** The text of a version, mounted once. Its overlay follows the properties. */
export function ReaderText({
  draft,
  clauses,
  signs,
  label,
  marks,
  focused,
  current,
  pending,
  proposed,
  printing,
  onReady,
  ...handlers
}: Pick<
  ReaderOptions,
  "clauses" | "signs" | "label" | "marks" | "focused" | "current" | "pending" | "proposed" | "printing"
> &
  Pick<ReaderOptions, "onSelect" | "onCurrent" | "onEnter" | "onMark" | "onLayout"> & {
    draft: Node;
    /** Called with the mounted reader, and with null once it is unmounted. */
    onReady: (reader: Reader | null) => void;
  }): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  const reader = useRef<Reader | null>(null);
  const latest = useRef({ handlers, drawn: { marks, focused, current, pending, proposed, printing }, onReady });
  useLayoutEffect(() => {
    latest.current = { handlers, drawn: { marks, focused, current, pending, proposed, printing }, onReady };
  });

  useLayoutEffect(() => {
    const parent = container.current;
    if (!parent) return undefined;
    // ProseMirror owns this element and Preact the one around it. Neither changes the other's content.
    const element = parent.appendChild(document.createElement("div"));
    const mounted = mount(element, {
      draft,
      clauses,
      ...(signs && { signs }),
      label,
      ...latest.current.drawn,
      onSelect: (selection) => latest.current.handlers.onSelect(selection),
      onCurrent: (clause) => latest.current.handlers.onCurrent(clause),
      onEnter: (clause) => latest.current.handlers.onEnter(clause),
      onSelectedText: announceSelected,
      onMark: (annotation) => latest.current.handlers.onMark(annotation),
      onLayout: () => latest.current.handlers.onLayout(),
    });
    reader.current = mounted;
    latest.current.onReady(mounted);
    return () => {
      reader.current = null;
      latest.current.onReady(null);
      mounted.destroy();
      element.remove();
    };
  }, [draft, clauses, signs, label]);

  // Must run before the margin is laid out, because marks can change where lines break.
  useLayoutEffect(() => reader.current?.update({ marks }), [marks]);
  useLayoutEffect(() => reader.current?.update({ printing }), [printing]);
  useLayoutEffect(() => reader.current?.update({ focused, current, pending }), [focused, current, pending]);
  useLayoutEffect(() => reader.current?.update({ proposed }), [proposed]);

  return <div ref={container} />;
}

/** Announces the text selected with the keyboard; null if there is no more text to select. */
function announceSelected(selected: string | null): void {
  announce(selected === null ? messages.noMoreText : formatMessage(messages.selectedText, { text: selected }));
}
