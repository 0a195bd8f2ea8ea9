import { interfaceLanguage } from "#core/messages/catalogues.ts";
import type { ForumGroups } from "#core/access/forum.ts";
import { cssColour, groupColour, type StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { headOf } from "#core/phrases/message-text.ts";

/** Returns a group's name capitalised: "Technical community". */
export function groupHead(group: StakeholderGroup, forum: ForumGroups): string {
  return headOf(groupName(group, forum, interfaceLanguage()), interfaceLanguage());
}

/** Returns a group's colour in CSS. It follows the theme. */
export function groupCss(group: StakeholderGroup, forum: ForumGroups): string {
  return cssColour(groupColour(group, forum));
}
