import type { Speaker } from "#core/discuss/speaker.ts";
import { wordIn } from "#core/phrases/message-text.ts";

/**
 * Names a source: the organisation, or the person in a personal capacity. If the forum hides sources, the speaker has
 * no name and the result says so. An erased person has no name either.
 */
export function sourceText(speaker: Speaker, language: string): string {
  const { capacity, organisation, name } = speaker;
  const word = wordIn(language);
  if (!isNamed(speaker)) return word("source-hidden");
  if (capacity === "chair" || capacity === "secretariat") return word(`source-${capacity}`);
  return capacity === "personal" || !organisation ? word("source-personal", { name }) : organisation.shortName;
}

/** Whether a source has a name. It has none if the forum hides sources, or if the person was erased. */
export function isNamed({ participantId, capacity, organisation, name }: Speaker): boolean {
  return name !== "" || organisation !== null || (participantId !== "" && capacity !== "personal");
}
