import { useQuery } from "@tanstack/react-query";
import type { Forum, ForumGroups } from "#core/access/forum.ts";
import { cssColour, groupColour, type StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { interfaceLanguage } from "#core/messages/catalogues.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { forumQuery } from "../api/queries.ts";

/** Returns a group's name capitalised: "Technical community". */
export function groupHead(group: StakeholderGroup, forum: ForumGroups): string {
  return headOf(groupName(group, forum, interfaceLanguage()), interfaceLanguage());
}

/** Returns a group's colour in CSS. It follows the theme. */
export function groupCss(group: StakeholderGroup, forum: ForumGroups): string {
  return cssColour(groupColour(group, forum));
}

/** Until the forum is known, it has the default groups. */
const defaults: Pick<Forum, "groups" | "timeZone"> = {};

/** Returns the forum, with the names and colours of its stakeholder groups. */
export function useForumGroups(): Pick<Forum, "groups" | "timeZone"> {
  return useQuery(forumQuery).data ?? defaults;
}
