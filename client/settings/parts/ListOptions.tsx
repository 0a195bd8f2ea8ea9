import type { ReactNode } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import type { Organisation } from "#core/access/people.ts";
import { useOrganisations } from "../../api/organisation-queries.ts";
import { groupHead, useForumGroups } from "../../components/groups.ts";
import { Options } from "./Options.tsx";

/** The stakeholder groups that can be chosen, as options of a list. A merged group cannot. */
export function GroupOptions({ except }: { /** Id of a group to leave out. */ except?: string }): ReactNode {
  const forum = useForumGroups();
  const groups = groupsOfForum(forum).filter(({ id, mergedInto }) => id !== except && mergedInto === undefined);
  return <Options of={groups.map(({ id }) => [id, groupHead(id, forum)])} />;
}

/** The organisations that can be chosen, as options of a list. */
export function OrganisationOptions({ except }: { /** Id of one to leave out. */ except?: string }): ReactNode {
  const organisations = useActiveOrganisations().filter(({ id }) => id !== except);
  const label = (shortName: string, name: string): string => (shortName === name ? name : `${shortName} · ${name}`);
  return <Options of={organisations.map(({ id, shortName, name }) => [id, label(shortName, name)])} />;
}

/** Returns the organisations that can be chosen, by short name. Archived ones cannot. */
export function useActiveOrganisations(): readonly Organisation[] {
  const organisations = useOrganisations();
  return organisations
    .filter(({ archivedAt }) => archivedAt === undefined)
    .toSorted((left, right) => left.shortName.localeCompare(right.shortName));
}
