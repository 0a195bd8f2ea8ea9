import { useQuery } from "@tanstack/react-query";
import type { ForumGroups } from "#core/access/forum.ts";
import { forumQuery } from "./queries.ts";

/** Until the forum is known, it has the default groups. */
const defaults: ForumGroups = {};

/** Returns the forum, with the names and colours of its stakeholder groups. */
export function useForumGroups(): ForumGroups {
  return useQuery(forumQuery).data ?? defaults;
}
