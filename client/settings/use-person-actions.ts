import { useQuery } from "@tanstack/react-query";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import * as access from "#core/messages/access-recovery.en.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { call } from "../api/call.ts";
import { meQuery } from "../api/queries.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { inviteAll } from "./invitations.ts";
import type { OpenPeopleDialog } from "./PeopleDialogs.tsx";
import type { RowAction } from "./RecordTable.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

/** Returns a function that lists the actions on a person. */
export function usePersonActions(onOpen: (dialog: OpenPeopleDialog) => void): (person: ListedPerson) => RowAction[] {
  const { tryChange, refresh } = useSettingsChange();
  const ownId = useQuery(meQuery).data?.participant?.id;
  return (person) => {
    const { id, name, deactivatedAt } = person;
    const params = { person: id };
    const edit: RowAction = { id: "edit", label: messages.editPerson, act: () => onOpen({ kind: "edit", person }) };
    if (deactivatedAt !== undefined) {
      return [
        edit,
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
