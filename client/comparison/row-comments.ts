import { useSyncExternalStore } from "react";
import type { RedlineRow } from "#core/compare/redline-row.ts";

/** The number of comments on a row: as it is shown, and with its words for screen readers. */
export interface CommentNumber {
  shown: string;
  label: string;
}

/** The numbers of comments beside the rows of a comparison, and the row whose comments are open. */
interface RowComments {
  numbers: ReadonlyMap<RedlineRow, CommentNumber>;
  open?: RedlineRow | undefined;
}

/**
 * The current numbers, and the rows that listen to them. Each row listens by itself, because numbers arrive after the text
 * and must not render all rows again.
 */
export const rowComments = { current: { numbers: new Map() } as RowComments, listeners: new Set<() => void>() };

function subscribe(listener: () => void): () => void {
  rowComments.listeners.add(listener);
  return () => rowComments.listeners.delete(listener);
}

/** Returns the number of comments on a row, and whether they are open. */
export function useRowComments(row: RedlineRow): Partial<CommentNumber> & { isOpen: boolean } {
  const number = useSyncExternalStore(subscribe, () => rowComments.current.numbers.get(row));
  const isOpen = useSyncExternalStore(subscribe, () => rowComments.current.open === row);
  return { ...number, isOpen };
}
