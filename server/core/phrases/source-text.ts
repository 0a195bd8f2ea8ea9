import type { Speaker } from "#core/discuss/speaker.ts";
import { wordIn } from "#core/phrases/message-text.ts";

/**
 * Names a source: the organisation, or the person in a personal capacity. If the forum hides sources, the speaker has
 * no name and the result says so. An erased person has no name either.
 */
export function sourceText({ participantId, capacity, organisation, name }: Speaker, language: string): string {
  const word = wordIn(language);
  if (name === "" && !organisation && (participantId === "" || capacity === "personal")) return word("source-hidden");
  if (capacity === "chair" || capacity === "secretariat") return word(`source-${capacity}`);
  return capacity === "personal" || !organisation ? word("source-personal", { name }) : organisation.shortName;
}
