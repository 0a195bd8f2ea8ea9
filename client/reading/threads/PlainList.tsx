import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { EmptyState } from "../../components/EmptyState.tsx";
import type { MarginList } from "../state/reading-address.ts";
import { useKeptInView } from "../../components/use-kept-in-view.ts";

const empty: Record<MarginList, string> = {
  text: "Nothing is said beside the text yet. Select words to begin.",
  general: "Nothing is said of the document as a whole yet.",
  orphans: "Every comment has its place in this draft.",
};

/** One of the comments in a list, or the line that stands for several. */
export interface ListItem {
  key: string;
  /** The clause it is on; null for what is on none. */
  clause: string | null;
  draw: () => ReactNode;
}

/** Comments one below the other, where they do not stand beside their words. */
export function PlainList({
  list,
  note,
  clause,
  items,
  filtered,
  maySpeak,
  onGeneral,
}: {
  list: MarginList;
  /** The thread that is open: it is brought into view. */
  note: string | null;
  /** The clause it begins at; null for its own beginning. */
  clause: string | null;
  items: readonly ListItem[];
  /** Whether some are left out, which says why there are none. */
  filtered: boolean;
  maySpeak: boolean;
  /** Begins a general remark. */
  onGeneral: () => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  // One that was just made may be asked for before it is in the list.
  useKeptInView(box, items.some(({ key }) => key === note) ? note : null);
  // Where the list is opened: afterwards one scrolls oneself.
  const [begin] = useState(note === null ? clause : null);
  useEffect(() => {
    if (begin === null) return;
    box.current?.querySelector(`[data-clause="${CSS.escape(begin)}"]`)?.scrollIntoView({ block: "start" });
  }, [begin]);
  return (
    <div ref={box} className="plain-list">
      {items.length === 0 && <EmptyState>{filtered ? "The filters leave none of these." : empty[list]}</EmptyState>}
      {items.map(({ key, clause: at, draw }) => (
        <div key={key} className="plain-item" data-key={key} data-clause={at ?? undefined}>
          {draw()}
        </div>
      ))}
      {list === "general" && maySpeak && (
        <Button className="button" onPress={onGeneral}>
          Comment on the whole document
        </Button>
      )}
    </div>
  );
}
