import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { keep, readKept } from "../reading/kept-text.ts";

const place = "mentions-seen";
const listeners = new Set<() => void>();

/** Where somebody is mentioned, a mark for each state it was left in: another's answer makes it new again, one's own does not. */
function marksOf(participant: string, mentions: readonly PlacedAnnotation[]): string[] {
  return mentions.map(({ annotation, replies }) => {
    const others = replies.filter(({ speaker }) => speaker.participantId !== participant);
    return `${annotation.id}:${others.length}`;
  });
}

/** How many of the mentions this person has not looked at on this device. */
export function countUnseen(participant: string, mentions: readonly PlacedAnnotation[]): number {
  const seen = new Set((readKept(participant, place) ?? "").split(" "));
  return marksOf(participant, mentions).filter((mark) => !seen.has(mark)).length;
}

/** They were looked at. */
export function rememberSeen(participant: string, mentions: readonly PlacedAnnotation[]): void {
  keep(participant, place, marksOf(participant, mentions).join(" "));
  for (const listener of listeners) listener();
}

/** Calls back when mentions were looked at; returns the way to stop. */
export function subscribeSeen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
