import { useEffect, useRef, useState, type ReactNode } from "react";
import { threads as messages } from "#core/messages/catalogues.ts";
import { EmptyState } from "../../components/PageStates.tsx";
import type { MarginList } from "../state/use-reading-state.ts";
import { useKeptInView } from "../../components/use-kept-in-view.ts";

const empty: Record<MarginList, string> = {
  text: messages.emptyMargin,
  general: messages.emptyGeneral,
  orphans: messages.emptyUnplaced,
};

/** A comment in a list, or a line that replaces several folded ones. */
export interface ListItem {
  key: string;
  /** Its clause; null if it is on none. */
  clause: string | null;
  render: () => ReactNode;
}

/** Shows comments as a list, where there is no margin beside the text. */
export function PlainList({
  list,
  note,
  clause,
  items,
  filtered,
  mayComment,
  onGeneral,
}: {
  list: MarginList;
  /** The open thread, which is scrolled into view. */
  note: string | null;
  /** The clause to scroll to first; null for the top of the list. */
  clause: string | null;
  items: readonly ListItem[];
  /** Whether filters hide some comments. The message of an empty list then says so. */
  filtered: boolean;
  mayComment: boolean;
  /** Starts a comment on the whole document. */
  onGeneral: () => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  // A new comment may be requested before it is in the list.
  useKeptInView(box, items.some(({ key }) => key === note) ? note : null);
  // Only where the list opens. After that the user scrolls.
  const [begin] = useState(note === null ? clause : null);
  useEffect(() => {
    if (begin === null) return;
    box.current?.querySelector(`[data-clause="${CSS.escape(begin)}"]`)?.scrollIntoView({ block: "start" });
  }, [begin]);
  return (
    <div ref={box} className="plain-list">
      {items.length === 0 && <EmptyState>{filtered ? messages.noFilterMatch : empty[list]}</EmptyState>}
      {items.map(({ key, clause: at, render }) => (
        <div key={key} className="plain-item" data-key={key} data-clause={at ?? undefined}>
          {render()}
        </div>
      ))}
      {list === "general" && mayComment && (
        <button type="button" className="button" onClick={onGeneral}>
          {messages.commentOnDocument}
        </button>
      )}
    </div>
  );
}
