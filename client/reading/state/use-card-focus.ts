import { useCallback, useMemo, useRef, useState } from "react";
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
  const requests = useRef(0);
  const toCard = useCallback((annotation: string): void => {
    requests.current += 1;
    setPending(annotation);
  }, []);
  const toClause = useCallback(
    (clause: string | null): void => {
      requests.current += 1;
      setPending(null);
      if (clause === null) return;
      reader?.focusClause(clause);
      // A closing dialog returns the focus to where it was before, so focus the clause again afterwards. Not if the
      // focus was moved elsewhere in the meantime or the reader is already typing.
      const request = requests.current;
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (requests.current === request && !isWriting()) reader?.focusClause(clause);
        }),
      );
    },
    [reader],
  );
  const onFocused = useCallback(() => setPending(null), []);
  return useMemo(() => ({ pending, toCard, toClause, onFocused }), [pending, toCard, toClause, onFocused]);
}

function isWriting(): boolean {
  const { activeElement } = document;
  return (
    activeElement instanceof HTMLElement &&
    (activeElement.isContentEditable || activeElement.matches("input, textarea"))
  );
}
