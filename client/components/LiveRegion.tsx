import { type ReactNode, useSyncExternalStore } from "react";

let announcement = { text: "", count: 0 };
const listeners = new Set<() => void>();

/**
 * Makes screen readers announce something that the page shows without words: a step that led nowhere, the words
 * selected.
 */
export function announce(text: string): void {
  announcement = { text, count: announcement.count + 1 };
  for (const listener of listeners) listener();
}

/** Returns the latest announcement and the total number so far. */
function readAnnouncement(): { text: string; count: number } {
  return announcement;
}

/** Calls back at each announcement. Returns the unsubscribe function. */
function subscribeAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The region that screen readers announce from. The text alternates between two elements, so that a repeated
 * announcement is read again.
 */
export function LiveRegion(): ReactNode {
  const { text, count } = useSyncExternalStore(subscribeAnnouncements, readAnnouncement, readAnnouncement);
  return (
    <div className="visually-hidden" role="status" data-live-announcer="true">
      <span>{count % 2 === 0 ? text : ""}</span>
      <span>{count % 2 === 1 ? text : ""}</span>
    </div>
  );
}
