import { type ReactNode, useState } from "react";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { colleagues, settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { DeputiesDialog } from "./DeputiesDialog.tsx";
import { FormDialog, FormList } from "../parts/Form.tsx";
import { type Invitation, InvitationsDialog, InviteDialog, type Invitee } from "./InvitationsDialog.tsx";
import { OrganisationOptions } from "../parts/ListOptions.tsx";
import { PersonDialog } from "./PersonDialog.tsx";
import { RecoverDialog } from "./RecoverDialog.tsx";
import { findRole, roleHint, RoleOptions } from "./RoleOptions.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

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
      <p>{messages.deactivateConsequence}</p>
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
      <FormList name="role" label={messages.personRole} hint={roleHint(role)} value={role} onChange={setRole}>
        <option value="">{messages.chooseOne}</option>
        <RoleOptions />
      </FormList>
      <p className="quiet small">{messages.roleChangeNote}</p>
      <div role="status">{chosen === "coordinator" && <p className="small">{colleagues.willTellAll}</p>}</div>
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
      <FormList
        name="organisationId"
        label={messages.personOrganisation}
        value={organisation}
        onChange={setOrganisation}
      >
        <option value="choose">{messages.chooseOne}</option>
        <option value="">{messages.noOrganisationChoice}</option>
        <OrganisationOptions />
      </FormList>
      <div role="status">
        {organisation !== "choose" && organisation !== "" && <p className="small">{colleagues.willTellAll}</p>}
      </div>
      <p className="quiet small">{messages.earlierComments}</p>
    </FormDialog>
  );
}
