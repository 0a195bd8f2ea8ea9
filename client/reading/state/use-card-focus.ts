import { useCallback, useMemo, useState } from "react";
import { onceUsable } from "../../components/Modal.tsx";
import type { Reader } from "../../reader/mount.ts";

/**
 * Moves the keyboard focus to a thread's card or to a clause when the focused element disappears. Otherwise it would
 * fall back to the page.
 */
export interface CardFocus {
  /** The thread whose card takes the focus once it is rendered; null for none. */
  pending: string | null;
  toCard: (annotation: string) => void;
  toClause: (clause: string | null) => void;
  /** Called when the card has taken the focus. */
  onFocused: () => void;
}

/** Moves the focus between the text and the cards beside it. */
export function useCardFocus(reader: Reader | null): CardFocus {
  const [pending, setPending] = useState<string | null>(null);
  const toClause = useCallback(
    (clause: string | null): void => {
      setPending(null);
      if (clause === null) return;
      // A dialog that is about to close returns the focus first.
      onceUsable(() => reader?.focusClause(clause));
    },
    [reader],
  );
  const onFocused = useCallback(() => setPending(null), []);
  return useMemo(() => ({ pending, toCard: setPending, toClause, onFocused }), [pending, toClause, onFocused]);
}
