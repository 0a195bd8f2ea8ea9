import { useQuery } from "@tanstack/react-query";
import type { Forum } from "#core/access/forum.ts";
import { forumQuery } from "./queries.ts";

/** Until the forum is known, it has the default groups. */
const defaults: Pick<Forum, "groups" | "timeZone"> = {};

/** Returns the forum, with the names and colours of its stakeholder groups. */
export function useForumGroups(): Pick<Forum, "groups" | "timeZone"> {
  return useQuery(forumQuery).data ?? defaults;
}
