import type { ForumGroups } from "#core/access/forum.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { isDefaultGroup, type StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { messageText, wordIn } from "#core/phrases/message-text.ts";

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

/**
 * Names a stakeholder group within a sentence: "technical community". The forum's own name overrides the catalogue's. A
 * group that has left the forum's list and has no default name is named by its id.
 */
export function groupName(group: StakeholderGroup, { groups = [] }: ForumGroups, language: string): string {
  const own = groups.find(({ id }) => id === group)?.name;
  if (own !== undefined) return own;
  return isDefaultGroup(group) ? messageText({ code: `group-${group}`, params: {} }, language) : group;
}
