let said = { words: "", count: 0 };
const listeners = new Set<() => void>();

/** Has screen readers say something that the page shows without words: a step that led nowhere, the words selected. */
export function announce(words: string): void {
  said = { words, count: said.count + 1 };
  for (const listener of listeners) listener();
}

/** What was said last, and how many things were before it. */
export function readAnnouncement(): { words: string; count: number } {
  return said;
}

/** Calls back when something is said; returns the way to stop. */
export function subscribeAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
