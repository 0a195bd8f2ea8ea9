import type { ReactNode } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import { useForumGroups } from "../api/use-forum-groups.ts";
import { groupHead } from "../components/groups.ts";

/** The stakeholder groups that can be chosen, as options of a list. A merged group cannot. */
export function GroupOptions(): ReactNode {
  const forum = useForumGroups();
  return groupsOfForum(forum)
    .filter(({ mergedInto }) => mergedInto === undefined)
    .map(({ id }) => (
      <option key={id} value={id}>
        {groupHead(id, forum)}
      </option>
    ));
}
