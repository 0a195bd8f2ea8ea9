import { type ReactNode, useState } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import type { CountedOrganisation, OrganisationFields } from "#core/contract/people-operations.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { call } from "../api/call.ts";
import { useForumGroups } from "../api/use-forum-groups.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormDialog, FormList, FormText } from "./FormDialog.tsx";
import { GroupOptions } from "./GroupOptions.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

/** The fields of the dialog. An empty rule is not set. */
interface Fields {
  shortName: string;
  name: string;
  group: string;
  contact: string;
  clearance: NonNullable<OrganisationFields["clearance"]>;
  firstVisibility: NonNullable<OrganisationFields["firstVisibility"]>;
}

/** Adds an organisation, or edits one. */
export function OrganisationDialog({
  organisation,
  onClose,
}: {
  /** Null to add one. */
  organisation: CountedOrganisation | null;
  onClose: () => void;
}): ReactNode {
  const forum = useForumGroups();
  const [fields, setFields] = useState<Fields>({
    shortName: organisation?.shortName ?? "",
    name: organisation?.name ?? "",
    group: organisation?.group ?? groupsOfForum(forum)[0]?.id ?? "",
    contact: organisation?.contact ?? "",
    clearance: organisation?.clearance ?? "free",
    firstVisibility: organisation?.firstVisibility ?? "submitted",
  });
  const { change } = useSettingsChange();
  const set =
    (name: keyof Fields) =>
    (value: string): void =>
      setFields((before) => ({ ...before, [name]: value }));
  const shortName = fields.shortName.trim();
  const save = async (): Promise<unknown> => {
    const text = { ...fields, shortName, name: fields.name.trim() || shortName, contact: fields.contact.trim() };
    if (!organisation) {
      const body = { ...text, contact: text.contact || null };
      return change(
        () => call("addOrganisation", { body }),
        formatMessage(messages.organisationAdded, { name: shortName }),
      );
    }
    const params = { organisation: organisation.id };
    const body = changedFields(text, organisation);
    return change(
      () => call("changeOrganisation", { params, body }),
      formatMessage(messages.organisationChanged, { name: shortName }),
    );
  };
  return (
    <FormDialog
      title={
        organisation
          ? formatMessage(messages.editOrganisationTitle, { name: organisation.shortName })
          : messages.addOrganisation
      }
      act={organisation ? messages.saveChange : messages.addOrganisation}
      isReady={shortName !== ""}
      onSave={save}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <FormText
            name="shortName"
            label={messages.organisationShortName}
            hint={messages.organisationShortNameHint}
            value={fields.shortName}
            error={errors["shortName"]}
            maxLength={60}
            hasFocus
            onChange={set("shortName")}
          />
          <FormText
            name="name"
            label={messages.organisationName}
            value={fields.name}
            error={errors["name"]}
            maxLength={200}
            onChange={set("name")}
          />
          <FormList
            name="group"
            label={messages.organisationGroup}
            value={fields.group}
            error={errors["group"]}
            onChange={set("group")}
          >
            <GroupOptions />
          </FormList>
          <FormText
            name="contact"
            label={messages.organisationContact}
            hint={messages.organisationContactHint}
            isOptional
            value={fields.contact}
            error={errors["contact"]}
            maxLength={500}
            onChange={set("contact")}
          />
          <FormList
            name="clearance"
            label={messages.clearance}
            value={fields.clearance}
            error={errors["clearance"]}
            onChange={set("clearance")}
          >
            <option value="free">{messages.clearanceFree}</option>
            <option value="coordinator">{messages.clearanceCoordinator}</option>
          </FormList>
          <FormList
            name="firstVisibility"
            label={messages.firstVisibility}
            value={fields.firstVisibility}
            error={errors["firstVisibility"]}
            onChange={set("firstVisibility")}
          >
            <option value="private">{messages.firstPrivate}</option>
            <option value="organisation">{messages.firstOrganisation}</option>
            <option value="submitted">{messages.firstSubmitted}</option>
          </FormList>
          {organisation && <p className="quiet small">{messages.earlierComments}</p>}
        </>
      )}
    </FormDialog>
  );
}

/** Sends only what changed, so that a change by another person at the same time stays. */
function changedFields(fields: Fields, before: CountedOrganisation): Partial<OrganisationFields> {
  const { contact = "", clearance = "free", firstVisibility = "submitted" } = before;
  return {
    ...(fields.shortName !== before.shortName && { shortName: fields.shortName }),
    ...(fields.name !== before.name && { name: fields.name }),
    ...(fields.group !== before.group && { group: fields.group }),
    ...(fields.contact !== contact && { contact: fields.contact || null }),
    ...(fields.clearance !== clearance && { clearance: fields.clearance }),
    ...(fields.firstVisibility !== firstVisibility && { firstVisibility: fields.firstVisibility }),
  };
}
