import { type ReactNode, useSyncExternalStore } from "react";

let said = { words: "", count: 0 };
const listeners = new Set<() => void>();

/** Has screen readers say something that the page shows without words: a step that led nowhere, the words selected. */
export function announce(words: string): void {
  said = { words, count: said.count + 1 };
  for (const listener of listeners) listener();
}

/** What was said last, and how many things were before it. */
function readAnnouncement(): { words: string; count: number } {
  return said;
}

/** Calls back when something is said; returns the way to stop. */
function subscribeAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where announcements are read from. The words change places, so that the same ones said again are said again. */
export function LiveRegion(): ReactNode {
  const { words, count } = useSyncExternalStore(subscribeAnnouncements, readAnnouncement);
  return (
    <div className="visually-hidden" role="status" data-live-announcer="true">
      <span>{count % 2 === 0 ? words : ""}</span>
      <span>{count % 2 === 1 ? words : ""}</span>
    </div>
  );
}
