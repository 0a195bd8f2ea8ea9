import { useCallback, useMemo, useState } from "react";
import type { Reader } from "../reader/mount.ts";

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
  const toClause = useCallback(
    (clause: string | null): void => {
      setWanted(null);
      // After what had the focus has been taken off the page: a dialog gives it back to where it was, and only then.
      if (clause !== null) requestAnimationFrame(() => requestAnimationFrame(() => reader?.focusClause(clause)));
    },
    [reader],
  );
  const onTaken = useCallback(() => setWanted(null), []);
  return useMemo(() => ({ wanted, toCard: setWanted, toClause, onTaken }), [wanted, toClause, onTaken]);
}
