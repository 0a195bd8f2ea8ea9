import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { formatMessage, headWord } from "../page-parts/messages.ts";
import { DeputiesDialog } from "./DeputiesDialog.tsx";
import { FormDialog, FormList } from "./FormDialog.tsx";
import { InvitationsDialog } from "./InvitationsDialog.tsx";
import { type Invitation, inviteAll, type Invitee } from "./invitations.ts";
import { PersonDialog } from "./PersonDialog.tsx";
import { RecoverDialog } from "./RecoverDialog.tsx";
import { findRole, givenRoles, roleHints } from "./person-roles.ts";
import { OrganisationOptions } from "./OrganisationOptions.tsx";
import { settingsKey } from "./settings-queries.ts";
import { useSettingsChange } from "./use-settings-change.ts";

/** The open dialog of the list of people. */
export type OpenPeopleDialog =
  | { kind: "add" }
  | { kind: "edit" | "deputies" | "recover"; person: ListedPerson }
  | { kind: "deactivate" | "invite"; people: readonly Invitee[] }
  | { kind: "role" | "move"; people: readonly Invitee[] }
  | { kind: "invited"; invitations: readonly Invitation[] };

/** A dialog of the list of people. */
export function PeopleDialogs({
  dialog,
  onDone,
  onClose,
}: {
  dialog: OpenPeopleDialog;
  /** Called after an act on several people. */
  onDone: () => void;
  onClose: () => void;
}): ReactNode {
  switch (dialog.kind) {
    case "add":
      return <PersonDialog person={null} onClose={onClose} />;
    case "edit":
      return <PersonDialog person={dialog.person} onClose={onClose} />;
    case "deputies":
      return <DeputiesDialog person={dialog.person} onClose={onClose} />;
    case "recover":
      return <RecoverDialog person={dialog.person} onClose={onClose} />;
    case "deactivate":
      return <DeactivateDialog people={dialog.people} onDone={onDone} onClose={onClose} />;
    case "role":
      return <RoleDialog people={dialog.people} onDone={onDone} onClose={onClose} />;
    case "move":
      return <MoveDialog people={dialog.people} onDone={onDone} onClose={onClose} />;
    case "invite":
      return <InviteDialog people={dialog.people} onDone={onDone} onClose={onClose} />;
    case "invited":
      return <InvitationsDialog invitations={dialog.invitations} onClose={onClose} />;
  }
}

interface ActProps {
  people: readonly Invitee[];
  onDone: () => void;
  onClose: () => void;
}

function DeactivateDialog({ people, onDone, onClose }: ActProps): ReactNode {
  const { change } = useSettingsChange();
  const [first] = people;
  const count = people.length;
  const deactivate = async (): Promise<void> => {
    if (count === 1 && first) {
      await change(
        () => call("deactivatePerson", { params: { person: first.id } }),
        formatMessage(messages.personDeactivated, { name: first.name }),
      );
    } else {
      await change(
        () => call("changePeople", { body: { people: people.map(({ id }) => id), isActive: false } }),
        formatMessage(messages.peopleChanged, { count }),
      );
    }
    onDone();
  };
  return (
    <FormDialog
      title={
        count === 1 && first
          ? formatMessage(messages.deactivateTitle, { name: first.name })
          : formatMessage(messages.deactivateMany, { count })
      }
      act={messages.deactivate}
      isDanger
      onSave={deactivate}
      onClose={onClose}
    >
      {() => <p>{messages.deactivateConsequence}</p>}
    </FormDialog>
  );
}

function RoleDialog({ people, onDone, onClose }: ActProps): ReactNode {
  const [role, setRole] = useState("");
  const { change } = useSettingsChange();
  const chosen = findRole(role);
  const save = async (): Promise<void> => {
    if (!chosen) return;
    await change(
      () => call("changePeople", { body: { people: people.map(({ id }) => id), role: chosen } }),
      formatMessage(messages.peopleChanged, { count: people.length }),
    );
    onDone();
  };
  return (
    <FormDialog
      title={formatMessage(messages.changeRoleTitle, { count: people.length })}
      act={messages.changeRole}
      isReady={chosen !== undefined}
      onSave={save}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <FormList
            name="role"
            label={messages.personRole}
            hint={chosen && roleHints[chosen]}
            value={role}
            error={errors["role"]}
            onChange={setRole}
          >
            <option value="">{messages.chooseOne}</option>
            {givenRoles.map((one) => (
              <option key={one} value={one}>
                {headWord(`role-${one}`)}
              </option>
            ))}
          </FormList>
          <p className="quiet small">{messages.roleChangeNote}</p>
        </>
      )}
    </FormDialog>
  );
}

function MoveDialog({ people, onDone, onClose }: ActProps): ReactNode {
  const [organisation, setOrganisation] = useState<string>("choose");
  const { change } = useSettingsChange();
  const save = async (): Promise<void> => {
    const body = { people: people.map(({ id }) => id), organisationId: organisation === "" ? null : organisation };
    await change(() => call("changePeople", { body }), formatMessage(messages.peopleChanged, { count: people.length }));
    onDone();
  };
  return (
    <FormDialog
      title={formatMessage(messages.moveTitle, { count: people.length })}
      act={messages.moveAct}
      isReady={organisation !== "choose"}
      onSave={save}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <FormList
            name="organisationId"
            label={messages.personOrganisation}
            value={organisation}
            error={errors["organisationId"]}
            onChange={setOrganisation}
          >
            <option value="choose">{messages.chooseOne}</option>
            <OrganisationOptions />
          </FormList>
          <p className="quiet small">{messages.earlierComments}</p>
        </>
      )}
    </FormDialog>
  );
}

/** Confirms the creation of several links, and then shows them. */
function InviteDialog({ people, onDone, onClose }: ActProps): ReactNode {
  const client = useQueryClient();
  const [invitations, setInvitations] = useState<readonly Invitation[] | null>(null);
  if (invitations) return <InvitationsDialog invitations={invitations} onClose={onClose} />;
  const invite = async (): Promise<false> => {
    const all = await inviteAll(people);
    await client.invalidateQueries({ queryKey: settingsKey });
    setInvitations(all);
    onDone();
    // The dialog stays open with the links.
    return false;
  };
  return (
    <ConfirmDialog
      title={formatMessage(messages.inviteCount, { count: people.length })}
      act={formatMessage(messages.inviteCreate, { count: people.length })}
      onConfirm={invite}
      onClose={onClose}
    >
      <p>{messages.inviteNote}</p>
    </ConfirmDialog>
  );
}
