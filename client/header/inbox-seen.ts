import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import { keep, readKept } from "../components/kept-text.ts";

/** What is told to somebody and asks for nothing: where they are mentioned, and who reads their drafts since when. */
export interface ToldForYou {
  mentions: readonly PlacedAnnotation[];
  readers: readonly NewReader[];
}

const place = "mentions-seen";
const listeners = new Set<() => void>();

/** A mark for each, in the state it was left in: another's answer makes a mention new again, one's own does not. */
function marksOf(participant: string, { mentions, readers }: ToldForYou): string[] {
  return [
    ...mentions.map(({ annotation, replies }) => {
      const others = replies.filter(({ speaker }) => speaker.participantId !== participant);
      return `${annotation.id}:${others.length}`;
    }),
    ...readers.map(({ circle, organisation, at }) => `${circle.id}:${organisation}:${at}`),
  ];
}

/** How much of it this person has not looked at on this device. */
export function countUnseen(participant: string, told: ToldForYou): number {
  const seen = new Set((readKept(participant, place) ?? "").split(" "));
  return marksOf(participant, told).filter((mark) => !seen.has(mark)).length;
}

/** It was looked at. */
export function rememberSeen(participant: string, told: ToldForYou): void {
  keep(participant, place, marksOf(participant, told).join(" "));
  for (const listener of listeners) listener();
}

/** Calls back when something was looked at; returns the way to stop. */
export function subscribeSeen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
