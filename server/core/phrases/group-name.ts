import type { ForumGroups } from "#core/access/forum.ts";
import { isDefaultGroup, type StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { messageText } from "#core/phrases/message-text.ts";

/**
 * Names a stakeholder group within a sentence: "technical community". The forum's own name overrides the catalogue's. A
 * group that has left the forum's list and has no default name is named by its id.
 */
export function groupName(group: StakeholderGroup, { groups = [] }: ForumGroups, language: string): string {
  const own = groups.find(({ id }) => id === group)?.name;
  if (own !== undefined) return own;
  return isDefaultGroup(group) ? messageText({ code: `group-${group}`, params: {} }, language) : group;
}
