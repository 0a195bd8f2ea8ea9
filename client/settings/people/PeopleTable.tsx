import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import {
  accessRecovery as access,
  mailPage as mailMessages,
  settingsPage as messages,
} from "#core/messages/catalogues.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { call } from "../../api/call.ts";
import { useNamesOfPeople } from "../../api/participant-queries.ts";
import { meQuery } from "../../api/queries.ts";
import { groupHead, useForumGroups } from "../../components/groups.ts";
import { formatDate } from "../../components/format.tsx";
import { SourceLink } from "../../components/SourceLink.tsx";
import { OrganisationLogo } from "../../page-parts/Logos.tsx";
import { listText, formatMessage, headWord } from "../../page-parts/messages.ts";
import { inviteAll } from "./InvitationsDialog.tsx";
import type { OpenPeopleDialog } from "./PeopleDialogs.tsx";
import { type Column, RecordTable, type RowAction } from "../lists/RecordTable.tsx";
import type { Selection } from "../lists/use-selection.ts";
import { useResume } from "../parts/use-resume.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";

const invitationStates = (): Readonly<Record<NonNullable<ListedPerson["invitation"]>["state"], string>> => ({
  made: messages.invitationMade,
  sent: messages.invitationMailed,
  "not-sent": messages.invitationFailed,
  expired: messages.invitationExpired,
  used: messages.invitationUsed,
});

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
  const nameOf = useNamesOfPeople(people.flatMap(({ deputyOf }) => deputyOf));
  const columns: Column<ListedPerson>[] = [
    {
      head: messages.nameHead,
      cell: (person) => (
        <>
          <button type="button" className="link-button" onClick={() => onOpen({ kind: "edit", person })}>
            <bdi>{person.name}</bdi>
          </button>
          {person.deputyOf.length > 0 && (
            <span className="quiet small record-note">
              {formatMessage(messages.deputyOf, {
                names: listText(person.deputyOf.map((id) => nameOf(id) ?? id)),
              })}
            </span>
          )}
          {person.invitation && (
            <span className={`${person.invitation.state === "not-sent" ? "field-error" : "quiet"} small record-note`}>
              {formatMessage(invitationStates()[person.invitation.state], {
                date: formatDate(person.invitation.at),
                reason: person.invitation.reason ?? "unreachable",
              })}
            </span>
          )}
          {person.mailStoppedAt !== null && (
            <span className="field-error small record-note">
              {formatMessage(messages.mailStopped, { date: formatDate(person.mailStoppedAt) })}
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
      cell: ({ organisation, organisationId, logoVersion, group }) =>
        organisation === null ? (
          <span className="quiet">{groupHead(group, forum)}</span>
        ) : (
          <>
            <OrganisationLogo id={organisationId ?? ""} logoVersion={logoVersion} />
            <SourceLink kind="organisation" id={organisationId ?? ""}>
              <bdi>{organisation}</bdi>
            </SourceLink>
          </>
        ),
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

/** Returns a function that lists the actions on a person. */
function usePersonActions(onOpen: (dialog: OpenPeopleDialog) => void): (person: ListedPerson) => RowAction[] {
  const { tryChange, refresh } = useSettingsChange();
  const resume = useResume();
  const [, navigate] = useLocation();
  const ownId = useQuery(meQuery).data?.participant?.id;
  return (person) => {
    const { id, name, deactivatedAt } = person;
    const params = { person: id };
    const edit: RowAction = { id: "edit", label: messages.editPerson, act: () => onOpen({ kind: "edit", person }) };
    const comments: RowAction = {
      id: "comments",
      label: messages.showComments,
      act: () => navigate(sourcePath("person", id)),
    };
    if (deactivatedAt !== undefined) {
      return [
        edit,
        comments,
        {
          id: "reactivate",
          label: messages.reactivate,
          act: () =>
            void tryChange(
              () => call("reactivatePerson", { params }),
              formatMessage(messages.personReactivated, { name }),
            ),
        },
      ];
    }
    return [
      edit,
      comments,
      {
        id: "invite",
        label: messages.invite,
        act: () =>
          void inviteAll([person])
            .then((invitations) => onOpen({ kind: "invited", invitations }))
            .then(refresh),
      },
      // Nobody recovers their own access: an open session must not throw its owner out.
      ...(id === ownId
        ? []
        : [{ id: "recover", label: access.recoverAccess, act: () => onOpen({ kind: "recover", person }) }]),
      ...(person.mailStoppedAt === null
        ? []
        : [{ id: "resume", label: mailMessages.resume, act: () => void resume(person) }]),
      { id: "deputies", label: messages.deputies, act: () => onOpen({ kind: "deputies", person }) },
      {
        id: "deactivate",
        label: messages.deactivate,
        isDanger: true,
        act: () => onOpen({ kind: "deactivate", people: [person] }),
      },
    ];
  };
}
