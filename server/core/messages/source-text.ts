import type { Speaker } from "#core/discuss/speaker.ts";
import { messageText } from "#core/messages/messages.ts";

/**
 * Names a source: the organisation, or the person in a personal capacity. If the forum hides sources, the speaker has
 * no name and the result says so.
 */
export function sourceText({ participantId, capacity, organisation, name }: Speaker, language: string): string {
  const worded = (code: string): string => messageText({ code: `source-${code}`, params: { name } }, language);
  if (participantId === "" && name === "" && !organisation) return worded("hidden");
  if (capacity === "chair" || capacity === "secretariat") return worded(capacity);
  return capacity === "personal" || !organisation ? worded("personal") : organisation.shortName;
}
