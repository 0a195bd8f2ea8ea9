import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import type { MarginList } from "./reading-address.ts";
import type { ThreadPlaces } from "./thread-places.ts";

const empty: Record<MarginList, string> = {
  text: "Nothing is said beside the text yet. Select words to begin.",
  general: "Nothing is said of the document as a whole yet.",
  orphans: "Every comment has its place in this draft.",
};

/** Comments one below the other, where they do not stand beside their words. */
export function PlainList({
  list,
  note,
  places,
  filtered,
  maySpeak,
  card,
  onGeneral,
}: {
  list: MarginList;
  /** The thread that is open: it is brought into view. */
  note: string | null;
  places: ThreadPlaces;
  /** Whether some are left out, which says why there are none. */
  filtered: boolean;
  maySpeak: boolean;
  /** Draws a thread that stands at a clause, or at none. */
  card: (placed: PlacedAnnotation, clause: string | null) => ReactNode;
  /** Begins a general remark. */
  onGeneral: () => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (note !== null) box.current?.querySelector(".thread.is-open")?.scrollIntoView({ block: "nearest" });
  }, [note]);
  const cards =
    list === "text"
      ? places.beside.map(({ placed, clause }) => card(placed, clause))
      : places[list].map((placed) => card(placed, null));
  return (
    <div ref={box} className="plain-list">
      {cards.length === 0 ? (
        <EmptyState>{filtered ? "The filters leave none of these." : empty[list]}</EmptyState>
      ) : (
        cards
      )}
      {list === "general" && maySpeak && (
        <Button className="button" onPress={onGeneral}>
          Comment on the whole document
        </Button>
      )}
    </div>
  );
}
