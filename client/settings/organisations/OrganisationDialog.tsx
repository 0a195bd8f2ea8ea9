import { type ReactNode, useState } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import { logoPath, logoVersion } from "#core/access/logo.ts";
import type { CountedOrganisation, OrganisationFields } from "#core/contract/people-operations.ts";
import { organisationLogos as logoMessages, settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { useForumGroups } from "../../components/groups.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog } from "../parts/Form.tsx";
import { GroupOptions } from "../parts/ListOptions.tsx";
import { type LogoChoice, saveLogo } from "../parts/logo-choice.ts";
import { LogoField } from "../parts/LogoField.tsx";
import { refusalText } from "../parts/refusal.ts";
import { type RecordFields, type RecordForm, useRecord } from "../parts/use-record.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import { Options } from "../parts/Options.tsx";

const organisationFields: RecordFields<keyof OrganisationFields> = {
  shortName: {
    label: messages.organisationShortName,
    hint: messages.organisationShortNameHint,
    presence: "required",
    limit: 60,
  },
  // The short name, if it is empty.
  name: { label: messages.organisationName, presence: "usual", limit: 200 },
  group: { label: messages.organisationGroup, options: <GroupOptions /> },
  contact: {
    label: messages.organisationContact,
    hint: messages.organisationContactHint,
    presence: "optional",
    limit: 500,
  },
  clearance: {
    label: messages.clearance,
    options: (
      <Options
        of={[
          ["free", messages.clearanceFree],
          ["coordinator", messages.clearanceCoordinator],
        ]}
      />
    ),
  },
  firstVisibility: {
    label: messages.firstVisibility,
    options: (
      <Options
        of={[
          ["private", messages.firstPrivate],
          ["organisation", messages.firstOrganisation],
          ["submitted", messages.firstSubmitted],
        ]}
      />
    ),
  },
};

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
  const record = useRecord(organisationFields, {
    shortName: organisation?.shortName ?? "",
    name: organisation?.name ?? "",
    group: organisation?.group ?? groupsOfForum(forum)[0]?.id ?? "",
    contact: organisation?.contact ?? "",
    clearance: organisation?.clearance ?? "free",
    firstVisibility: organisation?.firstVisibility ?? "submitted",
  });
  const [logo, setLogo] = useState<LogoChoice>({ kind: "kept" });
  const { stored, save } = useSaveOrganisation(organisation, record);
  return (
    <FormDialog
      title={
        organisation
          ? formatMessage(messages.editOrganisationTitle, { name: organisation.shortName })
          : messages.addOrganisation
      }
      act={organisation ? messages.saveChange : messages.addOrganisation}
      isReady={record.isReady}
      onSave={() => save(logo)}
      onClose={onClose}
    >
      {record.fields({
        contact: (
          <LogoField
            stored={stored?.logo ? logoPath(stored.id, logoVersion(stored.logo)) : null}
            alt={formatMessage(logoMessages.logoAlt, { name: stored?.shortName ?? "" })}
            hint={logoMessages.shownBesideName}
            choice={logo}
            onChange={setLogo}
          />
        ),
      })}
      {organisation && <p className="quiet small">{messages.earlierComments}</p>}
    </FormDialog>
  );
}

/** Returns a function that saves the fields and then the logo, and the organisation as it is stored so far. */
function useSaveOrganisation(
  organisation: CountedOrganisation | null,
  { values, sent, changed, setSaved }: RecordForm<keyof OrganisationFields>,
): { stored: CountedOrganisation | null; save: (logo: LogoChoice) => Promise<void> } {
  // If only the logo is refused, the next attempt must not add the organisation again.
  const [stored, setStored] = useState(organisation);
  const { change } = useSettingsChange();
  const shortName = values.shortName.trim();
  const saveFields = async (): Promise<CountedOrganisation> => {
    const named = (fields: typeof sent) => ({ ...fields, ...("name" in fields && { name: fields.name ?? shortName }) });
    if (!stored) {
      const body = named(sent) as OrganisationFields;
      const added = formatMessage(messages.organisationAdded, { name: shortName });
      return (await change(() => call("addOrganisation", { body }), added)).organisation;
    }
    if (Object.keys(changed).length === 0) return stored;
    const params = { organisation: stored.id };
    const body = named(changed) as Partial<OrganisationFields>;
    const done = formatMessage(messages.organisationChanged, { name: shortName });
    return (await change(() => call("changeOrganisation", { params, body }), done)).organisation;
  };
  const save = async (logo: LogoChoice): Promise<void> => {
    const saved = await saveFields();
    setStored(saved);
    setSaved();
    if (logo.kind === "kept") return;
    const done = logo.kind === "removed" ? logoMessages.logoWasRemoved : logoMessages.logoSaved;
    try {
      await change(() => saveLogo(saved.id, logo), formatMessage(done, { name: shortName }));
    } catch (error) {
      const reason = formatMessage(logoMessages.logoNotSaved, { name: shortName, reason: refusalText(error) });
      throw new Error(reason, { cause: error });
    }
  };
  return { stored, save };
}
