import type { Speaker } from "#core/discuss/speaker.ts";
import { say } from "#core/messages/messages.ts";

/**
 * Who is named as the source: the organisation, or the person who speaks for themselves. Where the forum keeps sources
 * hidden the speaker comes without a name, and that is said.
 */
export function saySource({ participantId, capacity, organisation, name }: Speaker, language: string): string {
  const worded = (code: string): string => say({ code: `source-${code}`, params: { name } }, language);
  if (participantId === "" && name === "" && !organisation) return worded("hidden");
  if (capacity === "chair" || capacity === "secretariat") return worded(capacity);
  return capacity === "personal" || !organisation ? worded("personal") : organisation.shortName;
}
