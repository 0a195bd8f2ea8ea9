import { type ReactNode, useState } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import { logoPath, logoVersion } from "#core/access/logo.ts";
import type { CountedOrganisation, OrganisationFields } from "#core/contract/people-operations.ts";
import { organisationLogos as logoMessages, settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { useForumGroups } from "../api/use-forum-groups.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormDialog, FormList, FormText } from "./Form.tsx";
import { GroupOptions } from "./ListOptions.tsx";
import { type LogoChoice, saveLogo } from "./logo-choice.ts";
import { LogoField } from "./LogoField.tsx";
import { refusalText } from "./refusal.ts";
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
  const [logo, setLogo] = useState<LogoChoice>({ kind: "kept" });
  const { stored, save } = useSaveOrganisation(organisation);
  const set =
    (name: keyof Fields) =>
    (value: string): void =>
      setFields((before) => ({ ...before, [name]: value }));
  return (
    <FormDialog
      title={
        organisation
          ? formatMessage(messages.editOrganisationTitle, { name: organisation.shortName })
          : messages.addOrganisation
      }
      act={organisation ? messages.saveChange : messages.addOrganisation}
      isReady={fields.shortName.trim() !== ""}
      onSave={() => save(fields, logo)}
      onClose={onClose}
    >
      <FormText
        name="shortName"
        label={messages.organisationShortName}
        hint={messages.organisationShortNameHint}
        value={fields.shortName}
        maxLength={60}
        hasFocus
        onChange={set("shortName")}
      />
      <FormText
        name="name"
        label={messages.organisationName}
        value={fields.name}
        maxLength={200}
        onChange={set("name")}
      />
      <FormList name="group" label={messages.organisationGroup} value={fields.group} onChange={set("group")}>
        <GroupOptions />
      </FormList>
      <FormText
        name="contact"
        label={messages.organisationContact}
        hint={messages.organisationContactHint}
        isOptional
        value={fields.contact}
        maxLength={500}
        onChange={set("contact")}
      />
      <LogoField
        stored={stored?.logo ? logoPath(stored.id, logoVersion(stored.logo)) : null}
        alt={formatMessage(logoMessages.logoAlt, { name: stored?.shortName ?? "" })}
        hint={logoMessages.shownBesideName}
        choice={logo}
        onChange={setLogo}
      />
      <FormList name="clearance" label={messages.clearance} value={fields.clearance} onChange={set("clearance")}>
        <option value="free">{messages.clearanceFree}</option>
        <option value="coordinator">{messages.clearanceCoordinator}</option>
      </FormList>
      <FormList
        name="firstVisibility"
        label={messages.firstVisibility}
        value={fields.firstVisibility}
        onChange={set("firstVisibility")}
      >
        <option value="private">{messages.firstPrivate}</option>
        <option value="organisation">{messages.firstOrganisation}</option>
        <option value="submitted">{messages.firstSubmitted}</option>
      </FormList>
      {organisation && <p className="quiet small">{messages.earlierComments}</p>}
    </FormDialog>
  );
}

/** Returns a function that saves the fields and then the logo, and the organisation as it is stored so far. */
function useSaveOrganisation(organisation: CountedOrganisation | null): {
  stored: CountedOrganisation | null;
  save: (fields: Fields, logo: LogoChoice) => Promise<void>;
} {
  // If only the logo is refused, the next attempt must not add the organisation again.
  const [stored, setStored] = useState(organisation);
  const { change } = useSettingsChange();
  const saveFields = async (fields: Fields): Promise<CountedOrganisation> => {
    const { shortName, contact } = fields;
    if (!stored) {
      const body = { ...fields, contact: contact || null };
      const added = formatMessage(messages.organisationAdded, { name: shortName });
      return (await change(() => call("addOrganisation", { body }), added)).organisation;
    }
    const body = changedFields(fields, stored);
    if (Object.keys(body).length === 0) return stored;
    const params = { organisation: stored.id };
    const changed = formatMessage(messages.organisationChanged, { name: shortName });
    return (await change(() => call("changeOrganisation", { params, body }), changed)).organisation;
  };
  const save = async (typed: Fields, logo: LogoChoice): Promise<void> => {
    const name = typed.shortName.trim();
    const text = { shortName: name, name: typed.name.trim() || name, contact: typed.contact.trim() };
    const saved = await saveFields({ ...typed, ...text });
    setStored(saved);
    if (logo.kind === "kept") return;
    const done = logo.kind === "removed" ? logoMessages.logoWasRemoved : logoMessages.logoSaved;
    try {
      await change(() => saveLogo(saved.id, logo), formatMessage(done, { name }));
    } catch (error) {
      const reason = formatMessage(logoMessages.logoNotSaved, { name, reason: refusalText(error) });
      throw new Error(reason, { cause: error });
    }
  };
  return { stored, save };
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
