import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import { keep, readKept } from "../components/kept-text.ts";

/** Notifications that need no answer: mentions of a person, and new readers of their drafts. */
export interface ToldForYou {
  mentions: readonly PlacedAnnotation[];
  readers: readonly NewReader[];
}

const place = "mentions-seen";
const listeners = new Set<() => void>();

/**
 * Returns a key for the current state of each notification. A reply from another person makes a mention unread again;
 * one's own reply does not.
 */
function marksOf(participant: string, { mentions, readers }: ToldForYou): string[] {
  return [
    ...mentions.map(({ annotation, replies }) => {
      const others = replies.filter(({ speaker }) => speaker.participantId !== participant);
      return `${annotation.id}:${others.length}`;
    }),
    ...readers.map(({ circle, organisation, at }) => `${circle.id}:${organisation}:${at}`),
  ];
}

/** Counts the notifications that this person has not yet seen on this device. */
export function countUnseen(participant: string, told: ToldForYou): number {
  const seen = new Set((readKept(participant, place) ?? "").split(" "));
  return marksOf(participant, told).filter((mark) => !seen.has(mark)).length;
}

/** Marks the notifications as seen. */
export function rememberSeen(participant: string, told: ToldForYou): void {
  keep(participant, place, marksOf(participant, told).join(" "));
  for (const listener of listeners) listener();
}

/** Calls the listener whenever notifications are marked as seen. Returns a function that unsubscribes it. */
export function subscribeSeen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
