import { useCallback, useMemo, useRef, useState } from "react";
import type { Reader } from "../../reader/mount.ts";

/** Where the keyboard's focus goes when what it was in is gone: to a thread's card or to a clause, never to the page. */
export interface CardFocus {
  /** The thread whose card takes the focus as soon as it is drawn; null for none. */
  wanted: string | null;
  toCard: (annotation: string) => void;
  toClause: (clause: string | null) => void;
  /** The card has it. */
  onTaken: () => void;
}

/** Hands the focus on between the text and the cards beside it. */
export function useCardFocus(reader: Reader | null): CardFocus {
  const [wanted, setWanted] = useState<string | null>(null);
  const asked = useRef(0);
  const toCard = useCallback((annotation: string): void => {
    asked.current += 1;
    setWanted(annotation);
  }, []);
  const toClause = useCallback(
    (clause: string | null): void => {
      asked.current += 1;
      setWanted(null);
      if (clause === null) return;
      reader?.focusClause(clause);
      // Once more after a dialog that had it is gone: it gives the focus back to where it was. Not where the reader has
      // gone on meanwhile, or already writes.
      const own = asked.current;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (asked.current === own && !isWriting()) reader?.focusClause(clause);
        }),
      );
    },
    [reader],
  );
  const onTaken = useCallback(() => setWanted(null), []);
  return useMemo(() => ({ wanted, toCard, toClause, onTaken }), [wanted, toCard, toClause, onTaken]);
}

function isWriting(): boolean {
  const { activeElement } = document;
  return (
    activeElement instanceof HTMLElement &&
    (activeElement.isContentEditable || activeElement.matches("input, textarea"))
  );
}
