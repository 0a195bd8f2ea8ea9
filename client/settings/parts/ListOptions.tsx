import type { ReactNode } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import type { Organisation } from "#core/access/people.ts";
import { useOrganisations } from "../../api/organisation-queries.ts";
import { useForumGroups } from "../../api/use-forum-groups.ts";
import { groupHead } from "../../components/groups.ts";

/** The stakeholder groups that can be chosen, as options of a list. A merged group cannot. */
export function GroupOptions({ except }: { /** Id of a group to leave out. */ except?: string }): ReactNode {
  const forum = useForumGroups();
  return groupsOfForum(forum)
    .filter(({ id, mergedInto }) => id !== except && mergedInto === undefined)
    .map(({ id }) => (
      <option key={id} value={id}>
        {groupHead(id, forum)}
      </option>
    ));
}

/** The organisations that can be chosen, as options of a list. */
export function OrganisationOptions({ except }: { /** Id of one to leave out. */ except?: string }): ReactNode {
  return useActiveOrganisations()
    .filter(({ id }) => id !== except)
    .map(({ id, shortName, name }) => (
      <option key={id} value={id}>
        {shortName === name ? name : `${shortName} · ${name}`}
      </option>
    ));
}

/** Returns the organisations that can be chosen, by short name. Archived ones cannot. */
export function useActiveOrganisations(): readonly Organisation[] {
  const organisations = useOrganisations();
  return organisations
    .filter(({ archivedAt }) => archivedAt === undefined)
    .toSorted((left, right) => left.shortName.localeCompare(right.shortName));
}
