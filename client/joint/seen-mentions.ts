import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { keep, readKept } from "../reading/kept-text.ts";

const place = "mentions-seen";

/** Ids of where one is mentioned, one for each time something was said there since: an answer makes it new again. */
function marksOf(mentions: readonly PlacedAnnotation[]): string[] {
  return mentions.map(({ annotation, replies }) => `${annotation.id}:${replies.length}`);
}

/** How many of the mentions this person has not looked at on this device. */
export function countUnseen(participant: string, mentions: readonly PlacedAnnotation[]): number {
  const seen = new Set((readKept(participant, place) ?? "").split(" "));
  return marksOf(mentions).filter((mark) => !seen.has(mark)).length;
}

/** They were looked at. */
export function rememberSeen(participant: string, mentions: readonly PlacedAnnotation[]): void {
  keep(participant, place, marksOf(mentions).join(" "));
}
