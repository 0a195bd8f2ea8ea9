import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { formatDate } from "../components/format.ts";
import { participantsQuery } from "../api/queries.ts";
import { useForumGroups } from "../api/use-forum-groups.ts";
import { groupHead } from "../components/groups.ts";
import { formatMessage, headWord } from "../page-parts/messages.ts";
import { listText } from "./field-labels.ts";
import type { OpenPeopleDialog } from "./PeopleDialogs.tsx";
import { type Column, RecordTable } from "./RecordTable.tsx";
import { usePersonActions } from "./use-person-actions.ts";
import type { Selection } from "./use-selection.ts";

/** The table of people. */
export function PeopleTable({
  people,
  selection,
  onOpen,
}: {
  people: readonly ListedPerson[];
  selection: Selection;
  onOpen: (dialog: OpenPeopleDialog) => void;
}): ReactNode {
  const actionsOf = usePersonActions(onOpen);
  const forum = useForumGroups();
  const everybody = useQuery(participantsQuery).data ?? [];
  const nameOf = (id: string): string => everybody.find((one) => one.id === id)?.name ?? id;
  const columns: Column<ListedPerson>[] = [
    {
      head: messages.nameHead,
      cell: (person) => (
        <>
          <Button className="link-button" onPress={() => onOpen({ kind: "edit", person })}>
            <bdi>{person.name}</bdi>
          </Button>
          {person.deputyOf.length > 0 && (
            <span className="quiet small record-note">
              {formatMessage(messages.deputyOf, { names: listText(person.deputyOf.map(nameOf)) })}
            </span>
          )}
          {person.deactivatedAt !== undefined && (
            <span className="record-mark">
              {formatMessage(messages.deactivatedOn, { date: formatDate(person.deactivatedAt) })}
            </span>
          )}
        </>
      ),
    },
    {
      head: messages.emailHead,
      cell: ({ email }) =>
        email === null ? <span className="quiet">{messages.noEmail}</span> : <bdi className="breakable">{email}</bdi>,
    },
    {
      head: messages.organisationHead,
      cell: ({ organisation, group }) =>
        organisation === null ? <span className="quiet">{groupHead(group, forum)}</span> : <bdi>{organisation}</bdi>,
    },
    { head: messages.roleHead, cell: ({ role }) => headWord(`role-${role}`) },
  ];
  return (
    <RecordTable
      caption={messages.peopleCaption}
      rows={people}
      columns={columns}
      nameOf={({ name }) => name}
      selection={selection}
      actionsOf={actionsOf}
      isMuted={({ deactivatedAt }) => deactivatedAt !== undefined}
    />
  );
}
