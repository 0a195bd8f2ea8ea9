import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewColleague } from "#core/contract/colleague-operations.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import { store, readStored } from "../components/stored-text.ts";

/** Notifications that need no answer: mentions of a person, new readers of their drafts, and new colleagues. */
export interface Notifications {
  mentions: readonly PlacedAnnotation[];
  readers: readonly NewReader[];
  colleagues: readonly NewColleague[];
}

const storageKey = "mentions-seen";
const listeners = new Set<() => void>();

/**
 * Returns a key for the current state of each notification. A reply from another person makes a mention unread again;
 * one's own reply does not.
 */
function marksOf(participant: string, { mentions, readers, colleagues }: Notifications): string[] {
  return [
    ...mentions.map(({ annotation, replies }) => {
      const otherReplies = replies.filter(({ speaker }) => speaker.participantId !== participant);
      return `${annotation.id}:${otherReplies.length}`;
    }),
    ...readers.map(({ circle, organisation, at }) => `${circle.id}:${organisation}:${at}`),
    ...colleagues.map(({ person, organisation, at, agreed }) => `${person.id}:${organisation.id}:${agreed?.at ?? at}`),
  ];
}

/** Counts the notifications that this person has not yet seen on this device. */
export function countUnseen(participant: string, notifications: Notifications): number {
  const seen = new Set((readStored(participant, storageKey) ?? "").split(" "));
  return marksOf(participant, notifications).filter((mark) => !seen.has(mark)).length;
}

/** Marks the notifications as seen. */
export function rememberSeen(participant: string, notifications: Notifications): void {
  store(participant, storageKey, marksOf(participant, notifications).join(" "));
  for (const listener of listeners) listener();
}

/** Calls the listener whenever notifications are marked as seen. Returns a function that unsubscribes it. */
export function subscribeSeen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
