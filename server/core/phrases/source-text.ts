import type { Speaker } from "#core/discuss/speaker.ts";
import { wordIn } from "#core/phrases/message-text.ts";

/**
 * Names a source: the organisation, or the person in a personal capacity. If the forum hides sources, the speaker has
 * no name and the result says so. An erased person has no name either.
 */
export function sourceText(speaker: Speaker, language: string): string {
  return shownSource(speaker, language) || wordIn(language)("source-hidden");
}

/** Names a source as `sourceText` does; "" if it has no name. */
export function shownSource({ participantId, capacity, organisation, name }: Speaker, language: string): string {
  if (name === "" && !organisation && (participantId === "" || capacity === "personal")) return "";
  const word = wordIn(language);
  if (capacity === "chair" || capacity === "secretariat") return word(`source-${capacity}`);
  return capacity === "personal" || !organisation ? word("source-personal", { name }) : organisation.shortName;
}
